#include "provider/resources/lookup_data.h"

#include <algorithm>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "adapters/contract/field_values.h"
#include "provider/resources/data_cloud.h"
#include "provider/resources/schema_from_fields.h"

namespace ic {
namespace {

// The tags of an object are all that it has, and what is asked for are some: two attributes, or what stands on a
// look-up would be planned with the question, and applied with the answer.
constexpr std::string_view kFilterTags = "filter_tags";

std::string Plural(Sought what) { return std::string(SoughtName(what)) + "s"; }

bool IsSoughtBy(Sought what, std::string_view name) {
  const auto by = SoughtBy(what);
  return std::ranges::find(by, name) != by.end();
}

// The argument that asks for `field`.
std::string_view ArgumentName(std::string_view field) { return field == field::kTags ? kFilterTags : field; }

// `field` as an argument: what it is, and what saying it does.
terraform::Attribute Argument(Field field, Presence presence) {
  const bool tags = field.name == field::kTags;
  field.presence = tags ? Presence::kOptional : presence;
  if (tags) {
    field.name = kFilterTags;
    field.description = "Only what has these among its tags is looked up.";
  } else {
    field.description += " If it is given, only what has it is looked up.";
  }
  return AttributeFromField(field);
}

void AddOne(const std::vector<Field>& fields, Sought what, terraform::Schema& schema) {
  schema.description = fmt::format(
      "One {} that others manage, looked up by what it is called or where it is, so that a configuration can name it. "
      "None is an error, and so are several.",
      SoughtTitle(what));
  for (const Field& field : fields) {
    if (field.name == field::kCloud || field.name == field::kRegion) continue;
    const bool sought = IsSoughtBy(what, field.name);
    if (!sought || field.name == field::kTags) schema.attributes.push_back(AttributeFromField(field));
    if (sought) schema.attributes.push_back(Argument(field, Presence::kOptionalComputed));
  }
}

void AddAll(const std::vector<Field>& fields, Sought what, terraform::Schema& schema) {
  const std::string title(SoughtTitle(what));
  schema.description = fmt::format(
      "All {}s of a region, or those that have what is asked for, whoever manages them. None is no error.", title);
  std::vector<terraform::Attribute> columns;
  for (const Field& field : fields) {
    columns.push_back(AttributeFromField(field));
    if (field.name == field::kId || !IsSoughtBy(what, field.name)) continue;
    schema.attributes.push_back(Argument(field, Presence::kOptional));
  }
  schema.attributes.push_back(
      MakeAttribute("ids", Type::List(Type::String()), Role::kComputed, fmt::format("Ids of the {}s, sorted.", title)));
  schema.attributes.push_back(
      MakeObjectList(Plural(what), std::move(columns), fmt::format("The {}s, ordered by id.", title)));
}

terraform::Schema LookupSchema(const AdapterFactory& factory, Sought what, HowMany how_many) {
  terraform::Schema schema;
  schema.attributes = {CloudAttribute(), RegionAttribute()};
  const std::vector<Field> fields = FoundFields(factory.traits(), what);
  (how_many == HowMany::kOne ? AddOne : AddAll)(fields, what, schema);
  return schema;
}

}  // namespace

std::string LookupDataName(Sought what, HowMany how_many) {
  return "interconnect_" + (how_many == HowMany::kOne ? std::string(SoughtName(what)) : Plural(what));
}

LookupData::LookupData(std::reference_wrapper<const AdapterFactory> factory, Engine& engine, Sought what,
                       HowMany how_many)
    : factory_(factory),
      engine_(engine),
      what_(what),
      how_many_(how_many),
      schema_(LookupSchema(factory, what, how_many)) {}

// What was asked for is shown as it was written: until it is read, a plan shows it so too.
void LookupData::ShowAsAsked(const Value& config, Value& state) const {
  for (const std::string_view name : SoughtBy(what_)) {
    const Value& asked = config.Get(ArgumentName(name));
    if (name == field::kTags || !asked.is_null()) state.Put(ArgumentName(name), asked);
  }
}

// An empty text is a variable that nobody set: looked for, it would find nothing, or be taken for no question at all.
Diagnostics LookupData::Validate(const Value& config) {
  Diagnostics diagnostics;
  CheckCloud(factory_, config, diagnostics);
  for (const std::string_view name : SoughtBy(what_)) {
    const Value& value = config.Get(name);
    if (value.kind() != Value::Kind::kString || !value.AsString().empty()) continue;
    diagnostics.AddError(
        AttributePath(name), "Nothing to look for",
        fmt::format("`{}` is empty. Leave it out, or set it to null, to look up by something else.", name));
  }
  // Taken for no question, a tag whose value nobody set would find what has other tags, or none.
  const Value& tags = config.Get(kFilterTags);
  if (tags.kind() != Value::Kind::kMap) return diagnostics;
  for (const auto& [key, value] : tags.fields()) {
    if (!value.is_null()) continue;
    diagnostics.AddError(
        AttributePath(kFilterTags).Element(key), "Nothing to look for",
        fmt::format("`{}` has the tag \"{}\" without a value. Give the value that it is to have, or leave the tag out "
                    "to look up by something else.",
                    kFilterTags, key));
  }
  return diagnostics;
}

terraform::ReadDataResponse LookupData::Read(const terraform::ReadDataRequest& asked) {
  const Value& config = asked.config;
  terraform::ReadDataResponse response{.state = config};
  LookupRequest request{.what = what_,
                        .account = TextField(config, field::kCloud),
                        .region = TextField(config, field::kRegion),
                        .wanted = Value::Object({}),
                        .one = how_many_ == HowMany::kOne,
                        .others_change = asked.applying};
  for (const std::string_view name : SoughtBy(what_)) request.wanted.Put(name, config.Get(ArgumentName(name)));
  LookupOutput output = engine_.LookUp(request);
  response.diagnostics = std::move(output.diagnostics);
  if (response.diagnostics.has_errors()) return response;
  if (how_many_ == HowMany::kOne) {
    response.state = output.found.front();
    // Of what belongs to no region none is told, as in the list of all.
    if (const Value& region = config.Get(field::kRegion); !region.is_null()) response.state.Put(field::kRegion, region);
    ShowAsAsked(config, response.state);
    return response;
  }
  std::vector<std::string> ids;
  for (const Value& object : output.found) ids.push_back(TextField(object, field::kId));
  response.state.Put(field::kRegion, Value::String(output.region));
  response.state.Put("ids", Value::Strings(ids));
  response.state.Put(Plural(what_), Value::List({output.found.begin(), output.found.end()}));
  return response;
}

}  // namespace ic
