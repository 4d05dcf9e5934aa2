// The life of a circuit after it was ordered: confirm, pay, enable, cancel, terminate, delete; and the service itself.
#include <algorithm>

#include <fmt/format.h>

#include "simulators/alibaba/operations/circuits.h"

namespace ic::sim::alibaba {
namespace {

// VBRs on the circuit that are not terminated for good, and whether another VBR has it as a further circuit.
bool HasRouters(const World& world, const Circuit& circuit) { return !RoutersOn(world, circuit.id).empty(); }

bool Associated(const World& world, const Circuit& circuit) {
  return std::any_of(world.routers.items().begin(), world.routers.items().end(), [&](const auto& router) {
    return std::any_of(router->associations.begin(), router->associations.end(),
                       [&](const Association& one) { return one.circuit_id == circuit.id; });
  });
}

bool HostsOthers(const World& world, const Circuit& circuit) {
  return std::any_of(world.circuits.items().begin(), world.circuits.items().end(),
                     [&](const auto& other) { return other->parent_id == circuit.id; });
}

// A tenant accepts a hosted circuit the same way.
StatusOr<Json> ConfirmPhysicalConnection(OperationCall& call) {
  IC_ASSIGN_OR_RETURN(Circuit * circuit, FindOwnCircuit(call, call.in.Text("PhysicalConnectionId")));
  if (circuit->life.state != "Allocated") return WrongState(*circuit);
  IC_RETURN_IF_ERROR(CheckTrafficService(call));
  circuit->life.Enter("Confirmed");
  if (circuit->loa && circuit->loa->life.state == "Completing") circuit->loa->life.Enter("Complete");
  if (circuit->hosted()) {
    circuit->vpconn_status = "Confirmed";
    // Somebody else pays: nothing more to do.
    if (circuit->order_mode == "PayByPhysicalConnectionOwner") call.life.Enabling(*circuit, call.now);
  }
  return Json::object();
}

StatusOr<Json> EnablePhysicalConnection(OperationCall& call) {
  IC_ASSIGN_OR_RETURN(Circuit * circuit, FindOwnCircuit(call, call.in.Text("PhysicalConnectionId")));
  if (circuit->life.state == "Enabled") return Json::object();
  if (circuit->life.state != "Confirmed") return WrongState(*circuit);
  if (!circuit->life.next.empty()) {
    return ApiError("INSTANCE.STATUS.NOT.ALLOW", "The physical connection is already being enabled.");
  }
  if (call.in.Flag("ByPassSp") && !call.world.switches.bypass_sp) {
    return ApiError("ALIUID.NOT.ALLOW.WITHOUT.SP", "The account may not enable a connection without an order.");
  }
  IC_RETURN_IF_ERROR(CheckTrafficService(call));
  call.life.Enabling(*circuit, call.now);
  return Json::object();
}

Status CheckOrder(const Input& in) {
  const std::string cycle = in.Has("PricingCycle") ? in.Text("PricingCycle") : "Month";
  const std::int64_t period = in.Number("Period", 1);
  if (in.Has("InstanceChargeType") && in.Text("InstanceChargeType") != "PrePaid") {
    return ApiError("InvalidPhysicalConnectionChargeType.Malformed", "InstanceChargeType must be PrePaid.");
  }
  if (cycle != "Month" && cycle != "Year") {
    return ApiError("InvalidPhysicalConnectionPricingCycle.Malformed", "PricingCycle must be Month or Year.");
  }
  if (period < 1 || period > (cycle == "Month" ? 9 : 5)) {
    return ApiError("InvalidPhysicalConnectionPeriod.Malformed", "Period must be 1 to 9 months or 1 to 5 years.");
  }
  return OkStatus();
}

// Without AutoPay the order waits: POST /edit with "paid" pays it.
StatusOr<Json> CreatePhysicalConnectionOccupancyOrder(OperationCall& call) {
  IC_ASSIGN_OR_RETURN(Circuit * circuit, FindOwnCircuit(call, call.in.Text("PhysicalConnectionId")));
  IC_RETURN_IF_ERROR(CheckOrder(call.in));
  if (circuit->life.state != "Confirmed" || !circuit->life.next.empty()) return WrongState(*circuit);
  IC_RETURN_IF_ERROR(CheckTrafficService(call));
  circuit->ordered = true;
  if (call.in.Flag("AutoPay")) call.life.Enabling(*circuit, call.now);
  return Json{{"Data", {{"OrderId", call.world.NewOrderId()}}}};
}

StatusOr<Json> CancelPhysicalConnection(OperationCall& call) {
  IC_ASSIGN_OR_RETURN(Circuit * circuit, FindOwnCircuit(call, call.in.Text("PhysicalConnectionId")));
  if (!circuit->life.Is({"Initial", "Approved", "Allocated", "Confirmed"})) return WrongState(*circuit);
  circuit->life.Enter("Canceled");
  return Json::object();
}

StatusOr<Json> TerminatePhysicalConnection(OperationCall& call) {
  IC_ASSIGN_OR_RETURN(Circuit * circuit, FindOwnCircuit(call, call.in.Text("PhysicalConnectionId")));
  if (circuit->life.state != "Enabled") return WrongState(*circuit);
  if (HasRouters(call.world, *circuit) || Associated(call.world, *circuit)) {
    return ApiError("Forbidden.VbrAttached", "The physical connection has a virtual border router.");
  }
  call.life.Terminating(*circuit, call.now);
  return Json::object();
}

Status CheckDeletable(const OperationCall& call, const Circuit& circuit) {
  if (HasRouters(call.world, circuit) || HostsOthers(call.world, circuit)) {
    return ApiError("Forbidden.VBRExists", "The physical connection has a virtual border router.");
  }
  if (Associated(call.world, circuit)) {
    return ApiError("Forbidden.AssociateToVBR", "The physical connection is associated with a virtual border router.");
  }
  if (!circuit.life.Is({"Allocated", "Confirmed", "Rejected", "Canceled", "Allocation Failed", "Terminated"})) {
    return WrongState(circuit);
  }
  return OkStatus();
}

void Remove(World& world, const std::string& id) {
  world.circuits.RemoveIf([&](const Circuit& circuit) { return circuit.id == id; });
}

// The partner's half: only what its tenant has not accepted, or has given up.
StatusOr<Json> DeleteAsPartner(OperationCall& call, const Circuit& circuit) {
  if (circuit.vpconn_status == "Confirmed") {
    return ApiError("OperationDenied.NeedVpconnOwner",
                    "The hosted connection must be deleted by the account it was created for first.");
  }
  Remove(call.world, circuit.id);
  return Json::object();
}

StatusOr<Json> DeletePhysicalConnection(OperationCall& call) {
  call.target = call.in.Text("PhysicalConnectionId");
  Circuit* offered = call.world.circuits.Find(call.target);
  if (offered != nullptr && offered->hosted() && offered->parent_owner == call.account() &&
      offered->region == call.region) {
    return DeleteAsPartner(call, *offered);
  }
  IC_ASSIGN_OR_RETURN(Circuit * circuit, FindOwnCircuit(call, call.target));
  IC_RETURN_IF_ERROR(CheckDeletable(call, *circuit));
  if (circuit->hosted()) {
    circuit->vpconn_status = "Deleted";  // the partner still sees it
  } else {
    Remove(call.world, circuit->id);
  }
  return Json::object();
}

// Hosted circuits only.
StatusOr<Json> RecoverPhysicalConnection(OperationCall& call) {
  call.target = call.in.Text("InstanceId");
  Circuit* circuit = call.world.circuits.Find(call.target);
  const bool mine = circuit != nullptr && circuit->region == call.region &&
                    (circuit->owner == call.account() || circuit->parent_owner == call.account());
  if (!mine || !circuit->hosted()) {
    return ApiError("ResourceNotFound.InstanceId", "The specified hosted connection does not exist.", 404);
  }
  if (circuit->life.state != "Terminated") return WrongState(*circuit);
  if (call.in.Flag("DryRun")) return ApiError("DRYRUN.SUCCESS", "The dry run passed; nothing was changed.");
  circuit->life.Enter("Enabled");
  return Json::object();
}

StatusOr<Json> OpenPhysicalConnectionService(OperationCall& call) {
  if (call.world.switches.traffic_service) {
    return ApiError("InvalidOperation.OrderOpened", "The outbound data transfer billing is already open.");
  }
  call.world.switches.traffic_service = true;
  return Json::object();
}

StatusOr<Json> GetPhysicalConnectionServiceStatus(OperationCall& call) {
  return Json{{"Enabled", call.world.switches.traffic_service}};
}

StatusOr<Json> ListPhysicalConnectionFeatures(OperationCall& call) {
  IC_ASSIGN_OR_RETURN(const Circuit* circuit, FindOwnCircuit(call, call.in.Text("PhysicalConnectionId")));
  Json features = Json::array();
  for (const char* name : {"SubifRateLimit", "BFD", "DualStack", "CEN", "CENv6", "QOS", "MSHA"}) {
    const bool ok = std::string_view(name) != "QOS" || !circuit->hosted();
    features.push_back({{"FeatureKey", name}, {"FeatureValue", ok ? "OK" : "NOK"}});
  }
  return Json{{"PhysicalConnectionFeatures", std::move(features)}};
}

}  // namespace

std::span<const Operation> CircuitChangeOperations() {
  static constexpr Operation kOperations[] = {
      {"ConfirmPhysicalConnection", ConfirmPhysicalConnection},
      {"EnablePhysicalConnection", EnablePhysicalConnection},
      {"CreatePhysicalConnectionOccupancyOrder", CreatePhysicalConnectionOccupancyOrder},
      {"CancelPhysicalConnection", CancelPhysicalConnection},
      {"TerminatePhysicalConnection", TerminatePhysicalConnection},
      {"DeletePhysicalConnection", DeletePhysicalConnection},
      {"RecoverPhysicalConnection", RecoverPhysicalConnection},
      {"OpenPhysicalConnectionService", OpenPhysicalConnectionService},
      {"GetPhysicalConnectionServiceStatus", GetPhysicalConnectionServiceStatus},
      {"ListPhysicalConnectionFeatures", ListPhysicalConnectionFeatures},
  };
  return kOperations;
}

}  // namespace ic::sim::alibaba
