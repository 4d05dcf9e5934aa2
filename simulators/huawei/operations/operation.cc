#include "simulators/huawei/operations/operation.h"

#include <fmt/format.h>

namespace ic::sim::huawei {
namespace {

StatusOr<Resource*> Find(const OperationCall& call, const Resources& table, std::string_view id, std::string_view what,
                         std::string_view code, int http_status) {
  Resource* found = table.Find(id);
  if (found == nullptr || !found->VisibleTo(call.caller())) {
    return DcError(std::string(code), fmt::format("{} {} could not be found", what, id), http_status);
  }
  return found;
}

}  // namespace

StatusOr<Resource*> FindLine(const OperationCall& call, std::string_view id, int http_status) {
  return Find(call, call.world.lines, id, "direct connect", "DC.1012", http_status);
}

StatusOr<Resource*> FindGateway(const OperationCall& call, std::string_view id, int http_status) {
  return Find(call, call.world.gateways, id, "virtual gateway", "DC.1111", http_status);
}

StatusOr<Resource*> FindInterface(const OperationCall& call, std::string_view id, int http_status) {
  return Find(call, call.world.interfaces, id, "virtual interface", "DC.1211", http_status);
}

Status CheckUnlocked(const OperationCall& call, std::string_view gateway_id) {
  if (gateway_id.empty()) return OkStatus();
  const auto locked = [&](const Resource& by) {
    return DcError("DC.1118", fmt::format("virtual gateway {} is locked by another operation ({} is {})", gateway_id,
                                          by.id, by.life.state));
  };
  const Resource* gateway = call.world.gateways.Find(gateway_id);
  if (gateway != nullptr && gateway->pending()) return locked(*gateway);
  for (const auto& interface : call.world.interfaces.items()) {
    if (interface->pending() && interface->Text("vgw_id") == gateway_id) return locked(*interface);
  }
  for (const auto& peer : call.world.peers.items()) {
    if (!peer->pending()) continue;
    const Resource* interface = call.world.interfaces.Find(peer->Text("vif_id"));
    if (interface != nullptr && interface->Text("vgw_id") == gateway_id) return locked(*peer);
  }
  return OkStatus();
}

std::string Timestamp(Time time) {
  const auto days = std::chrono::floor<std::chrono::days>(time);
  const std::chrono::year_month_day date(days);
  const std::chrono::hh_mm_ss clock(std::chrono::floor<std::chrono::milliseconds>(time) - days);
  return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}.{:03}Z", static_cast<int>(date.year()),
                     static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()), clock.hours().count(),
                     clock.minutes().count(), clock.seconds().count(), clock.subseconds().count());
}

}  // namespace ic::sim::huawei
