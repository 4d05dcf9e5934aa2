#include "reconcile/object/others.h"

#include <utility>

#include <fmt/format.h>

#include "reconcile/object/words.h"
#include "schema/value/json.h"

namespace ic::reconcile {
namespace {

// A change of it by somebody else is remembered: it would be undone by a replacement, or is that one's to decide.
bool IsRemembered(const Subject& subject, const Leaf& leaf, const Value& object) {
  const Field& field = *leaf.field;
  if (field.sensitive || field.write_only || leaf.local() || field.presence == Presence::kComputed) return false;
  if (leaf.path == field::kAdopt || leaf.path == field::kCloud || leaf.path == field::kRegion) return false;
  if (FindDecision(*subject.traits, subject.kind, leaf.path) != nullptr) return true;
  const Change* row = FindChange(*subject.traits, subject.kind, leaf.path, object);
  return row != nullptr && row->on_change == OnChange::kReplace;
}

// What nobody but the configuration gives a value.
bool IsShownAsWritten(const Leaf& leaf) {
  return leaf.field->presence == Presence::kOptional ||
         (leaf.parent != nullptr && leaf.parent->presence == Presence::kOptional);
}

// What an offer was made with and nobody changes on what is there.
std::string WordsForAnotherOffer(const Subject& subject, const Leaf& leaf, const Value& prior) {
  const Decision* decision = DecisionOf(subject, leaf);
  const Change* row = FindChange(*subject.traits, subject.kind, leaf.path, prior);
  const bool replaces = row != nullptr && row->on_change == OnChange::kReplace && !leaf.field->sensitive;
  if (decision == nullptr || !decision->made_with || !replaces) return "";
  return fmt::format(" To have another one offered with it in place of this one, name it: {}.",
                     AllowReplacement(*subject.config, Text(prior, field::kId)));
}

// Neither process of Terraform sees the other one's plan, and -target of the one half plans the other one too.
std::string WordsForItsOtherHalf(const Subject& subject, const Leaf& leaf, const Value& prior) {
  const Change* row = FindChange(*subject.traits, subject.kind, leaf.path, prior);
  const bool in_place = row == nullptr || row->on_change == OnChange::kInPlace;
  if (subject.config->state_is_held || !in_place) return "";
  return fmt::format(
      " Where both halves are in this configuration, write the new value at that account's alone, and ignore_changes = "
      "[{}] into the lifecycle of this one.",
      leaf.path);
}

}  // namespace

bool NamesAnother(const Value& prior, const Value& adopt) {
  if (adopt.is_unknown()) return true;
  return adopt.kind() == Value::Kind::kString && !adopt.AsString().empty() && !(adopt == prior.Get(field::kId));
}

const Decision* DecisionOf(const Subject& subject, const Leaf& leaf) {
  const std::string_view path = leaf.path == field::kTagsAll ? field::kTags : std::string_view(leaf.path);
  return FindDecision(*subject.traits, subject.kind, path);
}

bool IsOthersToDecide(const Subject& subject, const Leaf& leaf, AccountRole role) {
  if (role == AccountRole::kOwner) return false;
  const Decision* decision = DecisionOf(subject, leaf);
  return decision != nullptr && IsOthers(*decision, role);
}

bool IsLeftOut(const Subject& subject, const Leaf& leaf, const Value& state, AccountRole role) {
  if (role == AccountRole::kOwner || !IsShownAsWritten(leaf) || !IsOthersToDecide(subject, leaf, role)) return false;
  const bool is_import = state.Get(field::kId).is_null();
  return !is_import || !FindDecision(*subject.traits, subject.kind, leaf.path)->made_with;
}

bool RoleMatters(const Subject& subject, const Value& state, const Observed& observed) {
  if (subject.traits->decisions.empty()) return false;
  for (const Leaf& leaf : subject.leaves()) {
    if (Equivalent(*leaf.field, ValueAt(state, leaf), ValueAt(observed.attributes, leaf))) continue;
    if (leaf.field->sensitive || FindDecision(*subject.traits, subject.kind, leaf.path) == nullptr) continue;
    if (IsShownAsWritten(leaf)) return true;
  }
  return false;
}

std::map<std::string, std::string> ChangedByOthers(const Subject& subject,
                                                   const std::map<std::string, std::string>& before, const Value& state,
                                                   const Value& read) {
  std::map<std::string, std::string> changed;
  if (before.empty() && state == read) return changed;
  for (const Leaf& leaf : subject.leaves()) {
    const auto known = before.find(leaf.path);
    const Value& had = ValueAt(state, leaf);
    const Value& has = ValueAt(read, leaf);
    if ((known == before.end() && had == has) || !IsRemembered(subject, leaf, read)) continue;
    // What was not known before is no change: the cloud chose it, and tells it late.
    if (known == before.end() && had.is_null() && leaf.field->presence != Presence::kOptional) continue;
    std::string text = known != before.end() ? known->second : EncodeJson(FieldValueType(*leaf.field), had);
    if (!IsAsItWas({{leaf.path, text}}, leaf, has)) changed.emplace(leaf.path, std::move(text));
  }
  return changed;
}

bool IsAsItWas(const std::map<std::string, std::string>& was, const Leaf& leaf, const Value& planned) {
  const auto found = was.find(leaf.path);
  if (found == was.end()) return false;
  const auto before = DecodeJson(FieldValueType(*leaf.field), found->second);
  return before.ok() && Equivalent(*leaf.field, *before, planned);
}

Value WithOthersChanges(const Subject& subject, AccountRole role, const std::map<std::string, std::string>& was,
                        const Value& prior, Value planned) {
  for (const Leaf& leaf : subject.leaves()) {
    const Value& before = ValueAt(prior, leaf);
    if (before.is_null() || before == ValueAt(planned, leaf) || !IsOthersToDecide(subject, leaf, role)) continue;
    if (IsAsItWas(was, leaf, ValueAt(planned, leaf))) PutAt(planned, leaf, before);
  }
  return planned;
}

void RefuseOthersDecision(const Subject& subject, const Leaf& leaf, AccountRole role, const Value& prior,
                          const Value& planned, Diagnostics& diagnostics) {
  const Value& wanted = ValueAt(planned, leaf);
  const bool asks = leaf.path != field::kTagsAll && !(wanted.is_null() && IsShownAsWritten(leaf));
  if (wanted.is_unknown() || !asks) return;
  diagnostics.AddError(
      leaf.attribute(), "Another account decides this",
      fmt::format(
          "{} of {} would change from {} to {}, and that is for {} to decide. Nothing was changed. Agree with "
          "that account, and take {} out of the configuration here or write the value it has.{}{}",
          leaf.path, Titled(subject.kind, prior), Shown(*leaf.field, ValueAt(prior, leaf)), Shown(*leaf.field, wanted),
          role == AccountRole::kOffering ? "the account that it was made for" : "the account whose connection it is on",
          leaf.path, WordsForItsOtherHalf(subject, leaf, prior),
          role == AccountRole::kOffering ? " If it is to be this account's own again, write this account's id where it "
                                           "names the other one: left out, that stays as it is." +
                                               WordsForAnotherOffer(subject, leaf, prior)
                                         : ""));
}

}  // namespace ic::reconcile
