// Rules over several fields of one connection at Alibaba Cloud. Each adds nothing while what it needs is unknown.
#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "adapters/alibaba/tables/rule_parts.h"
#include "adapters/alibaba/tables/sources.h"
#include "adapters/alibaba/tables/traits.h"
#include "adapters/contract/limits/refuse_if.h"

namespace ic::alibaba {
namespace {

void CheckOperator(const Value& object, const Rule& rule, Diagnostics& diagnostics) {
  if (!IsUnset(object, "adopt")) return;
  RefuseIfUnset(object, rule, "alibaba.line_operator",
                "Alibaba Cloud orders no port without the operator of the line that reaches it. Set "
                "alibaba.line_operator, such as CT, CU, CM, Equinix or Other.",
                diagnostics);
}

// What an order takes is less: kinds/connection.cc.
void CheckPort(const Value& object, const Rule& rule, Diagnostics& diagnostics) {
  const std::optional<std::int64_t> bandwidth = KnownBandwidth(object, "bandwidth");
  if (!bandwidth) return;
  const std::string words = *KnownText(object, "bandwidth");
  if (const FastPort* fast = FindFastPort(*bandwidth)) {
    const std::optional<std::string> type = KnownText(object, "alibaba.port_type");
    if (!type || *type == fast->port_type) return;
    Refuse(rule, "bandwidth", "No port of this bandwidth",
           fmt::format("bandwidth is {} and alibaba.port_type is {}; that bandwidth is the one of a port {}. Write one "
                       "that fits the other.",
                       words, *type, fast->port_type),
           diagnostics);
    return;
  }
  constexpr std::int64_t kMegabit = 1'000'000;
  const bool whole = *bandwidth % kMegabit == 0;
  if (whole && *bandwidth >= 2 * kMegabit && *bandwidth <= kMostMegabits * kMegabit) return;
  Refuse(
      rule, "bandwidth", "No port of this bandwidth",
      fmt::format("bandwidth is {}; a connection has 2Mbps to 10240Mbps, in whole Mbps, or all of a port of 40Gbps or "
                  "100Gbps. Choose one of them.",
                  words),
      diagnostics);
}

void CheckLoa(const Value& object, const Rule& rule, Diagnostics& diagnostics) {
  constexpr std::array<std::string_view, 4> kParts = {"alibaba.loa_company", "alibaba.loa_constructor",
                                                      "alibaba.loa_construction_time", "alibaba.loa_line_type"};
  const auto* const set = std::ranges::find_if(kParts, [&](std::string_view path) { return IsSet(object, path); });
  if (set == kParts.end()) return;
  for (const std::string_view path : kParts) {
    RefuseIfUnset(object, rule, path,
                  fmt::format("{} is set, and an application for a letter of authorization needs all of loa_company, "
                              "loa_constructor, loa_construction_time and loa_line_type. Set {} too, or none of them.",
                              *set, path),
                  diagnostics);
  }
}

}  // namespace

std::vector<Rule> ConnectionRules() {
  std::vector<Rule> rules;
  rules.push_back({"alibaba.connection.operator", Kind::kConnection,
                   "alibaba.line_operator is set, unless a connection is adopted", CheckOperator, kCircuitPage});
  rules.push_back(
      {"alibaba.connection.bandwidth", Kind::kConnection,
       "2Mbps to 10240Mbps in whole Mbps (with the order one of 50, 100, 200, 300, 400 and 500Mbps, 1, 2, 4, "
       "5, 8 and 10Gbps); 40Gbps with the port 40GBase-LR, 100Gbps with 100GBase-LR",
       CheckPort, Older(kModel, "older pages know the bandwidths of an order alone")});
  rules.push_back(
      {"alibaba.connection.loa", Kind::kConnection,
       "all four attributes of the application for an LOA, or none; the people who build, whom a note of the "
       "model wants too, cannot be named",
       CheckLoa, kApi});
  return rules;
}

}  // namespace ic::alibaba
