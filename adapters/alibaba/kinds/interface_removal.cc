// The end of a virtual border router: its own session goes with it, everything else has to have gone.
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "adapters/alibaba/client/api_errors.h"
#include "adapters/alibaba/kinds/interface_parts.h"
#include "adapters/alibaba/kinds/leaving.h"
#include "adapters/alibaba/kinds/mapping.h"
#include "adapters/alibaba/kinds/region.h"
#include "adapters/alibaba/kinds/routes.h"
#include "adapters/alibaba/kinds/session_change.h"
#include "adapters/alibaba/kinds/session_lookup.h"
#include "adapters/alibaba/tables/states.h"
#include "adapters/common/client/json_read.h"
#include "adapters/common/kinds/change.h"
#include "base/text.h"

namespace ic::alibaba {
namespace {

Status SendDelete(Region& region, const std::string& id, const WaitContext& context, std::stop_token stop) {
  const auto send = [&] {
    const auto answer = region.Call("DeleteVirtualBorderRouter", {{"VbrId", id}}, stop);
    region.interfaces().Invalidate(id);
    return answer.status();
  };
  const auto on_it = [&id](const nlohmann::json& object) { return TextOf(object, "RouterId") == id; };
  const auto without_groups = [&] {
    return SendWhenLeft(send, {"DependencyViolation.BgpGroup", region.groups(), on_it, Kind::kBgpGroup}, context, stop);
  };
  return SendWhenLeft(without_groups, {"DependencyViolation.BgpNetwork", region.networks(), on_it, Kind::kBgpCidr},
                      context, stop);
}

// Those that nobody deletes yet, as people call them.
std::vector<std::string> Staying(const std::vector<Object>& objects, Kind kind,
                                 const std::function<std::string(const nlohmann::json& object)>& name) {
  std::vector<std::string> names;
  for (const Object& object : objects) {
    if (!NeedsDelete(StateOf(kind, TextViewOf(*object, "Status")).stage)) continue;
    if (std::string called = name(*object); !called.empty()) names.push_back(std::move(called));
  }
  return names;
}

// Prefixes that the router announces. Empty also if it cannot be asked.
std::vector<std::string> PrefixesOf(Region& region, const std::string& id, Freshness freshness, std::stop_token stop) {
  const auto networks = region.networks().Where(RouterOf, {id}, freshness, std::move(stop));
  if (!networks.ok()) return {};
  return Staying(*networks, Kind::kBgpCidr,
                 [](const nlohmann::json& network) { return TextOf(network, "DstCidrBlock"); });
}

// `groups`: those of the router.
std::vector<std::string> NamesOf(const std::vector<Object>& groups, bool with_own) {
  return Staying(groups, Kind::kBgpGroup, [&](const nlohmann::json& group) {
    const std::string name = TextOf(group, "Name");
    const bool counts = with_own || !IsOwnGroupName(name);
    return counts ? fmt::format("{} (\"{}\")", TextOf(group, "BgpGroupId"), name) : std::string();
  });
}

std::string WordsForGroups(const std::string& id, const std::vector<std::string>& on) {
  return fmt::format(
      "{} cannot be deleted while BGP groups are on it: {}. Delete them, and the BGP peers in them, first", id,
      JoinWords(on, "and"));
}

std::string WordsForPrefixes(const std::string& id, const std::vector<std::string>& on) {
  return fmt::format("{} cannot be deleted while it announces BGP networks: {}. Delete them first", id,
                     JoinWords(on, "and"));
}

// Connections that others have put the router on beside its own.
std::vector<std::string> FurtherLines(const nlohmann::json& interface) {
  std::vector<std::string> lines;
  const nlohmann::json* all = MemberOf(interface, "AssociatedPhysicalConnections");
  if (all == nullptr) return lines;
  for (const nlohmann::json& one : ListOf(*all, "AssociatedPhysicalConnection")) {
    if (std::string id = TextOf(one, "PhysicalConnectionId"); !id.empty()) lines.push_back(std::move(id));
  }
  return lines;
}

std::string WordsForLines(const std::string& id, const std::vector<std::string>& on) {
  return fmt::format(
      "{} cannot be deleted while it is on further connections: {}. Take it off them first, with the vendor's own "
      "provider or in its console",
      id, JoinWords(on, "and"));
}

// What the cloud would refuse the deletion for is looked for before the interface's own session goes: that would be
// taken away for nothing, from an interface that stays. Now, and not in what the run has seen a moment ago.
Status CheckMayLeave(Region& region, const std::string& id, const Session& own, std::stop_token stop) {
  IC_ASSIGN_OR_RETURN(const auto sessions, LiveSessions(region, id, Freshness::kLive, stop));
  IC_ASSIGN_OR_RETURN(const auto groups, region.groups().Where(RouterOf, {id}, Freshness::kLive, stop));
  if (const auto on = NamesOf(groups, /*with_own=*/false); !on.empty()) {
    return FailedPreconditionError(WordsForGroups(id, on));
  }
  std::vector<std::string> others;
  for (const Session& session : sessions) {
    if (session.id != own.id) others.push_back(fmt::format("{} ({})", session.id, session.customer_address));
  }
  if (!others.empty()) {
    return FailedPreconditionError(fmt::format("{} cannot be deleted while BGP peers are on it: {}. Delete them first",
                                               id, JoinWords(others, "and")));
  }
  IC_ASSIGN_OR_RETURN(const Object interface, region.interfaces().Get(id, Freshness::kLive, stop));
  if (const auto on = interface == nullptr ? std::vector<std::string>() : FurtherLines(*interface); !on.empty()) {
    return FailedPreconditionError(WordsForLines(id, on));
  }
  const std::vector<std::string> prefixes = PrefixesOf(region, id, Freshness::kLive, std::move(stop));
  return prefixes.empty() ? OkStatus() : FailedPreconditionError(WordsForPrefixes(id, prefixes));
}

Status DeleteOwnSession(Region& region, const DeleteRequest& request, const nlohmann::json& interface,
                        const WaitContext& context, std::stop_token stop) {
  IC_ASSIGN_OR_RETURN(const auto sessions, LiveSessions(region, request.id, request.freshness, stop));
  IC_ASSIGN_OR_RETURN(const auto groups, region.groups().Where(RouterOf, {request.id}, request.freshness, stop));
  if (const Session* own = OwnSession(sessions, interface, request.prior)) {
    IC_RETURN_IF_ERROR(CheckMayLeave(region, request.id, *own, stop));
    IC_RETURN_IF_ERROR(DeleteSession(region, *own, request.freshness, context, stop));
  }
  // What interrupted runs left of other sessions goes too: nothing else would ever look for it.
  for (const Object& group : groups) {
    const std::string name = TextOf(*group, "Name");
    if (!IsOwnGroupName(name)) continue;
    IC_RETURN_IF_ERROR(DeleteEmptyGroups(region, request.id, name, request.freshness, context, stop));
  }
  return OkStatus();
}

}  // namespace

std::string WordsForTaken(const std::string& id) {
  return fmt::format(
      "{} belongs to another account, which has taken it into use: only that account can delete it. Have it deleted "
      "there first, or leave it to that account: set on_destroy = \"keep\" and apply, then do this again",
      id);
}

Status ExplainStaying(Region& region, const std::string& id, const Status& refusal, std::stop_token stop) {
  if (HasCode(refusal, "Forbidden.OperationNotAllowedByUser")) {
    return Reworded(refusal, WordsForTaken(id));
  }
  std::string words;
  if (HasCode(refusal, "DependencyViolation.BgpNetwork")) {
    const auto on = PrefixesOf(region, id, Freshness::kLive, std::move(stop));
    if (!on.empty()) words = WordsForPrefixes(id, on);
  } else if (HasCode(refusal, "DependencyViolation.BgpGroup")) {
    const auto groups = region.groups().Where(RouterOf, {id}, Freshness::kLive, std::move(stop));
    const auto on = groups.ok() ? NamesOf(*groups, /*with_own=*/true) : std::vector<std::string>();
    if (!on.empty()) words = WordsForGroups(id, on);
  } else if (HasCode(refusal, "InvalidStatus.NotAllowed")) {
    const auto interface = region.interfaces().Get(id, Freshness::kLive, std::move(stop));
    const auto on = interface.ok() && *interface != nullptr ? FurtherLines(**interface) : std::vector<std::string>();
    if (!on.empty()) words = WordsForLines(id, on);
  }
  return words.empty() ? refusal.Annotate("deleting " + id) : Reworded(refusal, words);
}

Status RemoveInterface(Region& region, const DeleteRequest& request, const nlohmann::json& live,
                       const WaitContext& context, std::stop_token stop) {
  IC_RETURN_IF_ERROR(DeleteOwnSession(region, request, live, context, stop));
  if (const Routes routes = RoutesOf(request.prior); !routes.empty() && !IsForOther(request.prior)) {
    IC_RETURN_IF_ERROR(CheckMayLeave(region, request.id, Session(), stop));
    IC_RETURN_IF_ERROR(SetRoutes(region, live, routes, {}, context, stop));
  }
  return SendDelete(region, request.id, context, std::move(stop));
}

}  // namespace ic::alibaba
