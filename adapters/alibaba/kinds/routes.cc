#include "adapters/alibaba/kinds/routes.h"

#include <algorithm>
#include <functional>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "adapters/alibaba/client/api_errors.h"
#include "adapters/alibaba/kinds/region.h"
#include "adapters/alibaba/tables/states.h"
#include "adapters/common/client/json_read.h"
#include "adapters/common/kinds/change.h"
#include "adapters/common/kinds/entry_name.h"
#include "adapters/common/session/session.h"
#include "adapters/contract/field_values.h"

namespace ic::alibaba {
namespace {

struct Entry {
  std::string id;
  std::string cidr;  // canonical
  Stage stage;
};

bool LeadsTo(const nlohmann::json& entry, const std::string& hop) {
  const nlohmann::json* hops = MemberOf(entry, "NextHops");
  if (hops == nullptr) return false;
  const auto list = ListOf(*hops, "NextHop");
  return std::ranges::any_of(list, [&](const nlohmann::json& one) { return TextOf(one, "NextHopId") == hop; });
}

// Entries towards the customer's side; what the filters let pass is looked at once more.
StatusOr<std::vector<Entry>> ListEntries(Region& region, const nlohmann::json& interface, std::stop_token stop) {
  const std::string table = TextOf(interface, "RouteTableId");
  const std::string hop = TextOf(interface, "VlanInterfaceId");
  if (table.empty() || hop.empty()) return std::vector<Entry>();  // an answer that leaves them out
  IC_ASSIGN_OR_RETURN(
      const nlohmann::json list,
      region.List("DescribeRouteEntryList", {{"RouteTableId", table}, {"RouteEntryType", "Custom"}, {"NextHopId", hop}},
                  std::move(stop)));
  std::vector<Entry> entries;
  for (const nlohmann::json& one : list) {
    if (!LeadsTo(one, hop)) continue;
    const Stage stage = RouteStage(TextViewOf(one, "Status"));
    if (stage == Stage::kGone) continue;
    entries.push_back({TextOf(one, "RouteEntryId"), CanonicalPrefix(TextOf(one, "DestinationCidrBlock")), stage});
  }
  return entries;
}

Status DeleteEntry(Region& region, const Entry& entry, std::stop_token stop) {
  const auto answer = region.Call("DeleteRouteEntry", {{"RouteEntryId", entry.id}}, std::move(stop));
  if (answer.ok() || SaysGone(answer.status())) return OkStatus();
  return answer.status().Annotate(fmt::format("deleting the route {} to {}", entry.id, entry.cidr));
}

Status CreateEntry(Region& region, const nlohmann::json& interface, const std::string& cidr, std::stop_token stop) {
  const std::string table = TextOf(interface, "RouteTableId");
  const std::string hop = TextOf(interface, "VlanInterfaceId");
  if (table.empty() || hop.empty()) {
    return UnavailableError(fmt::format("{} does not tell its route table", TextOf(interface, "VbrId")));
  }
  const Parameters parameters = {
      {"RouteTableId", table}, {"DestinationCidrBlock", cidr}, {"NextHopType", "RouterInterface"}, {"NextHopId", hop}};
  const auto answer = region.Call("CreateRouteEntry", parameters, std::move(stop));
  return answer.status().Annotate(fmt::format("routing {} over {}", cidr, TextOf(interface, "VbrId")));
}

using Done = std::function<bool(const std::vector<Entry>& entries)>;

StatusOr<std::vector<Entry>> WaitForEntries(Region& region, const nlohmann::json& interface, const Done& done,
                                            const WaitContext& context, std::stop_token stop) {
  const std::string id = TextOf(interface, "VbrId");
  Backoff backoff;
  while (true) {
    IC_ASSIGN_OR_RETURN(std::vector<Entry> entries, ListEntries(region, interface, stop));
    if (done(entries)) return entries;
    const Time now = context.clock.Now();
    if (now >= context.deadline) {
      return DeadlineExceededError(
          fmt::format("waited for the routes of {}. A longer bound can be set in `timeouts`; "
                      "the next run goes on from here",
                      id));
    }
    if (!context.clock.SleepFor(std::min<Duration>(backoff.Next(), context.deadline - now), stop)) {
      return CancelledError("stopped while waiting for the routes of " + id);
    }
  }
}

// Nothing is being done to any of them: what comes next would be refused until then.
bool AreSettled(const std::vector<Entry>& entries) {
  return std::ranges::none_of(entries, [](const Entry& entry) {
    return entry.stage == Stage::kUnderway || entry.stage == Stage::kChanging || entry.stage == Stage::kLeaving;
  });
}

bool Has(const std::vector<Entry>& entries, const std::string& cidr) {
  return std::ranges::find(entries, cidr, &Entry::cidr) != entries.end();
}

}  // namespace

bool TracksRoutes(const Value& object) {
  return TextField(object, field::kRouteMode) == "static" && !TextsOf(object.Get(field::kCustomerPrefixes)).empty();
}

Routes RoutesOf(const Value& object) {
  Routes routes;
  if (!TracksRoutes(object)) return routes;
  for (const std::string& prefix : TextsOf(object.Get(field::kCustomerPrefixes)))
    routes.insert(CanonicalPrefix(prefix));
  return routes;
}

StatusOr<Routes> ReadRoutes(Region& region, const nlohmann::json& interface, std::stop_token stop) {
  IC_ASSIGN_OR_RETURN(const std::vector<Entry> entries, ListEntries(region, interface, std::move(stop)));
  Routes routes;
  for (const Entry& entry : entries) {
    if (!HasLeft(entry.stage)) routes.insert(entry.cidr);
  }
  return routes;
}

Status SetRoutes(Region& region, const nlohmann::json& interface, const Routes& had, const Routes& wanted,
                 const WaitContext& context, std::stop_token stop) {
  IC_ASSIGN_OR_RETURN(std::vector<Entry> entries, WaitForEntries(region, interface, AreSettled, context, stop));
  for (const Entry& entry : std::vector<Entry>(entries)) {
    if (wanted.contains(entry.cidr) || !had.contains(entry.cidr)) continue;
    IC_RETURN_IF_ERROR(DeleteEntry(region, entry, stop));
    const auto gone = [&](const std::vector<Entry>& now) { return AreSettled(now) && !Has(now, entry.cidr); };
    IC_ASSIGN_OR_RETURN(entries, WaitForEntries(region, interface, gone, context, stop));
  }
  for (const std::string& cidr : wanted) {
    if (Has(entries, cidr)) continue;
    IC_RETURN_IF_ERROR(CreateEntry(region, interface, cidr, stop));
    const auto there = [&](const std::vector<Entry>& now) { return AreSettled(now) && Has(now, cidr); };
    IC_ASSIGN_OR_RETURN(entries, WaitForEntries(region, interface, there, context, stop));
  }
  return OkStatus();
}

}  // namespace ic::alibaba
