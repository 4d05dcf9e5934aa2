#include "simulators/server/run.h"

#include <csignal>
#include <cstdio>
#include <map>
#include <memory>
#include <stop_token>
#include <vector>

#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <sys/prctl.h>
#include <unistd.h>

#include "simulators/server/control.h"
#include "simulators/server/front.h"
#include "simulators/server/options.h"
#include "simulators/server/ready_file.h"

namespace ic::sim {
namespace {

int Fail(const Status& status) {
  fmt::print(stderr, "interconnect-sim: {}\n", status.message());
  return 1;
}

// Everything that serves, in the order in which it must go away: servers first, what they use after.
class Simulator {
 public:
  explicit Simulator(Clock& wall) : wall_(wall), clock_(wall) {}

  ~Simulator() {
    stop_.request_stop();  // wakes the calls that are being delayed, so that the servers can end
  }
  Simulator(const Simulator&) = delete;
  Simulator& operator=(const Simulator&) = delete;

  Status Start(const Options& options, std::span<const Vendor> vendors) {
    pace_ = std::make_unique<Pace>(options.pace);
    std::map<std::string, Cloud*> running;
    for (const Vendor& vendor : vendors) {
      const auto endpoint = options.clouds.find(vendor.name);
      if (endpoint == options.clouds.end()) continue;
      IC_RETURN_IF_ERROR(StartCloud(vendor, endpoint->second, options));
      running[vendor.name] = clouds_.back().get();
    }
    control_ = std::make_unique<Control>(std::move(running), log_, faults_, clock_, *pace_);
    return Listen("control", options.control, [this](const HttpRequest& request) { return control_->Handle(request); });
  }

  const nlohmann::json& addresses() const { return addresses_; }

 private:
  Status StartCloud(const Vendor& vendor, const Endpoint& endpoint, const Options& options) {
    clouds_.push_back(vendor.make({.options = options.behaviour, .simulated = clock_, .wall = wall_}));
    fronts_.push_back(std::make_unique<Front>(vendor.name, *clouds_.back(), log_, faults_, wall_, *pace_));
    Front* front = fronts_.back().get();
    return Listen(vendor.name, endpoint,
                  [this, front](const HttpRequest& request) { return front->Handle(request, stop_.get_token()); });
  }

  Status Listen(const std::string& name, const Endpoint& endpoint, HttpHandler handler) {
    IC_ASSIGN_OR_RETURN(auto server, HttpServer::Start(endpoint, std::move(handler)));
    addresses_[name] = server->url();
    servers_.push_back(std::move(server));
    return OkStatus();
  }

  Clock& wall_;
  SimulatedClock clock_;
  CallLog log_;
  Faults faults_;
  std::unique_ptr<Pace> pace_;
  std::stop_source stop_;
  nlohmann::json addresses_ = nlohmann::json::object();
  std::vector<std::unique_ptr<Cloud>> clouds_;
  std::vector<std::unique_ptr<Front>> fronts_;
  std::unique_ptr<Control> control_;
  std::vector<std::unique_ptr<HttpServer>> servers_;
};

sigset_t BlockStopSignals() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGTERM);
  sigaddset(&signals, SIGINT);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);  // before any thread starts, so that all inherit it
  std::signal(SIGPIPE, SIG_IGN);                  // a client that went away is an error of that write only
  return signals;
}

// False if the parent is gone already.
bool DieWithParent(pid_t parent) { return prctl(PR_SET_PDEATHSIG, SIGTERM) == 0 && getppid() == parent; }

}  // namespace

int Run(std::span<const std::string> arguments, std::span<const Vendor> vendors, std::string_view version,
        std::string_view about) {
  const pid_t parent = getppid();
  const StatusOr<Options> options = ParseOptions(arguments, vendors);
  if (!options.ok()) return Fail(options.status());
  if (options->help || options->version) {
    fmt::print("{}", options->help ? HelpText(vendors) : fmt::format("interconnect-sim {}\n{}", version, about));
    return 0;
  }
  if (!options->ready_file.empty()) {
    if (const Status status = CheckReadyFile(options->ready_file); !status.ok()) return Fail(status);
  }
  const sigset_t signals = BlockStopSignals();
  if (options->die_with_parent && !DieWithParent(parent)) return 0;

  Simulator simulator(RealClock());
  if (const Status status = simulator.Start(*options, vendors); !status.ok()) return Fail(status);
  const std::string addresses = simulator.addresses().dump();
  fmt::print("{}\n", addresses);
  std::fflush(stdout);
  if (!options->ready_file.empty()) {  // last: whoever sees it has all that is told
    if (const Status status = WriteReadyFile(options->ready_file, addresses + "\n"); !status.ok()) return Fail(status);
  }

  int signal = 0;
  sigwait(&signals, &signal);
  return 0;
}

}  // namespace ic::sim
