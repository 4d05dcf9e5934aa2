// Switchover tests (an interface shut down and opened again) and reachability tests of a peer.
#include <algorithm>

#include <fmt/format.h>

#include "simulators/huawei/operations/checks.h"
#include "simulators/huawei/operations/peers.h"

namespace ic::sim::huawei {
namespace {

StatusOr<Json> Switchover(OperationCall& call) {
  const Json& in = call.in;
  IC_RETURN_IF_ERROR(CheckMembers(
      call, {{"resource_id", Shape::kText}, {"resource_type", Shape::kText}, {"operation", Shape::kText}}));
  IC_RETURN_IF_ERROR(CheckRequired(in, {"resource_id", "operation"}));
  IC_RETURN_IF_ERROR(CheckChoice(in, "resource_type", {"virtual_interface"}));
  IC_RETURN_IF_ERROR(CheckChoice(in, "operation", {"shutdown", "undo_shutdown"}));
  IC_ASSIGN_OR_RETURN(Resource * interface, FindInterface(call, TextOf(in, "resource_id")));
  call.target = interface->id;
  const bool shut = TextOf(in, "operation") == "shutdown";
  if (shut) {
    IC_RETURN_IF_ERROR(CheckChangeable(call, *interface));
  } else if (interface->life.state != "ADMIN_SHUTDOWN") {
    return DcError("DC.1210", fmt::format("virtual interface {} is not shut down", interface->id));
  }
  interface->life.Enter(shut ? "ADMIN_SHUTDOWN" : "");
  const std::string id = call.world.NewId();
  const Resource& record = call.world.switchovers.Add({.id = id,
                                                       .project = call.caller(),
                                                       .guest = "",
                                                       .members = {{"id", id},
                                                                   {"tenant_id", call.caller()},
                                                                   {"resource_id", interface->id},
                                                                   {"resource_type", "virtual_interface"},
                                                                   {"operation", TextOf(in, "operation")},
                                                                   {"operate_status", "COMPLETE"},
                                                                   {"start_time", Timestamp(call.now)},
                                                                   {"end_time", Timestamp(call.now)}},
                                                       .life = {},
                                                       .tags = {}});
  Json answer = record.members;
  answer["operate_status"] = "STARTING";
  return Json{{"switchover_test_record", std::move(answer)}};
}

StatusOr<Json> ListSwitchovers(OperationCall& call) {
  std::vector<Json> items;
  for (const auto& record : call.world.switchovers.items()) {
    const bool wanted = std::all_of(call.query.begin(), call.query.end(), [&](const auto& parameter) {
      return parameter.first != "resource_id" || parameter.second == record->Text("resource_id");
    });
    if (record->project == call.caller() && wanted) items.push_back(record->members);
  }
  return ListAnswer(call, "switchover_test_records", std::move(items));
}

// A test runs for a while; every packet is lost where no router answers.
Json DetectionJson(const OperationCall& call, const Resource& detection) {
  Json out = detection.members;
  const bool running = !detection.life.state.empty();
  const Resource* peer = call.world.peers.Find(detection.Text("vif_peer_id"));
  out["status"] = running ? "processing" : peer == nullptr ? "error" : "complete";
  const bool answers = peer != nullptr && peer->router_up;
  out["loss_ratio"] = running ? Json() : Json(answers ? 0 : 100);
  return out;
}

StatusOr<Json> CreateDetection(OperationCall& call) {
  IC_RETURN_IF_ERROR(CheckMembers(call, {{"vif_peer_id", Shape::kText}}));
  const Resource* peer = call.world.peers.Find(TextOf(call.in, "vif_peer_id"));
  if (peer == nullptr || peer->project != call.caller()) {
    return DcError("DC.0002", "the virtual interface peer could not be found");
  }
  const std::string id = call.world.NewId();
  Resource& detection = call.world.detections.Add({.id = id,
                                                   .project = call.caller(),
                                                   .guest = "",
                                                   .members = {{"id", id},
                                                               {"vif_peer_id", peer->id},
                                                               {"project_id", call.caller()},
                                                               {"domain_id", call.project.account},
                                                               {"start_time", Timestamp(call.now)},
                                                               {"end_time", Timestamp(call.now + kDetectionTime)}},
                                                   .life = {},
                                                   .tags = {}});
  call.target = id;
  call.life.Begin(detection, "processing", "", call.now, kDetectionTime);
  return Json{{"vif_peer_detection", DetectionJson(call, detection)}};
}

// The path names the peer, whose newest one is meant: so the vendor's SDKs say. Its Terraform provider puts the
// detection's own id there.
StatusOr<Resource*> FindDetection(OperationCall& call) {
  Resource* found = call.world.detections.Find(call.path[0]);
  for (const auto& one : call.world.detections.items()) {
    if (one->Text("vif_peer_id") == call.path[0]) found = one.get();
  }
  if (found == nullptr || found->project != call.caller()) {
    return DcError("DC.0002", fmt::format("detection {} could not be found", call.path[0]), 404);
  }
  call.target = found->id;
  return found;
}

StatusOr<Json> ListDetections(OperationCall& call) {
  std::vector<Json> items;
  for (const auto& one : call.world.detections.items()) {
    if (one->project == call.caller()) items.push_back(DetectionJson(call, *one));
  }
  IC_ASSIGN_OR_RETURN(Json answer, ListAnswer(call, "vif_peer_detections", std::move(items)));
  answer.erase("page_info");  // the one list whose model has none
  return answer;
}

StatusOr<Json> ShowDetection(OperationCall& call) {
  IC_ASSIGN_OR_RETURN(const Resource* found, FindDetection(call));
  return Json{{"vif_peer_detection", DetectionJson(call, *found)}};
}

StatusOr<Json> DeleteDetection(OperationCall& call) {
  IC_ASSIGN_OR_RETURN(const Resource* found, FindDetection(call));
  const std::string peer = found->Text("vif_peer_id");
  if (peer == call.path[0]) {
    call.world.detections.RemoveIf([&](const Resource& one) { return one.Text("vif_peer_id") == peer; });
  } else {
    call.world.detections.Remove(found->id);
  }
  return Json();
}

}  // namespace

std::span<const Operation> TestOperations() {
  static constexpr Operation kOperations[] = {
      {"SwitchoverTest", "POST", "dcaas/switchover-test", 201, "switchover_test_record", Switchover},
      {"ListSwitchoverTestRecords", "GET", "dcaas/switchover-test", 200, "", ListSwitchovers},
      {"CreateVifPeerDetection", "POST", "dcaas/vif-peer-detections", 200, "vif_peer_detection", CreateDetection},
      {"ListVifPeerDetections", "GET", "dcaas/vif-peer-detections", 200, "", ListDetections},
      {"ShowVifPeerDetection", "GET", "dcaas/vif-peer-detections/{}", 200, "", ShowDetection},
      {"DeleteVifPeerDetection", "DELETE", "dcaas/vif-peer-detections/{}", 204, "", DeleteDetection},
  };
  return kOperations;
}

}  // namespace ic::sim::huawei
