#include "adapters/huawei/kinds/subnets.h"

#include <algorithm>
#include <chrono>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "adapters/common/client/api_client.h"
#include "adapters/common/client/json_read.h"
#include "adapters/common/kinds/change.h"
#include "adapters/common/kinds/wait.h"
#include "adapters/huawei/client/api_errors.h"
#include "adapters/huawei/kinds/region.h"
#include "adapters/huawei/tables/states.h"
#include "base/ip.h"

namespace ic::huawei {
namespace {

constexpr std::string_view kIpv4 = "local_ep_group";
constexpr std::string_view kIpv6 = "local_ep_group_ipv6";
// Updates of a gateway are known to take up to 80 seconds.
constexpr Duration kUpdateBound = std::chrono::minutes(2);
constexpr int kMostWrites = 3;
constexpr std::string_view kLastWords = "a gateway keeps its last local subnet";

Status Missing(Region& region, const std::string& gateway) {
  return NotFoundError(fmt::format("there is no virtual gateway {} in {}", gateway, region.name()));
}

bool IsIn(std::string_view member, const std::string& cidr) {
  const StatusOr<Cidr> parsed = Cidr::Parse(cidr);
  return parsed.ok() && (parsed->family() == AddressFamily::kIpv6) == (member == kIpv6);
}

// The new list of one family; unchanged if `goal` asks for nothing in it.
std::vector<std::string> Merge(const nlohmann::json& gateway, std::string_view member, const ListWriter::Goal& goal) {
  std::vector<std::string> merged;
  std::set<std::string> there;
  for (const nlohmann::json& element : ListOf(gateway, member)) {
    if (!element.is_string()) continue;
    const auto spelling = element.get<std::string>();
    const std::string cidr = CanonicalPrefix(spelling);
    if (goal.remove.contains(cidr) || !there.insert(cidr).second) continue;
    merged.push_back(spelling);
  }
  for (const std::string& cidr : goal.add) {
    if (IsIn(member, cidr) && there.insert(cidr).second) merged.push_back(cidr);
  }
  return merged;
}

std::vector<std::string> Now(const nlohmann::json& gateway, std::string_view member) {
  std::vector<std::string> now;
  for (const nlohmann::json& element : ListOf(gateway, member)) {
    if (element.is_string()) now.push_back(element.get<std::string>());
  }
  return now;
}

StatusOr<Object> WaitForGateway(Region& region, const std::string& id, const ListWriter::Goal& goal, bool holds,
                                Time deadline, std::stop_token stop) {
  const auto judge = [&](const nlohmann::json* gateway) -> Verdict {
    if (gateway == nullptr) return {.failure = Missing(region, id)};
    const std::string status = TextOf(*gateway, "status");
    const StateRow& row = StateOf(Kind::kBgpCidr, status);
    if (HasLeft(row.stage)) {
      return {.failure = FailedPreconditionError(fmt::format("the virtual gateway {} is `{}`", id, status))};
    }
    if (row.stage != Stage::kReady && row.stage != Stage::kFailed) return {.state = status};
    if (!holds) return {.done = true};
    const std::map<std::string, std::string> live = LocalSubnets(*gateway);
    const auto is_live = [&](const std::string& cidr) { return live.contains(cidr); };
    const bool done = std::ranges::all_of(goal.add, is_live) && std::ranges::none_of(goal.remove, is_live);
    return {.done = done, .state = status};
  };
  const WaitContext context = {region.clock(), region.logger(), deadline};
  return WaitFor(region.gateways(), id, fmt::format("the virtual gateway {} to take its local subnets", id), judge,
                 context, std::move(stop));
}

// The whole lists are written, and the API has no condition for that: so they are read right before each call, also
// where one was refused because another is at work on the gateway. What that one writes is in the next read.
// False: there was nothing to write.
StatusOr<bool> SendSubnets(Region& region, const std::string& gateway, const ListWriter::Goal& goal,
                           std::stop_token stop) {
  Backoff backoff;
  while (true) {
    region.gateways().Invalidate(gateway);
    IC_ASSIGN_OR_RETURN(const Object before, WaitForGateway(region, gateway, goal, false, goal.deadline, stop));
    IC_RETURN_IF_ERROR(CheckSubnetsTold(*before));  // what is not told would be taken off
    nlohmann::json body = nlohmann::json::object();
    std::size_t left = 0;
    for (const std::string_view member : {kIpv4, kIpv6}) {
      const std::vector<std::string> merged = Merge(*before, member, goal);
      left += merged.size();
      if (merged != Now(*before, member)) body[std::string(member)] = merged;
    }
    if (body.empty()) return false;
    const auto answer =
        region.Call({.operation = "UpdateVirtualGateway", .id = gateway, .members = std::move(body)}, stop);
    region.gateways().Invalidate(gateway);
    if (answer.ok()) return true;
    const Status& refused = answer.status();
    if (IsLocked(refused) && region.clock().Now() < goal.deadline) {
      if (!region.clock().SleepFor(backoff.Next(), stop)) return CancelledError("stopped before UpdateVirtualGateway");
      continue;
    }
    if (left > 0 || refused.remote() == nullptr || refused.remote()->http_status != 400) return refused;
    return Reworded(refused, fmt::format("{}: {}", kLastWords, refused.message()));
  }
}

}  // namespace

std::map<std::string, std::string> LocalSubnets(const nlohmann::json& gateway) {
  std::map<std::string, std::string> subnets;
  for (const std::string_view member : {kIpv4, kIpv6}) {
    for (std::string& spelling : Now(gateway, member)) {
      std::string cidr = CanonicalPrefix(spelling);
      subnets.emplace(std::move(cidr), std::move(spelling));
    }
  }
  return subnets;
}

Status CheckSubnetsTold(const nlohmann::json& gateway) {
  const std::string what = "the virtual gateway " + TextOf(gateway, "id");
  IC_RETURN_IF_ERROR(CheckTold(gateway, kIpv4, "", what));
  return MemberOf(gateway, kIpv6) == nullptr ? OkStatus() : CheckTold(gateway, kIpv6, "", what);
}

Status WriteSubnets(Region& region, const std::string& gateway, const ListWriter::Goal& goal, std::stop_token stop) {
  for (int writes = 1;; ++writes) {
    const StatusOr<bool> sent = SendSubnets(region, gateway, goal, stop);
    // What was sent before may have been carried out, whatever stands in the way of sending it again.
    if (!sent.ok()) return writes == 1 ? sent.status() : ListWriter::AfterWrite(sent.status());
    if (!*sent) return OkStatus();
    // Another run may have read the lists before this write, and write them after it: what it did not know of is gone.
    // What has not come in the time that an update takes is written once more, to what is there by then.
    const bool last = writes == kMostWrites;
    const Time until = last ? goal.deadline : std::min(goal.deadline, region.clock().Now() + kUpdateBound);
    const Status holds = WaitForGateway(region, gateway, goal, true, until, stop).status();
    const bool lost = holds.code() == StatusCode::kDeadlineExceeded && region.clock().Now() < goal.deadline;
    if (last || !lost) return ListWriter::AfterWrite(holds);
    region.logger().Warn(
        "a virtual gateway does not hold what was written: another run may have written it, so it is "
        "written again",
        {{"id", gateway}});
  }
}

bool IsLastSubnet(const Status& status) { return status.message().find(kLastWords) != std::string::npos; }

}  // namespace ic::huawei
