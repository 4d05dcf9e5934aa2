#include "reconcile/apply/create.h"

#include <algorithm>
#include <chrono>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "adapters/contract/mark.h"
#include "reconcile/adopt/adoption.h"
#include "reconcile/adopt/begun.h"
#include "reconcile/adopt/candidates.h"
#include "reconcile/adopt/create_checks.h"
#include "reconcile/adopt/left_behind.h"
#include "reconcile/adopt/note.h"
#include "reconcile/adopt/places.h"
#include "reconcile/adopt/proof.h"
#include "reconcile/adopt/takeover.h"
#include "reconcile/apply/finish.h"
#include "reconcile/apply/request.h"
#include "reconcile/guard/guard.h"
#include "reconcile/guard/peer_group.h"
#include "reconcile/ledger/owner.h"
#include "reconcile/ledger/region.h"
#include "reconcile/object/facts.h"
#include "reconcile/object/lowering.h"
#include "reconcile/object/merge.h"
#include "reconcile/object/planner.h"

namespace ic::reconcile {
namespace {

ObjectKey KeyOf(const Call& call, const CreateRequest& request, const std::string& id) {
  return {call.account, request.region, call.kind, id};
}

// What was not known when planning, for reasons of this side.
Value ResolveCreate(const Call& asked, Value planned, Diagnostics& diagnostics) {
  planned.Put(field::kRegion, RegionWhenApplied(asked, planned, diagnostics));
  if (planned.Get(field::kOnDestroy).is_unknown()) planned.Put(field::kOnDestroy, Value::Null());
  if (FindField(asked.fields(), field::kOnDestroy) != nullptr && planned.Get(field::kOnDestroy).is_null()) {
    planned.Put(field::kOnDestroy, Value::String(OnDestroyOf(asked, planned)));
  }
  return planned;
}

// There is nothing to be made: it lives in the state only.
ObjectOutput CreateLowered(const Subject& subject, Value planned) {
  if (planned.Get(field::kId).is_unknown()) planned.Put(field::kId, LoweredGroupId(planned));
  ObjectOutput output;
  output.state = Shaped(subject.fields(), planned.UnknownToNull());
  output.facts = FactsText({Text(output.state, field::kId)});
  return output;
}

CreateRequest CreateRequestFor(const Subject& subject, const Adapter& adapter, const Value& planned,
                               const Value& config) {
  CreateRequest request;
  request.kind = subject.kind;
  request.region = Text(planned, field::kRegion);
  request.desired = WithoutNothing(*subject.tables, WithoutKey(planned.UnknownToNull()));
  request.secrets = SecretsOf(planned, config);
  request.mark = MarkOf(subject, request.desired);
  request.owner = subject.config->owner;
  request.timeout = TimeoutOf(adapter, subject.kind, planned, "create");
  return request;
}

// What is taken over becomes this run's own. False if it is managed already.
bool ClaimAdopted(const Call& call, const ObjectKey& key, Diagnostics& diagnostics) {
  auto ledger = call.run.ledger.Open();
  const Existing* entry = ledger->Find(key);
  if (entry != nullptr && entry->fate == Fate::kForgotten) {
    ledger->Set(key, [](Existing& forgotten) { forgotten = Existing(); });
    return true;
  }
  const bool fresh = ledger->Enter(key);
  if (!fresh) {
    diagnostics.AddError(field::kAdopt, "Object cannot be taken over",
                         fmt::format("{} is already managed by this configuration.", Titled(call.kind, "", key.id)));
  }
  return fresh;
}

// An error, because nothing came of the call.
void AddNothingMade(const ChangeResult& result, const std::string& summary, Diagnostics& diagnostics) {
  diagnostics.Append(result.diagnostics);
  diagnostics.AddStatus({}, summary,
                        result.status.ok() ? InternalError("The cloud's answer holds no id.") : result.status);
}

// `planned` with what was only read when planning left open again: nothing of that is asked of the cloud.
Value AsAsked(const Call& call, const Value& planned, const Value& config) {
  if (!planned.Get(field::kAdopt).is_known() || config.kind() != Value::Kind::kObject) return planned;
  const Value open = PlanCreate(call, config, planned.Get(field::kRegion)).planned;
  Value asked = planned;
  for (const Leaf& leaf : call.leaves()) {
    const bool read = ValueAt(open, leaf).is_unknown() && ValueAt(config, leaf).is_null() && !leaf.local();
    if (read && leaf.path != field::kRegion) PutAt(asked, leaf, Value::Unknown());
  }
  return asked;
}

// What was read when planning was looked at, and is so still.
void CheckStillSo(const Call& call, const Creation& creation, const Value& live, Diagnostics& diagnostics) {
  for (const Leaf& leaf : call.leaves()) {
    const Value& seen = ValueAt(creation.planned, leaf);
    if (!ValueAt(creation.asked, leaf).is_unknown() || !seen.is_known()) continue;
    const Value& now = ValueAt(live, leaf);
    if (Equivalent(*leaf.field, seen, now)) continue;
    diagnostics.AddError(leaf.attribute(), "Object has changed since it was planned",
                         fmt::format("{} was not taken over: when this was planned, its {} was {}, and now it is {}. "
                                     "Plan again, and look at it.",
                                     Titled(call.kind, "", Text(creation.planned, field::kAdopt)), leaf.path,
                                     Shown(*leaf.field, seen), Shown(*leaf.field, now)));
  }
}

// What is told it by so many words alone, and changes in place. Tags and the group are always set.
std::vector<const Leaf*> TakenOff(const Takeover& takeover, const Value& asked) {
  std::vector<const Leaf*> leaves;
  for (const Difference& difference : takeover.differences) {
    const Leaf& leaf = *difference.leaf;
    const bool set = leaf.field->cosmetic || leaf.field->sensitive || leaf.path == field::kRedundancyGroup;
    if (!set && leaf.field->presence == Presence::kOptional && IsNothing(*leaf.field, ValueAt(asked, leaf))) {
      leaves.push_back(&leaf);
    }
  }
  return leaves;
}

Outcome Adopt(const Call& call, const Creation& creation, const ApplyInput& input) {
  const Value& config = input.config;
  Outcome outcome;
  const Intent intent{.wanted = creation.asked, .said = AsSaid(call, config, input.none)};
  const CreateCheck check = CheckCreate(call, intent, When::kApply, Freshness::kLive);
  outcome.diagnostics.Append(check.diagnostics);
  if (!check.found) return outcome;
  const Takeover takeover = TakeoverOf(call, creation.asked, config, *check.found, Freshness::kLive);
  CheckStillSo(call, creation, takeover.live, outcome.diagnostics);
  outcome.diagnostics.Append(WarnOfTakeover(call, takeover, creation.asked, *check.found));
  outcome.hold = GuardTakeover(call, takeover, outcome.diagnostics);
  if (outcome.diagnostics.has_errors()) return outcome;
  const ObjectKey key = KeyOf(call, creation.request, check.found->id);
  if (!ClaimAdopted(call, key, outcome.diagnostics)) return outcome;
  outcome.taken_off = TakenOff(takeover, creation.asked);
  outcome.before = takeover.live;
  outcome.result = creation.adapter->Create(creation.request, call.stop);
  if (outcome.made()) return outcome;
  call.run.ledger.Gone(key);
  AddNothingMade(outcome.result, "Object was not taken over", outcome.diagnostics);
  return outcome;
}

ChangeResult SettleCandidate(const Call& call, const Creation& creation, const Candidate& candidate) {
  const CreateRequest& request = creation.request;
  const Observed& observed = candidate.observed;
  ChangeResult result =
      creation.adapter->Settle(call.kind, request.region, observed.id, request.desired, request.timeout, call.stop);
  result.id = observed.id;
  if (result.attributes.is_null()) result.attributes = observed.attributes;
  if (result.sessions.empty()) result.sessions = observed.sessions;
  return result;
}

// How what was found is marked.
void NoteMarks(const CreateRequest& request, const Observed& found, Outcome& outcome) {
  outcome.nonce = found.nonce;
  outcome.is_unmarked = found.mark != request.mark || found.owner != OwnerAsMarked(request.owner);
}

// The request may have been carried out. If nothing is found now it may still appear: the next run looks again. Nothing
// like it was there when it was sent: what is there now is what it made.
void FindLost(const Call& call, const Creation& creation, bool all_is_held, Outcome& outcome) {
  CreateRequest request = creation.request;
  request.freshness = Freshness::kLive;  // what was listed before the request left says nothing about it
  // Not ended by a stop: looking is the end of a call that was sent.
  auto candidates = creation.adapter->FindCandidates(request, {});
  if (candidates.ok()) {
    JudgeNonces({request.nonce, creation.earlier}, *candidates);
    const Candidate* chosen =
        ChooseCandidate(call, request.desired, /*begun=*/true, all_is_held, *candidates, outcome.diagnostics);
    if (chosen != nullptr) {
      outcome.result = SettleCandidate(call, creation, *chosen);
      NoteMarks(creation.request, chosen->observed, outcome);
      return;
    }
  }
  outcome.diagnostics.Append(outcome.result.diagnostics);
  const bool stopped = outcome.result.status.code() == StatusCode::kCancelled;
  outcome.diagnostics.AddStatus(
      {}, stopped ? "Stopped before it was known what was made" : "Answer of the cloud was lost",
      outcome.result.status.Annotate(
          fmt::format("{} may have been created, but {}{}. Run again: {}", Titled(call.kind, creation.planned),
                      stopped ? "it is not there yet" : "no answer arrived",
                      candidates.ok() ? "" : " and it could not be looked for",
                      creation.noted || MarkProves(call)
                          ? "what was created is found and taken over"
                          : "what was created is found; nothing shows then that it is this configuration's, so it is "
                            "named and can be imported")));
}

std::string NoteOf(const Call& call, const Creation& creation) {
  const CreateRequest& request = creation.request;
  const Value planned = WithoutKey(creation.planned.UnknownToNull());
  return NoteText(call, {.digest = creation.digest,
                         .mark = request.mark,
                         .owner = request.owner,
                         .nonce = request.nonce,
                         .account = call.account,
                         .caller = ParseFacts(WithOwner(call, planned, FactsText({"-"}), "")).owner,
                         .at = call.run.clock == nullptr ? Time() : call.run.clock->Now(),
                         .planned = planned});
}

// By it a later run finds what this create made, whatever becomes of this run and of the configuration.
bool WriteNote(Creation& creation, const Call& call, const ApplyInput& input, Diagnostics& diagnostics) {
  if (!input.begin) return true;
  const Status noted = input.begin(NoteOf(call, creation));
  creation.noted = noted.ok();
  if (!noted.ok()) {
    diagnostics.AddStatus({}, "Nothing was created", noted.Annotate("That it is about to be could not be noted"));
  }
  return noted.ok();
}

// The one call that makes something.
void Send(const Call& call, const Creation& creation, bool all_is_held, Outcome& outcome) {
  outcome.result = creation.adapter->Create(creation.request, call.stop);
  outcome.nonce = creation.request.nonce;
  if (outcome.made()) {
    call.run.ledger.Claim(KeyOf(call, creation.request, outcome.result.id));
  } else if (outcome.result.status.ambiguous()) {
    call.run.changes_since.Renew();
    FindLost(call, creation, all_is_held, outcome);
  } else {
    outcome.made_nothing = !creation.begun_before;  // what an earlier run sent may have been carried out meanwhile
    AddNothingMade(outcome.result, fmt::format("Creating a {} failed", KindTitle(call.kind)), outcome.diagnostics);
  }
}

// What the run that made it had still to do, and may have sent.
Status AwaitRest(const Call& call, const Creation& creation, const ApplyInput& input, Candidate& candidate) {
  const auto note = creation.begun_before ? ParseNote(*call.field_table, input.begun) : std::nullopt;
  return AwaitParts(call, creation.request.desired, note ? note->planned : Value::Null(), candidate.observed);
}

// Of what an earlier run left behind: what it was given since may interrupt, as a change of it would.
Outcome Resume(const Call& call, const Creation& creation, const ApplyInput& input, Candidate candidate) {
  Outcome outcome;
  if (const Status waited = AwaitRest(call, creation, input, candidate); !waited.ok()) {
    outcome.diagnostics.AddStatus({}, "An interrupted create was not gone on with", waited);
  }
  const Takeover takeover =
      TakeoverOf(call, creation.planned, input.config, candidate.observed, creation.request.freshness);
  if (!outcome.diagnostics.has_errors()) outcome.hold = GuardTakeover(call, takeover, outcome.diagnostics);
  if (outcome.diagnostics.has_errors()) {
    call.run.ledger.Gone(KeyOf(call, creation.request, candidate.observed.id));
    return outcome;
  }
  outcome.result = SettleCandidate(call, creation, candidate);
  NoteMarks(creation.request, candidate.observed, outcome);
  return outcome;
}

// What exists already, and which of it an earlier create of this made.
struct Found {
  std::vector<Candidate> candidates;
  const Candidate* chosen = nullptr;  // one of them
};

// False: an error.
bool Look(const Call& call, const Creation& creation, const CreateRequest& request, bool all_is_held, Found& found,
          Diagnostics& diagnostics) {
  auto candidates = creation.adapter->FindCandidates(request, call.stop);
  if (!candidates.ok()) {
    diagnostics.AddStatus({}, "Nothing was created",
                          candidates.status().Annotate("What exists already could not be listed"));
    return false;
  }
  found.candidates = *std::move(candidates);
  JudgeNonces({creation.earlier}, found.candidates);
  if (!creation.begun_before) JudgeProofs(call, request.mark, found.candidates);
  found.chosen =
      ChooseCandidate(call, request.desired, creation.begun_before, all_is_held, found.candidates, diagnostics);
  return found.chosen != nullptr || !diagnostics.has_errors();
}

// An earlier run sent this very create, and it may still be carried out: another one now would make a second object.
// Looks again until it is found, or until it was sent so long ago that it is not any more. False: an error.
bool AwaitEarlier(const Call& call, const Creation& creation, const ApplyInput& input, Found& found,
                  Diagnostics& diagnostics) {
  const auto note = ParseNote(*call.field_table, input.begun);
  Clock* const clock = call.run.clock;
  if (!creation.begun_before || !note || clock == nullptr) return true;
  const Time until = WaitedForUntil(call.run, note->at);
  CreateRequest request = creation.request;
  request.freshness = Freshness::kLive;
  while (found.chosen == nullptr && clock->Now() < until) {
    if (!clock->SleepFor(std::min<Duration>(until - clock->Now(), kLookAgain), call.stop)) {
      diagnostics.AddStatus({}, "Nothing was created",
                            CancelledError("Stopped while an earlier create of it was waited for."));
      return false;
    }
    if (!Look(call, creation, request, input.all_is_held, found, diagnostics)) return false;
  }
  return true;
}

// One listing, begun since this create was, answers both what is there already and what counts against the limits.
Outcome MakeObject(const Call& call, Creation& creation, const ApplyInput& input) {
  if (creation.planned.Get(field::kAdopt).is_known()) return Adopt(call, creation, input);
  const CreateRequest& request = creation.request;
  Outcome outcome;
  Found found;
  if (!Look(call, creation, request, input.all_is_held, found, outcome.diagnostics) ||
      !AwaitEarlier(call, creation, input, found, outcome.diagnostics)) {
    return outcome;
  }
  if (found.chosen != nullptr) {
    Outcome resumed = Resume(call, creation, input, *found.chosen);
    outcome.diagnostics.Append(resumed.diagnostics);
    resumed.diagnostics = std::move(outcome.diagnostics);
    return resumed;
  }
  const Intent intent{.wanted = creation.planned, .counted = WithInterface(call, request.desired, Freshness::kShared)};
  outcome.diagnostics.Append(CheckCreate(call, intent, When::kApply, request.freshness).diagnostics);
  if (!outcome.diagnostics.has_errors()) outcome.hold = GuardMaking(call, creation.planned, outcome.diagnostics);
  if (outcome.diagnostics.has_errors() || !WriteNote(creation, call, input, outcome.diagnostics)) return outcome;
  Send(call, creation, input.all_is_held, outcome);
  return outcome;
}

}  // namespace

ObjectOutput CreateObject(const Call& call, const ApplyInput& input) {
  ObjectOutput output;
  const Value planned = ResolveCreate(call, input.planned, output.diagnostics);
  if (output.diagnostics.has_errors()) return output;
  output.diagnostics.Append(CheckPlannedValues(call, planned, input.config, nullptr));
  if (output.diagnostics.has_errors()) return output;
  if (call.lowered()) return CreateLowered(call, planned);
  const auto adapter = AdapterFor(call, output.diagnostics);
  if (adapter == nullptr || RefuseReadOnly(call, "Creating", output.diagnostics)) return output;
  Creation creation{adapter, planned, AsAsked(call, planned, input.config)};
  creation.request = CreateRequestFor(call, *adapter, creation.asked, input.config);
  creation.digest = DigestOf(call, creation.request.desired);
  creation.begun_before = !creation.digest.empty() && creation.digest == DigestIn(input.begun);
  creation.request.desired = WithLocationSpelled(call, std::move(creation.request.desired));
  creation.noted = creation.begun_before;
  if (creation.begun_before) creation.earlier = NonceIn(input.begun);
  const bool adopts = !planned.Get(field::kAdopt).is_null();
  const bool waited = AwaitOwedPlaces(call, planned, creation.request.timeout);
  if (waited) call.run.changes_since.Renew();
  if (!adopts) creation.request.freshness = Freshness::Young(call.run.changes_since.Get());
  if (!adopts && !creation.request.mark.empty()) {
    creation.request.nonce = NonceFor(call, creation.request.mark);  // noted before it is sent
  }
  // What is taken over is told apart by its id.
  const std::string& mark = creation.request.mark;
  const bool claims = !mark.empty() && !adopts;
  if (claims && !call.run.ledger.ClaimMark(call.account, mark)) {
    output.diagnostics.AddError({}, "Two objects are the same",
                                fmt::format("{} was not created: this run creates another one with the same name and "
                                            "the same values. Give them different names.",
                                            Titled(call.kind, planned)));
    return output;
  }
  output = Merged(call, creation, MakeObject(call, creation, input));
  if (output.state.is_null() && claims) call.run.ledger.ReleaseMark(call.account, mark);
  return output;
}

}  // namespace ic::reconcile
