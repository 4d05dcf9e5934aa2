#include "reconcile/run/plan/run_plan.h"

namespace ic {

std::string_view ActionName(Action action) {
  switch (action) {
    case Action::kNothing:
      return "nothing";
    case Action::kCreate:
      return "create";
    case Action::kAdopt:
      return "adopt";
    case Action::kUpdate:
      return "update";
    case Action::kReplace:
      return "replace";
    case Action::kDelete:
      return "delete";
    case Action::kForget:
      return "forget";
  }
  return "nothing";
}

}  // namespace ic
