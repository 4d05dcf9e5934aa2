// Doing many things at once, a bounded number at a time.
#ifndef RECONCILE_RUN_SET_WORKERS_H_
#define RECONCILE_RUN_SET_WORKERS_H_

#include <cstddef>
#include <functional>

namespace ic::run {

// Calls `work` with each of 0 … count-1 and returns when all have returned. With one worker: in order, in this thread.
void ForEach(std::size_t count, std::size_t workers, const std::function<void(std::size_t)>& work);

// Workers for small pieces of work that wait for nothing but the processor: one for few, so that no thread is made.
std::size_t WorkersFor(std::size_t pieces);

}  // namespace ic::run

#endif  // RECONCILE_RUN_SET_WORKERS_H_
