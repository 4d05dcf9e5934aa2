// What an object names of its configuration: what it stands on, and what it only mentions.
#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "adapters/contract/path.h"
#include "cli/config/read/objects.h"
#include "cli/config/read/values.h"
#include "cli/config/vocabulary/vocabulary.h"

namespace ic::cli {
namespace {

// The name of the field that a name stands for, where it is written: "redundant_connection_id".
std::string_view FieldBeside(const ReferenceField& reference) {
  return std::string_view(reference.field).substr(reference.in.empty() ? 0 : reference.in.size() + 1);
}

// The id that is written where the reference's name may be, or none.
std::optional<Yaml> Beside(const ReferenceField& reference, const std::vector<Yaml::Entry>& entries) {
  if (reference.in.empty()) return ValueOf(entries, reference.field);
  const std::optional<Yaml> around = ValueOf(entries, reference.in);
  if (!around || around->type() != YamlType::kMap) return std::nullopt;
  return ValueOf(around->Entries(), FieldBeside(reference));
}

}  // namespace

std::vector<Objects::Named> Objects::NamesIn(const KindVocabulary& vocabulary,
                                             const std::vector<Yaml::Entry>& entries) {
  std::vector<Named> names;
  for (const Yaml::Entry& entry : entries) {
    const Key* key = vocabulary.Find(entry.key.text());
    if (key == nullptr) continue;
    if (key->role == KeyRole::kReference) names.push_back({key->reference, entry});
    if (key->field->type != FieldType::kObject || entry.value.type() != YamlType::kMap) continue;
    for (const Yaml::Entry& inner : entry.value.Entries()) {
      const ReferenceField* reference = vocabulary.ReferenceNamed(entry.key.text(), inner.key.text());
      if (reference != nullptr) names.push_back({reference, inner});
    }
  }
  return names;
}

void Objects::TakeNamed(Raw& raw, const Named& named, bool has_cloud, Parents& parents) {
  const ReferenceField& reference = *named.reference;
  const std::optional<std::size_t> found = Resolve(raw, reference, named.entry.value);
  if (!found) return;
  Raw& target = raws_[*found];
  if (target.state == State::kOpen) {
    report_.Error(named.entry.value, "Cycle",
                  fmt::format("{} refers to itself through this.", raw.object.address.ToString()),
                  About(raw, reference.name));
    return;
  }
  ReadOne(*found);
  bool stands = reference.stands;
  if (stands) {
    stands = TakeParent(raw, target, named.entry.value, has_cloud);
    parents.emplace_back(&target, named.entry.value);
  } else {
    CheckAccounts(raw, target, named);
  }
  raw.object.references.push_back({reference.field, target.object.address, stands});
}

// What is taken over comes from another account of the same cloud; what is named otherwise is the account's own.
void Objects::CheckAccounts(const Raw& raw, const Raw& target, const Named& named) {
  if (raw.account == nullptr || target.account == nullptr) return;
  const bool adopts = named.reference->field == field::kAdopt;
  const bool same = raw.account == target.account;
  if (adopts ? !same && raw.account->cloud == target.account->cloud : same) return;
  const std::string where =
      fmt::format("{} is in the entry `{}` of `clouds`", raw.object.address.ToString(), raw.account->name);
  if (adopts && same) {
    report_.Error(named.entry.value, "Taken over from itself",
                  fmt::format("{}, and so is {}: an account takes over what another one offers, and one object of the "
                              "configuration manages it. Remove one of the two.",
                              where, target.object.address.ToString()),
                  About(raw, named.reference->field));
    return;
  }
  report_.Error(
      named.entry.value, "Object in another cloud",
      fmt::format("{}, and {} is in `{}`. {}", where, target.object.address.ToString(), target.account->name,
                  adopts ? "What is offered is taken over in the same cloud." : "Name one of its own account."),
      About(raw, named.reference->field));
}

bool Objects::TakeParent(Raw& raw, const Raw& parent, const Yaml& at, bool has_cloud) {
  if (raw.region.is_null()) raw.region = parent.region;  // unless it has one of its own
  if (parent.account == nullptr) return true;            // said at the parent
  if (raw.account == nullptr) {
    if (!has_cloud) raw.account = parent.account;
    return true;
  }
  if (raw.account == parent.account) return true;
  // What one account offers stands on what is that account's, and is taken over by another.
  if (raw.adopts && raw.account->cloud == parent.account->cloud) return false;
  report_.Error(
      at, "Parent in another cloud",
      fmt::format("{} is in the entry `{}` of `clouds`, and {} is in `{}`. An object lives where its parent does.",
                  raw.object.address.ToString(), raw.account->name, parent.object.address.ToString(),
                  parent.account->name),
      About(raw, field::kCloud));
  return true;
}

std::optional<std::size_t> Objects::Resolve(const Raw& raw, const ReferenceField& reference, const Yaml& value) {
  ValueContext context{report_, sources_, raw.object.address};
  const Subject subject = About(raw, reference.name);
  const std::optional<Text> text = ReadText(reference.name, value, subject, context);
  if (!text || !text->known) return std::nullopt;
  const Address target{reference.target, text->value};
  const auto found = places_.find(target);
  if (found != places_.end()) return found->second.index;
  if (!complete_) return std::nullopt;  // it may be in the file that could not be read
  const std::string prefix = fmt::format("{}.", KindName(target.kind));
  std::string hint;
  if (text->value.starts_with(prefix) && places_.contains({target.kind, text->value.substr(prefix.size())})) {
    hint = fmt::format(" Write the name alone: `{}`.", text->value.substr(prefix.size()));
  } else if (!report_.crowded() && !text->from_source) {
    hint = AddressHint(target, places_);
  }
  report_.Error(
      value, "Unknown object",
      fmt::format("`{}` refers to the {} {}, which is not in the configuration.{} The id of one that is managed "
                  "elsewhere goes into `{}`.",
                  reference.name, KindName(target.kind), Shown(value.text()), hint, reference.field),
      subject);
  return std::nullopt;
}

// An id that is the name of an object here is a slip: the name has a form of its own.
void Objects::CheckIds(const Raw& raw, const KindVocabulary& vocabulary, const std::vector<Yaml::Entry>& entries) {
  for (const ReferenceField& reference : vocabulary.references()) {
    const Value& id = ValueAt(raw.object.config, reference.field);
    if (id.kind() != Value::Kind::kString || !places_.contains({reference.target, id.AsString()})) continue;
    const std::optional<Yaml> written = Beside(reference, entries);
    if (!written) continue;
    report_.Warning(
        ic::cli::PositionOf(*written), "Name where an id belongs",
        fmt::format("`{}` takes the id of the cloud. For the {} {} of this configuration write `{}: {}`.",
                    reference.field, KindName(reference.target), Shown(id.AsString()), reference.name, written->text()),
        About(raw, reference.field));
  }
}

// Not both forms; and what is not looked up, or not there, has no id yet.
void Objects::CheckNames(Raw& raw, const std::vector<Named>& names, const std::vector<Yaml::Entry>& entries) {
  for (const Named& named : names) {
    const ReferenceField& reference = *named.reference;
    if (const std::optional<Yaml> id = Beside(reference, entries)) {
      report_.Error(*id, "Reference given twice",
                    fmt::format("`{}` and `{}` say the same: write one of them.", reference.name, reference.field),
                    About(raw, reference.field));
    }
    if (reference.in.empty()) continue;
    raw.object.fields.emplace_back(reference.field, ic::cli::PositionOf(named.entry.key));
    const auto is_it = [&reference](const Reference& one) { return one.field == reference.field; };
    if (std::ranges::any_of(raw.object.references, is_it)) continue;
    Value around = raw.object.config.Get(reference.in);
    around.Put(FieldBeside(reference), Value::Unknown());
    raw.object.config.Put(reference.in, std::move(around));
  }
}

}  // namespace ic::cli
