// What the server asks of a simulated cloud. A vendor is one implementation of Cloud; simulators/all lists them.
#ifndef SIMULATORS_SERVER_CLOUD_H_
#define SIMULATORS_SERVER_CLOUD_H_

#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include <nlohmann/json_fwd.hpp>

#include "base/clock.h"
#include "base/status.h"
#include "simulators/server/http.h"

namespace ic::sim {

// What the flags say about the clouds' behaviour.
struct CloudOptions {
  std::uint64_t seed = 1;
  bool lifecycle = false;       // states take simulated time; otherwise they settle by the next call
  bool hold_requested = false;  // a requested dedicated port stays so until it is edited
  bool router_up = false;       // the customer's router of a new interface or peer answers at once
  bool lenient = false;         // members the service model does not know are ignored, as the real service does
};

struct CloudContext {
  CloudOptions options;
  Clock& simulated;  // moves with the wall clock and with POST /clock: for states
  Clock& wall;       // for signatures and for credentials, which the client judges by its own clock
};

// How a call ended, for the answer and for the log.
struct CallResult {
  HttpResponse response;
  std::string target;   // id of the object it was about; empty if none
  std::string account;  // who called; empty if not authenticated
  std::string error;    // the vendor's error code; empty on success
};

// A failure injected from outside.
struct InjectedError {
  std::string code;
  std::string message;
  int http_status = 400;
};

// Thread-safe.
class Cloud {
 public:
  virtual ~Cloud() = default;

  // The operation's own name, "CreateConnection"; never empty.
  virtual std::string OperationOf(const HttpRequest& request) const = 0;
  virtual CallResult Carry(const HttpRequest& request) = 0;

  // The vendor's form of an injected failure, and what it says to a caller that is too fast.
  virtual HttpResponse ErrorAnswer(const InjectedError& error) = 0;
  virtual InjectedError Throttling() const = 0;

  // The control address (simulators/README.md). Errors are for the person at the other end.
  virtual nlohmann::json Objects() = 0;
  virtual StatusOr<nlohmann::json> Create(const nlohmann::json& request) = 0;
  virtual StatusOr<nlohmann::json> Edit(const nlohmann::json& request) = 0;
  // Forgets every object and starts the ids again from the seed.
  virtual void Reset() = 0;
};

// A vendor this build may have. `make` is empty for one that it does not have.
struct Vendor {
  std::string name;  // also the flag: --aws
  std::function<std::unique_ptr<Cloud>(const CloudContext&)> make;
};

}  // namespace ic::sim

#endif  // SIMULATORS_SERVER_CLOUD_H_
