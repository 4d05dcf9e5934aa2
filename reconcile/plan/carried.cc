#include "reconcile/plan/carried.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "base/text.h"
#include "reconcile/guard/quota.h"
#include "reconcile/object/facts.h"
#include "reconcile/object/planner.h"
#include "reconcile/object/subject.h"

namespace ic::reconcile {
namespace {

// Ids are of a whole cloud: an interface may be another account's than its connection.
bool InOneCloud(const Call& call, const ObjectKey& one, const ObjectKey& other) {
  return call.clouds.CloudOf(one.account) == call.clouds.CloudOf(other.account);
}

bool StaysOn(const Existing& interface, const std::string& connection) {
  const Value& on = interface.fate == Fate::kStays ? interface.planned : interface.attributes;
  return (interface.fate == Fate::kStays || interface.fate == Fate::kForgotten) &&
         Text(on, field::kConnectionId) == connection;
}

void Refuse(const Value& connection, const Existing& interface, Diagnostics& diagnostics) {
  const std::string what = Titled(Kind::kVirtualInterface, interface.attributes);
  diagnostics.AddRefusal(
      field::kOnDestroy, "A connection goes from under an interface",
      interface.fate == Fate::kForgotten
          ? fmt::format(
                "{} would be deleted, and {} stays on it, because its on_destroy is \"keep\". To delete both, set "
                "on_destroy = \"delete\" of the interface and apply, then do this again. To keep both, set "
                "on_destroy = \"keep\" of the connection.",
                Titled(Kind::kConnection, connection), what)
          : fmt::format("{} would be deleted, and {} stays on it. Take the interface out of the configuration too, or "
                        "move it to another connection.",
                        Titled(Kind::kConnection, connection), what));
}

// Objects of a kind that name the one they stand on in a field.
struct Standing {
  Kind kind;
  std::string_view field;
};

// Where groups are objects, an interface does not go with a group or a session on it; elsewhere its sessions are part
// of it and go with it.
bool SessionsGoWithIt(const VendorTraits& traits) { return IsLowered(traits, Kind::kBgpGroup); }

// What the cloud refuses to delete an object of `kind` with.
std::vector<Standing> StandingOn(const VendorTraits& traits, Kind kind) {
  const bool has_groups = !SessionsGoWithIt(traits);
  std::vector<Standing> all;
  if (kind == Kind::kConnection) all.push_back({Kind::kVirtualInterface, field::kConnectionId});
  if (kind == Kind::kBgpGroup) all.push_back({Kind::kBgpPeer, field::kBgpGroupId});
  if (kind != Kind::kVirtualInterface) return all;
  if (has_groups) all.push_back({Kind::kBgpGroup, field::kVirtualInterfaceId});
  if (has_groups) all.push_back({Kind::kBgpPeer, field::kVirtualInterfaceId});
  if (traits.interface_advertises) all.push_back({Kind::kBgpCidr, field::kAdvertisedBy});
  return all;
}

// The session that the interface itself tracks: it goes with it, whatever group it is in.
bool IsOwnSession(const Value& object, Kind kind, const Value& session) {
  const auto bare = [](const std::string& address) { return address.substr(0, address.find('/')); };
  const std::string own = bare(Text(object, field::kCustomerAddress));
  return kind == Kind::kBgpPeer && object.Get(field::kCustomerAsn).is_known() && !own.empty() &&
         bare(Text(session, field::kCustomerAddress)) == own;
}

// Those on `object` that this run has not heard of.
std::vector<const Observed*> UnknownOn(const Call& call, const Value& object, const Standing& standing,
                                       const LiveList& there) {
  const std::string id = Text(object, field::kId);
  std::vector<const Observed*> unknown;
  auto ledger = call.run.ledger.Open();
  for (const Observed& one : there.all()) {
    if (Text(one.attributes, standing.field) != id || IsOwnSession(object, standing.kind, one.attributes)) continue;
    const ObjectKey key{call.account, Text(object, field::kRegion), standing.kind, one.id};
    if (ledger->WithId(key.kind, key.id).empty() && ledger->FindHeld(key) == nullptr) unknown.push_back(&one);
  }
  return unknown;
}

// As far as its mark tells.
bool IsOurs(const Call& call, const Observed& one) { return !one.mark.empty() && one.owner == call.config->owner; }

void RefuseUnknown(const Call& call, const Value& object, Kind kind, std::string_view what, Diagnostics& diagnostics) {
  const bool port = call.kind == Kind::kConnection;
  diagnostics.AddRefusal(
      field::kOnDestroy, port ? "A connection goes from under an interface" : "Something else stands on what goes",
      fmt::format("{} would be deleted, and {} is on it, which this configuration and its state do not know. The cloud "
                  "would refuse the deletion, after all that they do know on it has gone. Delete that {}, or import it "
                  "and have it deleted in the same run; or set on_destroy = \"keep\" of the {}.",
                  Titled(call.kind, object), what, KindTitle(kind), KindTitle(call.kind)));
}

// What goes with an object and is not said to: the sessions of an interface where those are parts of it.
void WarnOfPassengers(const Call& call, const Value& object, const std::vector<std::string>& sessions,
                      bool all_is_known, Diagnostics& diagnostics) {
  const bool one = sessions.size() == 1;
  diagnostics.AddWarning(
      field::kOnDestroy, "Sessions go with the interface",
      fmt::format("{} would be deleted, and {} with it, {}. Nothing makes {} again, unless a configuration has {}: to "
                  "keep what {} for, import {} first.",
                  Titled(call.kind, object), JoinWords(sessions, "and"),
                  all_is_known ? "which this configuration and its state do not know"
                               : "of which it cannot be told yet whether this configuration has it",
                  one ? "it" : "them", one ? "it" : "them", one ? "it is" : "they are", one ? "it" : "them"));
}

void WarnOfUnsure(const Call& call, const Value& object, const std::vector<std::string>& unsure,
                  Diagnostics& diagnostics) {
  diagnostics.AddWarning(
      field::kOnDestroy, "Something else may stand on what goes",
      fmt::format("{} would be deleted, and on it {} {}, of which it cannot be told yet whether this configuration has "
                  "{}. The cloud refuses the deletion as long as anything is on it, and by then all that this "
                  "configuration has on it is gone. Apply this only if it all is this configuration's and goes in "
                  "this run too; else delete it first, or import it.",
                  Titled(call.kind, object), unsure.size() == 1 ? "is" : "are", JoinWords(unsure, "and"),
                  unsure.size() == 1 ? "it" : "them"));
}

void CheckPassengers(const Call& call, const Value& object, bool all_is_known, Diagnostics& diagnostics) {
  const auto there = call.run.live_lists.Get(call.account, Text(object, field::kRegion), Kind::kBgpPeer,
                                             Freshness::kShared, call.stop);
  if (!there.ok()) return AddLookFailure(there.status(), diagnostics);
  std::vector<std::string> sessions;
  for (const Observed* one : UnknownOn(call, object, {Kind::kBgpPeer, field::kVirtualInterfaceId}, **there)) {
    sessions.push_back(Titled(Kind::kBgpPeer, Text(one->attributes, field::kName), one->id));
  }
  if (!sessions.empty()) WarnOfPassengers(call, object, sessions, all_is_known, diagnostics);
}

}  // namespace

Diagnostics CheckCarried(const Call& call, const ObjectKey& object) {
  Diagnostics diagnostics;
  auto ledger = call.run.ledger.Open();
  const Existing* entry = ledger->Find(object);
  if (entry == nullptr || call.lowered()) return diagnostics;
  if (object.kind == Kind::kConnection && entry->fate == Fate::kGoes) {
    for (const auto* found : ledger->InterfacesOn(object.id)) {
      const auto& [key, interface] = *found;
      if (InOneCloud(call, object, key) && StaysOn(interface, object.id))
        Refuse(entry->attributes, interface, diagnostics);
    }
  }
  if (object.kind != Kind::kVirtualInterface) return diagnostics;
  for (const std::string& id :
       {Text(entry->attributes, field::kConnectionId), Text(entry->planned, field::kConnectionId)}) {
    if (id.empty() || !StaysOn(*entry, id)) continue;
    for (const auto* found : ledger->WithId(Kind::kConnection, id)) {
      const auto& [key, connection] = *found;
      const bool goes = connection.fate == Fate::kGoes && InOneCloud(call, object, key);
      if (goes && !diagnostics.has_errors()) Refuse(connection.attributes, *entry, diagnostics);
    }
  }
  return diagnostics;
}

Diagnostics CheckNothingElseOn(const Call& call, const Value& object, bool all_is_known) {
  Diagnostics diagnostics;
  if (call.lowered() || Text(object, field::kId).empty() || !call.adapter().ok()) return diagnostics;
  std::vector<std::string> unsure;
  for (const Standing& standing : StandingOn(*call.traits, call.kind)) {
    const auto there = call.run.live_lists.Get(call.account, Text(object, field::kRegion), standing.kind,
                                               Freshness::kShared, call.stop);
    if (!there.ok()) {
      AddLookFailure(there.status(), diagnostics);
      continue;
    }
    // What an interrupted create left is planned after what it stands on.
    const bool sure = all_is_known && !call.run.ledger.Open()->unfinished.contains(standing.kind);
    for (const Observed* one : UnknownOn(call, object, standing, **there)) {
      std::string what = Titled(standing.kind, Text(one->attributes, field::kName), one->id);
      if (sure) {
        RefuseUnknown(call, object, standing.kind, what, diagnostics);
      } else if (!IsOurs(call, *one)) {
        unsure.push_back(std::move(what));
      }
    }
  }
  if (!unsure.empty()) WarnOfUnsure(call, object, unsure, diagnostics);
  if (call.kind == Kind::kVirtualInterface && SessionsGoWithIt(*call.traits)) {
    CheckPassengers(call, object, all_is_known, diagnostics);
  }
  return diagnostics;
}

Diagnostics CheckMovesInTime(const Call& call, const Value& prior, const Value& planned) {
  Diagnostics diagnostics;
  if (call.lowered()) return diagnostics;
  auto ledger = call.run.ledger.Open();
  for (const Kind parent : kAllKinds) {
    const auto all = StandingOn(*call.traits, parent);
    const auto standing = std::ranges::find_if(all, [&](const Standing& one) { return one.kind == call.kind; });
    if (standing == all.end() || !planned.Get(standing->field).is_unknown()) continue;
    for (const auto* found : ledger->WithId(parent, Text(prior, standing->field))) {
      const auto& [key, existing] = *found;
      if (key.account != call.account || existing.fate != Fate::kGoes) continue;
      diagnostics.AddWarning(
          AttributePath(std::string(standing->field)), "What it stands on may be deleted too early",
          fmt::format(
              "{0} moves off {1}, which is replaced in the same run. Terraform deletes the old {2} before it "
              "makes the new one, and the cloud refuses that while something is on it: the apply would end "
              "there, each time. Set create_before_destroy = true in the lifecycle of that {2}: then the new one "
              "is made, this moves to it, and the old one goes. Or have this replaced too, with -replace: the only way "
              "where the new {2} is to be as the old one was, as with -replace alone, because of two alike it cannot "
              "be "
              "told which is whose. Where create_before_destroy is set and something of the {2} changes, nothing is "
              "to be done.",
              Titled(call.kind, prior), Titled(parent, existing.attributes), KindTitle(parent)));
    }
  }
  return diagnostics;
}

bool EndWasPlanned(const Call& call, const PlanInput& input) {
  const std::string id = ParseFacts(input.facts).id;
  if (id.empty() || !input.prior.is_null()) return false;
  auto ledger = call.run.ledger.Open();
  const auto entries = ledger->WithId(call.kind, id);
  return std::ranges::any_of(entries, [&](const auto* entry) {
    return entry->first.account == call.account &&
           (entry->second.fate == Fate::kGoes || entry->second.fate == Fate::kForgotten);
  });
}

Value EndingObject(const Call& call, const PlanInput& input, const PlanOutput& output) {
  if (output.action != Action::kDelete && output.action != Action::kReplace) return Value::Null();
  Value ending = input.prior;
  if (ending.is_null()) {
    auto ledger = call.run.ledger.Open();
    for (const auto* found : ledger->WithId(call.kind, ParseFacts(output.facts).id)) {
      if (found->first.account == call.account) ending = found->second.attributes;
    }
  }
  return ending.is_known() && OnDestroyOf(call, ending) == "delete" ? ending : Value::Null();
}

}  // namespace ic::reconcile
