#include "reconcile/run/set/workers.h"

#include <algorithm>
#include <atomic>
#include <thread>
#include <vector>

namespace ic::run {

void ForEach(std::size_t count, std::size_t workers, const std::function<void(std::size_t)>& work) {
  workers = std::min(workers, count);
  if (workers <= 1) {
    for (std::size_t i = 0; i < count; ++i) work(i);
    return;
  }
  std::atomic<std::size_t> next = 0;
  std::vector<std::jthread> threads;
  for (std::size_t worker = 0; worker < workers; ++worker) {
    threads.emplace_back([&] {
      for (std::size_t i = next++; i < count; i = next++) work(i);
    });
  }
}

std::size_t WorkersFor(std::size_t pieces) {
  constexpr std::size_t kPiecesWorthAThread = 256;
  return std::clamp<std::size_t>(pieces / kPiecesWorthAThread, 1, std::max(1U, std::thread::hardware_concurrency()));
}

}  // namespace ic::run
