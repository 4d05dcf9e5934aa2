#include "reconcile/plan/plan_create.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "base/text.h"
#include "reconcile/adopt/adoption.h"
#include "reconcile/adopt/candidates.h"
#include "reconcile/adopt/create_checks.h"
#include "reconcile/adopt/left_behind.h"
#include "reconcile/adopt/namesake.h"
#include "reconcile/adopt/note.h"
#include "reconcile/adopt/proof.h"
#include "reconcile/adopt/successor.h"
#include "reconcile/adopt/takeover.h"
#include "reconcile/guard/guard.h"
#include "reconcile/guard/leaving.h"
#include "reconcile/guard/members.h"
#include "reconcile/guard/peer_group.h"
#include "reconcile/guard/quota.h"
#include "reconcile/guard/said_link.h"
#include "reconcile/ledger/region.h"
#include "reconcile/object/cannot_ask.h"
#include "reconcile/object/facts.h"
#include "reconcile/object/merge.h"
#include "reconcile/object/planner.h"
#include "reconcile/plan/entries.h"
#include "reconcile/plan/giving_up.h"
#include "reconcile/plan/of_offer.h"

namespace ic::reconcile {
namespace {

// Id of the object that this create replaces, empty if there is none.
std::string ReplacedBy(const Call& call, const PlanInput& input, const PlannedObject& plan) {
  const std::string said = ParseFacts(input.facts).id;
  return said.empty() && !input.replacements_are_said ? TaintedBy(call, plan) : said;
}

Action ActionFor(const std::string& replaced, const Value& planned) {
  if (!replaced.empty()) return Action::kReplace;
  return planned.Get(field::kAdopt).is_null() ? Action::kCreate : Action::kAdopt;
}

// On something that is made in this run.
bool StandsOnNew(const PlanInput& input) {
  return std::any_of(input.stand_ins.begin(), input.stand_ins.end(),
                     [](const auto& stand_in) { return stand_in.first != field::kId; });
}

// What it stands on may be there, and be taken over by this run: then its id is known. `completed` gets it, and `input`
// loses the name that stands for it.
void KnowParents(const Call& call, PlanInput& input, Value& completed) {
  auto ledger = call.run.ledger.Open();
  std::erase_if(input.stand_ins, [&](const auto& stand_in) {
    const Field* field = FindField(call.fields(), stand_in.first);
    const std::optional<Kind> kind = field == nullptr ? std::nullopt : ParentKindOf(*call.traits, *field);
    if (!kind) return false;
    const auto creates = ledger->CreatesNamed(call.account, *kind, kStandInMark + stand_in.second);
    if (creates.size() != 1) return false;
    const PlannedCreate& parent = creates.front()->second;
    const std::string& id = parent.takes_over.empty() ? parent.adopts : parent.takes_over;
    if (!id.empty()) completed.Put(stand_in.first, Value::String(id));
    return !id.empty();
  });
}

// `config` with none in the fields that name the account it is for and are not known yet; `path`: one of them, empty if
// there is none.
Value AsOwn(const Call& call, Value config, std::string& path) {
  for (const Leaf& leaf : call.leaves()) {
    const bool account = std::ranges::any_of(
        call.traits->accounts, [&](const auto& row) { return row.kind == call.kind && row.field == leaf.path; });
    if (!account || !ValueAt(config, leaf).is_unknown()) continue;
    if (leaf.parent != nullptr && config.Get(leaf.parent->name).is_unknown()) continue;
    PutAt(config, leaf, Value::Null());
    path = leaf.path;
  }
  return config;
}

// An account that is not known yet may come out as this one's own, and a plain object needs more. Terraform then has
// made what it stands on: that is refused now, and where nothing is ordered for it, said.
Diagnostics CheckUnknownAccount(const Call& call, const PlanInput& input, const Value& region) {
  Diagnostics diagnostics;
  std::string path;
  Value own = AsOwn(call, input.config, path);
  if (path.empty() || input.applied_at_once) return diagnostics;
  const PlannedObject plain = PlanCreate(call, own, region);
  if (!plain.diagnostics.has_errors()) return diagnostics;
  std::vector<std::string> needs;
  for (const Diagnostic& one : plain.diagnostics.items()) {
    if (one.severity == Severity::kError) needs.push_back(fmt::format("{}: {}", one.summary, one.detail));
  }
  const std::string text = fmt::format(
      "{} of {} is not known yet. Should it come out as this account's own, the object is a plain one, and refused: {} "
      "Write {} out, or apply first what it comes from (-target), so that it is known when this is planned.",
      path, Titled(call.kind, input.config), fmt::join(needs, " "), path);
  if (StandsOnNew(input)) {
    diagnostics.AddError({}, "It is not known what this object needs",
                         text + " What it stands on is made in this run, and would have been ordered by then.");
  } else {
    diagnostics.AddWarning({}, "It is not known what this object needs", text);
  }
  return diagnostics;
}

// Puts names for what is not known yet into what `plan` counts by.
void PutStandIns(const Call& call, const PlanInput& input, PlannedObject& plan) {
  plan.completed = WithStandIns(std::move(plan.completed), input.stand_ins);
  // The id of a lowered group is what it says: by that it is referred to.
  const Value& id = plan.planned.Get(field::kId);
  if (call.lowered() && id.is_known()) plan.completed.Put(field::kId, id);
}

// What it changes at an object that is there already: what people are to see in place of a create.
std::vector<FieldChange> ExplainTakeover(const Subject& subject, Takeover takeover) {
  PlannedObject plan;
  plan.planned = std::move(takeover.after);
  plan.differences = std::move(takeover.differences);
  std::vector<FieldChange> changes = Explain(subject, takeover.live, plan);
  // A write-only key is in no value of a plan, and is sent all the same.
  for (const Difference& difference : plan.differences) {
    if (difference.leaf->path != field::kAuthKeyWo) continue;
    const std::string hidden = Shown(*difference.leaf->field, Value::Unknown());
    changes.push_back({difference.leaf->path, hidden, hidden, OnChange::kInPlace, "", difference.interrupts});
  }
  return changes;
}

// What is asked of a create beside its values.
struct NewObject {
  std::string replaced;  // id of what it replaces
  std::string digest;    // DigestOf it; empty: something is not known yet
  std::string mark = {};
};

// The create looks as well, and makes nothing unseen: so it is known now that it would fail. Limits alone are no
// reason.
void RefuseUnseen(const Call& call, const Status& refused, Diagnostics& diagnostics) {
  diagnostics.AddStatus(
      {}, kRefusesToTell,
      refused.Annotate(fmt::format(
          "The credentials of \"{}\" may not list every {} in {}, and nothing is created before what exists already "
          "was "
          "looked at. Let them call the operation that is named here, or see whether they are those of the account "
          "(project, role, agency) that is meant. {} says",
          call.account, KindTitle(call.kind), call.traits->title, call.traits->title)));
}

bool MayNotLook(const Diagnostics& diagnostics) {
  return std::ranges::any_of(diagnostics.items(), [](const Diagnostic& one) { return one.summary == kRefusesToTell; });
}

// What an interrupted create of it left behind. What else is there in its place is an error.
std::optional<Observed> FindLeftBehind(const Call& call, const PlanInput& input, const PlannedObject& plan,
                                       const NewObject& object, Diagnostics& found) {
  const std::string region = Text(plan.planned, field::kRegion);
  const auto adapter = call.adapter();
  if (StandsOnNew(input) || object.digest.empty() || region.empty() || !adapter.ok()) return std::nullopt;
  CreateRequest request{.kind = call.kind,
                        .region = region,
                        .desired = WithoutNothing(*call.tables, WithoutKey(plan.completed.UnknownToNull())),
                        .secrets = SecretsOf(plan.planned, input.config),
                        .mark = object.mark,
                        .owner = call.config->owner,
                        .freshness = Freshness::kShared,
                        .planned = true};
  auto candidates = (*adapter)->FindCandidates(request, call.stop);
  Diagnostics said;
  if (candidates.status().code() == StatusCode::kPermissionDenied) {
    RefuseUnseen(call, candidates.status(), found);
    return std::nullopt;
  }
  if (!candidates.ok()) {
    AddLookFailure(candidates.status(), said);
    if (said.has_errors()) found.Append(said);  // the rest is said by the limits, which look as well
    return std::nullopt;
  }
  const Foresight foresight{object.digest == DigestIn(input.begun), object.replaced, input.replacements_are_said};
  if (foresight.begun) {
    JudgeNonces({NonceIn(input.begun)}, *candidates);
  } else {
    JudgeProofs(call, object.mark, *candidates);
  }
  const Candidate* chosen = ForeseeCandidate(call, request.desired, foresight, *candidates, said);
  // Terraform plans in no order: what is in the place of a replacement may be another resource's, not read yet.
  if (chosen != nullptr || object.replaced.empty() || input.replacements_are_said) found.Append(said);
  return chosen == nullptr ? std::nullopt : std::optional(chosen->observed);
}

std::string ChangeText(const FieldChange& change) {
  return fmt::format("{}: {} -> {}{}", change.path, change.before, change.after,
                     change.interrupts.empty() ? "" : fmt::format(", which interrupts {}", change.interrupts));
}

// Nothing of the object: which one it is, and what only the state keeps.
bool IsOfState(const Call& call, const std::string& path) {
  return std::ranges::any_of(call.leaves(), [&path](const Leaf& leaf) {
    return leaf.path == path && (leaf.local() || leaf.path == field::kAdopt);
  });
}

// Terraform shows a takeover as a creation.
void SayWhatChanges(const Call& call, const std::vector<FieldChange>& changes, const std::string& id,
                    Diagnostics& diagnostics) {
  std::vector<std::string> words;
  for (const FieldChange& change : changes) {
    if (!IsOfState(call, change.path)) words.push_back(ChangeText(change));
  }
  if (words.empty()) return;
  diagnostics.AddWarning({}, "Takeover changes what is there",
                         fmt::format("Taking {} over changes {}.", Titled(call.kind, "", id), JoinWords(words, "and")));
}

// What was read of an object that `adopt` names. Where people see nothing of a plan but its values (Terraform), they
// are planned. A command line plans what is configured, and shows the rest beside it.
void ShowFound(const Call& call, const PlanInput& input, const Takeover& takeover, const Observed& found,
               PlanOutput& output) {
  for (FoundValue& one : FoundValues(call, takeover, output.planned, input.config, found)) {
    output.found.emplace_back(one.leaf->path, Shown(*one.leaf->field, one.value));
    if (one.stays && !input.replacements_are_said) PutAt(output.planned, *one.leaf, std::move(one.value));
  }
}

// Terraform plans once more when it applies, and what was planned has to be planned again. Whatever else there is to
// say, the create says.
void ShowFoundAgain(const Call& call, const PlanInput& input, const std::string& replaced, PlanOutput& output) {
  const Value& planned = output.planned;
  if (input.replacements_are_said || !planned.Get(field::kAdopt).is_known()) return;
  if (call.lowered() || Text(planned, field::kRegion).empty()) return;
  Diagnostics unsaid;
  const auto found =
      CheckAdoption(call, {planned, AsSaid(call, input.config, input.none), replaced}, Freshness::kShared, unsaid);
  if (!found) return;
  const Takeover takeover = TakeoverOf(call, planned, input.config, *found, Freshness::kShared);
  ShowFound(call, input, takeover, *found, output);
}

// What the rest of the run and the clouds make of it. `plan.completed` is with stand-ins.
void CheckNew(const Call& call, const PlanInput& input, PlannedObject plan, NewObject object, PlanOutput& output) {
  Diagnostics& diagnostics = output.diagnostics;
  const std::string& replaced = object.replaced;
  if (!replaced.empty()) diagnostics.Append(CheckReplacedBy(call, plan, input.config, replaced));
  object.mark = StandsOnNew(input) ? std::string() : MarkOf(call, plan.completed);
  const bool tells = !input.applied_at_once && AreExact(call, input.stand_ins);
  const std::string digest = tells ? DigestOf(call, plan.completed) : std::string();
  const EnteredCreate entered = EnterCreate(call, plan, replaced, object.mark, digest, JudgesItself(input));
  diagnostics.Append(entered.diagnostics);
  if (!diagnostics.has_errors()) diagnostics.Append(CheckNothingLeavesFor(call, plan.completed));
  if (call.lowered()) diagnostics.Append(entered.alike);
  if (input.applied_at_once) ShowFoundAgain(call, input, replaced, output);
  if (call.lowered() || input.applied_at_once) return;
  const bool adopts = !plan.planned.Get(field::kAdopt).is_null();
  Diagnostics in_place;  // said last: a limit says more
  const std::optional<Observed> left = adopts ? std::nullopt : FindLeftBehind(call, input, plan, object, in_place);
  if (MayNotLook(in_place)) {  // all else would look in vain
    diagnostics.Append(in_place);
    return;
  }
  const Intent intent{.wanted = plan.planned,
                      .said = AsSaid(call, input.config, input.none),
                      .counted = std::move(plan.completed),
                      .replaces = replaced,
                      .takes_over = left ? left->id : std::string(),
                      .ticket = entered.ticket,
                      .awaits_others = input.others_are_under_way};
  if (!left && !adopts && !object.digest.empty() && object.digest == DigestIn(input.begun)) {
    WarnOfUnanswered(call, intent.wanted, input.begun, diagnostics);
  }
  const CreateCheck check = CheckCreate(call, intent, When::kPlan, Freshness::kShared);
  diagnostics.Append(check.diagnostics);
  if (!diagnostics.has_errors()) diagnostics.Append(entered.alike);
  if (!diagnostics.has_errors()) diagnostics.Append(in_place);
  if (!diagnostics.has_errors() && !adopts) {
    diagnostics.Append(CheckNamesakes(call, {intent.wanted, object.mark, replaced, input.replacements_are_said}));
  }
  if (!diagnostics.has_errors() && !left) {
    diagnostics.Append(CheckWithCloud(call, plan.planned, Duration::zero(), When::kPlan, replaced));
  }
  const std::optional<Observed>& found = left ? left : check.found;
  if (!found && !diagnostics.has_errors()) diagnostics.Append(CheckMaking(call, plan.planned));
  if (!found || diagnostics.has_errors()) return;
  Takeover takeover = TakeoverOf(call, intent.wanted, input.config, *found, Freshness::kShared);
  NoteJoining(*call.run.ledger.Open(), call.KeyOf(takeover.live), takeover.live, intent.wanted);
  if (!left) diagnostics.Append(WarnOfTakeover(call, takeover, intent.wanted, *found));
  diagnostics.Append(CheckTakeover(call, takeover));
  output.takes_over = found->id;
  call.run.ledger.Open()->TakesOver(entered.ticket, found->id);
  if (replaced.empty()) output.action = Action::kAdopt;
  if (!left) ShowFound(call, input, takeover, *found, output);
  output.changes = ExplainTakeover(call, std::move(takeover));
  if (!input.replacements_are_said) SayWhatChanges(call, output.changes, found->id, diagnostics);
}

}  // namespace

PlanOutput PlanNewObject(const Call& call, const PlanInput& asked) {
  PlanOutput output;
  PlanInput input = asked;
  PlannedObject plan = PlanCreate(call, input.config, RegionForNew(call, input, output.diagnostics));
  const std::string replaced = ReplacedBy(call, input, plan);
  output.action = ActionFor(replaced, plan.planned);
  output.planned = plan.planned;
  output.facts = FactsText({replaced});
  output.diagnostics.Append(plan.diagnostics);
  if (!input.applied_at_once) output.changes = Explain(call, Value::Null(), plan);
  if (!output.diagnostics.has_errors()) {
    output.diagnostics.Append(CheckUnknownAccount(call, input, plan.planned.Get(field::kRegion)));
  }
  if (output.diagnostics.has_errors()) return output;
  KnowParents(call, input, plan.completed);
  NewObject object{replaced, DigestOf(call, plan.completed)};
  PutStandIns(call, input, plan);
  plan.completed = WithInterface(call, std::move(plan.completed), Freshness::kShared);
  if (!input.applied_at_once) output.diagnostics.Append(CheckNotOfOffer(call, input));
  output.diagnostics.Append(CheckAgainstGroup(call, plan.completed));
  output.diagnostics.Append(CheckAgainstInterface(call, plan.completed));
  if (!input.applied_at_once)
    output.facts = FactsOfReplacement(call, AsSaid(call, plan.planned, input.none), plan.completed, replaced);
  CheckNew(call, input, std::move(plan), std::move(object), output);
  return output;
}

}  // namespace ic::reconcile
