#include "cli/config/vocabulary/schema.h"

// The JSON Schema of the format, for editors. Strict in what it knows (names, types, words), lenient in what depends on
// the cloud: that is the audit's, with reasons.
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "cli/config/vocabulary/section_names.h"
#include "cli/config/vocabulary/vocabulary.h"

namespace ic::cli {
namespace {

using OrderedJson = nlohmann::ordered_json;

constexpr std::string_view kNamePattern = "^[A-Za-z_][A-Za-z0-9_.-]{0,127}$";
constexpr std::string_view kSourcePattern = "\\$\\{(env|file):";

OrderedJson Described(OrderedJson schema, std::string_view description) {
  schema["description"] = description;
  return schema;
}

OrderedJson Ref(std::string_view name) { return {{"$ref", fmt::format("#/$defs/{}", name)}}; }

OrderedJson MapOf(OrderedJson value, std::string_view description) {
  return Described({{"type", {"object", "null"}},
                    {"propertyNames", {{"pattern", kNamePattern}}},
                    {"additionalProperties", std::move(value)}},
                   description);
}

// Of the vocabulary's types. `${env:…}` may stand for any scalar.
OrderedJson FieldSchema(const Field& field);

OrderedJson ObjectSchema(const std::vector<Field>& fields) {
  OrderedJson properties = OrderedJson::object();
  for (const Field& field : fields) {
    if (field.presence != Presence::kComputed) properties[field.name] = FieldSchema(field);
  }
  return {{"type", "object"}, {"properties", std::move(properties)}, {"additionalProperties", false}};
}

OrderedJson TypeSchema(const Field& field) {
  switch (field.type) {
    case FieldType::kString:
      if (field.one_of.empty()) return Ref("text");
      return {{"anyOf", {{{"enum", field.one_of}}, Ref("source")}}};
    case FieldType::kBool:
      return {{"anyOf", {{{"type", "boolean"}}, Ref("source")}}};
    case FieldType::kInteger:
      return {{"anyOf", {{{"type", "integer"}}, Ref("source")}}};
    case FieldType::kStringList:
    case FieldType::kStringSet:
      return {{"type", "array"}, {"items", Ref("text")}};
    case FieldType::kStringMap:
      return {{"type", "object"}, {"additionalProperties", Ref("text")}};
    case FieldType::kObject:
      break;
  }
  return ObjectSchema(field.fields);
}

OrderedJson FieldSchema(const Field& field) {
  OrderedJson schema = TypeSchema(field);
  if (!field.default_value.empty()) schema["default"] = field.default_value;
  return Described(std::move(schema), field.description);
}

OrderedJson ReferenceSchema(const ReferenceField& reference) {
  return Described(Ref("text"),
                   fmt::format("Name of the {} in this configuration; the id of another one goes into `{}`.{}",
                               KindTitle(reference.target), reference.field,
                               reference.stands ? " The object takes its cloud and region." : ""));
}

OrderedJson KindSchema(const Vocabulary& vocabulary, Kind kind) {
  const KindVocabulary& known = vocabulary.Of(kind, nullptr);
  OrderedJson schema = ObjectSchema(known.fields());
  OrderedJson& properties = schema["properties"];
  properties[field::kCloud] =
      Described(Ref("text"), "Entry of `clouds`, or the name of a cloud. Left out, it is that of the object's parent.");
  const Field* name = FindField(known.fields(), field::kName);
  if (name != nullptr && name->presence != Presence::kOptional) {
    properties[field::kName]["description"] = name->description + " Left out, it is the object's name in this file.";
  }
  OrderedJson either = OrderedJson::array({{{"required", {field::kCloud}}}});
  OrderedJson both = OrderedJson::array();
  for (const ReferenceField& reference : known.references()) {
    if (!reference.in.empty()) {
      OrderedJson& around = properties[reference.in];
      around["properties"][reference.name] = ReferenceSchema(reference);
      const std::string field = reference.field.substr(reference.in.size() + 1);
      around["not"]["anyOf"].push_back({{"required", {reference.name, field}}});
      continue;
    }
    properties[reference.name] = ReferenceSchema(reference);
    if (reference.stands) either.push_back({{"required", {reference.name}}});
    both.push_back({{"required", {reference.name, reference.field}}});
  }
  schema["anyOf"] = std::move(either);
  if (!both.empty()) schema["not"] = {{"anyOf", std::move(both)}};
  return schema;
}

std::string AccountName(const VendorTraits& traits) { return fmt::format("clouds_{}", traits.cloud); }

OrderedJson AccountSchema(const VendorTraits& traits) {
  OrderedJson properties = {
      {field::kCloud, Described({{"const", traits.cloud}}, "Which cloud it is. Default: the entry's own name.")}};
  for (const Field& field : traits.provider_fields) properties[AccountKey(traits, field)] = FieldSchema(field);
  return Described(
      {{"type", {"object", "null"}}, {"properties", std::move(properties)}, {"additionalProperties", false}},
      fmt::format("An account of {}. What is left out comes from the same environment variables and files as "
                  "for that cloud's own tools.",
                  traits.title));
}

// An entry that is named as its cloud need not say so.
OrderedJson CloudsSchema(const AdapterFactory& factory) {
  OrderedJson named = OrderedJson::array();
  for (const VendorTraits* traits : factory.traits()) {
    named.push_back({{"allOf", {{{"type", "object"}, {"required", {field::kCloud}}}, Ref(AccountName(*traits))}}});
  }
  OrderedJson schema =
      MapOf({{"anyOf", named}}, "Accounts, by a name of yours; an entry named as a cloud is of that cloud.");
  for (const VendorTraits* traits : factory.traits()) {
    OrderedJson own = named;
    own.insert(own.begin(), Ref(AccountName(*traits)));
    schema["properties"][std::string(traits->cloud)] = {{"anyOf", std::move(own)}};
  }
  return schema;
}

OrderedJson LimitsSchema(const AdapterFactory& factory) {
  OrderedJson properties = OrderedJson::object();
  const auto add = [&](std::string_view id, std::string_view words) {
    properties[std::string(id)] = Described({{"type", "integer"}}, words);
  };
  for (const VendorTraits* traits : factory.traits()) {
    for (const Limit& limit : traits->limits) {
      if (limit.adjustable) add(limit.id, limit.summary);
    }
    for (const Quota& quota : traits->quotas) {
      if (quota.adjustable) add(quota.id, fmt::format("Number of {}. The cloud's own: {}.", quota.words, quota.max));
    }
  }
  return Described(
      {{"type", {"object", "null"}}, {"properties", std::move(properties)}, {"additionalProperties", false}},
      "Limits that a cloud has raised for your account: id of the limit to its number.");
}

OrderedJson IgnoreSchema() {
  OrderedJson properties = {
      {"address",
       Described({{"type", "string"}}, "An object, such as `virtual_interface.prod`, or `*` for every one.")},
      {"field", Described({{"type", "string"}}, "The field whose drift does not count. Left out: the whole object.")},
      {"reason", Described({{"type", "string"}, {"minLength", 1}}, "Why the drift may stay.")},
      {"until", Described({{"type", "string"}, {"pattern", "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}},
                          "The last day the entry holds, such as 2026-12-31. Left out: for ever.")}};
  return {{"type", "object"},
          {"properties", std::move(properties)},
          {"required", {"address", "reason"}},
          {"additionalProperties", false}};
}

OrderedJson SectionsSchema(const AdapterFactory& factory) {
  OrderedJson moved = OrderedJson::object();
  for (const Kind kind : kAllKinds) {
    moved[std::string(KindName(kind))] = {{"type", {"object", "null"}}, {"additionalProperties", {{"type", "string"}}}};
  }
  const OrderedJson ignores = {{"type", {"array", "null"}}, {"items", IgnoreSchema()}};
  return {{section::kVersion, Described({{"const", 1}}, "Version of the format.")},
          {section::kClouds, CloudsSchema(factory)},
          {section::kOwner, Described(Ref("text"), "Marks what this configuration creates, such as `net-team/prod`.")},
          {section::kLimits, LimitsSchema(factory)},
          {section::kAllowDisruption,
           Described({{"type", {"array", "null"}}, {"items", Ref("text")}},
                     "Names of redundancy groups, or ids of objects, that the redundancy guard may let go down.")},
          {section::kMoved,
           Described({{"type", {"object", "null"}}, {"properties", std::move(moved)}, {"additionalProperties", false}},
                     "Objects that have another name now: the old name to the new one, by kind.")},
          {section::kDrift, Described({{"type", {"object", "null"}},
                                       {"properties", {{section::kIgnore, ignores}}},
                                       {"additionalProperties", false}},
                                      "Drift that does not count.")}};
}

}  // namespace

std::string ConfigurationSchema(const AdapterFactory& factory) {
  const Vocabulary vocabulary(factory);
  OrderedJson properties = SectionsSchema(factory);
  for (const Field& field : TagSettingFields()) {
    properties[field.name] = FieldSchema(field);
    properties[field.name]["type"] = {"object", "null"};
  }
  OrderedJson definitions = {{"text", {{"type", {"string", "number"}}}},
                             {"source", Described({{"type", "string"}, {"pattern", kSourcePattern}},
                                                  "Taken from the environment or from a file.")}};
  for (const VendorTraits* traits : factory.traits()) definitions[AccountName(*traits)] = AccountSchema(*traits);
  for (const Kind kind : kAllKinds) {
    const std::string name(KindName(kind));
    definitions[name] = KindSchema(vocabulary, kind);
    properties[name] = MapOf(Ref(name), fmt::format("Every {}, by a name of yours.", KindTitle(kind)));
  }
  const OrderedJson schema = {{"$schema", "https://json-schema.org/draft/2020-12/schema"},
                              {"title", "Interconnect configuration"},
                              {"type", {"object", "null"}},
                              {"properties", std::move(properties)},
                              {"patternProperties", {{fmt::format("^{}", section::kFree), true}}},
                              {"additionalProperties", false},
                              {"$defs", std::move(definitions)}};
  return schema.dump(2) + "\n";
}

}  // namespace ic::cli
