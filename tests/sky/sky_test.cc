// A link from plan to deletion: the engine, the adapter and the simulated cloud of docs/adding-a-cloud.md.
#include <memory>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "adapters/contract/factory.h"
#include "adapters/contract/limits/limits_check.h"
#include "adapters/sky/tables/traits.h"
#include "adapters/wire/http.h"
#include "base/random.h"
#include "base/testing/fake_clock.h"
#include "base/text.h"
#include "reconcile/engine.h"
#include "simulators/server/cloud.h"

namespace ic {
namespace sky {
const Vendor& TheVendor();
}
namespace sim::sky {
std::unique_ptr<Cloud> MakeCloud(const CloudContext& context);
}
namespace {

constexpr std::string_view kAddress = "https://sky.test";

// Requests go to the simulated cloud in this process.
class Wire : public HttpTransport {
 public:
  explicit Wire(sim::Cloud& cloud) : cloud_(cloud) {}

  StatusOr<HttpResponse> Send(const HttpRequest& sent, std::stop_token) override {
    sim::HttpRequest request{
        .method = sent.method, .path = sent.url.substr(kAddress.size()), .query = "", .headers = {}, .body = sent.body};
    for (const auto& [name, value] : sent.headers) request.headers.emplace_back(ToLowerAscii(name), value);
    calls.push_back(cloud_.OperationOf(request));
    sim::HttpResponse answer = cloud_.Carry(request).response;
    return HttpResponse{answer.status, std::move(answer.headers), std::move(answer.body)};
  }

  std::vector<std::string> calls;

 private:
  sim::Cloud& cloud_;
};

class SkyFactory : public AdapterFactory {
 public:
  explicit SkyFactory(std::shared_ptr<Wire> wire) : wire_(std::move(wire)) {}
  const std::vector<const VendorTraits*>& traits() const override { return traits_; }
  StatusOr<std::unique_ptr<Adapter>> Make(std::string_view, const AdapterOptions& options) const override {
    AdapterOptions here = options;
    here.transport = wire_;
    return sky::TheVendor().make(here);
  }

 private:
  const std::shared_ptr<Wire> wire_;
  const std::vector<const VendorTraits*> traits_ = {&sky::TheVendor().traits()};
};

Value S(std::string_view text) { return Value::String(text); }

Value Link(std::string_view name, std::string_view bandwidth = "1Gbps") {
  return Value::Object({{"cloud", S("sky")},
                        {"name", S(name)},
                        {"location", S("cumulus")},
                        {"bandwidth", S(bandwidth)},
                        {"on_destroy", S("delete")}});
}

class SkyTest : public testing::Test {
 protected:
  // A process is one walk.
  std::unique_ptr<Engine> NewEngine() {
    auto engine = std::make_unique<Engine>(environment_);
    EXPECT_FALSE(engine->Configure({.clouds = {{"sky", Value::Null()}}}).has_errors());
    return engine;
  }

  PlanOutput Plan(Engine& engine, const Value& config) {
    return engine.Plan(
        {.kind = Kind::kConnection, .prior = made_.state, .config = config, .facts = made_.facts, .account = ""});
  }
  PlanOutput Plan(const Value& config) { return Plan(*NewEngine(), config); }

  // Plans and applies; says what the plan was.
  Action Run(const Value& config) {
    const std::unique_ptr<Engine> engine = NewEngine();
    const PlanOutput plan = Plan(*engine, config);
    EXPECT_FALSE(plan.diagnostics.has_errors()) << plan.diagnostics.ToString();
    if (plan.action == Action::kNothing) return plan.action;
    made_ = engine->Apply({.kind = Kind::kConnection,
                           .prior = made_.state,
                           .planned = plan.planned,
                           .config = config,
                           .facts = plan.facts,
                           .account = ""});
    EXPECT_FALSE(made_.diagnostics.has_errors()) << made_.diagnostics.ToString();
    return plan.action;
  }

  FakeClock clock_;
  const std::unique_ptr<Random> random_ = SeededRandom(1);
  const std::unique_ptr<sim::Cloud> cloud_ = sim::sky::MakeCloud({.options = {}, .simulated = clock_, .wall = clock_});
  const std::shared_ptr<Wire> wire_ = std::make_shared<Wire>(*cloud_);
  const SkyFactory factory_{wire_};
  const EngineEnvironment environment_{.factory = &factory_,
                                       .environment = {{"SKY_KEY", "sky-simulator-key"},
                                                       {"SKY_REGION", "troposphere"},
                                                       {"SKY_ENDPOINT", std::string(kAddress)}},
                                       .clock = &clock_,
                                       .random = random_.get(),
                                       .logger = {}};
  ObjectOutput made_;
};

TEST_F(SkyTest, TheTablesKeepTheirPromises) { EXPECT_EQ(CheckTables(sky::SkyTraits()), std::vector<std::string>()); }

TEST_F(SkyTest, ALinkLives) {
  EXPECT_EQ(Run(Link("dc1")), Action::kCreate);
  EXPECT_EQ(Plan(Link("dc1")).action, Action::kNothing);
  EXPECT_EQ(Run(Link("dc2")), Action::kUpdate);
  EXPECT_EQ(cloud_->Objects()["links"][0]["name"], "dc2");
  EXPECT_EQ(Plan(Link("dc2", "10Gbps")).action, Action::kReplace);
  EXPECT_EQ(Run(Value::Null()), Action::kDelete);
  EXPECT_TRUE(cloud_->Objects()["links"].empty());
}

TEST_F(SkyTest, ALimitIsFoundBeforeAnyCall) {
  EXPECT_TRUE(Plan(Link("dc1", "3Gbps")).diagnostics.has_errors());
  EXPECT_EQ(wire_->calls, std::vector<std::string>());
}

}  // namespace
}  // namespace ic
