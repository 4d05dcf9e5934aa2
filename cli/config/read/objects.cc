#include "cli/config/read/objects.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "adapters/contract/path.h"
#include "base/text.h"
#include "cli/config/read/values.h"
#include "cli/config/vocabulary/vocabulary.h"

namespace ic::cli {
namespace {

bool Has(const Value::Fields& config, std::string_view name) {
  return std::ranges::find(config, name, &Value::Field::first) != config.end();
}

// An object that the cloud wants a name for is called as it is here, if nothing else is written. One that is taken over
// keeps the name it has.
bool TakesDefaultName(const KindVocabulary& vocabulary, const Value::Fields& config, bool adopts) {
  const Field* name = FindField(vocabulary.fields(), field::kName);
  if (name == nullptr || Has(config, field::kName)) return false;
  return name->presence == Presence::kRequired || (name->presence == Presence::kOptionalComputed && !adopts);
}

// Where `value` is written as nothing, by path.
void NoteNone(const Field& field, const Value& value, const std::string& around, std::vector<std::string>& none) {
  if (!value.is_known() || value.is_null()) return;
  if (field.type != FieldType::kObject) {
    if (IsNothing(field, value)) none.push_back(around + field.name);
    return;
  }
  for (const auto& [name, inner] : value.fields()) {
    const Field* its = FindField(field.fields, name);
    if (its != nullptr) NoteNone(*its, inner, field.name + ".", none);
  }
}

std::string EntryWords(std::vector<std::string> names) {
  constexpr std::size_t kMost = 20;
  const std::string more = names.size() > kMost ? fmt::format(" and {} more", names.size() - kMost) : "";
  if (!more.empty()) names.resize(kMost);
  return JoinWords(names, more.empty() ? "and" : ",") + more;
}

}  // namespace

std::optional<Yaml> ValueOf(const std::vector<Yaml::Entry>& entries, std::string_view key) {
  for (const Yaml::Entry& entry : entries) {
    if (entry.key.text() == key) return entry.value;
  }
  return std::nullopt;
}

void Objects::Collect(Kind kind, const Yaml& map) {
  if (map.type() == YamlType::kNull) return;
  if (map.type() != YamlType::kMap) {
    report_.Error(
        map, "Wrong type",
        fmt::format("`{}` takes a map from names to objects, and this is {}.", KindName(kind), TypeWords(map)));
    return;
  }
  for (const Yaml::Entry& entry : map.Entries()) {
    if (!IsValidName(entry.key.text())) {
      report_.Error(entry.key, "Invalid name",
                    fmt::format("{} cannot name a {}: a name begins with a letter or `_` and goes on with letters, "
                                "digits, `_`, `-` and `.`, 128 characters at most.",
                                Shown(entry.key.text()), KindName(kind)));
      continue;
    }
    Raw raw;
    raw.object.address = {kind, std::string(entry.key.text())};
    raw.key = entry.key;
    raw.body = entry.value;
    const auto [place, fresh] =
        places_.try_emplace(raw.object.address, Placed{ic::cli::PositionOf(entry.key), raws_.size()});
    if (!fresh) {
      report_.Error(entry.key, "Duplicate object",
                    fmt::format("{} is already written at {}. Names of a kind are unique over all files.",
                                raw.object.address.ToString(), report_.Place(place->second.where)),
                    About(raw, ""));
      continue;
    }
    raws_.push_back(std::move(raw));
  }
}

void Objects::Read(bool complete, DesiredSet& set) {
  complete_ = complete;
  for (std::size_t i = 0; i < raws_.size(); ++i) ReadOne(i);
  set.objects.reserve(raws_.size());
  for (const auto& [address, placed] : places_) {
    Raw& raw = raws_[placed.index];
    if (raw.account != nullptr) set.objects.push_back(std::move(raw.object));
  }
}

// Parents first: the account is its own, or that of what it refers to.
void Objects::ReadOne(std::size_t index) {
  Raw& raw = raws_[index];
  if (raw.state != State::kNew) return;
  raw.state = State::kOpen;
  if (raw.body.type() != YamlType::kMap) {
    raw.state = State::kDone;
    if (raw.body.type() == YamlType::kNull) {
      NoCloud(raw);
    } else {
      report_.Error(raw.body, "Wrong type",
                    fmt::format("{} takes a map of its fields, and this is {}.", raw.object.address.ToString(),
                                TypeWords(raw.body)),
                    About(raw, ""));
    }
    return;
  }
  const std::vector<Yaml::Entry> entries = raw.body.Entries();
  const std::optional<Yaml> cloud = ValueOf(entries, field::kCloud);
  if (cloud) TakeCloud(raw, *cloud);
  const std::vector<Named> names = NamesIn(vocabulary_.Of(raw.object.address.kind, nullptr), entries);
  const auto is_adoption = [](const Named& named) { return named.reference->field == field::kAdopt; };
  raw.adopts = ValueOf(entries, field::kAdopt).has_value() || std::ranges::any_of(names, is_adoption);
  Parents parents;
  for (const Named& named : names) TakeNamed(raw, named, cloud.has_value(), parents);
  const bool stands = std::ranges::any_of(names, [](const Named& named) { return named.reference->stands; });
  if (!cloud && !stands) NoCloud(raw);
  ReadFields(raw, entries);
  CheckRegions(raw, parents, entries);
  raw.state = State::kDone;
}

Value Objects::RegionOf(const Raw& raw) {
  Value region = raw.region;
  if (region.is_null() && !raw.account->settings.is_null()) region = raw.account->settings.Get(field::kRegion);
  return region.is_known() ? region : Value::Null();
}

// The cloud would say so too, but only after the parent was ordered.
void Objects::CheckRegions(const Raw& raw, const Parents& parents, const std::vector<Yaml::Entry>& entries) {
  if (raw.account == nullptr) return;
  const Value own = RegionOf(raw);
  if (own.is_null()) return;
  const std::optional<Yaml> written = ValueOf(entries, field::kRegion);
  for (const auto& [parent, at] : parents) {
    if (parent->account != raw.account) continue;  // said already
    const Value theirs = RegionOf(*parent);
    if (theirs.is_null() || theirs == own) continue;
    report_.Error(written.value_or(at), "Parent in another region",
                  fmt::format("{} is in the region {}, and {} is in {}. An object lives where its parent does.",
                              raw.object.address.ToString(), Shown(own.AsString()), parent->object.address.ToString(),
                              Shown(theirs.AsString())),
                  About(raw, field::kRegion));
  }
}

void Objects::NoCloud(const Raw& raw) {
  std::string parent;
  for (const ReferenceField& reference : vocabulary_.Of(raw.object.address.kind, nullptr).references()) {
    if (!reference.stands) continue;
    parent = fmt::format(", or `{}:` with the name of its parent, whose cloud it takes", reference.name);
    break;
  }
  report_.Error(raw.key, "Missing cloud",
                fmt::format("{} needs `cloud:` with an entry of `clouds` ({}){}.", raw.object.address.ToString(),
                            EntryWords(sections_.AccountNames()), parent),
                About(raw, field::kCloud));
}

void Objects::TakeCloud(Raw& raw, const Yaml& value) {
  if (value.type() != YamlType::kScalar || value.text().empty()) {
    report_.Error(value, "Wrong type",
                  fmt::format("`cloud` takes the name of an entry of `clouds`, and this is {}.", TypeWords(value)),
                  About(raw, field::kCloud));
    return;
  }
  bool known = false;
  raw.account = sections_.FindAccount(value.text(), &known);
  if (known) return;
  if (value.text().find("${") != std::string_view::npos) {
    report_.Error(value, kMustBeWritten,
                  "`cloud` says which fields there are, and is read before anything is looked up: write out the name "
                  "of an entry of `clouds`.",
                  About(raw, field::kCloud));
    return;
  }
  const std::vector<std::string> names = sections_.AccountNames();
  report_.Error(value, "Unknown cloud",
                fmt::format("{} is no entry of `clouds`. There are: {}.{}", Shown(value.text()), EntryWords(names),
                            NearestHint(value.text(), names)),
                About(raw, field::kCloud));
}

Subject Objects::About(const Raw& raw, std::string_view field) const {
  return {raw.object.address, field.empty() ? AttributePath() : PathOf(field)};
}

// Neither of the forms twice, and the name only where it means something.
bool Objects::CheckReferenceForm(const Raw& raw, const Key& key, const Yaml::Entry& entry, const VendorTraits* traits) {
  const ReferenceField& reference = *key.reference;
  if (key.role == KeyRole::kReference && reference.field == field::kAdvertisedBy && traits != nullptr &&
      !traits->interface_advertises) {
    report_.Error(
        entry.key, "Not what advertises",
        fmt::format("On {} it is not the virtual interface that advertises a prefix. Write `{}:` with the id of "
                    "what does, and `cloud:`.",
                    traits->title, reference.field),
        About(raw, reference.field));
    return false;
  }
  return true;
}

void Objects::ReadKey(Raw& raw, const Yaml::Entry& entry, const VendorTraits* traits, Value::Fields& config) {
  const KindVocabulary& vocabulary = vocabulary_.Of(raw.object.address.kind, traits);
  const std::string_view name = entry.key.text();
  const Key* key = vocabulary.Find(name);
  if (key == nullptr) {
    report_.Error(entry.key, "Unknown field",
                  fmt::format("A {} has no field {}.{}", KindName(raw.object.address.kind), Shown(name),
                              report_.crowded() ? "" : vocabulary_.WhereElse(raw.object.address.kind, traits, name)),
                  About(raw, name));
    return;
  }
  if (key->role == KeyRole::kComputed) {
    report_.Error(entry.key, "Computed field",
                  fmt::format("`{}` is told by the cloud and cannot be set. Remove it.", name), About(raw, name));
    return;
  }
  const std::string& field = key->field->name;
  raw.object.fields.emplace_back(field, ic::cli::PositionOf(entry.key));
  if (key->role == KeyRole::kCloud) return;
  if (key->reference != nullptr && !CheckReferenceForm(raw, *key, entry, traits)) return;
  if (key->role == KeyRole::kReference) {
    // Resolved before; what is not looked up has no name yet.
    const bool found =
        std::ranges::find(raw.object.references, field, &Reference::field) != raw.object.references.end();
    if (!found) config.emplace_back(field, Value::Unknown());
    return;
  }
  Sources& sources = key->field->sensitive ? keys_ : sources_;
  ValueContext context{report_, sources, raw.object.address, &raw.object.fields};
  context.vocabulary = &vocabulary;
  if (key->field->write_only && raw.has_key_version) context.later = later_;
  std::optional<Value> value = ReadValue(*key->field, entry.value, AttributePath(name), context);
  if (!value) return;
  config.emplace_back(field, *std::move(value));
}

void Objects::ReadFields(Raw& raw, const std::vector<Yaml::Entry>& entries) {
  const VendorTraits* traits = raw.account == nullptr ? nullptr : vocabulary_.FindVendor(raw.account->cloud);
  raw.object.where = ic::cli::PositionOf(raw.key);
  Value::Fields config;
  config.reserve(entries.size() + 3);
  raw.object.fields.reserve(entries.size());
  const KindVocabulary& vocabulary = vocabulary_.Of(raw.object.address.kind, traits);
  raw.has_key_version = ValueOf(entries, field::kAuthKeyWoVersion).has_value();
  for (const Yaml::Entry& entry : entries) ReadKey(raw, entry, traits, config);
  const std::vector<Named> names = NamesIn(vocabulary, entries);
  if (traits == nullptr) {
    CheckNames(raw, names, entries);
    return;
  }
  raw.object.account = raw.account->name;
  const auto own = std::ranges::find(config, field::kRegion, &Value::Field::first);
  if (own != config.end()) {
    raw.region = own->second;
  } else if (!raw.region.is_null()) {
    config.emplace_back(field::kRegion, raw.region);
  }
  if (TakesDefaultName(vocabulary, config, raw.adopts))
    config.emplace_back(field::kName, Value::String(raw.object.address.name));
  config.emplace_back(field::kCloud, Value::String(traits->cloud));
  // Absence in all its spellings is left out: what is not written and what is written as nothing are one, but for
  // what is taken over.
  for (auto& [name, value] : config) {
    const Field* field = FindField(vocabulary.fields(), name);
    if (field == nullptr) continue;
    NoteNone(*field, value, "", raw.object.none);
    value = WithoutNothing(*field, std::move(value));
  }
  std::erase_if(config, [](const Value::Field& one) { return one.second.is_null(); });
  // A repository has many objects, and they stay.
  config.shrink_to_fit();
  raw.object.config = Value::Object(std::move(config));
  CheckNames(raw, names, entries);
  CheckIds(raw, vocabulary, entries);
  raw.object.fields.shrink_to_fit();
  raw.object.references.shrink_to_fit();
}

}  // namespace ic::cli
