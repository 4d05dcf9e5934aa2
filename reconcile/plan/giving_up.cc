#include "reconcile/plan/giving_up.h"

#include <fmt/format.h>

#include "reconcile/guard/guard.h"
#include "reconcile/plan/carried.h"
#include "reconcile/plan/not_carried.h"
#include "reconcile/plan/session_order.h"

namespace ic::reconcile {
namespace {

std::string AccountOf(const Call& call, const Value& held) {
  const std::string cloud = Text(held, field::kCloud);
  return cloud == call.cloud() ? call.account : cloud;
}

// It would be deleted, and then there is nothing to take over.
Diagnostics RefuseDeletingTheOnly(const Subject& subject, const Value& old) {
  Diagnostics diagnostics;
  diagnostics.AddRefusal(
      field::kAdopt, "Replacement of what is taken over",
      fmt::format(
          "{} would be deleted, because its on_destroy is \"delete\", and the configuration takes over that very "
          "object (`adopt`), which would be gone then. Leave the replacement out (-replace, "
          "replace_triggered_by, --replace), or take `adopt` out of the configuration to have another one made "
          "in its place.",
          Titled(subject.kind, old)));
  return diagnostics;
}

}  // namespace

Diagnostics RefuseDestroy(const Subject& subject, std::string_view what, const Value& object) {
  Diagnostics diagnostics;
  diagnostics.AddRefusal(
      field::kOnDestroy, "Destroying is refused",
      fmt::format("{} would be {}, and its on_destroy is \"refuse\". To really delete it, set on_destroy = \"delete\" "
                  "(or \"keep\" to leave it in the cloud and only forget it), apply, and then do this again.",
                  Titled(subject.kind, object), what));
  return diagnostics;
}

Diagnostics RefuseReplacement(const Subject& subject, const Value& old, bool may_stay) {
  const std::string on_destroy = OnDestroyOf(subject, old);
  if (on_destroy == "refuse") return RefuseDestroy(subject, "replaced", old);
  Diagnostics diagnostics;
  if (on_destroy != "keep" || may_stay) return diagnostics;
  // A session, a group and a prefix have no other place than the one that the old one has.
  const bool has_room = subject.kind == Kind::kConnection || subject.kind == Kind::kVirtualInterface;
  diagnostics.AddRefusal(
      field::kOnDestroy, "Replacement of a kept object",
      fmt::format("{} would be replaced, and its on_destroy is \"keep\": the old one would stay in the cloud, in the "
                  "way of the new one. Set on_destroy = \"delete\" and apply, then do this again{}.",
                  Titled(subject.kind, old),
                  has_room ? "; or remove it from the state, which keeps it, and create the other beside it" : ""));
  return diagnostics;
}

bool IsGivenUpForAnOffer(const Subject& subject, const Value& old, const Value& planned) {
  return subject.kind == Kind::kVirtualInterface && OnDestroyOf(subject, old) == "keep" &&
         planned.Get(field::kAdopt).is_unknown();
}

Diagnostics CheckGuardOf(const Call& call, const Value& object, std::string_view how) {
  Diagnostics unused;
  const Call held = MakeCall(call.run, call.kind, object, AccountOf(call, object), unused);
  if (held.traits == nullptr) return {};
  return CheckPlannedDisruption(held, {held.KeyOf(object), object, std::string(how)});
}

Diagnostics CheckReplacedBy(const Call& call, const PlannedObject& plan, const Value& config, const std::string& id) {
  Value old;
  bool decided = false;
  {
    auto ledger = call.run.ledger.Open();
    for (const auto* found : ledger->WithId(call.kind, id)) {
      const auto& [key, existing] = *found;
      if (!existing.attributes.is_known() || key.account != AccountOf(call, existing.attributes)) continue;
      old = existing.attributes;
      // The first plan of a replacement said it all.
      decided = existing.fate == Fate::kGoes || existing.fate == Fate::kForgotten;
      const Fate fate = OnDestroyOf(call, old) == "keep" ? Fate::kForgotten : Fate::kGoes;
      ledger->Set(ObjectKey(key), [fate](Existing& entry) { entry.fate = fate; });
    }
  }
  if (old.is_null() || call.lowered()) return {};
  const bool returns = Text(plan.planned, field::kAdopt) == id;
  if (returns && OnDestroyOf(call, old) == "delete") return RefuseDeletingTheOnly(call, old);
  if (decided) return {};
  const bool for_offer = IsGivenUpForAnOffer(call, old, plan.planned);
  Diagnostics diagnostics = RefuseReplacement(call, old, /*may_stay=*/returns || for_offer);
  if (for_offer) diagnostics.Append(CheckGuardOf(call, old, "Replacing"));
  diagnostics.Append(CheckCarried(call, call.KeyOf(old)));
  if (OnDestroyOf(call, old) != "delete") return diagnostics;
  if (const std::string lost = LostWords(call, old, config, plan); !lost.empty()) {
    diagnostics.AddWarning(
        {}, fmt::format("Replacement of a {}", KindTitle(call.kind)),
        fmt::format("{} will be deleted and created anew, as asked.{}", Titled(call.kind, old), lost));
  }
  diagnostics.Append(CheckGuardOf(call, old, "Replacing"));
  // Only Terraform comes here with an object whose replacement it has not planned before.
  diagnostics.Append(CheckSessionMayGo(call, old, /*changes_before_removals=*/false));
  return diagnostics;
}

}  // namespace ic::reconcile
