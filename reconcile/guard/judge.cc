#include "reconcile/guard/judge.h"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "base/text.h"
#include "reconcile/object/desired.h"
#include "reconcile/object/words.h"

namespace ic::reconcile {
namespace {

constexpr std::string_view kLosesLastMember = "Redundancy group would lose its last healthy member";
constexpr std::string_view kUnknownSummary = "Health of a redundancy group is not known";

// By their ids, not by the group's name.
bool IsAcknowledged(const Call& call, const Disruption& disruption, const std::vector<Member>& affected) {
  const std::set<std::string>& allowed = call.config->allow_disruption;
  return allowed.contains(disruption.key.id) ||
         std::all_of(affected.begin(), affected.end(),
                     [&allowed](const Member& member) { return allowed.contains(member.key.id); });
}

// One that goes down in this run was let go because those that are judged now were there for it, and nobody has
// acknowledged that one.
bool LetAnotherGo(const Call& call, const std::vector<Member>& members) {
  return std::any_of(members.begin(), members.end(), [&](const Member& member) {
    return !member.goes_down && !member.disrupted.empty() && member.health != HealthState::kDown &&
           !call.config->allow_disruption.contains(member.key.id);
  });
}

// "IPv6 " of a family; nothing where there are none.
std::string FamilyWord(const std::string& family) {
  if (family == "ipv4") return "IPv4 ";
  return family == "ipv6" ? "IPv6 " : "";
}

std::string Words(const Member& member, const std::string& family) {
  const HealthState worst = WorstIn(member, family);
  const auto session = std::ranges::find_if(
      member.sessions, [&](const Health::Session& one) { return one.address_family == family && one.state == worst; });
  const std::string title = Titled(member.key.kind, member.name, member.key.id);
  if (!member.sessions.empty() && session == member.sessions.end()) {
    return fmt::format("{} has no {}session", title, FamilyWord(family));
  }
  // What is not up as a whole carries nothing, whatever is said of its sessions.
  const bool whole = member.health == HealthState::kUp;
  const HealthState health = whole ? worst : member.health;
  const std::string_view state = health == HealthState::kUp ? "up" : health == HealthState::kDown ? "down" : "unknown";
  const bool of_session = whole && session != member.sessions.end() && !session->vendor_state.empty();
  const std::string& word = of_session ? session->vendor_state : member.vendor_state;
  const std::string vendor = word.empty() ? "" : fmt::format(", the cloud says \"{}\"", word);
  const auto all = member.disrupted.find("");
  const auto how = all != member.disrupted.end() ? all : member.disrupted.find(family);
  return fmt::format("{} is {}{}{}", title, state, vendor,
                     how == member.disrupted.end() ? "" : fmt::format(" and goes down in this run ({})", how->second));
}

// What the members that go down carry, or may carry: address families, or the empty one of what knows none.
std::set<std::string> FamiliesAtStake(const std::vector<Member>& members) {
  std::set<std::string> families;
  for (const Member& member : members) {
    if (!member.goes_down) continue;
    families.insert(member.loses.begin(), member.loses.end());
    if (!member.loses.empty()) continue;
    if (member.sessions.empty()) families.insert(member.family);
    for (const Health::Session& session : member.sessions) families.insert(session.address_family);
  }
  return families;
}

// True if the group keeps a member that carries the traffic of `family`, or has none to lose.
bool Survives(const std::string& family, const std::vector<Member>& members) {
  std::set<std::string> lost_bundles;
  std::set<std::pair<std::string, std::string>> lost_ids;  // of one that two accounts see, neither backs the other
  for (const Member& member : members) {
    if (!member.Loses(family)) continue;
    lost_ids.emplace(member.cloud, member.key.id);
    if (!member.bundle.empty()) lost_bundles.insert(member.bundle);
  }
  const auto carries_on = [&](const Member& member) {
    const bool disrupted = member.disrupted.contains("") || member.disrupted.contains(family);
    return !member.Loses(family) && !disrupted && member.health == HealthState::kUp &&
           WorstIn(member, family) == HealthState::kUp && !lost_bundles.contains(member.bundle) &&
           !lost_ids.contains({member.cloud, member.key.id});
  };
  const auto is_down = [&family](const Member& member) { return BestIn(member, family) == HealthState::kDown; };
  return std::any_of(members.begin(), members.end(), carries_on) ||
         std::all_of(members.begin(), members.end(), is_down);  // a repair
}

// Empty if the group keeps a healthy member in every family, or has none to lose.
std::string Refusal(const std::string& group, const Disruption& disruption, const std::vector<Member>& members) {
  std::vector<std::string> families;
  for (const std::string& family : FamiliesAtStake(members)) {
    if (!Survives(family, members)) families.push_back(family);
  }
  if (families.empty()) return "";
  const std::string& family = families.front();
  std::vector<std::string> lost;
  std::string states;
  for (const Member& member : members) {
    if (member.Loses(family)) {
      lost.push_back(Titled(member.key.kind, member.name, member.key.id));
    } else {
      states += fmt::format("{}{}", states.empty() ? "" : "; ", Words(member, family));
    }
  }
  const std::string subject = Titled(disruption.key.kind, Text(disruption.object, field::kName), disruption.key.id);
  const bool alone = lost.size() == 1 && lost.front() == subject;
  const std::string which = families.size() == 1 ? FamilyWord(family) : std::string();
  return fmt::format(
      "{}{}{} takes {} down in redundancy group \"{}\", and no other member that could carry its {}traffic is healthy: "
      "{}. "
      "Members on one connection or in one bundle of connections do not back each other. Bring another member up "
      "first or split the change into two runs; to accept the interruption, set {}.",
      disruption.how, disruption.how.starts_with("Changing") ? " of " : " ", subject,
      alone ? "it" : JoinWords(lost, "and"), group, which, states.empty() ? "there is none" : states,
      AllowDisruption(group));
}

}  // namespace

std::map<GroupName, std::vector<Member>> ByGroup(const std::vector<Member>& members) {
  std::map<GroupName, std::vector<Member>> groups;
  for (const Member& member : members) {
    if (!member.group.empty()) groups[{member.key.kind, member.group}].push_back(member);
  }
  return groups;
}

std::vector<Member> AffectedBy(const Call& call, const Disruption& disruption, Freshness freshness, bool planning,
                               Diagnostics& diagnostics) {
  auto affected = FindAffected(call, disruption, freshness, planning);
  if (affected.ok()) return *std::move(affected);
  if (call.config->allow_disruption.contains(disruption.key.id)) return {};
  diagnostics.AddStatus(
      {}, kUnknownSummary,
      affected.status().Annotate(fmt::format("What {} of {} would take down could not be found out, so it is not done. "
                                             "What lifts the guard: {}",
                                             disruption.how, Titled(disruption.key.kind, disruption.object),
                                             AllowDisruption(disruption.key.id))),
      /*rail=*/true);
  return {};
}

void CheckGroup(const Call& call, const Disruption& disruption, const std::string& group,
                const std::vector<Member>& affected, Freshness freshness, bool planning, Diagnostics& diagnostics) {
  if (call.config->allow_disruption.contains(group)) return;
  const bool acknowledged = IsAcknowledged(call, disruption, affected);
  if (acknowledged && !planning) return;
  auto members = FindMembers(call, group, affected, freshness, planning);
  if (acknowledged && (!members.ok() || !LetAnotherGo(call, *members))) return;
  // Others that get the group in this run may not be planned yet; then they see this one.
  if (members.ok() && members->size() == 1 && members->front().joins) return;
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

}  // namespace ic::reconcile
