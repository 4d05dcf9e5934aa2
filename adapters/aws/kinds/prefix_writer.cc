#include "adapters/aws/kinds/prefix_writer.h"

#include <algorithm>
#include <chrono>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "adapters/aws/kinds/region.h"
#include "adapters/aws/tables/states.h"
#include "adapters/common/client/json_read.h"
#include "adapters/common/kinds/entry_name.h"
#include "adapters/common/kinds/wait.h"
#include "base/ip.h"

namespace ic::aws {
namespace {

constexpr std::string_view kAllowed = "allowedPrefixesToDirectConnectGateway";

Status Missing(const std::string& association) {
  return NotFoundError(
      fmt::format("the Direct Connect gateway association {} does not exist in this region (an "
                  "association is known in the region of its virtual private or transit gateway)",
                  association));
}

// Polls until the association is settled and holds what `goal` asks for (null: just until it is settled).
Status WaitSettled(Region& region, const std::string& association, const ListWriter::Goal* goal, Time deadline,
                   std::stop_token stop) {
  Backoff backoff;
  while (true) {
    IC_ASSIGN_OR_RETURN(const Object now, region.Association(association, Freshness::kLive, stop));
    const std::string state = now != nullptr ? TextOf(*now, "associationState") : "";
    const Stage stage = StateOf(Kind::kBgpCidr, state).stage;
    if (now == nullptr || stage == Stage::kGone) return Missing(association);
    if (stage == Stage::kLeaving) {
      return FailedPreconditionError(fmt::format("the association {} is being deleted", association));
    }
    region.NoteUnknownState(Kind::kBgpCidr, association, state);
    if (stage == Stage::kReady) {
      if (goal == nullptr) return OkStatus();
      const std::map<std::string, std::string> live = AllowedPrefixes(*now);
      const auto is_live = [&](const std::string& cidr) { return live.contains(cidr); };
      const bool holds = std::ranges::all_of(goal->add, is_live) && std::ranges::none_of(goal->remove, is_live);
      if (holds) return OkStatus();
      // Settled without the change: the service says why, or has not caught up yet.
      if (const std::string error = TextOf(*now, "stateChangeError"); !error.empty()) {
        return FailedPreconditionError(fmt::format("AWS did not change the prefixes of {}: {}", association, error));
      }
    }
    const Time time = region.clock().Now();
    if (time >= deadline) {
      return DeadlineExceededError(fmt::format(
          "the association {} is still `{}`; a longer bound can be set in `timeouts`, and the next run goes on from "
          "here",
          association, state));
    }
    region.logger().Info("waiting for an association to take its prefixes", {{"id", association}, {"state", state}});
    if (!region.clock().SleepFor(std::min<Duration>(backoff.Next(), deadline - time), stop)) {
      return CancelledError("stopped while waiting for " + association);
    }
  }
}

}  // namespace

std::map<std::string, std::string> AllowedPrefixes(const nlohmann::json& association) {
  std::map<std::string, std::string> prefixes;
  for (const nlohmann::json& element : ListOf(association, kAllowed)) {
    std::string cidr = TextOf(element, "cidr");
    if (!cidr.empty()) prefixes.emplace(CanonicalPrefix(cidr), cidr);
  }
  return prefixes;
}

Status CheckPrefixesTold(const nlohmann::json& association) {
  return CheckTold(association, kAllowed, "cidr", "the association " + TextOf(association, "associationId"));
}

Status WritePrefixes(Region& region, const std::string& association, const ListWriter::Goal& goal,
                     std::stop_token stop) {
  IC_RETURN_IF_ERROR(WaitSettled(region, association, nullptr, goal.deadline, stop));
  IC_ASSIGN_OR_RETURN(const Object before, region.Association(association, Freshness::kShared, stop));
  if (before == nullptr) return Missing(association);
  IC_RETURN_IF_ERROR(CheckPrefixesTold(*before));
  const std::map<std::string, std::string> existing = AllowedPrefixes(*before);
  nlohmann::json add = nlohmann::json::array();
  nlohmann::json remove = nlohmann::json::array();
  for (const std::string& cidr : goal.add) {
    if (!existing.contains(cidr)) add.push_back({{"cidr", cidr}});
  }
  for (const std::string& cidr : goal.remove) {
    if (const auto found = existing.find(cidr); found != existing.end()) remove.push_back({{"cidr", found->second}});
  }
  nlohmann::json input = {{"associationId", association}};
  if (!add.empty()) input["addAllowedPrefixesToDirectConnectGateway"] = std::move(add);
  if (!remove.empty()) input["removeAllowedPrefixesToDirectConnectGateway"] = std::move(remove);
  if (input.size() == 1) return OkStatus();
  const StatusOr<nlohmann::json> answer = region.Call("UpdateDirectConnectGatewayAssociation", input, stop);
  region.InvalidateAssociation(association);
  if (!answer.ok()) return answer.status();
  return ListWriter::AfterWrite(WaitSettled(region, association, &goal, goal.deadline, stop));
}

}  // namespace ic::aws
