#include "reconcile/plan/exchange.h"

#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "base/text.h"
#include "reconcile/guard/quota.h"

namespace ic::reconcile {
namespace {

// What stays and is changed in place: as it is, and as it will be.
struct Mover {
  Value now;
  Value then;
};

std::optional<Mover> FindMover(const Call& call, const std::string& region, const std::string& id) {
  auto ledger = call.run.ledger.Open();
  const Existing* entry = ledger->Find({call.account, region, call.kind, id});
  if (entry == nullptr || entry->fate != Fate::kStays || entry->planned == entry->attributes) return std::nullopt;
  return Mover{entry->attributes, entry->planned};
}

}  // namespace

Diagnostics CheckExchange(const Call& call, const Value& prior, const Value& planned) {
  Diagnostics diagnostics;
  const std::string self = Text(prior, field::kId);
  const std::string region = Text(prior, field::kRegion);
  std::set<std::string> seen;
  std::vector<std::string> open = ManagedBeside(call, planned, prior);
  while (!open.empty()) {  // bounded: no id is looked at twice
    const std::string id = std::move(open.back());
    open.pop_back();
    if (id == self || !seen.insert(id).second) continue;
    const std::optional<Mover> mover = FindMover(call, region, id);
    if (!mover) continue;
    for (std::string& next : ManagedBeside(call, mover->then, mover->now)) {
      if (next != self) {
        open.push_back(std::move(next));
        continue;
      }
      diagnostics.AddRefusal(
          {}, "Places are exchanged",
          fmt::format("{} is to come where another one is, and {} where this or a third one is, each in place: a place "
                      "has one holder, and none of them can be the first. Move one of them to a free place, in an "
                      "apply of its own; then the others.",
                      Titled(call.kind, planned), Titled(call.kind, mover->now)));
      return diagnostics;
    }
  }
  return diagnostics;
}

}  // namespace ic::reconcile
