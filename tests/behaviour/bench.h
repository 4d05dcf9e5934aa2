// One vendor's adapter over its simulated cloud. No socket, no sleep, no file: time is a fake clock's.
#ifndef TESTS_BEHAVIOUR_BENCH_H_
#define TESTS_BEHAVIOUR_BENCH_H_

#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/contract/adapter.h"
#include "base/random.h"
#include "reconcile/engine.h"
#include "tests/clouds/clouds.h"

namespace ic::behaviour {

// Text, for short.
Value S(std::string_view text);

// Sets the field at `path` ("vlan", "aws.site_link", "bfd.enabled") of an object.
void PutAt(Value& object, const std::string& path, Value value);
// Null if there is none.
Value ValueAt(const Value& object, const std::string& path);

// Of each vendor of this build.
std::vector<std::string> EveryCloud();

class Bench {
 public:
  // `lifecycle`: the cloud's states take simulated time.
  explicit Bench(std::string cloud, bool lifecycle = false);

  simulation::Clouds& clouds() { return *clouds_; }
  Adapter& adapter() { return *adapter_; }
  const VendorTraits& traits() const { return adapter_->traits(); }
  const std::string& cloud() const { return cloud_; }
  // What was logged, a line each.
  const std::vector<std::string>& log() const { return *log_; }

  // Another process: an adapter that has seen nothing.
  std::unique_ptr<Adapter> Fresh(bool read_only = false);

  // Likewise, with these settings beside the usual ones.
  std::unique_ptr<Adapter> Set(const Value& settings);

  // The same by another account of the cloud.
  std::unique_ptr<Adapter> Partner();

  // Makes an object out of band; returns its id.
  std::string Seed(const std::string& type, nlohmann::json members = nlohmann::json::object());

  CreateRequest Request(Kind kind, Value desired, Secrets secrets = {}) const;
  // What an object is to stand on; throws std::logic_error if it cannot be made.
  std::string Make(Kind kind, const Value& desired);
  ChangeResult Update(Kind kind, const std::string& id, const Value& prior, const Value& desired,
                      std::vector<std::string> changed, Secrets secrets = {}, std::stop_token stop = {});
  ChangeResult Delete(Kind kind, const std::string& id, const Value& prior, std::stop_token stop = {});
  // By an adapter that has seen nothing.
  StatusOr<std::optional<Observed>> Look(Kind kind, const std::string& id, const Value& prior);
  // For an engine over this cloud.
  EngineEnvironment Environment();
  // The settings of the cloud, as a provider block or `clouds` have them.
  EngineConfig Config() const;
  // Ids of all objects of the kind, by an adapter that has seen nothing.
  std::vector<std::string> Ids(Kind kind);

  // What of `wanted` is set and not so in `found`, a line each. What a cloud never tells is left out.
  std::vector<std::string> Differences(Kind kind, const Value& wanted, const Value& found) const;

 private:
  std::unique_ptr<Adapter> With(Value settings, bool read_only);

  const std::string cloud_;
  const std::shared_ptr<simulation::Clouds> clouds_;
  const simulation::CloudsFactory factory_;
  const std::unique_ptr<Random> random_;
  const std::shared_ptr<std::vector<std::string>> log_;
  std::unique_ptr<Adapter> adapter_;
};

}  // namespace ic::behaviour

#endif  // TESTS_BEHAVIOUR_BENCH_H_
