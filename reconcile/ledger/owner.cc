#include "reconcile/ledger/owner.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "reconcile/object/cannot_ask.h"
#include "reconcile/object/facts.h"
#include "reconcile/object/words.h"

namespace ic::reconcile {
namespace {

StatusOr<Caller> WhoCalls(const Asked& asked, const Value& object) {
  IC_ASSIGN_OR_RETURN(const auto adapter, asked.adapter());
  return adapter->WhoCalls(Text(object, field::kRegion), asked.stop);
}

std::string PutOwner(std::string facts, std::string owner) {
  if (owner.empty()) return facts;
  Facts known = ParseFacts(facts);
  if (known.owner == owner) return facts;
  known.owner = std::move(owner);
  return FactsText(known);
}

// The same words for every object of that owner, so that they are said once.
void AddWrongOwner(const Asked& asked, const std::string& owner, const Caller& caller, Diagnostics& diagnostics) {
  const std::string who = caller.words.empty() ? std::string() : fmt::format(" ({})", caller.words);
  diagnostics.AddError(
      {}, kCannotAsk,
      fmt::format(
          "What is in the state belongs to {0} {1} of {2}, and the credentials in use are of {0} {3}{4}. It is "
          "neither read nor changed: to them it would look gone, and it would be made again. Use credentials of "
          "{0} {1}. If {3} is to manage it from now on, let go of it first (with credentials of {1}: {5}) and import "
          "it "
          "with these.",
          caller.part, owner, asked.traits->title, caller.owner, who, LettingGo(*asked.config)));
}

// Calls `what` with each leaf that names an account.
template <typename What>
void ForEachAccount(const Subject& subject, const What& what) {
  for (const KeyField& account : subject.traits->accounts) {
    if (account.kind != subject.kind) continue;
    for (const Leaf& leaf : subject.leaves()) {
      if (leaf.path == account.field) what(leaf);
    }
  }
}

// A setting holds the caller against a list before any call: then it is the right one.
bool NamesAccounts(const Asked& asked) {
  const auto settings = asked.config->clouds.find(asked.account);
  if (settings == asked.config->clouds.end()) return false;
  const Value& allowed = settings->second.Get("allowed_account_ids");
  return allowed.kind() == Value::Kind::kList && !allowed.elements().empty();
}

// A version that kept no owners wrote the state: the object may be gone, or the credentials may be of somebody else.
// Which object it is shows where it is said; the words are the same of each (IsOneCause).
void AddUnknownOwner(const Asked& asked, const StatusOr<Caller>& caller, Diagnostics& diagnostics) {
  diagnostics.AddError(
      {}, kPerhapsGone,
      fmt::format("It is not there for the credentials in use{}, and the state, which an older version wrote, does not "
                  "tell whose it is: to the credentials of somebody else it would look just so. It is kept. Use the "
                  "credentials that it was made with. If these are the ones and it is gone, set allowed_account_ids of "
                  "{} to say so, once.",
                  caller.ok() ? fmt::format(", which are of {} {}", caller->part, caller->owner) : std::string(),
                  asked.account));
}

}  // namespace

Diagnostics CheckOwner(const Asked& asked, const Value& object, std::string_view facts) {
  Diagnostics diagnostics;
  const std::string owner = ParseFacts(facts).owner;
  if (owner.empty()) return diagnostics;
  const StatusOr<Caller> caller = WhoCalls(asked, object);
  if (!caller.ok() || caller->owner.empty() || caller->owner == owner) return diagnostics;
  AddWrongOwner(asked, owner, *caller, diagnostics);
  return diagnostics;
}

Diagnostics CheckMayEnd(const Asked& asked, const Value& object, std::string_view facts) {
  Diagnostics diagnostics;
  const std::string owner = ParseFacts(facts).owner;
  if (owner.empty()) return diagnostics;
  const StatusOr<Caller> caller = WhoCalls(asked, object);
  if (caller.ok()) return diagnostics;
  diagnostics.AddStatus({}, kUnknownCaller,
                        caller.status().Annotate(fmt::format(
                            "What belongs to {} stays: nothing is deleted or replaced while it cannot be asked whether "
                            "the credentials in use are of {} too",
                            owner, owner)));
  return diagnostics;
}

Diagnostics CheckAbsence(const Asked& asked, const Value& object, std::string_view facts) {
  Diagnostics diagnostics;
  const std::string owner = ParseFacts(facts).owner;
  // Without facts it is no state that has it: an import looks for it.
  if (owner.empty() && (facts.empty() || NamesAccounts(asked))) return diagnostics;
  const StatusOr<Caller> caller = WhoCalls(asked, object);
  if (owner.empty() && (!caller.ok() || !caller->owner.empty())) {
    AddUnknownOwner(asked, caller, diagnostics);
    return diagnostics;
  }
  if (caller.ok()) return diagnostics;
  diagnostics.AddStatus(
      {}, kPerhapsGone,
      caller.status().Annotate(fmt::format("It is not there for the credentials in use. It is kept, because it could "
                                           "not be asked whether they are of {}, which it belongs to",
                                           owner)));
  return diagnostics;
}

std::string WithOwner(const Asked& asked, const Value& object, std::string facts, std::string_view before) {
  std::string owner = ParseFacts(before).owner;
  if (owner.empty()) {
    const StatusOr<Caller> caller = WhoCalls(asked, object);
    if (caller.ok()) owner = caller->owner;
  }
  return PutOwner(std::move(facts), std::move(owner));
}

std::string KeepOwner(std::string facts, std::string_view before) {
  return PutOwner(std::move(facts), ParseFacts(before).owner);
}

std::string CallerAmong(const Asked& asked, std::initializer_list<const Value*> objects) {
  const Value* named = nullptr;
  ForEachAccount(asked, [&](const Leaf& leaf) {
    for (const Value* object : objects) {
      if (ValueAt(*object, leaf).kind() == Value::Kind::kString) named = object;
    }
  });
  if (named == nullptr) return "";
  const StatusOr<Caller> caller = WhoCalls(asked, *named);
  return caller.ok() ? caller->owner : "";
}

Value WithoutOwnAccount(const Subject& subject, std::string_view own, Value object) {
  return WithOwnAccount(subject, own, std::move(object), {});
}

Value WithOwnAccount(const Subject& subject, std::string_view own, Value object,
                     std::initializer_list<const Value*> written) {
  if (own.empty() || object.is_null()) return object;
  const Value account = Value::String(own);
  ForEachAccount(subject, [&](const Leaf& leaf) {
    const Value& now = ValueAt(object, leaf);
    const bool is_written =
        std::any_of(written.begin(), written.end(), [&](const Value* one) { return ValueAt(*one, leaf) == account; });
    if (is_written && (now.is_null() || now.is_unknown())) PutAt(object, leaf, account);
    if (!is_written && now == account) PutAt(object, leaf, Value::Null());
  });
  return object;
}

std::map<std::string, Value> TakenBack(const Subject& subject, std::string_view own, const Value& written,
                                       Value& there) {
  std::map<std::string, Value> taken;
  if (own.empty() || there.is_null() || written.is_null()) return taken;
  const Value account = Value::String(own);
  ForEachAccount(subject, [&](const Leaf& leaf) {
    const Value& before = ValueAt(there, leaf);
    if (!(ValueAt(written, leaf) == account) || before.kind() != Value::Kind::kString || before == account) return;
    taken.emplace(leaf.path, before);
    PutAt(there, leaf, Value::Null());
  });
  return taken;
}

bool SpeaksOfAccounts(const Subject& subject, const Diagnostics& said) {
  bool speaks = false;
  ForEachAccount(subject, [&](const Leaf& leaf) {
    speaks = speaks || std::any_of(said.items().begin(), said.items().end(), [&](const Diagnostic& one) {
               return one.severity == Severity::kError && one.path == leaf.attribute();
             });
  });
  return speaks;
}

bool NamesAnotherUntold(const Asked& asked, const Value& object) {
  bool names = false;
  ForEachAccount(asked, [&](const Leaf& leaf) {
    const Value& account = ValueAt(object, leaf);
    if (!leaf.field->untold || account.kind() != Value::Kind::kString || account.AsString().empty()) return;
    const std::string own = CallerAmong(asked, {&object});
    names = names || (!own.empty() && own != account.AsString());
  });
  return names;
}

Value WithoutAccounts(const Subject& subject, const Value& object) {
  Value without = object;
  bool named = false;
  ForEachAccount(subject, [&](const Leaf& leaf) {
    const Value& account = ValueAt(object, leaf);
    if (account.kind() != Value::Kind::kString || account.AsString().empty()) return;
    named = true;
    PutAt(without, leaf, Value::Null());
  });
  return named ? without : Value::Null();
}

}  // namespace ic::reconcile
