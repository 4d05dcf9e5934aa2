// Generated sets over all kinds and fields, for tests that read what was written. Equal seeds make equal sets.
#ifndef CLI_CONFIG_TESTING_RANDOM_SET_H_
#define CLI_CONFIG_TESTING_RANDOM_SET_H_

#include <algorithm>
#include <cstdint>
#include <map>
#include <optional>
#include <random>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "adapters/all/all.h"
#include "adapters/contract/owner_name.h"
#include "cli/config/vocabulary/vocabulary.h"
#include "reconcile/run/set/desired_set.h"

namespace ic::cli {

class RandomSet {
 public:
  explicit RandomSet(std::uint64_t seed) : random_(seed), vocabulary_(AllAdapters()) {}

  DesiredSet Make() {
    if (Chance(2)) set_.owner = Owner();
    if (Chance(2)) set_.limits = {{"aws.virtual_interface.transit", 60}};
    if (Chance(2)) set_.allow_disruption = {Text(), Text()};
    MakeTagSettings();
    MakeAccounts();
    for (const Kind kind :
         {Kind::kConnection, Kind::kVirtualInterface, Kind::kBgpGroup, Kind::kBgpPeer, Kind::kBgpCidr}) {
      for (std::size_t n = Below(6); n > 0; --n) MakeObject(kind);
    }
    for (auto& [address, object] : objects_) set_.objects.push_back(object);
    MakeMoves();
    if (Chance(2)) set_.ignores.push_back({"*", "tags", Text() + "x", Chance(2) ? "2026-12-31" : "", {}});
    return set_;
  }

 private:
  void MakeTagSettings() {
    if (Chance(2)) {
      set_.tag_settings["default_tags"] = Value::Object(
          {{"tags", Value::Map({{"t" + Text(), Value::String(Text())}, {"team", Value::String("net")}})}});
    }
    if (Chance(2)) {
      set_.tag_settings["ignore_tags"] = Value::Object({{"keys", Value::StringSet({"k" + Text(), "patched"})}});
    }
  }

  std::size_t Below(std::size_t end) { return std::uniform_int_distribution<std::size_t>(0, end - 1)(random_); }
  bool Chance(std::size_t one_in) { return Below(one_in) == 0; }

  // Of the characters that an owner's name may have; the ones that mean something in YAML are drawn often.
  std::string Owner() {
    constexpr std::string_view kCharacters = "0159xoeynull_.:/=+-@ true";
    std::string owner;
    for (std::size_t n = Below(12) + 1; n > 0; --n) owner += kCharacters[Below(kCharacters.size())];
    return FaultOfOwnerName(owner).empty() ? owner : "net-team/prod";
  }

  std::string Text() {
    static const std::vector<std::string> kPieces = {"a",
                                                     "dc1",
                                                     "1Gbps",
                                                     "",
                                                     " ",
                                                     "null",
                                                     "~",
                                                     "true",
                                                     "no",
                                                     "Y",
                                                     "65000",
                                                     "1.10",
                                                     "0x1f",
                                                     "1e3",
                                                     "2026-12-31",
                                                     "12:30:45",
                                                     "é",
                                                     "日本",
                                                     "😀",
                                                     ": ",
                                                     " #",
                                                     "#",
                                                     "- ",
                                                     "-",
                                                     "? ",
                                                     "[",
                                                     "]",
                                                     "{",
                                                     "}",
                                                     ",",
                                                     "&",
                                                     "*",
                                                     "!",
                                                     "|",
                                                     ">",
                                                     "'",
                                                     "\"",
                                                     "\\",
                                                     "%",
                                                     "@",
                                                     "`",
                                                     "\n",
                                                     "\r",
                                                     "\t",
                                                     "\x01",
                                                     "\x1b",
                                                     "\x7f",
                                                     "\xc2\x85",
                                                     "\xc2\xa0",
                                                     "\xe2\x80\xa8",
                                                     "\xef\xbb\xbf",
                                                     "${",
                                                     "$${",
                                                     "$",
                                                     "${env:HOME}",
                                                     "%{",
                                                     "<<",
                                                     "=",
                                                     "...",
                                                     "---",
                                                     "arn:aws:iam::1:role/x",
                                                     "10.0.0.0/16",
                                                     "2001:db8::1/64",
                                                     ":",
                                                     "a: b",
                                                     "\\n",
                                                     "\\x"};
    std::string text = kPieces[Below(kPieces.size())];
    while (Chance(2)) text += kPieces[Below(kPieces.size())];
    if (Chance(40)) text += std::string(1500, 'x');
    return text;
  }

  std::string Name() {
    static const std::vector<std::string> kNames = {"null", "true", "y",   "no", "a", "_",
                                                    "a.b",  "a_b",  "a-b", "x1", "N", "Off"};
    return Chance(2) ? kNames[Below(kNames.size())] : fmt::format("n{}", Below(1000));
  }

  Value MakeValue(const Field& field) {
    Value::Elements elements;
    Value::Fields fields;
    switch (field.type) {
      case FieldType::kString:
        return Value::String(field.one_of.empty() ? Text() : field.one_of[Below(field.one_of.size())]);
      case FieldType::kBool:
        return Value::Bool(Chance(2));
      case FieldType::kInteger:
        return Value::Int(static_cast<std::int64_t>(Below(100000)) - 50000);
      case FieldType::kStringList:
      case FieldType::kStringSet:
        for (std::size_t n = Below(8); n > 0; --n) elements.push_back(Value::String(Text()));
        return field.type == FieldType::kStringSet ? Value::Set(std::move(elements)) : Value::List(std::move(elements));
      case FieldType::kStringMap:
        for (std::size_t n = Below(4); n > 0; --n) fields.emplace_back(MapKey(), Value::String(Text()));
        return Value::Map(std::move(fields));
      case FieldType::kObject:
        break;
    }
    for (const Field& inner : field.fields) {
      if (Settable(inner) && Chance(2)) fields.emplace_back(inner.name, MakeValue(inner));
    }
    return Value::Object(std::move(fields));
  }

  // `<<` in a map is YAML's own, whatever is meant.
  std::string MapKey() {
    const std::string key = Text();
    return key == "<<" ? "a" : key;
  }

  static bool Settable(const Field& field) { return field.presence != Presence::kComputed && !field.sensitive; }

  void MakeAccounts() {
    for (const auto& [name, cloud] : std::map<std::string, std::string>{{"aws", "aws"},
                                                                        {"huawei", "huawei"},
                                                                        {"alibaba", "alibaba"},
                                                                        {"aws.partner", "aws"},
                                                                        {"null", "huawei"}}) {
      Account account{.name = name, .cloud = cloud};
      for (const Field& field : vocabulary_.FindVendor(cloud)->provider_fields) {
        if (Settable(field) && Chance(4)) account.settings.Put(field.name, MakeValue(field));
      }
      set_.accounts.push_back(std::move(account));
    }
    std::ranges::sort(set_.accounts, {}, &Account::name);
  }

  void MakeObject(Kind kind) {
    DesiredObject object;
    object.address = {kind, Name()};
    if (objects_.contains(object.address)) return;
    const Account& account = set_.accounts[Below(set_.accounts.size())];
    const VendorTraits* traits = vocabulary_.FindVendor(account.cloud);
    const KindVocabulary& vocabulary = vocabulary_.Of(kind, traits);
    object.account = account.name;
    Value region;
    std::optional<Value> where;  // none: it stands on nothing
    for (const ReferenceField& reference : vocabulary.references()) {
      if (reference.field == field::kAdvertisedBy && !traits->interface_advertises) continue;
      const DesiredObject* parent = Parent(reference.target, account, /*of_others=*/reference.field == field::kAdopt);
      if (parent == nullptr || Chance(3)) continue;
      // An object lives where its parents do, so they live in one region.
      if (reference.stands && where && !(RegionOf(*parent, account) == *where)) continue;
      object.references.push_back({reference.field, parent->address, reference.stands});
      if (!reference.stands) continue;
      where = RegionOf(*parent, account);
      if (region.is_null()) region = parent->config.Get(field::kRegion);
    }
    Value config = Value::Object({{"cloud", Value::String(account.cloud)}});
    for (const Field& field : vocabulary.fields()) {
      const bool refers =
          std::ranges::find(object.references, field.name, &Reference::field) != object.references.end();
      if (!Settable(field) || refers || field.name == field::kCloud || field.name == field::kName) continue;
      if (!Chance(3) || (field.name == field::kRegion && where)) continue;
      // An id that is no name of an object: that would be a slip, and warned of.
      const bool id = vocabulary.ReferenceOf(field.name) != nullptr;
      Value value = id ? Value::String("id:" + Text()) : MakeValue(field);
      for (const ReferenceField& inside : vocabulary.references()) {
        if (inside.in != field.name) continue;
        const std::string name = inside.field.substr(inside.in.size() + 1);
        const bool named =
            std::ranges::find(object.references, inside.field, &Reference::field) != object.references.end();
        if (!value.Get(name).is_null()) value.Put(name, named ? Value::Null() : Value::String("id:" + Text()));
      }
      value = WithoutNothing(field, std::move(value));
      if (!value.is_null()) config.Put(field.name, std::move(value));
    }
    if (config.Get(field::kRegion).is_null() && !region.is_null()) config.Put(field::kRegion, region);
    config.Put(field::kName, Value::String(Chance(3) ? object.address.name : Text()));
    const Field* name = FindField(vocabulary.fields(), field::kName);
    if (name == nullptr || IsNothing(*name, config.Get(field::kName))) {
      Value::Fields fields = config.fields();
      std::erase_if(fields, [](const Value::Field& field) { return field.first == field::kName; });
      config = Value::Object(std::move(fields));
    }
    object.config = config;
    objects_.emplace(object.address, std::move(object));
  }

  static Value RegionOf(const DesiredObject& object, const Account& account) {
    const Value own = object.config.Get(field::kRegion);
    return own.is_null() && !account.settings.is_null() ? account.settings.Get(field::kRegion) : own;
  }

  // `of_others`: of another account of the same cloud.
  const DesiredObject* Parent(Kind kind, const Account& account, bool of_others) {
    std::vector<const DesiredObject*> parents;
    for (const auto& [address, object] : objects_) {
      const bool same_cloud = object.config.Get(field::kCloud) == Value::String(account.cloud);
      const bool fits = of_others ? same_cloud && object.account != account.name : object.account == account.name;
      if (address.kind == kind && fits) parents.push_back(&object);
    }
    return parents.empty() ? nullptr : parents[Below(parents.size())];
  }

  void MakeMoves() {
    for (const auto& [address, object] : objects_) {
      if (Chance(4)) set_.moved[{address.kind, fmt::format("old-{}", address.name)}] = address;
    }
  }

  std::mt19937_64 random_;
  Vocabulary vocabulary_;
  DesiredSet set_;
  std::map<Address, DesiredObject> objects_;
};

}  // namespace ic::cli

#endif  // CLI_CONFIG_TESTING_RANDOM_SET_H_
