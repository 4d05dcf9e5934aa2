#include <algorithm>
#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "cli/config/vocabulary/vocabulary.h"
#include "cli/config/write/hcl_text.h"
#include "cli/config/write/write.h"

namespace ic::cli {
namespace {

constexpr std::string_view kProvider = "interconnect";
constexpr std::string_view kHeader = R"(terraform {
  required_providers {
    interconnect = {
      source = "multicloud/interconnect"
    }
  }
}
)";

HclItems ItemsOf(const Field& object, const Value& value, int level);

// The expression of a value; empty: it is not written.
std::string Expression(const Field& field, const Value& value, int level) {
  std::vector<std::string> elements;
  HclItems items;
  switch (value.kind()) {
    case Value::Kind::kNull:
    case Value::Kind::kUnknown:
      return "";
    case Value::Kind::kBool:
      return value.AsBool() ? "true" : "false";
    case Value::Kind::kNumber:
      return value.AsNumber().ToString();
    case Value::Kind::kString:
      return HclString(value.AsString());
    case Value::Kind::kList:
    case Value::Kind::kSet:
      for (const Value& element : value.elements()) {
        if (element.is_known()) elements.push_back(HclString(element.AsString()));
      }
      return HclList(elements, level);
    case Value::Kind::kMap:
      for (const auto& [key, inner] : value.fields()) {
        if (inner.is_known()) items.emplace_back(HclString(key), HclString(inner.AsString()));
      }
      return HclObject(items, level);
    case Value::Kind::kObject:
      break;
  }
  return HclObject(ItemsOf(field, value, level), level);
}

// What is inside an object field at `level`.
HclItems ItemsOf(const Field& object, const Value& value, int level) {
  HclItems items;
  for (const Field& inner : object.fields) {
    if (inner.sensitive || inner.presence == Presence::kComputed) continue;
    std::string expression = Expression(inner, value.Get(inner.name), level + 1);
    if (!expression.empty()) items.emplace_back(inner.name, std::move(expression));
  }
  return items;
}

class HclWriter {
 public:
  HclWriter(const AdapterFactory& factory, const DesiredSet& set, const std::map<Address, std::string>& import_ids,
            const std::map<Address, std::string>& moved_from)
      : vocabulary_(factory), set_(set), import_ids_(import_ids), moved_from_(moved_from) {
    std::vector<std::string> names;
    for (const Account& account : set_.accounts) names.push_back(account.name);
    aliases_ = HclIdentifiers(names);
    for (const Kind kind : kAllKinds) {
      names.clear();
      for (const DesiredObject& object : set_.objects) {
        if (object.address.kind == kind) names.push_back(object.address.name);
      }
      names_[kind] = HclIdentifiers(names);
    }
  }

  HclFiles Write() {
    HclFiles files;
    text_ = kHeader;
    WriteProviders();
    files.providers = std::exchange(text_, "");
    for (const DesiredObject& object : set_.objects) {
      WriteResource(object);
      files.address.emplace(object.address, AddressOf(object.address));
    }
    files.resources = std::move(text_);
    return files;
  }

 private:
  void Block(std::string_view head, const HclItems& items) {
    text_ += fmt::format("\n{} {{\n{}}}\n", head, HclLines(items, 1));
  }
  // `interconnect_connection.dc1`
  std::string AddressOf(const Address& address) const {
    const auto& names = names_.at(address.kind);
    const auto found = names.find(address.name);
    return fmt::format("{}_{}.{}", kProvider, KindName(address.kind),
                       found == names.end() ? address.name : found->second);
  }
  HclItems NamedInside(const DesiredObject& object, const Field& field) const;
  HclItems CommonSettings() const;
  std::string Settings(const Account& account) const;
  void WriteProviders();
  void WriteResource(const DesiredObject& object);

  Vocabulary vocabulary_;
  const DesiredSet& set_;
  const std::map<Address, std::string>& import_ids_;
  const std::map<Address, std::string>& moved_from_;
  std::map<std::string, std::string> aliases_;
  std::map<Kind, std::map<std::string, std::string>> names_;
  std::string text_;
};

// What every configuration of the provider says, whatever the account.
HclItems HclWriter::CommonSettings() const {
  HclItems items;
  if (!set_.owner.empty()) items.emplace_back("owner", HclString(set_.owner));
  for (const Field& field : TagSettingFields()) {
    const auto setting = set_.tag_settings.find(field.name);
    if (setting != set_.tag_settings.end()) items.emplace_back(field.name, Expression(field, setting->second, 1));
  }
  std::vector<std::string> allowed;
  for (const std::string& name : set_.allow_disruption) allowed.push_back(HclString(name));
  if (!allowed.empty()) items.emplace_back("allow_disruption", HclList(allowed, 1));
  HclItems limits;
  for (const auto& [id, max] : set_.limits) limits.emplace_back(HclString(id), fmt::to_string(max));
  if (!limits.empty()) items.emplace_back("limits", HclObject(limits, 1));
  return items;
}

std::string HclWriter::Settings(const Account& account) const {
  const VendorTraits* traits = vocabulary_.FindVendor(account.cloud);
  if (traits == nullptr) return "";
  const Field object{.name = account.cloud, .type = FieldType::kObject, .fields = traits->provider_fields};
  return Expression(object, account.settings, 1);
}

void HclWriter::WriteProviders() {
  const HclItems common = CommonSettings();
  HclItems own;
  for (const Account& account : set_.accounts) {
    std::string settings = account.name == account.cloud ? Settings(account) : "";
    if (!settings.empty()) own.emplace_back(account.cloud, std::move(settings));
  }
  own.insert(own.end(), common.begin(), common.end());
  if (!own.empty()) Block(fmt::format("provider \"{}\"", kProvider), own);
  for (const Account& account : set_.accounts) {
    if (account.name == account.cloud) continue;
    HclItems items = {{"alias", HclString(aliases_.at(account.name))}};
    std::string settings = Settings(account);
    if (!settings.empty()) items.emplace_back(account.cloud, std::move(settings));
    items.insert(items.end(), common.begin(), common.end());
    Block(fmt::format("provider \"{}\"", kProvider), items);
  }
}

// What fields inside the object field `field` refer to.
HclItems HclWriter::NamedInside(const DesiredObject& object, const Field& field) const {
  HclItems items;
  for (const Reference& reference : object.references) {
    const std::size_t dot = reference.field.find('.');
    if (dot == std::string::npos || reference.field.substr(0, dot) != field.name) continue;
    items.emplace_back(reference.field.substr(dot + 1), AddressOf(reference.target) + ".id");
  }
  return items;
}

void HclWriter::WriteResource(const DesiredObject& object) {
  HclItems items;
  const Account* account = set_.FindAccount(object.account);
  if (account != nullptr && account->name != account->cloud) {
    items.emplace_back("provider", fmt::format("{}.{}", kProvider, aliases_.at(account->name)));
  }
  const Value& cloud = object.config.Get(field::kCloud);
  const VendorTraits* traits =
      vocabulary_.FindVendor(cloud.kind() == Value::Kind::kString ? cloud.AsString() : std::string());
  for (const Field& field : vocabulary_.Of(object.address.kind, traits).fields()) {
    const auto reference = std::ranges::find(object.references, field.name, &Reference::field);
    if (reference != object.references.end()) {
      items.emplace_back(field.name, AddressOf(reference->target) + ".id");
      continue;
    }
    if (field.presence == Presence::kComputed) continue;
    const Value& value = object.config.Get(field.name);
    const HclItems named = NamedInside(object, field);
    std::string expression = Expression(field, value, 1);
    if (!named.empty()) {
      HclItems inside = ItemsOf(field, value, 1);
      inside.insert(inside.end(), named.begin(), named.end());
      expression = HclObject(inside, 1);
    }
    if (field.sensitive && !value.is_null()) {
      items.emplace_back("", fmt::format("{} is a secret and is not written here.", field.name));
    } else if (!expression.empty()) {
      items.emplace_back(field.name, std::move(expression));
    }
  }
  const std::string address = AddressOf(object.address);
  const std::size_t dot = address.find('.');
  Block(fmt::format("resource \"{}\" \"{}\"", address.substr(0, dot), address.substr(dot + 1)), items);
  const auto id = import_ids_.find(object.address);
  if (id != import_ids_.end()) Block("import", {{"to", address}, {"id", HclString(id->second)}});
  const auto from = moved_from_.find(object.address);
  if (from != moved_from_.end()) Block("moved", {{"from", from->second}, {"to", address}});
}

}  // namespace

HclFiles WriteHclFiles(const AdapterFactory& factory, const DesiredSet& set,
                       const std::map<Address, std::string>& import_ids,
                       const std::map<Address, std::string>& moved_from) {
  return HclWriter(factory, set, import_ids, moved_from).Write();
}

std::string WriteHcl(const AdapterFactory& factory, const DesiredSet& set,
                     const std::map<Address, std::string>& import_ids) {
  const HclFiles files = WriteHclFiles(factory, set, import_ids, {});
  return files.providers + files.resources;
}

}  // namespace ic::cli
