// Faults to inject into the next calls, as POST /faults describes them.
#ifndef SIMULATORS_SERVER_FAULTS_H_
#define SIMULATORS_SERVER_FAULTS_H_

#include <cstdint>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "base/status.h"
#include "simulators/server/cloud.h"

namespace ic::sim {

struct Fault {
  enum class Kind : std::uint8_t {
    kFail,          // answer with `error`; the call is not carried out
    kThrottle,      // answer with the vendor's throttling error; not carried out
    kDelay,         // wait, then carry out
    kLateResponse,  // carry out, then wait before answering
    kLoseResponse,  // carry out, then cut the connection
    kGarbage,       // carry out, then answer 200 with a body that is not the vendor's format
    kCloseBefore,   // cut the connection; not carried out
  };

  std::string cloud;
  std::string operation;    // "*": any
  std::uint64_t nth = 1;    // the first call it hits, 1-based, counted over its own matches from now
  std::uint64_t count = 1;  // how many calls in a row it hits
  Kind kind = Kind::kFail;
  InjectedError error;
  std::uint64_t delay_ms = 0;
};

// Reads one fault; an error says which member is wrong and what it may be.
StatusOr<Fault> ParseFault(const nlohmann::json& json);

// Thread-safe.
class Faults {
 public:
  void Add(Fault fault);
  void Clear();
  // Counts this call on every fault that matches it, and returns the oldest one that hits it.
  std::optional<Fault> Next(std::string_view cloud, std::string_view operation);
  // How many faults have not hit all their calls yet.
  std::size_t pending() const;

 private:
  struct Armed {
    Fault fault;
    std::uint64_t seen = 0;
  };
  mutable std::mutex mutex_;
  std::vector<Armed> armed_;
};

}  // namespace ic::sim

#endif  // SIMULATORS_SERVER_FAULTS_H_
