// Dedicated circuits: order, list, change their description.
#include "simulators/alibaba/operations/circuits.h"

#include <algorithm>

#include <fmt/format.h>

#include "simulators/alibaba/world/access_points.h"
#include "simulators/alibaba/world/render.h"

namespace ic::sim::alibaba {
namespace {

constexpr std::string_view kOperators[] = {"CT", "CU", "CM", "CO", "Equinix", "Other"};
constexpr std::string_view kPortTypes[] = {"100Base-T",  "1000Base-T", "1000Base-LX", "10GBase-T",
                                           "10GBase-LR", "40GBase-LR", "100GBase-LR"};
constexpr std::int64_t kOrderedBandwidths[] = {50, 100, 200, 300, 400, 500, 1000, 2000, 4000, 5000, 8000, 10000};

// "Malformd" is how the service spells these codes.
Status CheckLine(const Input& in, bool creating) {
  if (in.Has("LineOperator") && !OneOf(kOperators, in.Text("LineOperator"))) {
    return ApiError("InvalidLineOperator.Malformd", "LineOperator must be CT, CU, CM, CO, Equinix or Other.");
  }
  if (in.Has("PortType") && !OneOf(kPortTypes, in.Text("PortType"))) {
    return ApiError("InvalidPortType.Malformd",
                    "PortType must be 100Base-T, 1000Base-T, 1000Base-LX, 10GBase-T, 10GBase-LR, 40GBase-LR or "
                    "100GBase-LR.");
  }
  if (in.Has("Type") && in.Text("Type") != "VPC") return ApiError("InvalidType.Malformd", "Type must be VPC.");
  if (!in.Has("bandwidth")) return OkStatus();
  const std::int64_t bandwidth = in.Number("bandwidth");
  const bool good = creating ? OneOf(kOrderedBandwidths, bandwidth) : bandwidth >= 2 && bandwidth <= 10240;
  if (!good) return ApiError("InvalidBandwidth", fmt::format("The bandwidth {} is not valid.", bandwidth));
  return OkStatus();
}

// A change may empty the description.
Status CheckTexts(const Input& in, bool creating) {
  if (in.Has("Name") && !GoodName(in.Text("Name"))) {
    return ApiError("InvalidName.Malformed", "The name must have 2 to 128 characters and begin with a letter.");
  }
  const bool emptied = !creating && in.Text("Description").empty();
  if (in.Has("Description") && !emptied && !GoodDescription(in.Text("Description"))) {
    return ApiError("InvalidDescription.Malformed",
                    "The description must have 2 to 256 characters and begin with a letter.");
  }
  return OkStatus();
}

Status CheckRedundant(const OperationCall& call, const Circuit& circuit) {
  const std::string id = call.in.Text("RedundantPhysicalConnectionId");
  if (id.empty()) return OkStatus();
  const Circuit* other = call.world.circuits.Find(id);
  if (other == nullptr || id == circuit.id) {
    return ApiError("InvalidRedundantPhysicalConnectionId.NotFound",
                    "The specified RedundantPhysicalConnectionId does not exist.");
  }
  if (other->owner != call.account()) {
    return ApiError("InvalidRedundantPhysicalConnection", "The redundant connection does not belong to you.");
  }
  if (!other->life.Is({"Allocated", "Confirmed", "Enabled"})) {
    return ApiError("InvalidRedundantPhysicalConnectionStatus",
                    fmt::format("The redundant connection is in state {}.", other->life.state));
  }
  return OkStatus();
}

Status CheckQuotas(const OperationCall& call, std::string_view access_point) {
  int here = 0;
  int unpaid = 0;
  for (const auto& other : call.world.circuits.items()) {
    if (other->owner != call.account() || other->hosted()) continue;
    if (other->access_point == access_point && !other->life.Is({"Canceled", "Rejected", "Terminated"})) ++here;
    if (other->life.Is({"Initial", "Approved", "Allocating", "Allocated", "Confirmed"})) ++unpaid;
  }
  if (here >= call.world.quotas.circuits_per_access_point) {
    return ApiError("QuotaExceeded.pConnPerAP", "The quota of physical connections at the access point is exceeded.");
  }
  if (unpaid >= call.world.quotas.unpaid_circuits) {
    return ApiError("QuotaExceeded.freePconnPerAP", "The quota of physical connections not paid for is exceeded.");
  }
  return OkStatus();
}

StatusOr<Circuit*> Order(OperationCall& call) {
  const AccessPoint* point = FindAccessPoint(call.in.Text("AccessPointId"));
  if (point == nullptr || point->region != call.region) {
    return ApiError("ResourceNotFound.AccessPointId", "The specified access point does not exist.");
  }
  Circuit circuit{.owner = call.account(),
                  .region = call.region,
                  .access_point = std::string(point->id),
                  .port_type = "10GBase-LR",
                  .resource_group = call.in.Text("ResourceGroupId"),
                  .optical_module = call.in.Text("OpticalModuleModel"),
                  .created = call.now};
  IC_RETURN_IF_ERROR(SetCircuitFields(call, circuit, true));
  IC_ASSIGN_OR_RETURN(circuit.tags, ReadTags(call, "Tag"));
  IC_RETURN_IF_ERROR(CheckTrafficService(call));
  IC_RETURN_IF_ERROR(CheckQuotas(call, point->id));
  circuit.id = call.world.NewId("pc");
  call.target = circuit.id;
  Circuit& made = call.world.circuits.Add(std::move(circuit));
  call.life.Ordered(made, call.world.switches, call.now);
  return &made;
}

StatusOr<Json> CreatePhysicalConnection(OperationCall& call) {
  IC_ASSIGN_OR_RETURN(const Circuit* made, Order(call));
  return Json{{"PhysicalConnectionId", made->id}};
}

StatusOr<Json> CreatePhysicalConnectionSetupOrder(OperationCall& call) {
  IC_ASSIGN_OR_RETURN(const Circuit* made, Order(call));
  return Json{{"PhysicalConnectionId", made->id}, {"OrderId", call.world.NewOrderId()}};
}

StatusOr<Json> ModifyPhysicalConnectionAttribute(OperationCall& call) {
  IC_ASSIGN_OR_RETURN(Circuit * circuit, FindOwnCircuit(call, call.in.Text("PhysicalConnectionId")));
  if (circuit->life.Is({"Canceled", "Allocating", "Allocation Failed", "Terminated"})) {
    return ApiError("InvalidStatus", fmt::format("The physical connection is in state {}.", circuit->life.state));
  }
  const bool technical = call.in.Has("bandwidth") || call.in.Has("PortType") || call.in.Has("LineOperator") ||
                         call.in.Has("RedundantPhysicalConnectionId");
  if (technical && !circuit->life.Is({"Initial", "Enabled", "Rejected"})) {
    return ApiError(
        "InvalidStatus",
        fmt::format("Bandwidth, port, line operator and redundant connection cannot be changed in state {}.",
                    circuit->life.state));
  }
  IC_RETURN_IF_ERROR(SetCircuitFields(call, *circuit, false));
  if (circuit->life.state == "Rejected") call.life.Ordered(*circuit, call.world.switches, call.now);
  return Json::object();
}

std::string CircuitFilterValue(const Circuit& circuit, std::string_view key) {
  if (key == "PhysicalConnectionId") return circuit.id;
  if (key == "AccessPointId") return circuit.access_point;
  if (key == "Type") return "VPC";
  if (key == "LineOperator") return circuit.line_operator;
  if (key == "Spec") return SpecOf(circuit);
  if (key == "Status") return circuit.life.state;
  if (key == "Name") return circuit.name;
  return circuit.hosted() ? "VirtualPhysicalConnection" : "PhysicalConnection";
}

StatusOr<Json> DescribePhysicalConnections(OperationCall& call) {
  IC_ASSIGN_OR_RETURN(const Filters filters,
                      ReadFilters(call, {"PhysicalConnectionId", "AccessPointId", "Type", "LineOperator", "Spec",
                                         "Status", "Name", "ProductType"}));
  std::vector<const Circuit*> list;
  const std::string group = call.in.Text("ResourceGroupId");
  for (const auto& circuit : call.world.circuits.items()) {
    if (OwnCircuit(call, circuit->id) == nullptr || !HasTags(call, circuit->tags)) continue;
    if (!group.empty() && circuit->resource_group != group) continue;
    if (!Matches(filters, [&](std::string_view key) { return CircuitFilterValue(*circuit, key); })) continue;
    list.push_back(circuit.get());
  }
  return NumberedPage(call, "PhysicalConnectionSet", "PhysicalConnectionType", list,
                      [&](const Circuit& circuit) { return CircuitJson(call.world, circuit); });
}

}  // namespace

Status WrongState(const Circuit& circuit) {
  return ApiError("Forbidden.NotAllowedInState",
                  fmt::format("The physical connection {} is in state {}, which does not allow the operation.",
                              circuit.id, circuit.life.state));
}

Status SetCircuitFields(const OperationCall& call, Circuit& circuit, bool creating) {
  const Input& in = call.in;
  IC_RETURN_IF_ERROR(CheckLine(in, creating));
  IC_RETURN_IF_ERROR(CheckTexts(in, creating));
  IC_RETURN_IF_ERROR(CheckRedundant(call, circuit));
  const auto set = [&](const char* name, std::string& target) {
    if (in.Has(name)) target = in.Text(name);
  };
  set("LineOperator", circuit.line_operator);
  set("PortType", circuit.port_type);
  set("PeerLocation", circuit.peer_location);
  set("RedundantPhysicalConnectionId", circuit.redundant_id);
  set("Name", circuit.name);
  set("Description", circuit.description);
  set("CircuitCode", circuit.circuit_code);
  // The largest ports have the bandwidth of their kind.
  if (in.Text("PortType").starts_with("40GBase") || in.Text("PortType").starts_with("100GBase")) circuit.bandwidth = 0;
  if (in.Has("bandwidth")) circuit.bandwidth = in.Number("bandwidth");
  return OkStatus();
}

std::span<const Operation> CircuitOperations() {
  static constexpr Operation kOperations[] = {
      {"CreatePhysicalConnection", CreatePhysicalConnection},
      {"CreatePhysicalConnectionSetupOrder", CreatePhysicalConnectionSetupOrder},
      {"ModifyPhysicalConnectionAttribute", ModifyPhysicalConnectionAttribute},
      {"DescribePhysicalConnections", DescribePhysicalConnections},
  };
  return kOperations;
}

}  // namespace ic::sim::alibaba
