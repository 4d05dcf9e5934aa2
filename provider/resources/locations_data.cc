#include "provider/resources/locations_data.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "adapters/contract/field_values.h"
#include "provider/resources/data_cloud.h"
#include "provider/resources/schema_from_fields.h"

namespace ic {
namespace {

terraform::Schema LocationsSchema() {
  std::vector<terraform::Attribute> columns = {
      MakeAttribute("code", Type::String(), Role::kComputed,
                    "Code of the location, as the `location` of an `interconnect_connection` takes it."),
      MakeAttribute("name", Type::String(), Role::kComputed, "Name of the location, for people."),
      MakeAttribute("region", Type::String(), Role::kComputed, "Region the location belongs to."),
      MakeAttribute("bandwidths", Type::List(Type::String()), Role::kComputed,
                    "Speeds that can be ordered there, such as `1Gbps`."),
      MakeAttribute("providers", Type::List(Type::String()), Role::kComputed,
                    "Network providers that can be named when ordering."),
  };
  return {.description = "The places where a cloud's connections can be ordered.",
          .attributes = {CloudAttribute(), RegionAttribute(),
                         MakeObjectList("locations", std::move(columns), "The locations, ordered by code.")}};
}

Value LocationValue(const Location& location) {
  return Value::Object({{"code", Value::String(location.code)},
                        {"name", TextOrNull(location.name)},
                        {"region", TextOrNull(location.region)},
                        {"bandwidths", Value::Strings(location.bandwidths)},
                        {"providers", Value::Strings(location.providers)}});
}

}  // namespace

LocationsData::LocationsData(std::reference_wrapper<const AdapterFactory> factory, Engine& engine)
    : factory_(factory), engine_(engine), schema_(LocationsSchema()) {}

Diagnostics LocationsData::Validate(const Value& config) {
  Diagnostics diagnostics;
  CheckCloud(factory_, config, diagnostics);
  return diagnostics;
}

terraform::ReadDataResponse LocationsData::Read(const terraform::ReadDataRequest& asked) {
  const Value& config = asked.config;
  terraform::ReadDataResponse response{.state = config};
  const StatusOr<std::string> region = RegionOf(engine_, config);
  if (!region.ok()) {
    response.diagnostics.AddStatus("region", "Region is not known", region.status());
    return response;
  }
  StatusOr<std::vector<Location>> locations = engine_.Locations(config.Get("cloud").AsString(), *region);
  if (!locations.ok()) {
    response.diagnostics.AddStatus({}, "Locations could not be read", locations.status());
    return response;
  }
  std::sort(locations->begin(), locations->end(), [](const Location& a, const Location& b) { return a.code < b.code; });
  Value::Elements list;
  for (const Location& location : *locations) list.push_back(LocationValue(location));
  response.state.Put("region", Value::String(*region));
  response.state.Put("locations", Value::List(std::move(list)));
  return response;
}

}  // namespace ic
