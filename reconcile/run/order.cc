#include "reconcile/run/order.h"

#include <functional>
#include <queue>

namespace ic::run {

std::vector<std::size_t> Ordered(const std::vector<std::vector<std::size_t>>& after) {
  std::vector<std::vector<std::size_t>> before(after.size());
  std::vector<std::size_t> missing(after.size());
  std::priority_queue<std::size_t, std::vector<std::size_t>, std::greater<>> ready;
  for (std::size_t i = 0; i < after.size(); ++i) {
    for (const std::size_t earlier : after[i]) {
      if (earlier >= after.size()) continue;
      before[earlier].push_back(i);
      ++missing[i];
    }
    if (missing[i] == 0) ready.push(i);
  }
  std::vector<std::size_t> order;
  order.reserve(after.size());
  while (!ready.empty()) {
    const std::size_t next = ready.top();
    ready.pop();
    order.push_back(next);
    for (const std::size_t later : before[next]) {
      if (--missing[later] == 0) ready.push(later);
    }
  }
  return order;
}

}  // namespace ic::run
