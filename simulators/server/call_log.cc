#include "simulators/server/call_log.h"

#include <utility>

#include <nlohmann/json.hpp>

namespace ic::sim {

void CallLog::Add(Call call) {
  const std::lock_guard lock(mutex_);
  ++counts_[call.cloud][call.operation];
  calls_.push_back(std::move(call));
  if (calls_.size() > kMaxEntries) {
    calls_.pop_front();
    ++dropped_;
  }
}

void CallLog::Clear() {
  const std::lock_guard lock(mutex_);
  calls_.clear();
  counts_.clear();
  dropped_ = 0;
}

nlohmann::json CallLog::Counts() const {
  const std::lock_guard lock(mutex_);
  auto counts = nlohmann::json::object();
  for (const auto& [cloud, operations] : counts_) counts[cloud] = operations;
  return counts;
}

nlohmann::json CallLog::Entries() const {
  const std::lock_guard lock(mutex_);
  auto entries = nlohmann::json::array();
  std::uint64_t sequence = dropped_;
  for (const Call& call : calls_) {
    entries.push_back({{"sequence", ++sequence},
                       {"cloud", call.cloud},
                       {"operation", call.operation},
                       {"target", call.target},
                       {"account", call.account},
                       {"status", call.status},
                       {"error", call.error},
                       {"fault", call.fault}});
  }
  return entries;
}

}  // namespace ic::sim
