#include "reconcile/read/import.h"

#include <optional>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "adapters/contract/import_id.h"
#include "base/text.h"
#include "reconcile/ledger/live_look.h"
#include "reconcile/ledger/owner.h"
#include "reconcile/object/desired.h"
#include "reconcile/object/facts.h"
#include "reconcile/object/lowering.h"
#include "reconcile/object/merge.h"
#include "reconcile/read/import_hint.h"

namespace ic::reconcile {
namespace {

constexpr std::string_view kImportFailed = "Import failed";

std::string_view FormOf(Kind kind, bool lowered) {
  if (kind == Kind::kBgpCidr) return "<cloud>/<region>/<id of what advertises it>/<prefix>";
  if (lowered) return "<cloud>/<region>/<virtual interface id>/<ipv4 or ipv6>/<name>";
  return "<cloud>/<region>/<the cloud's id>";
}

// Defaults that a configuration may leave out or write: both must plan nothing.
void FillDefaults(const Subject& subject, Value& state) {
  for (const Field& field : subject.fields()) {
    if (!field.default_value.empty() && state.Get(field.name).is_null()) {
      state.Put(field.name, Value::String(field.default_value));
    }
  }
  // What existed before is not ours to delete.
  if (FindField(subject.fields(), field::kAdopt) != nullptr) state.Put(field::kAdopt, state.Get(field::kId));
  if (FindField(subject.fields(), field::kOnDestroy) != nullptr) state.Put(field::kOnDestroy, Value::String("keep"));
}

ObjectOutput ImportReal(const Asked& asked, Adapter& adapter, const ImportId& id, Freshness freshness) {
  ObjectOutput output;
  auto observed = adapter.Read({asked.kind, id.region, id.id, freshness, Value::Null()}, asked.stop);
  if (!observed.ok()) {
    output.diagnostics.AddStatus({}, kImportFailed, observed.status());
    return output;
  }
  if (!observed->has_value()) {
    output.diagnostics.AddError({}, kImportFailed,
                                fmt::format("There is no {} {} in {} {}, or this account cannot see it. Check the id, "
                                            "the region and the account.",
                                            KindTitle(asked.kind), id.id, asked.traits->title, id.region));
    return output;
  }
  if ((*observed)->is_part) {
    output.diagnostics.AddError(
        {}, kImportFailed,
        fmt::format("The {} {} is part of another object, a session's own group or an interface's own session, and is "
                    "managed with that. Import that one.",
                    KindTitle(asked.kind), id.id));
    return output;
  }
  Value blank = Shaped(asked.fields(), Value::Null());
  blank.Put(field::kCloud, Value::String(id.cloud));
  blank.Put(field::kRegion, Value::String(id.region));
  Value& attributes = (*observed)->attributes;
  attributes = WithoutOwnAccount(asked, CallerAmong(asked, {&attributes}), attributes);
  const auto role = RoleAfterRead(asked, blank, **observed);
  if (!role.ok()) {
    output.diagnostics.AddStatus({}, kImportFailed, role.status());
    return output;
  }
  if (!(*observed)->left_out.empty()) {
    output.diagnostics.AddWarning(AttributePath((*observed)->left_out_of), "Import leaves something out",
                                  (*observed)->left_out);
  }
  output.state = MergeRead(asked, blank, **observed, *role);
  FillDefaults(asked, output.state);
  output.facts = FactsText({(*observed)->id});
  return output;
}

// The session of that family on that interface: the interface's own, or a further one.
StatusOr<Value> FindSession(const Asked& asked, Adapter& adapter, const std::string& region,
                            const std::string& interface, const std::string& family) {
  IC_ASSIGN_OR_RETURN(
      const std::optional<Observed> parent,
      adapter.Read({Kind::kVirtualInterface, region, interface, Freshness::kLive, Value::Null()}, asked.stop));
  if (!parent) return NotFoundError(fmt::format("There is no virtual interface {} in {}.", interface, region));
  if (Text(parent->attributes, field::kAddressFamily) == family) return parent->attributes;
  IC_ASSIGN_OR_RETURN(const std::vector<Observed> peers,
                      adapter.List(Kind::kBgpPeer, region, Freshness::kLive, asked.stop));
  for (const Observed& peer : peers) {
    const bool same = Text(peer.attributes, field::kVirtualInterfaceId) == interface &&
                      Text(peer.attributes, field::kAddressFamily) == family;
    if (same) return peer.attributes;
  }
  return NotFoundError(fmt::format("The virtual interface {} has no {} session.", interface, family));
}

// What `id` of such a resource shows says what the group is, and not where.
void RefuseLoweredId(const std::string& id, Diagnostics& diagnostics) {
  diagnostics.AddError(
      {}, "Malformed import id",
      fmt::format("\"{}\" is the id of a BGP group that lives in the state only, and does not say on which virtual "
                  "interface it is. Such a group is imported from a session of it, as {}.",
                  id, FormOf(Kind::kBgpGroup, true)));
}

ObjectOutput ImportLowered(const Asked& asked, Adapter& adapter, const ImportId& id) {
  ObjectOutput output;
  if (ParseLoweredGroupId(id.id)) {
    RefuseLoweredId(id.id, output.diagnostics);
    return output;
  }
  const std::vector<std::string> parts = Split(id.id, '/');
  // The name is only the state's; without it the next plan fills it in.
  const bool well_formed = parts.size() == 2 || (parts.size() == 3 && !parts[2].empty());
  if (!well_formed || (parts[1] != "ipv4" && parts[1] != "ipv6")) {
    output.diagnostics.AddError({}, "Malformed import id",
                                fmt::format("{} has no BGP groups; one is imported from a session, as {}.",
                                            asked.traits->title, FormOf(asked.kind, true)));
    return output;
  }
  const auto session = FindSession(asked, adapter, id.region, parts[0], parts[1]);
  if (!session.ok()) {
    output.diagnostics.AddStatus({}, kImportFailed, session.status());
    return output;
  }
  Value state = Shaped(asked.fields(), Value::Null());
  state.Put(field::kCloud, Value::String(id.cloud));
  state.Put(field::kRegion, Value::String(id.region));
  state.Put(field::kVirtualInterfaceId, Value::String(parts[0]));
  state.Put(field::kAddressFamily, Value::String(parts[1]));
  if (parts.size() == 3) state.Put(field::kName, Value::String(parts[2]));
  state.Put(field::kCustomerAsn, session->Get(field::kCustomerAsn));
  state.Put(field::kId, LoweredGroupId(state));
  FillDefaults(asked, state);
  // It is nobody's: there is nothing in the cloud that could be kept.
  if (FindField(asked.fields(), field::kOnDestroy) != nullptr) {
    state.Put(field::kOnDestroy, Value::String(DefaultOnDestroy(asked.kind)));
  }
  output.facts = FactsText({Text(state, field::kId)});
  output.state = std::move(state);
  return output;
}

// Puts into `imported` what `state` has of the same object: its spellings, and what a cloud that is told the value does
// not gainsay.
void KeepWhatWasKnown(const Asked& asked, Adapter& adapter, const ImportId& id, const Value& state, Value& imported) {
  const auto told = adapter.Read({asked.kind, id.region, id.id, Freshness::kShared, state}, asked.stop);
  const bool is_told = told.ok() && told->has_value();
  for (const Leaf& leaf : asked.leaves()) {
    const Value& before = ValueAt(state, leaf);
    if (before.is_null()) continue;
    const Value& now = ValueAt(imported, leaf);
    const bool untold =
        leaf.local() || (is_told && Equivalent(*leaf.field, before, ValueAt((*told)->attributes, leaf)));
    if ((now.is_null() && untold) || Equivalent(*leaf.field, before, now)) PutAt(imported, leaf, before);
  }
}

// What another account offers is not this one's yet: a state that had it would say that it was accepted, and no plan
// would ever accept it.
void RefuseOffer(const Asked& asked, Adapter& adapter, ObjectOutput& output) {
  const Value& state = output.state;
  if (state.is_null() || asked.lowered() || FindField(asked.fields(), field::kAdopt) == nullptr) return;
  const std::string id = Text(state, field::kId);
  const auto offered = adapter.IsOffered(asked.kind, Text(state, field::kRegion), id, asked.stop);
  if (offered.ok() && !*offered) return;
  if (!offered.ok()) {
    output.diagnostics.AddStatus({}, kImportFailed, offered.status());
  } else {
    const std::string name = Text(state, field::kName);
    output.diagnostics.AddError(
        {}, "Offer is not accepted",
        fmt::format(
            "{} is offered by another account and was not accepted, so there is nothing to import yet. To "
            "accept it, take it over: write adopt = \"{}\"{} in the configuration and apply that. To decline it: "
            "interconnect decline {} {}/{}/{}",
            Titled(asked.kind, name, id), id,
            name.empty() ? ""
                         : fmt::format(" and name = {}",
                                       Shown(*FindField(asked.fields(), field::kName), state.Get(field::kName))),
            KindName(asked.kind), Text(state, field::kCloud), Text(state, field::kRegion), id));
    output.offered = true;
  }
  output.state = Value::Null();
  output.facts.clear();
}

}  // namespace

std::string ImportName(Run& run, Kind kind, const Value& state) {
  Diagnostics unused;
  const Call call = MakeCall(run, kind, state, "", unused);
  if (call.traits == nullptr) return "";
  if (!call.lowered()) return Text(state, field::kId);
  const std::string parent = Text(state, field::kVirtualInterfaceId);
  const std::string family = Text(state, field::kAddressFamily);
  return parent.empty() || family.empty() ? std::string() : fmt::format("{}/{}", parent, family);
}

ObjectOutput MovedObject(Run& run, Kind kind, const Value& attributes, const std::string& account) {
  ObjectOutput output;
  const Call call = MakeCall(run, kind, attributes, account, output.diagnostics);
  if (call.traits == nullptr) return output;
  output.state = Shaped(call.fields(), attributes);
  FillDefaults(call, output.state);
  output.facts = FactsText({.id = Text(attributes, field::kId), .moved = true});
  return output;
}

ObjectOutput ReadMoved(const Asked& asked, const Value& state) {
  ObjectOutput output;
  const auto adapter = asked.adapter();
  if (!adapter.ok()) {
    output.diagnostics.AddStatus({}, "Cloud cannot be asked", adapter.status());
    return output;
  }
  ImportId id{Text(state, field::kCloud), Text(state, field::kRegion), Text(state, field::kId)};
  const bool guessed = id.region.empty();
  if (guessed) {
    const auto usual = (*adapter)->DefaultRegion();
    if (!usual.ok()) {
      output.diagnostics.AddStatus(field::kRegion, kImportFailed, usual.status());
      return output;
    }
    id.region = *usual;
  }
  output = ImportReal(asked, **adapter, id, Freshness::kShared);
  if (output.state.is_null()) {
    if (guessed) {
      output.diagnostics.AddError({}, kImportFailed,
                                  fmt::format("The state that {} was moved from does not say its region; it was looked "
                                              "for in {}, the region of the provider's settings. If that is not its "
                                              "region, import it: the import id names one.",
                                              id.id, id.region));
    }
    return output;
  }
  KeepWhatWasKnown(asked, **adapter, id, state, output.state);
  output.facts = WithOwner(asked, output.state, std::move(output.facts), "");
  return output;
}

ObjectOutput ImportObject(Run& run, Kind kind, const std::string& import_id, const std::string& account) {
  ObjectOutput output;
  if (kind == Kind::kBgpGroup && ParseLoweredGroupId(import_id)) {
    RefuseLoweredId(import_id, output.diagnostics);
    return output;
  }
  const auto id = ParseImportId(import_id);
  if (!id) {
    const std::string meant = ImportIdMeant(run.clouds.vendors(), kind, import_id);
    output.diagnostics.AddError(
        {}, "Malformed import id",
        fmt::format("\"{}\" is no import id of a {}. It has the form {}{}.", import_id, KindTitle(kind),
                    FormOf(kind, false), meant.empty() ? "" : fmt::format(": here {}", meant)));
    return output;
  }
  Value subject;
  subject.Put(field::kCloud, Value::String(id->cloud));
  const Call call = MakeCall(run, kind, subject, account, output.diagnostics);
  if (call.traits == nullptr) return output;
  const auto adapter = call.adapter();
  if (!adapter.ok()) {
    output.diagnostics.AddStatus({}, "Cloud cannot be asked", adapter.status());
    return output;
  }
  output = call.lowered() ? ImportLowered(call, **adapter, *id) : ImportReal(call, **adapter, *id, Freshness::kLive);
  RefuseOffer(call, **adapter, output);
  if (!output.state.is_null()) output.facts = WithOwner(call, output.state, std::move(output.facts), "");
  return output;
}

}  // namespace ic::reconcile
