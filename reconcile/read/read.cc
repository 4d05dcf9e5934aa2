#include "reconcile/read/read.h"

#include <utility>

#include <fmt/format.h>

#include "adapters/contract/mark.h"
#include "reconcile/ledger/live_look.h"
#include "reconcile/ledger/owner.h"
#include "reconcile/object/cannot_ask.h"
#include "reconcile/object/facts.h"
#include "reconcile/object/merge.h"
#include "reconcile/object/others.h"
#include "reconcile/read/import.h"

namespace ic::reconcile {
namespace {

void WarnOfAbsence(const Call& call, const Value& state, std::string_view why, Diagnostics& diagnostics) {
  diagnostics.AddWarning({}, "Object is gone",
                         fmt::format("{} {}. It is removed from the state, and made again if the configuration still "
                                     "has it.",
                                     Titled(call.kind, state), why));
}

// It is not absence: nothing is ordered in its place.
void WarnOfTrouble(const Call& call, const Value& state, const Observed& observed, Diagnostics& diagnostics) {
  if (observed.trouble.empty()) return;
  diagnostics.AddWarning({}, fmt::format("A {} does not work by itself", KindTitle(call.kind)),
                         fmt::format("{} {}. It is kept in the state, and nothing is made in its place.",
                                     Titled(call.kind, state), observed.trouble));
}

std::string OwnerChanged(const Facts& before, const Observed& now) {
  const std::string by_now = now.owner.empty() ? "is not" : "is marked as owned by " + now.owner;
  if (before.marked_owner.empty()) {
    return fmt::format("was marked as nobody's (no tag interconnect:owner), and {} by now", by_now);
  }
  return fmt::format("was marked as owned by {} (tag interconnect:owner), and {} by now", before.marked_owner, by_now);
}

// By these tags others tell that it is somebody's. Where the owner of the settings changed, it is marked anew when its
// tags change next. Where tags are full, a mark made room for one of the user's.
std::string MarksChanged(const Call& call, const Facts& before, const Observed& now) {
  const auto no_room = [&now](const std::string& mark) { return mark.empty() && now.is_full_of_tags; };
  const bool is_known = !before.marked_owner.empty() || IsMarkedAsNobodys(before);
  const bool as_it_was = now.owner == before.marked_owner || now.owner == OwnerAsMarked(call.config->owner);
  if (is_known && !as_it_was && !no_room(now.owner)) return OwnerChanged(before, now);
  if (before.mark.empty() || no_room(now.mark)) return "";
  if (now.mark == before.mark && (before.nonce.empty() || now.nonce == before.nonce)) return "";
  return fmt::format("{} the mark of its create (tag interconnect:mark)",
                     now.mark.empty() ? "has lost" : "has another one than");
}

// In the state, so that a plan has something that shows what putting them back changes.
void NoteMarks(const Call& call, const std::string& changed, Value& state) {
  if (FindField(call.fields(), field::kMarksChanged) == nullptr) return;
  const Value note = changed.empty() ? Value::Null() : Value::String(changed);
  if (!(state.Get(field::kMarksChanged) == note)) state.Put(field::kMarksChanged, note);
}

void WarnOfMarks(const Call& call, const Value& state, const std::string& changed, Diagnostics& diagnostics) {
  if (changed.empty()) return;
  diagnostics.AddWarning(
      {}, "Marks were changed",
      fmt::format("{} {}: somebody changed its tags. What is not marked as owned by this "
                  "configuration another one may be told to take over. The next apply puts them back, and "
                  "interrupts nothing.",
                  Titled(call.kind, state), changed));
}

// The tags are written when they change, and a plan has nothing that would show only that. So whoever lost the state
// would find what is there under another owner's name, and make it a second time.
void WarnOfOldOwner(const Call& call, const Facts& before, const Observed& now, Diagnostics& diagnostics) {
  const std::string own = OwnerAsMarked(call.config->owner);
  if (before.marked_owner.empty() || now.owner != before.marked_owner || now.owner == own) return;
  if (call.run.old_owner_is_said.exchange(true)) return;
  diagnostics.AddWarning(
      {}, "Objects are marked by the former owner",
      fmt::format(
          "What was made with `owner` \"{}\" has that in its tag interconnect:owner, and `owner` is {} now. Each "
          "object is marked anew when its tags change (adding one is enough). Until then a lost state is not found "
          "again by the marks: what has the old one counts as another owner's, and is made a second time.",
          now.owner, own.empty() ? "not set" : "\"" + own + "\""));
}

// Where nobody notes a create before it is sent, one that was killed may be carried out after the next run has made the
// object again: only the mark that both carry tells. Of ports: anything else has a place that takes one.
void WarnOfTwins(const Call& call, const Value& state, const Observed& observed, Diagnostics& diagnostics) {
  const std::string name = Text(state, field::kName);
  if (call.kind != Kind::kConnection || call.config->state_is_held || observed.mark.empty() || name.empty()) return;
  const auto there =
      call.run.live_lists.Get(call.account, Text(state, field::kRegion), call.kind, Freshness::kShared, call.stop);
  if (!there.ok()) return;
  auto ledger = call.run.ledger.Open();
  for (const Observed* one : (*there)->Named(name)) {
    const bool twin = one->id != observed.id && one->mark == observed.mark && one->owner == observed.owner;
    const ObjectKey key{call.account, Text(state, field::kRegion), call.kind, one->id};
    if (!twin || ledger->FindHeld(key) != nullptr || ledger->FindEntry(key) != nullptr) continue;
    diagnostics.AddWarning(
        {}, "An object may have been made twice",
        fmt::format("{} has the name and the mark of {}, and no state that was read so far has it. A create that was "
                    "interrupted may have made it, and it may cost money. If no configuration has it, delete it; "
                    "otherwise give one of the two another name.",
                    one->id, Titled(call.kind, name, observed.id)));
  }
}

// The state tells that the object has a key, and nobody keeps it here.
bool HidesKey(const Value& state, const Facts& facts) {
  return !facts.unkeyed && state.Get(field::kAuthKey).is_null() && state.Get(field::kAuthKeyWoVersion).is_known();
}

// The end of a change of the key is not known: the key that is noted is none that is known to be in force. What the
// cloud tells of it is taken.
void ForgetKey(const Value& state, const Observed& observed, Value& read) {
  read.Put(field::kAuthKeyWoVersion, Value::Null());
  if (state.Get(field::kAuthKey).is_null()) return;
  const Value& told = observed.attributes.Get(field::kAuthKey);
  const bool untold = told == Value::String(std::string(1, kStandInMark));
  read.Put(field::kAuthKey, untold ? Value::String(kUnknownKey) : told);
}

// What is known before a read. Who hides the key asks with a mark in its place, which is gone if the cloud says that
// there is no key.
Value KnownBefore(const Value& state, bool hides_key) {
  Value known = state;
  if (hides_key) known.Put(field::kAuthKey, Value::String(std::string(1, kStandInMark)));
  return known;
}

// A lowered object has nothing to be read; it lives and dies with its interface. A failed look changes nothing.
ObjectOutput ReadLowered(const Call& call, const Value& state, const std::string& facts) {
  ObjectOutput output{state, facts, {}};
  const std::string parent = Text(state, field::kVirtualInterfaceId);
  const auto adapter = call.adapter();
  if (parent.empty() || !adapter.ok()) return output;
  const auto observed = (*adapter)->Read(
      {Kind::kVirtualInterface, Text(state, field::kRegion), parent, Freshness::kShared, Value::Null()}, call.stop);
  if (!observed.ok()) return output;
  if (observed->has_value()) {
    output.facts = WithOwner(call, state, facts, facts);
    return output;
  }
  output.diagnostics.Append(CheckAbsence(call, state, facts));
  if (output.diagnostics.has_errors()) return output;
  WarnOfAbsence(call, state, fmt::format("has lost its virtual interface {}, which no longer exists", parent),
                output.diagnostics);
  output.state = Value::Null();
  return output;
}

}  // namespace

ObjectOutput ReadObject(Run& run, Kind kind, const Value& state, const std::string& facts, const std::string& account) {
  ObjectOutput output{state, facts, {}};
  const Call call = MakeCall(run, kind, state, account, output.diagnostics);
  if (call.traits == nullptr) return output;
  const Facts before = ParseFacts(facts);
  if (before.moved) {
    ObjectOutput found = ReadMoved(call, state);
    if (!found.state.is_null()) return ReadObject(run, kind, found.state, found.facts, account);
    output.diagnostics = std::move(found.diagnostics);
    return output;
  }
  output.diagnostics.Append(CheckOwner(call, state, facts));
  if (output.diagnostics.has_errors()) return output;
  if (call.lowered()) return ReadLowered(call, state, facts);
  const auto adapter = call.adapter();
  if (!adapter.ok()) {
    output.diagnostics.AddStatus({}, kCannotAsk, adapter.status());
    return output;
  }
  const ObjectKey known_as = call.KeyOf(state);
  const bool hides_key = HidesKey(state, before);
  const bool open_key = before.begun && LeavesKeyOpen(*before.begun);
  const bool asks_for_key = hides_key || (open_key && !state.Get(field::kAuthKey).is_null());
  const Value known =
      WithoutNothing(*call.tables, KnownBefore(state, asks_for_key));  // what is written as nothing is not tracked
  auto observed = (*adapter)->Read({kind, known_as.region, known_as.id, Freshness::kShared, known}, call.stop);
  if (!observed.ok()) {
    AddAskFailure(fmt::format("Reading a {} failed", KindTitle(kind)), observed.status(), output.diagnostics);
    return output;
  }
  if (!observed->has_value()) {
    output.diagnostics.Append(CheckAbsence(call, state, facts));
    if (output.diagnostics.has_errors()) return output;
    run.ledger.Gone(known_as);
    WarnOfAbsence(call, state, fmt::format("no longer exists in {} {}", call.traits->title, known_as.region),
                  output.diagnostics);
    output.state = Value::Null();
    return output;
  }
  Value& attributes = (*observed)->attributes;
  const std::string own = CallerAmong(call, {&attributes});
  attributes = WithOwnAccount(call, own, attributes, {&state});
  const auto role = RoleAfterRead(call, state, **observed);
  if (!role.ok()) {
    output.diagnostics.AddStatus({}, fmt::format("Reading a {} failed", KindTitle(kind)), role.status());
    return output;
  }
  output.state = MergeRead(call, state, **observed, *role);
  const ObjectKey key = call.KeyOf(output.state);
  if (key.id != known_as.id) run.ledger.Renamed(known_as, key, output.state);
  output.trouble = (*observed)->trouble;
  output.trouble_asked = (*observed)->trouble_asked;
  WarnOfTrouble(call, output.state, **observed, output.diagnostics);
  // What is for another account has that one's tags, and this account's marks only until that one accepts it.
  if (!IsForAnother(call, WithoutOwnAccount(call, own, output.state))) {
    output.marks_changed = MarksChanged(call, before, **observed);
  }
  NoteMarks(call, output.marks_changed, output.state);
  WarnOfMarks(call, output.state, output.marks_changed, output.diagnostics);
  WarnOfOldOwner(call, before, **observed, output.diagnostics);
  WarnOfTwins(call, output.state, **observed, output.diagnostics);
  if (hides_key && (*observed)->attributes.Get(field::kAuthKey).is_null()) {
    output.state.Put(field::kAuthKeyWoVersion, Value::Null());  // that of no key
  }
  if (open_key) ForgetKey(state, **observed, output.state);
  output.facts = WithOwner(call, state,
                           FactsText({.id = key.id,
                                      .unkeyed = before.unkeyed,
                                      .taken = before.taken,
                                      .mark = before.mark,
                                      .nonce = before.nonce,
                                      .marked_owner = before.marked_owner,
                                      .was = ChangedByOthers(call, before.was, state, output.state),
                                      .begun = before.begun}),
                           facts);
  std::string group = Text(output.state, field::kRedundancyGroup);
  run.ledger.Saw(key, output.state, (*observed)->mark, group);
  run.ledger.Found(key, **observed);
  if (kind == Kind::kVirtualInterface && HasSession(state) && !HasSession(output.state)) run.ledger.LostSession(key);
  return output;
}

}  // namespace ic::reconcile
