#include "reconcile/guard/route_room.h"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include <fmt/format.h>

#include "base/ip.h"
#include "reconcile/object/object.h"

namespace ic::reconcile {
namespace {

// A number of routes that is to be lower.
struct Lowered {
  const RouteLimitFacts& facts;
  Difference& difference;
  std::int64_t before;
  std::int64_t after;
};

std::optional<std::int64_t> Number(const Value& value) {
  return value.kind() == Value::Kind::kNumber ? value.AsNumber().ToInt64() : std::nullopt;
}

bool IsOfType(const RouteLimitFacts& facts, const Value& object) {
  return facts.types.empty() || std::ranges::find(facts.types, Text(object, field::kType)) != facts.types.end();
}

std::vector<Lowered> FindLowered(const Call& call, const Value& prior, const Value& planned,
                                 std::vector<Difference>& differences) {
  std::vector<Lowered> found;
  for (Difference& difference : differences) {
    if (!difference.touches_cloud || difference.on_change != OnChange::kInPlace) continue;
    for (const RouteLimitFacts& facts : call.traits->router.to_cloud) {
      if (facts.path.empty() || facts.path != difference.leaf->path || !IsOfType(facts, prior)) continue;
      const auto before = Number(ValueAt(prior, *difference.leaf));
      const auto after = Number(ValueAt(planned, *difference.leaf));
      const std::int64_t had = before.value_or(facts.usual);
      if (after && *after < had) found.push_back({facts, difference, had, *after});
    }
  }
  return found;
}

StatusOr<std::optional<Routes>> AskRoutes(const Call& call, const Value& prior) {
  const bool own = call.kind == Kind::kVirtualInterface;
  const std::string interface = Text(prior, own ? field::kId : field::kVirtualInterfaceId);
  if (interface.empty()) return std::optional<Routes>();
  IC_ASSIGN_OR_RETURN(const auto adapter, call.adapter());
  return adapter->RoutesOf(Text(prior, field::kRegion), interface, call.stop);
}

std::int64_t CountOf(const Routes& routes, std::string_view family) {
  return std::ranges::count_if(routes.accepted, [family](const std::string& route) {
    const auto cidr = Cidr::Parse(route);
    return family.empty() || (cidr.ok() && AddressFamilyName(cidr->family()) == family);
  });
}

std::string Beyond(const Call& call, const RouteLimitFacts& facts) {
  return facts.takes_down ? fmt::format("with more than that {} takes the session down", call.traits->title)
                          : fmt::format("{} drops what comes beyond", call.traits->title);
}

void JudgeOne(const Call& call, const Value& prior, const Lowered& one, std::int64_t come, Diagnostics& diagnostics) {
  if (come <= one.after) return;
  const std::string session =
      one.facts.family.empty() ? "the session" : fmt::format("the {} session", one.facts.family);
  if (!one.facts.takes_down) {
    diagnostics.AddWarning(one.difference.leaf->attribute(), "Routes will be dropped",
                           fmt::format("Over {} of {} come {} prefixes now, and {} may: {}.", session,
                                       Titled(call.kind, prior), come, one.after, Beyond(call, one.facts)));
    return;
  }
  const std::string family = Text(prior, field::kAddressFamily);
  const bool own = one.facts.family.empty() || family.empty() || family == one.facts.family;
  one.difference.interrupts = fmt::format("{}: {} prefixes come over it now, {} may, and {}", session, come, one.after,
                                          Beyond(call, one.facts));
  one.difference.reach = own ? Reach::kSession : Reach::kObject;
}

}  // namespace

Diagnostics JudgeRouteRoom(const Call& call, const Value& prior, const Value& planned,
                           std::vector<Difference>& differences) {
  Diagnostics diagnostics;
  const std::vector<Lowered> lowered = FindLowered(call, prior, planned, differences);
  if (lowered.empty() || call.lowered()) return diagnostics;
  const auto routes = AskRoutes(call, prior);
  for (const Lowered& one : lowered) {
    if (routes.ok() && routes->has_value()) {
      JudgeOne(call, prior, one, CountOf(**routes, one.facts.family), diagnostics);
      continue;
    }
    diagnostics.AddWarning(
        one.difference.leaf->attribute(), "Fewer routes may come",
        fmt::format(
            "{} of {} goes from {} to {}, and {}. How many come now {}: look at your router first.",
            one.difference.leaf->path, Titled(call.kind, prior), one.before, one.after, Beyond(call, one.facts),
            routes.ok() ? "is not told here" : fmt::format("could not be read ({})", routes.status().message())));
  }
  return diagnostics;
}

}  // namespace ic::reconcile
