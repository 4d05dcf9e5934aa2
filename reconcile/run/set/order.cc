#include "reconcile/run/set/order.h"

#include <functional>
#include <queue>
#include <utility>

namespace ic::run {

std::vector<std::size_t> Ordered(const std::vector<std::vector<std::size_t>>& after, const std::vector<bool>& late) {
  std::vector<std::vector<std::size_t>> before(after.size());
  std::vector<std::size_t> missing(after.size());
  using Place = std::pair<bool, std::size_t>;
  std::priority_queue<Place, std::vector<Place>, std::greater<>> ready;
  const auto place_of = [&late](std::size_t i) { return Place(i < late.size() && late[i], i); };
  for (std::size_t i = 0; i < after.size(); ++i) {
    for (const std::size_t earlier : after[i]) {
      if (earlier >= after.size()) continue;
      before[earlier].push_back(i);
      ++missing[i];
    }
    if (missing[i] == 0) ready.push(place_of(i));
  }
  std::vector<std::size_t> order;
  order.reserve(after.size());
  while (!ready.empty()) {
    const std::size_t next = ready.top().second;
    ready.pop();
    order.push_back(next);
    for (const std::size_t later : before[next]) {
      if (--missing[later] == 0) ready.push(place_of(later));
    }
  }
  return order;
}

}  // namespace ic::run
