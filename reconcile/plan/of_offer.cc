#include "reconcile/plan/of_offer.h"

#include <algorithm>
#include <optional>
#include <string>

#include <fmt/format.h>

#include "adapters/contract/path.h"
#include "reconcile/object/words.h"

namespace ic::reconcile {
namespace {

// What goes by that name is made in this run, and which object it is to take over is not known before.
bool IsOfferToCome(const Call& call, Kind kind, const std::string& name) {
  auto ledger = call.run.ledger.Open();
  const auto named = ledger->CreatesNamed(call.account, kind, kStandInMark + name);
  return named.size() == 1 && named.front()->second.planned.Get(field::kAdopt).is_unknown();
}

}  // namespace

Diagnostics CheckNotOfOffer(const Call& call, const PlanInput& input) {
  Diagnostics diagnostics;
  if (std::ranges::find(call.traits->parts_of_offers, call.kind) == call.traits->parts_of_offers.end()) {
    return diagnostics;
  }
  for (const auto& [name, stand_in] : input.stand_ins) {
    const Field* field = FindField(call.fields(), name);
    const std::optional<Kind> kind = field == nullptr ? std::nullopt : ParentKindOf(*call.traits, *field);
    if (kind != Kind::kVirtualInterface || !IsOfferToCome(call, *kind, stand_in)) continue;
    diagnostics.AddError(
        AttributePath(name), "Only the account that offers it makes this",
        fmt::format("{} would stand on an interface that another account makes for this one in the same run, and {} "
                    "lets only that account make and change what is on it. Nothing was made. With that account in this "
                    "configuration, put the {} on its half of the interface, the one that is offered; else agree with "
                    "that account.",
                    Titled(call.kind, input.config), call.traits->title, KindTitle(call.kind)));
  }
  return diagnostics;
}

}  // namespace ic::reconcile
