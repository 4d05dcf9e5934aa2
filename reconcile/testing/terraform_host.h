// A host that behaves as Terraform's core does towards a provider: the order of calls, two processes for plan and
// apply, unknown values, replacement in two plans, tainting, and the rules core enforces on every answer. Written from
// the protocol's rules alone, as an oracle for the engine's answers; it knows nothing of how the engine works.
//
// Configurations refer to other resources by strings "${address.attribute}". Resources are listed parents first.
#ifndef RECONCILE_TESTING_TERRAFORM_HOST_H_
#define RECONCILE_TESTING_TERRAFORM_HOST_H_

#include <functional>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "base/testing/fake_clock.h"
#include "reconcile/engine.h"
#include "reconcile/testing/fake_cloud.h"

namespace ic::reconcile {

struct Resource {
  Kind kind;
  Value config;
};
using Configuration = std::vector<std::pair<std::string, Resource>>;

struct Instance {
  Kind kind = Kind::kConnection;
  Value state;
  std::string facts;
  bool tainted = false;
};

struct HostAction {
  Action action = Action::kNothing;
  std::vector<FieldChange> changes;
  bool operator==(Action other) const { return action == other; }
};

struct RunResult {
  std::map<std::string, HostAction> actions;  // what the plan says, without kNothing
  Diagnostics diagnostics;                    // of the engine
  std::vector<std::string> faults;            // rules of core that an answer broke
  bool ok() const { return !diagnostics.has_errors() && faults.empty(); }
  std::string ToString() const;
};

// What is said to a person, around where a name or an id is missing ("made , which"); empty: nowhere.
std::string GapIn(const std::string& text);

class TerraformHost {
 public:
  explicit TerraformHost(FakeWorld& world);
  // Over the clouds of another factory. What `environment` points to outlives the host; its logger is not used.
  explicit TerraformHost(EngineEnvironment environment);

  EngineConfig engine_config;
  std::map<std::string, Instance> state;
  std::set<std::string> force_replace;  // -replace
  bool refresh = true;
  bool ahead = false;  // as the command line plans: what PlansNothing says stays is not planned by Plan
  // As `terraform apply -parallelism` at its worst: while an object is made and not answered for yet, those that do not
  // wait for it are planned and made.
  bool together = false;
  std::function<void()> meanwhile;  // what others do after a plan, before it is applied
  std::vector<std::string> texts;   // everything that was logged, shown or stored, for the search of secrets

  // One plan, as `terraform plan`.
  RunResult Plan(const Configuration& configuration);
  // Plan and apply in two processes, as `terraform apply`. Stops after the plan if it has errors.
  RunResult Apply(const Configuration& configuration);
  RunResult Destroy() { return Apply({}); }
  RunResult Import(const std::string& address, Kind kind, const std::string& id);
  // By a process that is not configured, as core does it; what comes of it is read by the next plan.
  RunResult Move(const std::string& address, Kind kind, const Value& attributes);

 private:
  struct Step {
    std::string address;
    Kind kind = Kind::kConnection;
    Action action = Action::kNothing;
    bool replaces = false;
    Value planned;  // null: destroy
    std::string delete_facts;
  };
  struct PlanRun {
    RunResult result;
    std::vector<Step> creates_and_updates;
    std::vector<Step> deletes;
  };

  // The fields of a kind, with every vendor's object.
  const std::vector<Field>& FieldsOf(Kind kind);
  std::unique_ptr<Engine> NewProcess();
  PlanRun RunPlan(const Configuration& configuration);
  void Refresh(Engine& engine, RunResult& result);
  void PlanOne(Engine& engine, const std::string& address, const Resource& resource,
               std::map<std::string, Value>& planned, PlanRun& run);
  void PlanDeletes(Engine& engine, const Configuration& configuration, PlanRun& run);
  void RunDelete(Engine& engine, const Step& step, RunResult& result);
  void RunSteps(Engine& engine, const Configuration& configuration, PlanRun& run);
  bool CanRun(const Resource& resource);
  bool RunStep(Engine& engine, const Step& step, const Resource& resource, RunResult& result);
  void Save(const Step& step, bool create, const ObjectOutput& output, RunResult& result);
  // The configuration with its references filled in; unknown where `values` does not know.
  static Value Resolve(const Value& config, const std::map<std::string, Value>& values);
  std::map<std::string, Value> StateValues() const;
  void Keep(const Diagnostics& diagnostics, RunResult& result);

  FakeWorld* world_ = nullptr;  // null: other clouds
  std::unique_ptr<AdapterFactory> own_factory_;
  FakeClock clock_;
  std::unique_ptr<Random> random_ = SeededRandom(1);
  EngineEnvironment environment_;
  std::map<Kind, std::vector<Field>> fields_;
};

// The rules of core, each broken one as a sentence; empty if all hold.
std::vector<std::string> CheckPlanValid(const std::vector<Field>& fields, const Value& config, const Value& prior,
                                        const Value& planned);
std::vector<std::string> CheckResultMatchesPlan(const Value& planned, const Value& actual, const std::string& path);

}  // namespace ic::reconcile

#endif  // RECONCILE_TESTING_TERRAFORM_HOST_H_
