#include "reconcile/run/set/located.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "reconcile/object/cannot_ask.h"

namespace ic {

LocatedDiagnostic DiagnosticOf(std::string_view summary, const Status& status) {
  Diagnostics diagnostics;
  diagnostics.AddStatus({}, summary, status);
  LocatedDiagnostic located;
  located.diagnostic = diagnostics.items().front();
  return located;
}

namespace {

// Those that say the same of a cloud.
struct SameCause {
  std::set<Address> told;
  std::vector<Address> others;  // but the first
};

}  // namespace

std::string SameOf(const std::vector<Address>& others) {
  constexpr std::size_t kNamed = 3;
  std::string names;
  for (std::size_t i = 0; i < std::min(kNamed, others.size()); ++i) {
    names += (i == 0 ? "" : ", ") + others[i].ToString();
  }
  if (others.size() > kNamed) names += fmt::format(" and {} more", others.size() - kNamed);
  return fmt::format("\n\nThe same befell {} other object{}: {}.", others.size(), others.size() == 1 ? "" : "s", names);
}

void FoldCauses(std::vector<LocatedDiagnostic>& diagnostics) {
  using Cause = std::pair<std::string, std::string>;
  std::map<Cause, SameCause> causes;
  const auto is_cause = [](const LocatedDiagnostic& one) {
    return reconcile::IsOneCause(one.diagnostic.summary) && one.address;
  };
  const auto cause_of = [](const LocatedDiagnostic& one) {
    return Cause(one.diagnostic.summary, one.diagnostic.detail);
  };
  std::erase_if(diagnostics, [&](const LocatedDiagnostic& one) {
    if (!is_cause(one)) return false;
    SameCause& same = causes[cause_of(one)];
    const bool first = same.told.empty();
    if (same.told.insert(*one.address).second && !first) same.others.push_back(*one.address);
    return !first;
  });
  for (LocatedDiagnostic& one : diagnostics) {
    if (!is_cause(one)) continue;
    const SameCause& same = causes[cause_of(one)];
    if (!same.others.empty()) one.diagnostic.detail += SameOf(same.others);
  }
}

bool HasErrors(const std::vector<LocatedDiagnostic>& diagnostics) {
  return std::any_of(diagnostics.begin(), diagnostics.end(),
                     [](const LocatedDiagnostic& located) { return located.diagnostic.severity == Severity::kError; });
}

}  // namespace ic
