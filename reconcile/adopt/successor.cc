#include "reconcile/adopt/successor.h"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "adapters/contract/duration.h"
#include "base/json_text.h"
#include "reconcile/adopt/create_checks.h"
#include "reconcile/adopt/note.h"
#include "reconcile/adopt/places.h"
#include "reconcile/guard/peer_group.h"
#include "reconcile/object/compare.h"
#include "reconcile/object/desired.h"
#include "reconcile/object/object.h"
#include "schema/value/json.h"

namespace ic::reconcile {
namespace {

// What is to come in the place of an object.
struct Successor {
  Kind kind = Kind::kConnection;
  std::string replaces;
  Value object;  // as planned; unknowns and stand-ins are not known yet
};

// Another account makes it in this run: there is nothing yet that the cloud could be asked about.
bool IsOfferToCome(const Value& object) { return object.Get(field::kAdopt).is_unknown(); }

// Without what may not be written down, and what is no value yet.
std::string TextOf(const FieldTable& table, Value object) {
  for (const Leaf& leaf : table.leaves) {
    const Value& value = ValueAt(object, leaf);
    const bool secret = leaf.field->sensitive || leaf.field->write_only;
    const bool open = value.kind() == Value::Kind::kString && HoldsStandIn(value.AsString());
    if ((secret && !value.is_null()) || open) PutAt(object, leaf, Value::Null());
  }
  return EncodeJson(NotedType(table), object, Nulls::kLeftOut);
}

// What the object stands on and goes with it, from the ground up: what takes the place of that.
void AddParents(const Call& call, Kind kind, const std::string& id, std::vector<Successor>& successors) {
  std::vector<Successor> parents;
  {
    auto ledger = call.run.ledger.Open();
    for (const auto* found : ledger->WithId(kind, id)) {
      for (const Leaf& leaf : call.run.clouds.field_table(kind).leaves) {
        const std::optional<Kind> below = ParentKindOf(*call.traits, *leaf.field);
        if (!below || found->first.account != call.account) continue;
        const Value& parent = ValueAt(found->second.attributes, leaf);
        if (parent.kind() != Value::Kind::kString) continue;
        for (const auto* create : ledger->Replacing(call.account, *below, parent.AsString())) {
          if (IsOfferToCome(create->second.planned)) continue;
          parents.push_back({*below, parent.AsString(), create->second.planned});
        }
      }
    }
  }
  for (Successor& parent : parents) {
    AddParents(call, parent.kind, parent.replaces, successors);
    successors.push_back(std::move(parent));
  }
}

std::vector<Successor> ReadSuccessors(const Clouds& clouds, const std::string& text) {
  std::vector<Successor> successors;
  const auto json = ParseJson(text);
  if (!json.is_array()) return successors;  // of another version
  for (const auto& entry : json) {
    if (!entry.is_array() || entry.size() != 3 || !entry[0].is_string() || !entry[1].is_string() ||
        !entry[2].is_string()) {
      continue;
    }
    for (const Kind kind : kAllKinds) {
      if (entry[0].get<std::string>() != KindName(kind)) continue;
      auto object = DecodeJson(NotedType(clouds.field_table(kind)), entry[2].get<std::string>());
      if (object.ok()) successors.push_back({kind, entry[1].get<std::string>(), *std::move(object)});
    }
  }
  return successors;
}

Duration TimeoutOf(const Call& call, const Value& wanted) {
  const auto written = ParseDuration(Text(wanted.Get(field::kTimeouts), "create"));
  if (written.ok()) return *written;
  const auto adapter = call.adapter();
  return adapter.ok() ? (*adapter)->DefaultTimeout(call.kind) : Duration::zero();
}

// It was made before what it replaces goes: nothing is left to refuse.
bool IsMade(const Call& next, const Successor& successor) {
  const std::string region = Text(successor.object, field::kRegion);
  auto ledger = next.run.ledger.Open();
  const auto alike = ledger->Alike(*next.tables, next.account, region, successor.object);
  return std::any_of(alike.begin(), alike.end(), [&](const auto* entry) {
    return entry->first.id != successor.replaces && entry->second.fate == Fate::kStays &&
           IdentityDifferences(next, successor.object, entry->second.attributes).empty();
  });
}

void CheckOne(Call next, const Successor& successor, const Facts& facts, Diagnostics& found) {
  const Value& wanted = successor.object;
  const Value counted = WithInterface(next, Complete(*next.tables, wanted), Freshness::kShared);
  if (!facts.beside.empty()) {
    const ObjectKey self{next.account, Text(wanted, field::kRegion), successor.kind, successor.replaces};
    AwaitPlaces(next, {self, wanted, counted, facts.beside, TimeoutOf(next, wanted)}, found);
    if (found.has_errors()) return;
    if (next.run.turns.Owes(self)) next.stop = {};
  }
  Value said = wanted;  // a name that was not known is judged by its create
  if (said.Get(field::kName).is_null()) said.Put(field::kName, Value::Unknown());
  const Intent intent{.wanted = wanted,
                      .said = said,
                      .counted = counted,
                      .replaces = successor.replaces,
                      .before_deletion = true,
                      .beside = facts.beside};
  found.Append(CheckCreate(next, intent, When::kApply, Freshness::kLive).diagnostics);
  if (!found.has_errors()) {
    found.Append(CheckWithCloud(next, wanted, TimeoutOf(next, wanted), When::kApply, successor.replaces));
  }
}

// It may be in another cloud than what it replaces.
Call CallAbout(const Call& call, const Successor& successor, Diagnostics& diagnostics) {
  const bool same_cloud = Text(successor.object, field::kCloud) == call.cloud();
  Call next =
      MakeCall(call.run, successor.kind, successor.object, same_cloud ? call.account : std::string(), diagnostics);
  next.stop = call.stop;
  return next;
}

}  // namespace

std::string FactsOfReplacement(const Call& call, const Value& planned, const Value& counted,
                               const std::string& replaced) {
  Facts facts{.id = replaced};
  if (replaced.empty() || call.lowered()) return FactsText(facts);
  std::vector<Successor> successors;
  AddParents(call, call.kind, replaced, successors);
  facts.beside = ManagedBeside(call, counted);
  Diagnostics unused;
  for (const Successor& parent : successors) {
    const Call above = MakeCall(call.run, parent.kind, parent.object, call.account, unused);
    if (above.traits == nullptr) continue;
    for (std::string& id : ManagedBeside(above, parent.object)) facts.beside.push_back(std::move(id));
  }
  if (!IsOfferToCome(planned)) successors.push_back({call.kind, replaced, planned});
  auto json = nlohmann::json::array();
  for (const Successor& one : successors) {
    json.push_back({KindName(one.kind), one.replaces, TextOf(call.run.clouds.field_table(one.kind), one.object)});
  }
  facts.successor = json.dump();
  return FactsText(facts);
}

Value SuccessorOf(const Call& call, const Value& old, const Facts& facts) {
  const std::string id = Text(old, field::kId);
  for (const Successor& one : ReadSuccessors(call.run.clouds, facts.successor)) {
    if (one.kind == call.kind && one.replaces == id) return one.object;
  }
  return Value::Null();
}

std::vector<std::string> InterfacesReplacedUnder(const Call& call, const Value& old, const Facts& facts) {
  std::vector<std::string> ids;
  Diagnostics unused;  // said by CheckSuccessor
  for (const Successor& successor : ReadSuccessors(call.run.clouds, facts.successor)) {
    if (successor.kind != Kind::kVirtualInterface || successor.replaces == Text(old, field::kId)) continue;
    const Call next = CallAbout(call, successor, unused);
    if (next.traits != nullptr && !next.lowered() && !IsMade(next, successor)) ids.push_back(successor.replaces);
  }
  return ids;
}

Diagnostics CheckSuccessor(const Call& call, const Value& old, const Facts& facts) {
  Diagnostics found;
  // What it stands on may have been moved by this run, and it have another id since: it is known by what it is.
  call.run.ledger.Hold(call.KeyOf(old), old);
  for (const Successor& successor : ReadSuccessors(call.run.clouds, facts.successor)) {
    const Call next = CallAbout(call, successor, found);
    if (next.traits == nullptr || next.lowered() || IsMade(next, successor)) continue;
    CheckOne(next, successor, facts, found);
    if (!found.has_errors()) continue;
    found.AddError(
        {}, "Replacement was not begun",
        fmt::format("{} was not deleted: what is to take its place{} would be refused. Change that, or what "
                    "it stands on, and plan again.",
                    Titled(call.kind, old), successor.kind == call.kind ? "" : ", or the place of what it stands on,"));
    break;
  }
  return found;
}

}  // namespace ic::reconcile
