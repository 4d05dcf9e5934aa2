#include "provider/resources/schema_from_fields.h"

#include <string>
#include <utility>

namespace ic {
namespace {

using terraform::Attribute;
using terraform::NestedType;
using terraform::Nesting;
using terraform::Schema;

std::string KindDescription(Kind kind) {
  switch (kind) {
    case Kind::kConnection:
      return "A private link from a data centre into a cloud: a dedicated port, or a hosted connection that a partner "
             "offers.";
    case Kind::kVirtualInterface:
      return "A virtual interface on a connection: one VLAN that reaches private networks, public services or a "
             "transit router, with the BGP session of its own address family.";
    case Kind::kBgpPeer:
      return "A further BGP session of a virtual interface, such as the session of the other address family. The "
             "first session belongs to the interface itself.";
    case Kind::kBgpGroup:
      return "Settings that several BGP sessions share. Where the cloud has no such object it is carried into each "
             "session that names it, and nothing is created for it.";
    case Kind::kBgpCidr:
      return "One prefix that the cloud advertises to your side.";
  }
  return "";  // not reached: the switch is complete
}

void SetPresence(Presence presence, Attribute& attribute) {
  attribute.required = presence == Presence::kRequired;
  attribute.optional = presence == Presence::kOptional || presence == Presence::kOptionalComputed;
  attribute.computed = presence == Presence::kComputed || presence == Presence::kOptionalComputed;
}

// In a provider block nothing is computed: what is left out comes from the environment.
Attribute ProviderAttribute(Field field) {
  if (field.presence != Presence::kRequired) field.presence = Presence::kOptional;
  Attribute attribute = AttributeFromField(field);
  if (attribute.nested) {
    attribute.nested->attributes.clear();
    for (const Field& inner : field.fields) attribute.nested->attributes.push_back(ProviderAttribute(inner));
  }
  return attribute;
}

Attribute VendorBlock(const VendorTraits& traits) {
  Field field{.name = std::string(traits.cloud),
              .type = FieldType::kObject,
              .description = "How to reach " + std::string(traits.title) +
                             ". What is left out comes from the same environment variables and files as for that "
                             "cloud's own tools.",
              .fields = traits.provider_fields};
  return ProviderAttribute(std::move(field));
}

}  // namespace

Attribute AttributeFromField(const Field& field) {
  Attribute attribute;
  attribute.name = field.name;
  attribute.description = field.description;
  // A write-only value is never shown or stored, so `sensitive` adds nothing to it; and with two sensitive attributes
  // Terraform (1.11, issue 36403) takes their order in the state for a change: -refresh-only -detailed-exitcode
  // gives 2.
  attribute.sensitive = field.sensitive && !field.write_only;
  attribute.write_only = field.write_only;
  SetPresence(field.presence, attribute);
  if (field.type != FieldType::kObject) {
    attribute.type = FieldValueType(field);
    return attribute;
  }
  NestedType nested{.nesting = Nesting::kSingle};
  for (const Field& inner : field.fields) nested.attributes.push_back(AttributeFromField(inner));
  attribute.nested = std::move(nested);
  return attribute;
}

Schema KindSchema(const AdapterFactory& factory, Kind kind) {
  Schema schema{.description = KindDescription(kind)};
  const std::size_t neutral = NeutralFields(kind).size();
  for (const Field& field : NeutralFields(kind)) schema.attributes.push_back(AttributeFromField(field));
  for (const VendorTraits* traits : factory.traits()) {
    const std::vector<Field> all = AllFields(*traits, kind);
    for (std::size_t i = neutral; i < all.size(); ++i) schema.attributes.push_back(AttributeFromField(all[i]));
  }
  return schema;
}

Schema ProviderSchema(const AdapterFactory& factory) {
  Schema schema{.description = "Private links from data centres into clouds, in one vocabulary for every cloud."};
  for (const VendorTraits* traits : factory.traits()) {
    if (!traits->provider_fields.empty()) schema.attributes.push_back(VendorBlock(*traits));
  }
  schema.attributes.push_back(MakeAttribute(
      "read_only", Type::Bool(), Role::kOptional,
      "If true, no call that changes anything can leave the process: plans and refreshes work, applies are refused. "
      "For shadow runs and scheduled drift detection."));
  schema.attributes.push_back(MakeAttribute(
      "owner", Type::String(), Role::kOptional,
      "Marks what this configuration creates, such as `net-team/prod`. The mark is a tag, where the cloud has tags; "
      "with it an object whose creation was interrupted is found again, once the cloud shows it, instead of being "
      "created twice: after a kill give the cloud a minute. What has no tags (sessions, BGP groups, prefixes) is not "
      "created twice either: a session is taken over if its key shows whose it is, anything else is refused by the "
      "plan "
      "with the block that imports it, because whoever announces the same prefix has the same one. One name for "
      "each state: without a name the mark is that of everybody who asks for the same, and shows nothing."));
  for (const Field& field : TagSettingFields()) schema.attributes.push_back(ProviderAttribute(field));
  schema.attributes.push_back(
      MakeAttribute("allow_disruption", Type::Set(Type::String()), Role::kOptional,
                    "Names of redundancy groups, or ids of objects, that the redundancy guard may let go down."));
  schema.attributes.push_back(
      MakeAttribute("allow_replacement", Type::Set(Type::String()), Role::kOptional,
                    "Ids of objects that may be replaced although only somebody else's change of the object, and no "
                    "change of the configuration, asks for it. Such a replacement is refused otherwise."));
  schema.attributes.push_back(MakeAttribute(
      "limits", Type::Map(Type::Number()), Role::kOptional,
      "Adjustable limits that the cloud has raised for your account: id of the limit to its number. The data source "
      "`interconnect_limits` lists the ids."));
  return schema;
}

Attribute MakeAttribute(std::string name, Type type, Role role, std::string description) {
  Attribute attribute;
  attribute.name = std::move(name);
  attribute.type = std::move(type);
  attribute.description = std::move(description);
  attribute.required = role == Role::kRequired;
  attribute.optional = role == Role::kOptional || role == Role::kOptionalComputed;
  attribute.computed = role == Role::kComputed || role == Role::kOptionalComputed;
  return attribute;
}

Attribute MakeObjectList(std::string name, std::vector<Attribute> attributes, std::string description) {
  Attribute attribute;
  attribute.name = std::move(name);
  attribute.nested = NestedType{.nesting = Nesting::kList, .attributes = std::move(attributes)};
  attribute.description = std::move(description);
  attribute.computed = true;
  return attribute;
}

}  // namespace ic
