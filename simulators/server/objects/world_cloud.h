// A simulated cloud whose objects are a world that settles as time goes by: the locking, and what the control address
// asks for.
#ifndef SIMULATORS_SERVER_OBJECTS_WORLD_CLOUD_H_
#define SIMULATORS_SERVER_OBJECTS_WORLD_CLOUD_H_

#include <memory>
#include <mutex>
#include <string>
#include <utility>

#include <nlohmann/json.hpp>

#include "simulators/server/cloud.h"
#include "simulators/server/objects/edits.h"

namespace ic::sim {

// `World` is made from a seed, `Lifecycle` from the options; `Lifecycle::Settle` brings a world to a moment.
// `ControlContext` is {world, life, options, now}. ListObjects, CreateObject and EditObject are functions of the
// cloud's namespace.
template <typename World, typename Lifecycle, typename ControlContext>
class WorldCloud : public Cloud {
 public:
  explicit WorldCloud(const CloudContext& context)
      : context_(context), life_(context.options), world_(std::make_unique<World>(context.options.seed)) {}

  nlohmann::json Objects() override { return ListObjects(Enter().world); }

  StatusOr<nlohmann::json> Create(const nlohmann::json& request) override {
    const Settled settled = Enter();
    return CreateObject(ControlContext{settled.world, life_, context_.options, settled.now}, request);
  }

  StatusOr<nlohmann::json> Edit(const nlohmann::json& request) override {
    if (IsCredentialEdit(request)) {
      IC_ASSIGN_OR_RETURN(const std::string key, IdOf(request));
      IC_RETURN_IF_ERROR(ExpireCredential(key));
      return IdAnswer(key);
    }
    const Settled settled = Enter();
    return EditObject(ControlContext{settled.world, life_, context_.options, settled.now}, request);
  }

  void Reset() override {
    const std::lock_guard lock(mutex_);
    world_ = std::make_unique<World>(context_.options.seed);
    ResetCredentials();
  }

 protected:
  // The world as it is now, nobody else's for as long as this lives.
  struct Settled {
    std::unique_lock<std::mutex> lock;
    World& world;
    Time now;  // simulated
  };
  Settled Enter() {
    std::unique_lock lock(mutex_);
    const Time now = context_.simulated.Now();
    life_.Settle(*world_, now);
    return {std::move(lock), *world_, now};
  }

  virtual Status ExpireCredential(const std::string& key) = 0;
  virtual void ResetCredentials() = 0;

  const CloudContext context_;
  const Lifecycle life_;

 private:
  std::mutex mutex_;
  std::unique_ptr<World> world_;
};

}  // namespace ic::sim

#endif  // SIMULATORS_SERVER_OBJECTS_WORLD_CLOUD_H_
