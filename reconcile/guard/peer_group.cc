#include "reconcile/guard/peer_group.h"

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "reconcile/guard/unknown_parents.h"

namespace ic::reconcile {
namespace {

// The groups of this run that the id may be of, as they are planned. Clouds without groups give one id to all that say
// the same.
std::vector<Value> GroupsOfRun(const Call& call, const Value& object) {
  std::vector<Value> groups;
  const std::string id = Text(object, field::kBgpGroupId);
  auto ledger = call.run.ledger.Open();
  for (const auto* create : ledger->CreatesNamed(call.account, Kind::kBgpGroup, id)) {
    groups.push_back(create->second.planned);
  }
  // One may be of another provider's making, or be planned later.
  if (AnyIn(id) && groups.size() != 1) return {};
  const bool lowered = IsLowered(*call.traits, Kind::kBgpGroup);
  for (const auto* found : ledger->WithId(Kind::kBgpGroup, id)) {
    if (lowered) return {};  // of several that exist, one stands for all
    if (found->first.account != call.account) continue;
    const Existing& entry = found->second;
    groups.push_back(entry.fate == Fate::kStays && entry.planned.is_known() ? entry.planned : entry.attributes);
  }
  return groups;
}

bool IsStandIn(const Value& value) { return value.kind() == Value::Kind::kString && HoldsStandIn(value.AsString()); }

// Two ids, or two names of what is to be made. What has a name may turn out to be there (an interrupted create made
// it), and be known by its id to one of the two only; and one that is not known by name is any of them.
bool AreComparable(const Value& one, const Value& other) {
  if (!one.is_known() || !other.is_known() || IsStandIn(one) != IsStandIn(other)) return false;
  return !IsStandIn(one) || (!AnyIn(one.AsString()) && !AnyIn(other.AsString()));
}

// A field in which the two cannot both be right.
const Field* Contradiction(const Value& peer, const Value& group) {
  for (const std::string_view name : {field::kVirtualInterfaceId, field::kAddressFamily, field::kCustomerAsn}) {
    const Field* field = FindField(NeutralFields(Kind::kBgpPeer), name);
    const Value& own = peer.Get(name);
    const Value& theirs = group.Get(name);
    if (AreComparable(own, theirs) && !Equivalent(*field, own, theirs)) return field;
  }
  return nullptr;
}

std::string ValueWords(const Value& value) { return IsStandIn(value) ? "another one of this run" : value.ToString(); }

}  // namespace

Value WithInterface(const Call& call, Value object, Freshness freshness) {
  const std::string group = Text(object, field::kBgpGroupId);
  const bool open = !object.Get(field::kVirtualInterfaceId).is_known();
  if (call.kind != Kind::kBgpPeer || group.empty() || !open || IsLowered(*call.traits, Kind::kBgpGroup)) return object;
  const std::string region = Text(object, field::kRegion);
  const ObjectKey key{call.account, region, Kind::kBgpGroup, group};
  Value found;
  {
    auto ledger = call.run.ledger.Open();
    if (HoldsStandIn(group)) {
      const auto named = ledger->CreatesNamed(call.account, Kind::kBgpGroup, group);
      if (named.size() == 1) {
        object.Put(field::kVirtualInterfaceId, named.front()->second.planned.Get(field::kVirtualInterfaceId));
      }
      return object;
    }
    if (const Value* held = ledger->FindHeld(key); held != nullptr) found = *held;
  }
  if (found.is_null()) {
    const auto adapter = call.adapter();
    if (!adapter.ok()) return object;
    const auto observed = (*adapter)->Read({Kind::kBgpGroup, region, group, freshness, Value::Null()}, call.stop);
    if (observed.ok() && observed->has_value()) found = (*observed)->attributes;
  }
  const std::string interface = Text(found, field::kVirtualInterfaceId);
  if (!interface.empty()) object.Put(field::kVirtualInterfaceId, Value::String(interface));
  return object;
}

Diagnostics CheckAgainstGroup(const Call& call, const Value& object) {
  Diagnostics diagnostics;
  if (call.kind != Kind::kBgpPeer || Text(object, field::kBgpGroupId).empty()) return diagnostics;
  const std::vector<Value> groups = GroupsOfRun(call, object);
  const bool fits =
      std::ranges::any_of(groups, [&object](const Value& group) { return Contradiction(object, group) == nullptr; });
  if (groups.empty() || fits) return diagnostics;
  const Value& group = groups.front();
  const Field& field = *Contradiction(object, group);
  diagnostics.AddError(std::string_view(field.name), "BGP peer contradicts its group",
                       fmt::format("{} is {}, but {} has {}. Leave it out to take the group's, or use another group.",
                                   field.name, ValueWords(object.Get(field.name)), Titled(Kind::kBgpGroup, group),
                                   ValueWords(group.Get(field.name))));
  return diagnostics;
}

}  // namespace ic::reconcile
