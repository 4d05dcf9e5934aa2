#include "reconcile/adopt/create_checks.h"

#include "reconcile/adopt/adoption.h"

namespace ic::reconcile {

CreateCheck CheckCreate(const Call& call, const Intent& intent, When when, Freshness freshness) {
  CreateCheck check;
  const bool adopts = intent.wanted.Get(field::kAdopt).is_known();
  if (adopts && !Text(intent.wanted, field::kRegion).empty()) {
    check.found = CheckAdoption(call, intent.wanted, intent.replaces, freshness, check.diagnostics);
  }
  if (adopts && when == When::kApply) return check;
  const QuotaSubject subject{.object = intent.counted,
                             .mark = intent.mark,
                             .replaces = intent.replaces,
                             .adopts = Text(intent.wanted, field::kAdopt),
                             .ticket = intent.ticket};
  check.diagnostics.Append(CheckQuotas(call, subject, when, freshness));
  return check;
}

}  // namespace ic::reconcile
