// What every fake of a vendor's API does, for tests of what stands on the client: it remembers the calls, and fails as
// it is told. A vendor's fake keeps the objects and carries the calls out.
//
// With IC_RECORDED_REQUESTS set, every request of the process is appended to that file, one JSON object a line, so that
// another judge can hold them against the service's description, and a change against what was sent before it.
#ifndef ADAPTERS_COMMON_CLIENT_TESTING_FAKE_API_H_
#define ADAPTERS_COMMON_CLIENT_TESTING_FAKE_API_H_

#include <algorithm>
#include <cstdlib>
#include <deque>
#include <fstream>
#include <functional>
#include <map>
#include <mutex>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

#include "adapters/common/client/api_client.h"

namespace ic {

class FakeApi : public ApiClient {
 public:
  using Json = nlohmann::json;
  struct Recorded {
    std::string operation;
    std::string region;
    std::string id;
    Json input;  // the call's members
  };

  FakeApi(std::span<const Operation> operations, std::string region)
      : ApiClient(operations), region_(std::move(region)) {}

  // Called before each call is carried out, without the lock.
  std::function<void(std::string_view operation)> before;

  // The next call of `operation` fails with `status`; `carried_out`: after it was done.
  void FailNext(const std::string& operation, Status status, bool carried_out = false) {
    const std::lock_guard lock(mutex_);
    faults_[operation].push_back({std::move(status), carried_out});
  }

  std::vector<Recorded> calls() const {
    const std::lock_guard lock(mutex_);
    return calls_;
  }
  // Of the calls, in order.
  std::vector<std::string> Names() const {
    std::vector<std::string> names;
    for (const Recorded& call : calls()) names.push_back(call.operation);
    return names;
  }
  int CountCalls(std::string_view operation) const {
    const std::lock_guard lock(mutex_);
    return static_cast<int>(std::ranges::count(calls_, operation, &Recorded::operation));
  }
  // The input of the last call of `operation`; null if there was none.
  Json LastInput(std::string_view operation) const {
    const std::lock_guard lock(mutex_);
    for (auto call = calls_.rbegin(); call != calls_.rend(); ++call) {
      if (call->operation == operation) return call->input;
    }
    return nullptr;
  }
  void ForgetCalls() {
    const std::lock_guard lock(mutex_);
    calls_.clear();
  }

  // As the service answers when the connection is cut: nobody knows whether the call was carried out.
  static Status LostAnswer() {
    return UnavailableError("the connection was cut").WithRemote({.http_status = 0, .ambiguous = true});
  }

  StatusOr<Json> Call(const ApiCall& call, const std::string& region, std::stop_token stop) final {
    // As the real client would.
    if (Find(call.operation) == nullptr) return InvalidArgumentError("no operation " + call.operation);
    if (stop.stop_requested()) return CancelledError("stopped");
    if (before) before(call.operation);
    const std::lock_guard lock(mutex_);
    calls_.push_back({call.operation, region, call.id, call.members});
    Record(call);
    std::deque<Fault>& faults = faults_[call.operation];
    if (faults.empty()) return CarryOut(call);
    const Fault fault = std::move(faults.front());
    faults.pop_front();
    if (fault.carried_out) (void)CarryOut(call);
    return fault.status;
  }

  StatusOr<std::string> DefaultRegion() const final { return region_; }

 private:
  struct Fault {
    Status status;
    bool carried_out;
  };

  // What the service does; called with the lock held, one at a time.
  virtual StatusOr<Json> CarryOut(const ApiCall& call) = 0;

  static void Record(const ApiCall& call) {
    const char* path = std::getenv("IC_RECORDED_REQUESTS");
    if (path == nullptr) return;
    Json line = {{"operation", call.operation}, {"input", call.members}};
    if (!call.id.empty()) line["id"] = call.id;
    if (!call.query.empty()) line["query"] = call.query;
    std::ofstream(path, std::ios::app) << line.dump() << "\n";
  }

  const std::string region_;
  mutable std::mutex mutex_;
  std::vector<Recorded> calls_;
  std::map<std::string, std::deque<Fault>> faults_;
};

}  // namespace ic

#endif  // ADAPTERS_COMMON_CLIENT_TESTING_FAKE_API_H_
