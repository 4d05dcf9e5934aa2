// Where a simulated object stands in its life, and its tags.
#ifndef SIMULATORS_SERVER_OBJECTS_LIFE_H_
#define SIMULATORS_SERVER_OBJECTS_LIFE_H_

#include <deque>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/clock.h"

namespace ic::sim {

// In the order in which they were set; keys are unique.
using Tags = std::vector<std::pair<std::string, std::string>>;

// A state, and the states that follow it by themselves.
struct Life {
  struct Step {
    std::string state;
    Time due;
  };

  std::string state;
  std::deque<Step> next;
  std::optional<Time> gone;  // since when it has been deleted or rejected

  bool Is(std::initializer_list<std::string_view> states) const {
    for (const std::string_view candidate : states) {
      if (state == candidate) return true;
    }
    return false;
  }

  // Takes the state now; nothing follows by itself.
  void Enter(std::string_view entered) {
    state = entered;
    next.clear();
  }
};

}  // namespace ic::sim

#endif  // SIMULATORS_SERVER_OBJECTS_LIFE_H_
