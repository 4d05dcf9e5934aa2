// Orders over things that depend on each other.
#ifndef RECONCILE_RUN_SET_ORDER_H_
#define RECONCILE_RUN_SET_ORDER_H_

#include <cstddef>
#include <vector>

namespace ic::run {

// `after[i]` holds what must come before i. An order of 0 … n-1 that respects it and is otherwise the order of the
// numbers, those that are `late` (by number; empty: none is) after all others that can come before them. What is on a
// cycle, or behind one, is left out; what does not exist is waited for by nobody.
std::vector<std::size_t> Ordered(const std::vector<std::vector<std::size_t>>& after,
                                 const std::vector<bool>& late = {});

}  // namespace ic::run

#endif  // RECONCILE_RUN_SET_ORDER_H_
