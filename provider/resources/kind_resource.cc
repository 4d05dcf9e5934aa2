#include "provider/resources/kind_resource.h"

#include <cstdint>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "foreign/translate.h"
#include "provider/resources/schema_from_fields.h"
#include "reconcile/object/cannot_ask.h"

namespace ic {
namespace {

constexpr std::int64_t kIdentityVersion = 1;

// Terraform plans what is wanted before it destroys what is there: whatever is refused of that, be it said of an object
// that is there already, would be in the way of the destroy too.
Diagnostics WithWayOutOfDestroy(const Diagnostics& refused) {
  Diagnostics told;
  for (Diagnostic one : refused.items()) {
    if (one.severity == Severity::kError && one.summary != reconcile::kCannotAsk) {
      one.detail +=
          " (Should this be in the way of a destroy: `terraform destroy -refresh=false` does not plan what is wanted.)";
    }
    told.Add(std::move(one));
  }
  return told;
}

}  // namespace

KindResource::KindResource(const AdapterFactory& factory, Kind kind, Engine& engine, OneCause& one_cause)
    : kind_(kind), engine_(engine), one_cause_(one_cause), schema_(KindSchema(factory, kind)) {}

// Terraform validates twice for a plan, before it and in it, and shows what all of them say: a warning is the plan's,
// which knows every value.
Diagnostics KindResource::Validate(const terraform::ValidateRequest& request) {
  Diagnostics errors;
  for (Diagnostic one : engine_.Validate(kind_, request.config).items()) {
    if (one.severity == Severity::kError) errors.Add(std::move(one));
  }
  return errors;
}

terraform::ReadResponse KindResource::Read(const terraform::ReadRequest& request) {
  ObjectOutput output = engine_.Read(kind_, request.current_state, request.private_data);
  one_cause_.Fold(output.diagnostics);
  return {std::move(output.state), std::move(output.facts), std::move(output.diagnostics)};
}

terraform::PlanResponse KindResource::Plan(const terraform::PlanRequest& request) {
  // With create_before_destroy an error of the plan of a create, when applying, leaves Terraform with the old object
  // set aside for good; one of the create itself puts it back. The create checks the same.
  PlanOutput output = engine_.Plan({.kind = kind_,
                                    .prior = request.prior_state,
                                    .config = request.config,
                                    .facts = request.prior_private,
                                    .applied_at_once = request.applying,
                                    .others_are_under_way = !request.applying});
  // What is planned of a new object, or of one that goes, stands without the look that failed.
  const bool stands = request.prior_state.is_null() ? !output.planned.is_null() : request.config.is_null();
  if (stands) one_cause_.Fold(output.diagnostics);
  if (!request.config.is_null()) output.diagnostics = WithWayOutOfDestroy(output.diagnostics);
  // Where nothing could be planned, Terraform still wants an object.
  if (output.planned.is_null() && !request.config.is_null()) output.planned = request.proposed_state;
  return {std::move(output.planned), std::move(output.replace), std::move(output.facts), std::move(output.diagnostics)};
}

terraform::ApplyResponse KindResource::Apply(const terraform::ApplyRequest& request) {
  ObjectOutput output = engine_.Apply({.kind = kind_,
                                       .prior = request.prior_state,
                                       .planned = request.planned_state,
                                       .config = request.config,
                                       .facts = request.planned_private});
  return {std::move(output.state), std::move(output.facts), std::move(output.diagnostics)};
}

terraform::ImportResponse KindResource::Import(const std::string& id) {
  ObjectOutput output = engine_.Import(kind_, id);
  return {std::move(output.state), std::move(output.facts), std::move(output.diagnostics)};
}

// The three parts of an import id. The version is above those of other providers' identities: after a move OpenTofu has
// theirs on the object, and asks for an upgrade only where ours is newer.
const terraform::IdentitySchema* KindResource::identity_schema() const {
  static const terraform::IdentitySchema kSchema = {
      .version = kIdentityVersion,
      .attributes = {
          {.name = std::string(field::kCloud),
           .description = "The cloud that the object is in.",
           .required_for_import = true},
          {.name = std::string(field::kRegion),
           .description = "Its region. Left out, that of the provider's settings."},
          {.name = std::string(field::kId),
           .description = "The cloud's own id of the object. A prefix has none: what advertises it, a slash and "
                          "the prefix. A BGP group of a cloud without groups: the virtual interface, a slash "
                          "and `ipv4` or `ipv6`.",
           .required_for_import = true}}};
  return &kSchema;
}

Value KindResource::Identity(const Value& state) {
  const std::string name = engine_.ImportName(kind_, state);
  if (name.empty()) return Value::Null();
  return Value::Object({{std::string(field::kCloud), state.Get(field::kCloud)},
                        {std::string(field::kRegion), state.Get(field::kRegion)},
                        {std::string(field::kId), Value::String(name)}});
}

terraform::ImportResponse KindResource::ImportByIdentity(const Value& identity) {
  terraform::ImportResponse response;
  const auto text = [&identity](std::string_view name) {
    const Value& value = identity.Get(name);
    return value.kind() == Value::Kind::kString ? value.AsString() : std::string();
  };
  const std::string cloud = text(field::kCloud);
  std::string region = text(field::kRegion);
  if (cloud.empty() || text(field::kId).empty()) {
    response.diagnostics.AddError({}, "Identity says too little",
                                  "`cloud` and `id` of an identity must have a value; `region` may be left out.");
    return response;
  }
  if (region.empty()) {
    const auto usual = engine_.DefaultRegion(cloud);
    if (!usual.ok()) {
      response.diagnostics.AddStatus({}, "Identity says too little", usual.status());
      return response;
    }
    region = *usual;
  }
  return Import(fmt::format("{}/{}/{}", cloud, region, text(field::kId)));
}

terraform::MoveResponse KindResource::Move(const terraform::MoveRequest& request) {
  foreign::Translation translation = foreign::Translate({.provider = request.source_provider,
                                                         .type = request.source_type,
                                                         .version = request.source_version,
                                                         .json = request.source_state},
                                                        kind_);
  terraform::MoveResponse response{.diagnostics = std::move(translation.diagnostics)};
  if (translation.attributes.is_null()) return response;
  ObjectOutput output = engine_.Move(kind_, translation.attributes);
  response.state = std::move(output.state);
  response.private_data = std::move(output.facts);
  response.diagnostics.Append(output.diagnostics);
  return response;
}

}  // namespace ic
