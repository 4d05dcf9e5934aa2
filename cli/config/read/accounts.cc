// The entries of `clouds`.
#include <utility>

#include <fmt/format.h>

#include "base/text.h"
#include "cli/config/read/sections.h"
#include "cli/config/read/values.h"
#include "cli/config/vocabulary/section_names.h"
#include "cli/config/vocabulary/vocabulary.h"

namespace ic::cli {

void Sections::ReadClouds(const Yaml& value) {
  if (!IsMap(section::kClouds, value)) return;
  for (const Yaml::Entry& entry : value.Entries()) ReadAccount(entry.key, entry.value);
}

void Sections::ReadAccount(const Yaml& key, const Yaml& value) {
  const std::string name(key.text());
  Written& entry = accounts_[name];
  const bool fresh = entry.account.name.empty();
  if (fresh) {
    entry.account.name = name;
    entry.account.where = PositionOf(key);
  }
  const auto fail = [&](const Yaml& at, std::string_view summary, std::string detail) {
    report_.Error(at, summary, std::move(detail));
    entry.broken = true;
  };
  if (!IsValidName(name)) {
    fail(
        key, "Invalid name",
        fmt::format("{} cannot name an entry of `clouds`: a name begins with a letter or `_` and goes on with letters, "
                    "digits, `_`, `-` and `.`, 128 characters at most.",
                    Shown(name)));
    return;
  }
  if (!IsMap(fmt::format("clouds.{}", name), value) && value.type() != YamlType::kNull) {
    entry.broken = true;
    return;
  }
  std::string cloud = name;
  Yaml at = key;
  if (value.type() == YamlType::kMap) {
    for (const Yaml::Entry& field : value.Entries()) {
      if (field.key.text() != field::kCloud) continue;
      at = field.value;
      cloud = at.type() == YamlType::kScalar ? std::string(at.text()) : "";
    }
  }
  const VendorTraits* traits = vocabulary_.FindVendor(cloud);
  if (traits == nullptr && cloud.find("${") != std::string::npos) {
    fail(at, kMustBeWritten,
         fmt::format("`cloud` says which settings there are, and is read before anything is looked up: write out one "
                     "of {}.",
                     JoinWords(vocabulary_.VendorNames(), "and")));
    return;
  }
  if (traits == nullptr) {
    const std::vector<std::string> vendors = vocabulary_.VendorNames();
    fail(at, "Unknown cloud",
         fmt::format("The entry `{}` of `clouds` needs `cloud:` with one of {}{}.{}", name, JoinWords(vendors, "or"),
                     at.type() == YamlType::kScalar && cloud != name ? fmt::format("; {} is none", Shown(cloud)) : "",
                     NearestHint(cloud, vendors)));
    return;
  }
  if (!fresh && !entry.broken && entry.account.cloud != cloud) {
    Contradiction(fmt::format("The cloud of the entry `{}`", name), at, entry.account.where);
    return;
  }
  entry.account.cloud = cloud;
  if (value.type() == YamlType::kMap) ReadAccountFields(*traits, value, entry);
}

void Sections::ReadAccountFields(const VendorTraits& traits, const Yaml& value, Written& entry) {
  ValueContext context{report_, sources_, std::nullopt, nullptr, &traits};
  for (const Yaml::Entry& written : value.Entries()) {
    const std::string_view key = written.key.text();
    if (key == field::kCloud) continue;
    const Field* field = FindAccountField(traits, key);
    if (field == nullptr) {
      std::vector<std::string> names = {std::string(field::kCloud)};
      for (const Field& each : traits.provider_fields) names.push_back(AccountKey(traits, each));
      report_.Error(written.key, "Unknown field",
                    fmt::format("The entry `{}` of `clouds` ({}) has no field {}.{}", entry.account.name, traits.title,
                                Shown(key), NearestHint(key, names)));
      continue;
    }
    const std::optional<Value> read = ReadValue(
        *field, written.value, AttributePath(section::kClouds).Element(entry.account.name).Attribute(key), context);
    if (!read) continue;
    const auto before = entry.fields.find(field->name);
    if (before != entry.fields.end() && !(entry.account.settings.Get(field->name) == *read)) {
      Contradiction(fmt::format("`{}` of the entry `{}`", key, entry.account.name), written.value, before->second);
      continue;
    }
    entry.account.settings.Put(field->name, *read);
    entry.fields[field->name] = PositionOf(written.key);
  }
}

const Account* Sections::FindAccount(std::string_view name, bool* known) {
  auto found = accounts_.find(name);
  if (found == accounts_.end() && vocabulary_.FindVendor(name) != nullptr) {
    Written implied;
    implied.account.name = implied.account.cloud = std::string(name);
    found = accounts_.emplace(std::string(name), std::move(implied)).first;
  }
  *known = found != accounts_.end();
  return *known && !found->second.broken ? &found->second.account : nullptr;
}

std::vector<std::string> Sections::AccountNames() const {
  std::vector<std::string> names;
  for (const auto& [name, entry] : accounts_) names.push_back(name);
  for (std::string& vendor : vocabulary_.VendorNames()) {
    if (!accounts_.contains(vendor)) names.push_back(std::move(vendor));
  }
  return names;
}

std::vector<Account> Sections::TakeAccounts() {
  std::vector<Account> accounts;
  for (auto& [name, entry] : accounts_) {
    if (!entry.broken) accounts.push_back(std::move(entry.account));
  }
  accounts_.clear();
  return accounts;
}

}  // namespace ic::cli
