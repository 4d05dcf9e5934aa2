// The simulated clouds in this process, behind a transport: one clock for adapters, signatures and lifecycles, no
// socket, no thread, no file. What happens to a call is decided by its number.
#ifndef TESTS_CLOUDS_CLOUDS_H_
#define TESTS_CLOUDS_CLOUDS_H_

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "adapters/contract/factory.h"
#include "adapters/wire/http.h"
#include "base/testing/fake_clock.h"
#include "simulators/server/call_log.h"
#include "simulators/server/faults.h"
#include "simulators/server/front.h"
#include "simulators/server/simulated_clock.h"
#include "tests/clouds/things.h"

namespace ic::simulation {

class Clouds : public HttpTransport {
 public:
  // `lifecycle`: states take simulated time.
  Clouds(std::uint64_t seed, bool lifecycle);

  // What is in `clouds` of a configuration for that cloud.
  static Value Settings(const std::string& cloud);
  // The credentials of the simulated accounts, as a shell has them.
  static std::map<std::string, std::string> Environment();

  StatusOr<HttpResponse> Send(const HttpRequest& request, std::stop_token stop) override;

  Clock& clock() { return clock_; }
  std::size_t calls() const { return calls_; }
  void Arm(const std::string& mishap, std::size_t call) { armed_[call] = mishap; }
  void Kill() { dead_ = true; }
  bool dead() const { return dead_; }
  void Restart();
  // Called where "meddle" was armed, before the call.
  std::function<void(std::size_t call)> meddle;

  // Called around each call that may change something, when it is carried out.
  std::function<void()> before_change = [] {};
  std::function<void(const HttpRequest& request)> after_change = [](const HttpRequest&) {};

  // Called where "stopped" was armed, with the call on its way.
  std::function<void()> stop_run;

  // Called with each answer before it is given: what a cloud, or somebody on the way, may make of it.
  std::function<void(const HttpRequest& request, HttpResponse& response)> answered = [](const HttpRequest&,
                                                                                        HttpResponse&) {};

  // The control address's calls. A failure is a mistake of the simulation.
  nlohmann::json Objects(const std::string& cloud) { return clouds_.at(cloud).cloud->Objects(); }
  std::string Create(const std::string& cloud, const std::string& type, nlohmann::json members);
  void Edit(const std::string& cloud, const std::string& id, nlohmann::json members);
  void Remove(const std::string& cloud, const std::string& id);

 private:
  struct Simulated {
    std::unique_ptr<sim::Cloud> cloud;
    std::unique_ptr<sim::Front> front;
  };

  void AddCloud(const std::string& name, std::unique_ptr<sim::Cloud> cloud);
  StatusOr<HttpResponse> Exchange(const HttpRequest& request, const std::string& mishap, std::stop_token stop);
  StatusOr<HttpResponse> Carry(const HttpRequest& request, std::stop_token stop);

  FakeClock clock_;
  sim::SimulatedClock simulated_{clock_};
  sim::CallLog log_;
  sim::Faults faults_;
  sim::Pace pace_{sim::PaceOptions{}};
  std::map<std::string, Simulated> clouds_;
  std::size_t calls_ = 0;
  std::map<std::size_t, std::string> armed_;
  std::string lasting_;  // a mishap that goes on
  bool dead_ = false;
};

// What may be armed.
const std::vector<std::string>& Mishaps();

// The real adapters, with their requests going to `clouds`.
class CloudsFactory : public AdapterFactory {
 public:
  explicit CloudsFactory(std::shared_ptr<Clouds> clouds) : clouds_(std::move(clouds)) {}
  const std::vector<const VendorTraits*>& traits() const override;
  StatusOr<std::unique_ptr<Adapter>> Make(std::string_view cloud, const AdapterOptions& options) const override;

 private:
  const std::shared_ptr<Clouds> clouds_;
};

// What is in all clouds, by id. Without what is on its way out.
std::map<std::string, Thing> ThingsIn(Clouds& clouds);

}  // namespace ic::simulation

#endif  // TESTS_CLOUDS_CLOUDS_H_
