#include "provider/resources/health_data.h"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "adapters/contract/field_values.h"
#include "provider/resources/data_cloud.h"
#include "provider/resources/schema_from_fields.h"

namespace ic {
namespace {

terraform::Attribute Text(std::string name, std::string description) {
  return MakeAttribute(std::move(name), Type::String(), Role::kComputed, std::move(description));
}

terraform::Attribute RouteList(std::string name, std::string description) {
  return MakeAttribute(std::move(name), Type::List(Type::String()), Role::kComputed, std::move(description));
}

terraform::Schema HealthSchema() {
  const std::string state_words = "`up`, `down` or `unknown`.";
  terraform::Attribute sessions = MakeObjectList(
      "sessions",
      {Text("id", "The cloud's id of the session, where it has one."), Text("address_family", "`ipv4` or `ipv6`."),
       Text("state", "State of the session: " + state_words),
       Text("vendor_state", "The cloud's own word for the state."), Text("customer_address", "Your router's address."),
       Text("cloud_address", "The cloud's address."), Text("customer_asn", "Your side's autonomous system number.")},
      "BGP sessions of a virtual interface.");
  terraform::Attribute objects =
      MakeObjectList("objects",
                     {Text("id", "The cloud's id of the object."), Text("kind", "Kind of the object."),
                      Text("region", "Region of the object."), Text("name", "Name of the object."),
                      Text("state", "State of the object: " + state_words),
                      Text("vendor_state", "The cloud's own word for the state."),
                      Text("redundancy_group", "Redundancy group of the object, if it has one."), std::move(sessions),
                      RouteList("accepted_routes",
                                "Prefixes that the cloud has accepted from your routers over a "
                                "virtual interface. Null without `routes`, and where the cloud does "
                                "not tell."),
                      RouteList("advertised_routes",
                                "Prefixes that the cloud advertises over a virtual interface, "
                                "likewise.")},
                     "The objects, ordered by kind and id. Ids that do not exist are left out.");
  return {.description =
              "Whether connections, virtual interfaces and their BGP sessions are up, as the cloud sees it "
              "now.",
          .attributes = {CloudAttribute(), RegionAttribute(),
                         MakeAttribute("kind", Type::String(), Role::kOptional,
                                       "Kind of the objects: `connection` or `virtual_interface`. Left out: both."),
                         MakeAttribute("ids", Type::Set(Type::String()), Role::kOptional,
                                       "Ids of the objects. Left out: all of the region."),
                         MakeAttribute("routes", Type::Bool(), Role::kOptional,
                                       "If true, `accepted_routes` and `advertised_routes` of virtual interfaces are "
                                       "read too: a call or more for each interface."),
                         MakeAttribute("all_up", Type::Bool(), Role::kComputed,
                                       "True if there are objects, every one and every session of them is up, and "
                                       "every id exists."),
                         std::move(objects)}};
}

std::string_view StateWord(HealthState state) {
  switch (state) {
    case HealthState::kUp:
      return "up";
    case HealthState::kDown:
      return "down";
    case HealthState::kUnknown:
      return "unknown";
  }
  return "unknown";  // not reached: the switch is complete
}

Value SessionValue(const Health::Session& session) {
  return Value::Object({{"id", TextOrNull(session.id)},
                        {"address_family", TextOrNull(session.address_family)},
                        {"state", Value::String(StateWord(session.state))},
                        {"vendor_state", TextOrNull(session.vendor_state)},
                        {"customer_address", TextOrNull(session.customer_address)},
                        {"cloud_address", TextOrNull(session.cloud_address)},
                        {"customer_asn", TextOrNull(session.customer_asn)}});
}

Value RouteValue(const std::optional<Routes>& routes, std::vector<std::string> Routes::*which) {
  return routes ? Value::Strings((*routes).*which) : Value::Null();
}

Value ObjectValue(const Health& health, const std::optional<Routes>& routes) {
  Value::Elements sessions;
  for (const Health::Session& session : health.sessions) sessions.push_back(SessionValue(session));
  return Value::Object({{"id", Value::String(health.id)},
                        {"kind", Value::String(KindName(health.kind))},
                        {"region", TextOrNull(health.region)},
                        {"name", TextOrNull(health.name)},
                        {"state", Value::String(StateWord(health.state))},
                        {"vendor_state", TextOrNull(health.vendor_state)},
                        {"redundancy_group", TextOrNull(health.redundancy_group)},
                        {"sessions", Value::List(std::move(sessions))},
                        {"accepted_routes", RouteValue(routes, &Routes::accepted)},
                        {"advertised_routes", RouteValue(routes, &Routes::advertised)}});
}

bool IsUp(const Health& health) {
  return health.state == HealthState::kUp &&
         std::all_of(health.sessions.begin(), health.sessions.end(),
                     [](const Health::Session& session) { return session.state == HealthState::kUp; });
}

// None unless they are asked for.
StatusOr<std::optional<Routes>> RoutesFor(Engine& engine, const Value& config, const std::string& region,
                                          const Health& health) {
  const bool asked = config.Get("routes") == Value::Bool(true) && health.kind == Kind::kVirtualInterface;
  if (!asked) return std::optional<Routes>();
  return engine.RoutesOf(config.Get("cloud").AsString(), region, health.id);
}

std::vector<Kind> KindsOf(const Value& config) {
  if (const Value& kind = config.Get("kind"); kind.kind() == Value::Kind::kString) {
    if (const auto parsed = ParseKind(kind.AsString())) return {*parsed};
  }
  return {Kind::kConnection, Kind::kVirtualInterface};
}

std::vector<std::string> IdsOf(const Value& config) {
  std::vector<std::string> ids;
  const Value& set = config.Get("ids");
  if (set.kind() != Value::Kind::kSet) return ids;
  for (const Value& id : set.elements()) {
    if (id.kind() == Value::Kind::kString) ids.push_back(id.AsString());
  }
  return ids;
}

}  // namespace

HealthData::HealthData(std::reference_wrapper<const AdapterFactory> factory, Engine& engine)
    : factory_(factory), engine_(engine), schema_(HealthSchema()) {}

Diagnostics HealthData::Validate(const Value& config) {
  Diagnostics diagnostics;
  CheckCloud(factory_, config, diagnostics);
  const Value& kind = config.Get("kind");
  if (kind.kind() == Value::Kind::kString && kind.AsString() != KindName(Kind::kConnection) &&
      kind.AsString() != KindName(Kind::kVirtualInterface)) {
    diagnostics.AddError("kind", "Kind without health",
                         "\"" + kind.AsString() +
                             "\" has no health of its own; ask for `connection` or `virtual_interface`, whose "
                             "`sessions` tell the state of each BGP session.");
  }
  return diagnostics;
}

terraform::ReadDataResponse HealthData::Read(const terraform::ReadDataRequest& asked) {
  const Value& config = asked.config;
  terraform::ReadDataResponse response{.state = config};
  const StatusOr<std::string> region = RegionOf(engine_, config);
  if (!region.ok()) {
    response.diagnostics.AddStatus("region", "Region is not known", region.status());
    return response;
  }
  const std::vector<std::string> ids = IdsOf(config);
  const bool by_id = config.Get("ids").is_known();
  std::vector<Health> found;
  for (const Kind kind : KindsOf(config)) {
    if (by_id && ids.empty()) break;  // an empty list asks for nothing, not for everything
    StatusOr<std::vector<Health>> part = engine_.CheckHealth(config.Get("cloud").AsString(), *region, kind, ids);
    if (!part.ok()) {
      response.diagnostics.AddStatus({}, "Health could not be read", part.status());
      return response;
    }
    std::move(part->begin(), part->end(), std::back_inserter(found));
  }
  std::sort(found.begin(), found.end(), [](const Health& a, const Health& b) {
    return std::pair(a.kind, std::string_view(a.id)) < std::pair(b.kind, std::string_view(b.id));
  });
  Value::Elements objects;
  for (const Health& health : found) {
    const auto routes = RoutesFor(engine_, config, *region, health);
    if (!routes.ok()) {
      response.diagnostics.AddStatus("routes", "Routes could not be read", routes.status());
      return response;
    }
    objects.push_back(ObjectValue(health, *routes));
  }
  response.state.Put("region", Value::String(*region));
  if (found.empty()) {
    response.diagnostics.AddWarning({}, "Nothing was found",
                                    "There is nothing of what was asked for in " + *region +
                                        ", so nothing is up: `all_up` is false. Check the region, the account and the "
                                        "ids.");
  }
  const bool all_there = !found.empty() && (!by_id || found.size() == ids.size());
  response.state.Put("all_up", Value::Bool(all_there && std::all_of(found.begin(), found.end(), IsUp)));
  response.state.Put("objects", Value::List(std::move(objects)));
  return response;
}

}  // namespace ic
