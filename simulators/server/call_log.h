// Which calls came in, in which order, and how they ended. Holds names and ids only: no header, body or key.
#ifndef SIMULATORS_SERVER_CALL_LOG_H_
#define SIMULATORS_SERVER_CALL_LOG_H_

#include <cstdint>
#include <deque>
#include <map>
#include <mutex>
#include <string>

#include <nlohmann/json_fwd.hpp>

namespace ic::sim {

struct Call {
  std::string cloud;
  std::string operation;
  std::string target;   // id of the object, if there is one
  std::string account;  // who called, if that was established
  std::string error;    // the vendor's error code, if it failed
  std::string fault;    // the kind of fault that was injected, if one was
  int status = 0;       // HTTP status; 0: the connection was cut
};

// Thread-safe.
class CallLog {
 public:
  // The list keeps the newest calls; the counts cover all.
  static constexpr std::size_t kMaxEntries = 100'000;

  void Add(Call call);
  void Clear();
  // {"aws": {"DescribeConnections": 2}}
  nlohmann::json Counts() const;
  // [{"sequence": 1, "cloud": "aws", "operation": …, "target": …, "status": 200, …}], oldest first.
  nlohmann::json Entries() const;

 private:
  mutable std::mutex mutex_;
  std::uint64_t dropped_ = 0;
  std::deque<Call> calls_;
  std::map<std::string, std::map<std::string, std::uint64_t>> counts_;
};

}  // namespace ic::sim

#endif  // SIMULATORS_SERVER_CALL_LOG_H_
