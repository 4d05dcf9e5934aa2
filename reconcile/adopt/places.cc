#include "reconcile/adopt/places.h"

#include <algorithm>
#include <chrono>
#include <map>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "base/text.h"
#include "reconcile/guard/peer_group.h"
#include "reconcile/guard/quota.h"
#include "reconcile/object/desired.h"

namespace ic::reconcile {
namespace {

using Titles = std::map<ObjectKey, std::string>;

// How long nothing of this run may move before it is clear that a place will not become free: the next object may be
// begun a moment later.
constexpr Duration kStillness = std::chrono::seconds(5);
constexpr Duration kFirstLook = std::chrono::milliseconds(200);
constexpr Duration kLongestPause = std::chrono::seconds(2);

// Who of `beside` is in a place of the arrival. A cloud that cannot be asked has nobody there: the checks that follow
// say so.
Titles StillThere(const Call& call, const Arrival& arrival) {
  QuotaCheck check(call, {.object = arrival.counted, .replaces = arrival.replaces.id, .before_deletion = true});
  if (!check.needed() || !check.Fetch(Freshness::kLive).ok()) return {};
  auto ledger = call.run.ledger.Open();
  return check.StillThere(*ledger, arrival.beside);
}

// Looks again and again, while anything moves. Those that stay.
Titles WaitUntilFree(const Call& call, const Arrival& arrival, Titles there) {
  Clock* const clock = call.run.clock;
  if (clock == nullptr) return there;
  const Time deadline = clock->Now() + std::max(arrival.timeout, kStillness);
  Duration still{};
  Duration pause = kFirstLook;
  while (!there.empty()) {  // bounded by the deadline
    still = call.run.turns.AnyMoves() ? Duration::zero() : still + pause;
    if (still > kStillness || clock->Now() >= deadline) break;
    // Who has gone first relies on this one: no stop ends that any more.
    const bool owes = call.run.turns.Owes(arrival.replaces);
    if (!clock->SleepFor(pause, owes ? std::stop_token() : call.stop) && !call.run.turns.Owes(arrival.replaces)) break;
    pause = std::min<Duration>(pause * 3 / 2, kLongestPause);
    there = StillThere(call, arrival);
  }
  return there;
}

}  // namespace

void AwaitPlaces(const Call& call, const Arrival& arrival, Diagnostics& diagnostics) {
  Titles there = StillThere(call, arrival);
  if (there.empty()) return;
  std::vector<ObjectKey> holders;
  for (const auto& [key, title] : there) holders.push_back(key);
  const std::optional<Turns::Wait> wait = call.run.turns.Begin(arrival.replaces, holders);
  if (!wait) return;
  there = WaitUntilFree(call, arrival, std::move(there));
  if (there.empty()) return;
  std::vector<std::string> titles;
  for (const auto& [key, title] : there) titles.push_back(title);
  diagnostics.AddError(
      {}, "Place is not free yet",
      fmt::format("{} is to come where {} still {}: this run was to take that away first, and has not. Mend what kept "
                  "that from happening, and run again. A run that does one thing at a time (parallelism 1) takes "
                  "nothing away meanwhile: do that in a run of its own, or let it do more at once.",
                  Titled(call.kind, arrival.wanted), JoinWords(titles, "and"), titles.size() == 1 ? "is" : "are"));
}

// Of what else this run moves nothing is known here but that it moves: Terraform tells of an object only when its turn
// comes.
void AwaitMoves(const Call& call, const Value& prior, const Value& planned, Duration timeout) {
  const ObjectKey self = call.KeyOf(prior);
  QuotaCheck check(call, {.object = planned, .prior = prior, .id = self.id, .before_deletion = true});
  if (!check.needed() || !check.Fetch(Freshness::kShared).ok()) return;
  std::vector<ObjectKey> holders;
  {
    auto ledger = call.run.ledger.Open();
    holders = check.InPlace(*ledger);
  }
  if (holders.empty()) return;
  std::vector<std::string> ids;
  for (const ObjectKey& holder : holders) ids.push_back(holder.id);
  const Arrival arrival{self, planned, planned, std::move(ids), timeout};
  const std::optional<Turns::Wait> wait = call.run.turns.Begin(self, holders);
  if (wait) WaitUntilFree(call, arrival, StillThere(call, arrival));
}

bool AwaitOwedPlaces(const Call& call, const Value& wanted, Duration timeout) {
  std::vector<std::string> owed = call.run.turns.Owed();
  if (owed.empty()) return false;
  const Value counted = WithInterface(call, wanted, Freshness::kShared);
  const Arrival arrival{{}, wanted, counted, std::move(owed), timeout};
  const Turns::Wait wait = call.run.turns.BeginOwed();
  WaitUntilFree(call, arrival, StillThere(call, arrival));
  return true;
}

}  // namespace ic::reconcile
