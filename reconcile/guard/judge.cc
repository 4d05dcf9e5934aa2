#include "reconcile/guard/judge.h"

#include <algorithm>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "adapters/contract/mark.h"
#include "base/text.h"
#include "reconcile/guard/offered_together.h"
#include "reconcile/object/desired.h"
#include "reconcile/object/words.h"

namespace ic::reconcile {
namespace {

constexpr std::string_view kLosesLastMember = "Redundancy group would lose its last healthy member";
constexpr std::string_view kReliesOnMembers = "Redundancy group relies on its other members";
constexpr std::string_view kFewerMembers = "Redundancy group relies on fewer members";
constexpr std::string_view kStoppedSummary = "Nothing was done";
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
  const std::string path = member.path_down.empty() ? "" : fmt::format(", but {} under it is down", member.path_down);
  return fmt::format("{} is {}{}{}{}", title, state, vendor, path,
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

// They lead to the same place, as far as is known: behind another gateway of a cloud there are other networks, and
// what leads to the cloud's public services leads to no gateway at all.
bool LeadAlike(const Member& one, const Member& other) {
  const auto alike = [](const std::string& a, const std::string& b) { return a.empty() || b.empty() || a == b; };
  return one.cloud != other.cloud || (alike(one.gateway, other.gateway) && alike(one.type, other.type));
}

// What a member leads to, where that is not where another one does.
std::string LeadsTo(const Member& member, const Member& other) {
  const bool by_type = member.type != other.type && !member.type.empty() && !other.type.empty();
  return by_type ? fmt::format("is of the type {}", member.type) : fmt::format("leads to {}", member.gateway);
}

using Some = std::vector<const Member*>;

// The members that carry the traffic of `family` and go on with it.
Some CarryingOn(const std::string& family, const std::vector<Member>& members) {
  std::set<std::string> lost_bundles;
  std::set<std::pair<std::string, std::string>> lost_ids;  // of one that two accounts see, neither backs the other
  for (const Member& member : members) {
    if (!member.Loses(family)) continue;
    lost_ids.emplace(member.cloud, member.key.id);
    if (!member.bundle.empty()) lost_bundles.insert(member.bundle);
  }
  const auto carries_on = [&](const Member& member) {
    const bool disrupted = member.disrupted.contains("") || member.disrupted.contains(family);
    return !member.Loses(family) && !disrupted && member.health == HealthState::kUp && member.path_down.empty() &&
           WorstIn(member, family) == HealthState::kUp && !lost_bundles.contains(member.bundle) &&
           !lost_ids.contains({member.cloud, member.key.id});
  };
  Some found;
  for (const Member& member : members) {
    if (carries_on(member)) found.push_back(&member);
  }
  return found;
}

// Those that go down with `family` and find no other member that carries it to the same place, unless there was none to
// lose.
Some Unbacked(const std::string& family, const std::vector<Member>& members) {
  const Some carrying = CarryingOn(family, members);
  Some unbacked;
  for (const Member& lost : members) {
    if (!lost.Loses(family)) continue;
    const auto backs = [&lost](const Member* member) { return LeadAlike(*member, lost); };
    const auto is_down = [&](const Member& member) {
      return !LeadAlike(member, lost) || BestIn(member, family) == HealthState::kDown;
    };
    const bool repair = std::ranges::all_of(members, is_down);
    if (std::ranges::none_of(carrying, backs) && !repair) unbacked.push_back(&lost);
  }
  return unbacked;
}

Some Losing(const std::string& family, const std::vector<Member>& members) {
  Some losing;
  for (const Member& member : members) {
    if (member.Loses(family)) losing.push_back(&member);
  }
  return losing;
}

// Why a live member of the group does not count.
std::string WhyStrange(const Call& call, const Member& member) {
  const std::string title = Titled(member.key.kind, member.name, member.key.id);
  if (member.stranger->empty()) {
    const bool lacks_owner = !call.config->state_is_held && call.config->owner.empty();
    return title + " is in no state that is known here, and no owner's mark is on it" +
           (lacks_owner ? " (with `owner` set, what this configuration tags from then on has one)" : "");
  }
  if (*member.stranger == OwnerAsMarked(call.config->owner)) return title + " is another state's of the same owner";
  return fmt::format("{} carries the mark of the owner \"{}\"", title, *member.stranger);
}

// Those that look as if they backed `lost`, and back none of it; as sentences.
std::string NotCounted(const Call& call, const std::string& family, const Members& members, const Some& lost) {
  std::string text;
  const auto add = [&text](const std::string& one) { text += fmt::format("{}{}", text.empty() ? "" : "; ", one); };
  for (const Member& member : members.strangers) add(WhyStrange(call, member));
  for (const Member* member : CarryingOn(family, members.known)) {
    const auto alike = [member](const Member* other) { return LeadAlike(*member, *other); };
    if (lost.empty() || std::ranges::any_of(lost, alike)) continue;
    const Member& other = *lost.front();
    add(fmt::format("{} {}, and {} {}", Titled(member->key.kind, member->name, member->key.id), LeadsTo(*member, other),
                    Titled(other.key.kind, other.name, other.key.id), LeadsTo(other, *member)));
  }
  return text;
}

std::string TitleOf(const Disruption& disruption) {
  return Titled(disruption.key.kind, Text(disruption.object, field::kName), disruption.key.id);
}

// Of what is let go, the members that it is let go for; and those that one might think are among them and are not.
void SayReliance(const Call& call, const std::string& group, const Disruption& disruption, const Members& members,
                 Diagnostics& diagnostics) {
  for (const std::string& family : FamiliesAtStake(members.known)) {
    std::string others = NotCounted(call, family, members, Losing(family, members.known));
    std::vector<std::string> relied;
    for (const Member* member : CarryingOn(family, members.known)) {
      const bool backs = std::ranges::any_of(
          members.known, [&](const Member& lost) { return lost.Loses(family) && LeadAlike(*member, lost); });
      if (backs) relied.push_back(Titled(member->key.kind, member->name, member->key.id));
    }
    for (const Member& member : members.known) {
      if (!member.path_down.empty()) others += (others.empty() ? "" : "; ") + Words(member, family);
    }
    if (relied.empty()) continue;
    diagnostics.AddWarning({}, others.empty() ? kReliesOnMembers : kFewerMembers,
                           fmt::format("{}{}{} relies on {} for the {}traffic of redundancy group \"{}\".{}",
                                       disruption.how, disruption.how.starts_with("Changing") ? " of " : " ",
                                       TitleOf(disruption), JoinWords(relied, "and"), FamilyWord(family), group,
                                       others.empty() ? "" : fmt::format(" Not counted: {}.", others)));
    return;
  }
}

// Whose group it is, where that is not this configuration.
std::string HolderWords(const std::vector<Member>& members) {
  const auto lost = std::ranges::find_if(members, &Member::goes_down);
  if (lost == members.end() || !lost->stranger) return "";
  return lost->stranger->empty() ? ", which another configuration keeps on it,"
                                 : fmt::format(" of the owner \"{}\"", *lost->stranger);
}

// Empty if the group keeps a healthy member in every family, or has none to lose.
std::string Refusal(const Call& call, const std::string& group, const Disruption& disruption, const Members& found) {
  const std::vector<Member>& members = found.known;
  std::vector<std::string> families;
  for (const std::string& family : FamiliesAtStake(members)) {
    if (!Unbacked(family, members).empty()) families.push_back(family);
  }
  if (families.empty()) return "";
  const std::string& family = families.front();
  std::vector<std::string> lost;
  std::string states;
  const Some carrying = CarryingOn(family, members);  // said with why they do not count
  for (const Member& member : members) {
    if (member.Loses(family)) {
      lost.push_back(Titled(member.key.kind, member.name, member.key.id));
    } else if (std::ranges::find(carrying, &member) == carrying.end()) {
      states += fmt::format("{}{}", states.empty() ? "" : "; ", Words(member, family));
    }
  }
  const std::string others = NotCounted(call, family, found, Unbacked(family, members));
  const std::string holder = HolderWords(members);
  const std::string subject = TitleOf(disruption);
  const bool alone = lost.size() == 1 && lost.front() == subject;
  const std::string which = families.size() == 1 ? FamilyWord(family) : std::string();
  return fmt::format(
      "{}{}{} takes {} down in redundancy group \"{}\"{}, and no other member that could carry its {}traffic is "
      "healthy: {}.{}{} "
      "Members on one connection or in one bundle of connections do not back each other. Bring another member up "
      "first or split the change into two runs; to accept the interruption, use {}.",
      disruption.how, disruption.how.starts_with("Changing") ? " of " : " ", subject,
      alone ? "it" : JoinWords(lost, "and"), group, holder, which, states.empty() ? "there is none" : states,
      holder.empty() ? "" : " What of that group this account does not see is not counted.",
      others.empty() ? "" : fmt::format(" Not counted: {}. Only what this configuration holds backs it.", others),
      AllowDisruption(*call.config, group));
}

// What the guard would have to know was not told: one cause for many objects, in the same words. Whoever stopped the
// run is not told to lift the guard: nothing refuses what is done when it runs again.
void AddUntold(const Call& call, const Status& why, const std::string& detail, Diagnostics& diagnostics) {
  if (why.code() == StatusCode::kCancelled || call.stop.stop_requested()) {
    diagnostics.AddStatus({}, kStoppedSummary, why);
  } else {
    diagnostics.AddStatus({}, kUnknownSummary, why.Annotate(detail), /*rail=*/true);
  }
}

// For the process that deletes it. What is made by then is told by its mark.
void NoteHeld(const Call& call, const Disruption& disruption, const std::string& group,
              const std::vector<Member>& members) {
  if (call.config->state_is_held) return;
  auto ledger = call.run.ledger.Open();
  for (const Member& member : members) {
    const bool held = ledger->Find(member.key) != nullptr || ledger->FindHeld(member.key) != nullptr;
    const bool near = member.key.account == disruption.key.account && member.key.region == disruption.key.region;
    if (held && near && !member.goes_down) ledger->held_with[disruption.key][group].insert(member.key.id);
  }
}

}  // namespace

std::map<GroupName, std::vector<Member>> ByGroup(const std::vector<Member>& members) {
  std::map<GroupName, std::vector<Member>> groups;
  for (const Member& member : members) {
    if (!member.group.empty()) groups[{member.key.kind, member.group, member.stranger}].push_back(member);
  }
  return groups;
}

std::vector<Member> AffectedBy(const Call& call, const Disruption& disruption, Freshness freshness, bool planning,
                               Diagnostics& diagnostics) {
  auto affected = FindAffected(call, disruption, freshness, planning);
  if (affected.ok()) return *std::move(affected);
  if (call.config->allow_disruption.contains(disruption.key.id)) return {};
  AddUntold(call, affected.status(),
            fmt::format("What this would take down could not be found out, so it is not done. What lifts the guard, "
                        "with the id of the object: {}",
                        AllowDisruption(*call.config, "ID")),
            diagnostics);
  return {};
}

void CheckGroup(const Call& call, const Disruption& disruption, const std::string& group,
                const std::vector<Member>& affected, Freshness freshness, bool planning, Diagnostics& diagnostics) {
  if (call.config->allow_disruption.contains(group)) return;
  const bool acknowledged = IsAcknowledged(call, disruption, affected);
  if (acknowledged && !planning) return;
  const auto told = disruption.held.find(group);
  std::vector<std::string> held = told == disruption.held.end() ? std::vector<std::string>() : told->second;
  // The plan, which is told the state, has found another member up. By now no tag shows which one that is.
  if (disruption.plan_is_untold) held = OffersBeside(call, affected, freshness);
  auto members = FindMembers(call, group, affected, held, freshness, planning);
  if (acknowledged && (!members.ok() || !LetAnotherGo(call, members->known))) return;
  // Others that get the group in this run may not be planned yet; then they see this one.
  if (members.ok() && members->known.size() == 1 && members->known.front().joins) return;
  if (!members.ok()) {
    AddUntold(call, members.status(),
              fmt::format("The members of its redundancy group could not be asked how they are, so nothing of it is "
                          "taken down. What lifts the guard, with the name of the group: {}",
                          AllowDisruption(*call.config, "GROUP")),
              diagnostics);
    return;
  }
  std::string refusal = Refusal(call, group, disruption, *members);
  if (!refusal.empty() && planning && !call.config->state_is_held) {
    // Terraform tells of objects in no order: by now more of them have been read. Of those that no tag shows, one may
    // still not be: then the apply judges by the same as this.
    if (held.empty()) held = OffersBeside(call, affected, freshness);
    auto again = FindMembers(call, group, affected, held, freshness, planning);
    if (again.ok()) {
      members = std::move(again);
      refusal = Refusal(call, group, disruption, *members);
    }
  }
  if (planning) NoteHeld(call, disruption, group, members->known);
  if (!refusal.empty()) {
    diagnostics.AddRefusal({}, kLosesLastMember, refusal);
  } else if (planning) {
    SayReliance(call, group, disruption, *members, diagnostics);
  }
}

void CheckGroups(const Call& call, const Disruption& disruption, const std::map<GroupName, std::vector<Member>>& groups,
                 Freshness freshness, bool planning, Diagnostics& diagnostics) {
  std::set<std::pair<Kind, std::string>> refused;
  for (const auto& [name, affected] : groups) {
    const std::pair<Kind, std::string> group(std::get<0>(name), std::get<1>(name));
    if (refused.contains(group)) continue;
    Diagnostics said;
    CheckGroup(call, disruption, group.second, affected, freshness, planning, said);
    if (said.has_errors()) refused.insert(group);
    diagnostics.Append(said);
  }
}

}  // namespace ic::reconcile
