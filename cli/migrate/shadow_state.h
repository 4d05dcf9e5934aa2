// ShadowState: objects as a state that a plan is made from, and that nothing can be written to.
#ifndef CLI_MIGRATE_SHADOW_STATE_H_
#define CLI_MIGRATE_SHADOW_STATE_H_

#include <utility>
#include <vector>

#include "cli/process/empty_state.h"

namespace ic::cli {

class ShadowState : public EmptyState {
 public:
  // By address.
  explicit ShadowState(std::vector<StateObject> objects) : objects_(std::move(objects)) {}
  std::string name() const override { return "the migrated state"; }
  StatusOr<std::vector<StateObject>> Load() override { return objects_; }

 private:
  const std::vector<StateObject> objects_;
};

}  // namespace ic::cli

#endif  // CLI_MIGRATE_SHADOW_STATE_H_
