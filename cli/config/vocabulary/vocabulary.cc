#include "cli/config/vocabulary/vocabulary.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "base/text.h"

namespace ic::cli {
namespace {

constexpr std::string_view kIdSuffix = "_id";

// What only the vendor has for the kind.
const std::vector<Field>& VendorFields(const VendorTraits& traits, Kind kind) {
  static const std::vector<Field> kNone;
  const auto index = static_cast<std::size_t>(kind);
  return index < traits.fields.size() ? traits.fields[index] : kNone;
}

std::vector<Field> EveryField(const AdapterFactory& factory, Kind kind) {
  std::vector<Field> fields = NeutralFields(kind);
  const std::size_t neutral = fields.size();
  for (const VendorTraits* traits : factory.traits()) {
    std::vector<Field> all = AllFields(*traits, kind);
    std::move(all.begin() + static_cast<std::ptrdiff_t>(neutral), all.end(), std::back_inserter(fields));
  }
  return fields;
}

// The field without its `_id`; one that is called otherwise says the kind: `adopt_connection`.
std::string ReferenceName(const Field& field, Kind target) {
  if (field.name.ends_with(kIdSuffix)) return field.name.substr(0, field.name.size() - kIdSuffix.size());
  return fmt::format("{}_{}", field.name, KindName(target));
}

void AddReferences(const std::vector<Field>& fields, const std::string& in, std::vector<ReferenceField>& references) {
  for (const Field& field : fields) {
    const std::optional<Kind> target = field.refers_to ? field.refers_to : field.mentions;
    if (target) {
      references.push_back({.name = ReferenceName(field, *target),
                            .field = in.empty() ? field.name : fmt::format("{}.{}", in, field.name),
                            .target = *target,
                            .stands = field.refers_to.has_value(),
                            .in = in});
    } else if (field.name == field::kAdvertisedBy) {
      // What advertises is an object of ours on some clouds only (VendorTraits::interface_advertises).
      references.push_back({std::string(KindName(Kind::kVirtualInterface)), field.name, Kind::kVirtualInterface});
    }
    if (in.empty()) AddReferences(field.fields, field.name, references);
  }
}

std::vector<ReferenceField> ReferencesOf(const std::vector<Field>& fields) {
  std::vector<ReferenceField> references;
  AddReferences(fields, "", references);
  return references;
}

}  // namespace

KindVocabulary::KindVocabulary(const AdapterFactory& factory, const VendorTraits* traits, Kind kind)
    : fields_(traits == nullptr ? EveryField(factory, kind) : AllFields(*traits, kind)),
      references_(ReferencesOf(fields_)) {
  for (const Field& field : fields_) {
    KeyRole role = field.presence == Presence::kComputed ? KeyRole::kComputed : KeyRole::kField;
    if (field.name == field::kCloud) role = KeyRole::kCloud;
    keys_[field.name] = {role, &field, ReferenceOf(field.name)};
    if (role != KeyRole::kComputed) names_.push_back(field.name);
  }
  for (const ReferenceField& reference : references_) {
    if (!reference.in.empty()) continue;
    keys_[reference.name] = {KeyRole::kReference, FindField(fields_, reference.field), &reference};
    names_.push_back(reference.name);
  }
}

const Key* KindVocabulary::Find(std::string_view name) const {
  const auto found = keys_.find(name);
  return found == keys_.end() ? nullptr : &found->second;
}

const ReferenceField* KindVocabulary::ReferenceOf(std::string_view field) const {
  const auto found = std::ranges::find(references_, field, &ReferenceField::field);
  return found == references_.end() ? nullptr : &*found;
}

const ReferenceField* KindVocabulary::ReferenceNamed(std::string_view in, std::string_view name) const {
  const auto found = std::ranges::find_if(
      references_, [&](const ReferenceField& reference) { return reference.in == in && reference.name == name; });
  return found == references_.end() ? nullptr : &*found;
}

Vocabulary::Vocabulary(const AdapterFactory& factory) : factory_(factory) {
  const auto add = [this, &factory](std::string_view cloud, const VendorTraits* traits) {
    for (const Kind kind : kAllKinds) {
      kinds_[cloud][static_cast<std::size_t>(kind)] = std::make_unique<KindVocabulary>(factory, traits, kind);
    }
  };
  add("", nullptr);
  for (const VendorTraits* traits : factory.traits()) add(traits->cloud, traits);
}

const VendorTraits* Vocabulary::FindVendor(std::string_view cloud) const {
  const auto found = std::ranges::find(factory_.traits(), cloud, &VendorTraits::cloud);
  return found == factory_.traits().end() ? nullptr : *found;
}

std::vector<std::string> Vocabulary::VendorNames() const {
  std::vector<std::string> names;
  for (const VendorTraits* traits : factory_.traits()) names.emplace_back(traits->cloud);
  return names;
}

const KindVocabulary& Vocabulary::Of(Kind kind, const VendorTraits* traits) const {
  return *kinds_.at(traits == nullptr ? "" : traits->cloud)[static_cast<std::size_t>(kind)];
}

std::string Vocabulary::WhereElse(Kind kind, const VendorTraits* traits, std::string_view key) const {
  if (const VendorTraits* vendor = FindVendor(key)) {
    if (vendor == traits || traits == nullptr) {
      return fmt::format(" {} has nothing of its own there.", vendor->title);
    }
    return fmt::format(" The object is in {}: what only another cloud has is refused there.", traits->cloud);
  }
  for (const VendorTraits* vendor : factory_.traits()) {
    const Field* field = FindField(VendorFields(*vendor, kind), key);
    if (field == nullptr || field->presence == Presence::kComputed) continue;
    if (traits == nullptr || traits == vendor) {
      return fmt::format(" Only {} has it: write it inside `{}:`.", vendor->title, vendor->cloud);
    }
    return fmt::format(" Only {} has it, and the object is in {}.", vendor->title, traits->cloud);
  }
  std::string hint = NearestHint(key, Of(kind, traits).names());
  std::vector<std::string> kinds;
  for (const Kind other : kAllKinds) {
    const Key* found = Of(other, nullptr).Find(key);
    if (other != kind && found != nullptr && found->role != KeyRole::kComputed) kinds.emplace_back(KindName(other));
  }
  for (const VendorTraits* vendor : factory_.traits()) {
    for (const Kind other : kAllKinds) {
      if (other == kind || FindField(VendorFields(*vendor, other), key) == nullptr) continue;
      kinds.push_back(fmt::format("{} (inside `{}:`)", KindName(other), vendor->cloud));
    }
  }
  if (kinds.empty()) return hint;
  return fmt::format(" It is a field of {}.{}", JoinWords(kinds, "and"), hint);
}

std::string AccountKey(const VendorTraits& traits, const Field& field) {
  return field.name == field::kCloud ? fmt::format("{}_{}", traits.cloud, field.name) : field.name;
}

const Field* FindAccountField(const VendorTraits& traits, std::string_view key) {
  const auto found = std::ranges::find_if(traits.provider_fields,
                                          [&](const Field& field) { return AccountKey(traits, field) == key; });
  return found == traits.provider_fields.end() ? nullptr : &*found;
}

std::string NearestHint(std::string_view word, const std::vector<std::string>& candidates) {
  // A word longer than any name is no slip, and comparing it would take long.
  constexpr std::size_t kLongest = 128;
  if (word.size() > kLongest) return "";
  const std::optional<std::string> nearest = NearestName(word, candidates);
  return nearest ? fmt::format(" Did you mean `{}`?", *nearest) : "";
}

}  // namespace ic::cli
