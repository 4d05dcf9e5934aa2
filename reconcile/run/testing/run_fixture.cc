#include "reconcile/run/testing/run_fixture.h"

#include <utility>

#include "reconcile/run/testing/wanted.h"
#include "reconcile/testing/engine_fixture.h"
#include "reconcile/testing/terraform_host.h"

namespace ic {
namespace {

void Append(const std::vector<LocatedDiagnostic>& diagnostics, std::string& text) {
  for (const LocatedDiagnostic& one : diagnostics) {
    text += (one.diagnostic.severity == Severity::kError ? "error: " : "warning: ");
    if (one.address) text += one.address->ToString() + ": ";
    text += one.diagnostic.summary + ": " + one.diagnostic.detail + "\n";
  }
}

// In every plan of every test: nothing that is said has a gap where a name or an id belongs.
void ExpectNoHoles(const RunPlan& plan) {
  std::string text;
  for (const Step& step : plan.steps) {
    for (const std::string& reason : step.reasons) text += step.address.ToString() + ": " + reason + "\n";
  }
  for (const Refusal& refusal : plan.refusals) text += refusal.why + "\n";
  Append(plan.diagnostics, text);
  EXPECT_EQ(reconcile::GapIn(text), "");
}

}  // namespace

RunFixture::RunFixture() {
  desired.files = {"test.yaml"};
  desired.accounts.push_back({"sky", "sky", Value::Null(), {}});
  desired.accounts.push_back({"rock", "rock", Value::Null(), {}});
}

DesiredObject& RunFixture::Want(Kind kind, const std::string& name, Value config) {
  return ic::Want(desired, kind, name, std::move(config));
}

void RunFixture::Forget(Kind kind, const std::string& name) { Unwant(desired, {kind, name}); }

void RunFixture::WantStack() {
  Want(Kind::kConnection, "port", reconcile::Port("dc1"));
  Want(Kind::kVirtualInterface, "vif", reconcile::Interface("prod", "${connection.port}", 125));
  Want(Kind::kBgpPeer, "six", reconcile::Peer("${virtual_interface.vif}", "ipv6"));
  Want(Kind::kBgpCidr, "net", reconcile::Cidr("10.0.0.0/16"));
}

RunEnvironment RunFixture::Environment() {
  RunEnvironment environment;
  environment.engine.factory = &factory;
  environment.engine.clock = engine_clock;
  environment.engine.random = random.get();
  environment.state = &store;
  environment.parallelism = parallelism;
  return environment;
}

RunPlan RunFixture::Plan() {
  RunPlan plan = PlanSet(Environment(), desired, options);
  ExpectNoHoles(plan);
  return plan;
}

ApplyOutcome RunFixture::Apply() {
  const RunPlan plan = Plan();
  EXPECT_FALSE(plan.HasErrors()) << Words(plan);
  EXPECT_TRUE(plan.refusals.empty()) << Words(plan);
  EXPECT_TRUE(store.Lock({}).ok());
  ApplyOutcome outcome = ApplySet(Environment(), desired, plan, {.allow_disruption = options.allow_disruption});
  store.Unlock();
  return outcome;
}

void RunFixture::Make() {
  const ApplyOutcome outcome = Apply();
  EXPECT_TRUE(outcome.ok()) << Words(outcome);
  ExpectNothing();
}

void RunFixture::ExpectNothing() {
  const std::size_t mutating = world.MutatingCalls();
  const RunPlan plan = Plan();
  EXPECT_FALSE(plan.HasChanges()) << Words(plan);
  EXPECT_FALSE(plan.HasErrors()) << Words(plan);
  EXPECT_EQ(world.MutatingCalls(), mutating);
}

std::string Words(const RunPlan& plan) {
  std::string text;
  for (const Step& step : plan.steps) {
    text += std::string(ActionName(step.action)) + " " + step.address.ToString() + "\n";
    for (const FieldChange& change : step.changes) {
      text += "  " + change.path + ": " + change.before + " -> " + change.after + " " + change.reason + "\n";
    }
  }
  for (const Refusal& refusal : plan.refusals) text += "refused: " + refusal.why + " " + refusal.allow + "\n";
  Append(plan.diagnostics, text);
  return text;
}

std::string Words(const ApplyOutcome& outcome) {
  std::string text;
  for (const StepResult& result : outcome.results) {
    text += "result " + std::to_string(static_cast<int>(result.state)) + " " + result.id + " " + result.because + "\n";
    Append(result.diagnostics, text);
  }
  Append(outcome.diagnostics, text);
  return text;
}

}  // namespace ic
