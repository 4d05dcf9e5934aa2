// RunEnvironment: what every run over a set works with.
#ifndef RECONCILE_RUN_SET_ENVIRONMENT_H_
#define RECONCILE_RUN_SET_ENVIRONMENT_H_

#include <cstddef>
#include <stop_token>

#include "reconcile/engine.h"
#include "reconcile/state/store.h"

namespace ic {

// What a run works with; outlives it.
struct RunEnvironment {
  EngineEnvironment engine;
  StateStore* state = nullptr;
  std::size_t parallelism = 32;  // objects worked on at once; 1: in the order of the plan, one after the other
  std::stop_token stop;          // ends a run cleanly: what runs is finished or left resumable, nothing more is begun
};

}  // namespace ic

#endif  // RECONCILE_RUN_SET_ENVIRONMENT_H_
