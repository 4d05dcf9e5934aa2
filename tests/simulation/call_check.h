// CallCheck: what each changing call changed in the simulated clouds, held against the plan of the run that made it:
// the object is one that the plan names, what becomes of it is what the plan says, and the members that changed are
// those of the fields that the plan changes.
#ifndef TESTS_SIMULATION_CALL_CHECK_H_
#define TESTS_SIMULATION_CALL_CHECK_H_

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "adapters/wire/http.h"
#include "reconcile/run/plan/run_plan.h"
#include "tests/clouds/things.h"

namespace ic::simulation {

using ThingMap = std::map<std::string, Thing>;

class CallCheck {
 public:
  // What is written down is forgotten: another run begins.
  void Begin();
  // A changing call, with what was there before and after it.
  void Note(const HttpRequest& request, const ThingMap& before, const ThingMap& after);
  // What was changed and is not in `plan`, a sentence each.
  std::vector<std::string> NotIn(const RunPlan& plan) const;

 private:
  enum class How : std::uint8_t { kMade, kGone, kChanged };
  struct Touch {
    std::string operation;
    How how = How::kChanged;
    Thing thing;
    std::string member = {};           // kChanged
    std::set<std::string> users = {};  // of a group: the sessions in it
  };
  // A step, with the ids of what the object stands on.
  struct Planned {
    const Step& step;
    std::set<std::string> parents;
  };

  static Planned WithParents(const Step& step, const RunPlan& plan);
  static bool IsOf(const Step& step, const Touch& touch);
  bool IsPlanned(const Touch& touch, const std::vector<Planned>& steps) const;
  bool Makes(const Touch& touch, const Planned& planned) const;
  bool Removes(const Touch& touch, const Planned& planned) const;
  bool Changes(const Touch& touch, const Planned& planned) const;

  std::vector<Touch> touches_;
  std::set<std::string> made_;  // ids of what this run made
};

}  // namespace ic::simulation

#endif  // TESTS_SIMULATION_CALL_CHECK_H_
