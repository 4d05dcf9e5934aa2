#include "reconcile/guard/guard.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "base/text.h"
#include "reconcile/object/words.h"

namespace ic::reconcile {
namespace {

constexpr std::string_view kLosesLastMember = "Redundancy group would lose its last healthy member";
constexpr std::string_view kUnknownSummary = "Health of a redundancy group is not known";

using GroupName = std::pair<Kind, std::string>;

std::map<GroupName, std::vector<Member>> ByGroup(const std::vector<Member>& members) {
  std::map<GroupName, std::vector<Member>> groups;
  for (const Member& member : members) groups[{member.key.kind, member.group}].push_back(member);
  return groups;
}

bool IsAllowed(const Call& call, const Disruption& disruption, const std::string& group,
               const std::vector<Member>& affected) {
  const std::set<std::string>& allowed = call.config->allow_disruption;
  if (allowed.contains(group) || allowed.contains(disruption.key.id)) return true;
  return std::all_of(affected.begin(), affected.end(),
                     [&allowed](const Member& member) { return allowed.contains(member.key.id); });
}

std::string Words(const Member& member) {
  const std::string_view state = member.health == HealthState::kUp     ? "up"
                                 : member.health == HealthState::kDown ? "down"
                                                                       : "unknown";
  const std::string vendor =
      member.vendor_state.empty() ? "" : fmt::format(", the cloud says \"{}\"", member.vendor_state);
  return fmt::format("{} is {}{}{}", Titled(member.key.kind, member.name, member.key.id), state, vendor,
                     member.disrupted.empty() ? "" : fmt::format(" and goes down in this run ({})", member.disrupted));
}

// Empty if the group keeps a healthy member, or has none to lose.
std::string Refusal(const std::string& group, const Disruption& disruption, const std::vector<Member>& members) {
  std::set<std::string> lost_bundles;
  std::set<std::pair<std::string, std::string>> lost_ids;  // of one that two accounts see, neither backs the other
  std::vector<std::string> lost;
  for (const Member& member : members) {
    if (!member.goes_down) continue;
    lost.push_back(Titled(member.key.kind, member.name, member.key.id));
    lost_ids.emplace(member.cloud, member.key.id);
    if (!member.bundle.empty()) lost_bundles.insert(member.bundle);
  }
  const auto carries_on = [&](const Member& member) {
    return !member.goes_down && member.disrupted.empty() && member.health == HealthState::kUp &&
           !lost_bundles.contains(member.bundle) && !lost_ids.contains({member.cloud, member.key.id});
  };
  if (std::any_of(members.begin(), members.end(), carries_on)) return "";
  const auto is_down = [](const Member& member) { return member.health == HealthState::kDown; };
  if (std::all_of(members.begin(), members.end(), is_down)) return "";  // a repair
  std::string states;
  for (const Member& member : members) {
    if (!member.goes_down) states += fmt::format("{}{}", states.empty() ? "" : "; ", Words(member));
  }
  const std::string subject = Titled(disruption.key.kind, Text(disruption.object, field::kName), disruption.key.id);
  const bool alone = lost.size() == 1 && lost.front() == subject;
  return fmt::format(
      "{}{}{} takes {} down in redundancy group \"{}\", and no other member that could carry its traffic is healthy: "
      "{}. "
      "Members on one connection or in one bundle of connections do not back each other. Bring another member up "
      "first or split the change into two runs; to accept the interruption, set {}.",
      disruption.how, disruption.how.starts_with("Changing") ? " of " : " ", subject,
      alone ? "it" : JoinWords(lost, "and"), group, states.empty() ? "there is none" : states, AllowDisruption(group));
}

// Checks one group; `affected` are the members of it that go down.
void CheckGroup(const Call& call, const Disruption& disruption, const std::string& group,
                const std::vector<Member>& affected, Freshness freshness, bool planning, Diagnostics& diagnostics) {
  if (IsAllowed(call, disruption, group, affected)) return;
  auto members = FindMembers(call, group, affected, freshness, planning);
  if (!members.ok()) {
    diagnostics.AddStatus(
        {}, kUnknownSummary,
        members.status().Annotate(
            fmt::format("The members of redundancy group \"{}\" could not be asked how they are, so nothing of it "
                        "is taken down. What lifts the guard: {}",
                        group, AllowDisruption(group))),
        /*rail=*/true);
    return;
  }
  const std::string refusal = Refusal(group, disruption, *members);
  if (!refusal.empty()) diagnostics.AddRefusal({}, kLosesLastMember, refusal);
}

// The members that go down, or an error among `diagnostics`.
std::vector<Member> AffectedBy(const Call& call, const Disruption& disruption, Freshness freshness,
                               Diagnostics& diagnostics) {
  if (call.config->allow_disruption.contains(disruption.key.id)) return {};
  auto affected = FindAffected(call, disruption, freshness);
  if (affected.ok()) return *std::move(affected);
  diagnostics.AddStatus(
      {}, kUnknownSummary,
      affected.status().Annotate(fmt::format("What {} of {} would take down could not be found out, so it is not done. "
                                             "What lifts the guard: {}",
                                             disruption.how, Titled(disruption.key.kind, disruption.object),
                                             AllowDisruption(disruption.key.id))),
      /*rail=*/true);
  return {};
}

}  // namespace

std::string SessionAtStake(const Subject& subject, const Value& prior, const std::vector<Difference>& differences) {
  const bool session =
      subject.kind == Kind::kBgpPeer || (subject.kind == Kind::kVirtualInterface && InterruptsSessionOnly(differences));
  return session ? Text(prior, field::kAddressFamily) : std::string();
}

Diagnostics CheckPlannedDisruption(const Call& call, const Disruption& disruption) {
  Diagnostics diagnostics;
  const auto groups = ByGroup(AffectedBy(call, disruption, Freshness::kShared, diagnostics));
  {
    // Before the check, so that of two members planned at the same time at least one sees the other.
    auto ledger = call.run.ledger.Open();
    for (const auto& [name, affected] : groups) {
      for (const Member& member : affected) ledger->disrupted[member.key] = disruption.how;
    }
  }
  for (const auto& [name, affected] : groups) {
    CheckGroup(call, disruption, name.second, affected, Freshness::kShared, /*planning=*/true, diagnostics);
  }
  return diagnostics;
}

GuardHold GuardDisruption(const Call& call, const Disruption& disruption, Diagnostics& diagnostics) {
  GuardHold hold;
  const auto groups = ByGroup(AffectedBy(call, disruption, Freshness::kLive, diagnostics));
  // In the order of the map, so that no two changes wait for each other.
  for (const auto& [name, affected] : groups) {
    hold.mutexes.push_back(call.run.group_locks.Get(name));
    hold.locks.emplace_back(*hold.mutexes.back());
  }
  for (const auto& [name, affected] : groups) {
    CheckGroup(call, disruption, name.second, affected, Freshness::kLive, /*planning=*/false, diagnostics);
  }
  return hold;
}

}  // namespace ic::reconcile
