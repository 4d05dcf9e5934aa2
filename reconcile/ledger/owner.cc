#include "reconcile/ledger/owner.h"

#include <utility>

#include <fmt/format.h>

#include "reconcile/object/cannot_ask.h"
#include "reconcile/object/facts.h"

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
          "{0} {1}. If {3} is to manage it from now on, remove it from the state and import it with these "
          "credentials.",
          caller.part, owner, asked.traits->title, caller.owner, who));
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

Diagnostics CheckAbsence(const Asked& asked, const Value& object, std::string_view facts) {
  Diagnostics diagnostics;
  const std::string owner = ParseFacts(facts).owner;
  if (owner.empty()) return diagnostics;
  const StatusOr<Caller> caller = WhoCalls(asked, object);
  if (caller.ok()) return diagnostics;
  diagnostics.AddStatus(
      {}, "It is not known whether an object is gone",
      caller.status().Annotate(fmt::format("{} is not there for the credentials in use. It is kept, because it could "
                                           "not be asked whether they are of {}, which it belongs to",
                                           Titled(asked.kind, object), owner)));
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

}  // namespace ic::reconcile
