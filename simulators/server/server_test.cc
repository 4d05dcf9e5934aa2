#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "base/testing/fake_clock.h"
#include "simulators/server/call_log.h"
#include "simulators/server/control.h"
#include "simulators/server/faults.h"
#include "simulators/server/front.h"
#include "simulators/server/options.h"
#include "simulators/server/rate_limit.h"

namespace ic::sim {
namespace {

using Json = nlohmann::json;

// Counts what reaches it.
class FakeCloud : public Cloud {
 public:
  std::string OperationOf(const HttpRequest& request) const override { return request.path.substr(1); }
  CallResult Carry(const HttpRequest&) override {
    ++carried;
    return {.response = {.status = 200, .body = "{}"}, .target = "id-1", .account = "me"};
  }
  HttpResponse ErrorAnswer(const InjectedError& error) override {
    return {.status = error.http_status, .body = error.code};
  }
  InjectedError Throttling() const override { return {"TooFast", "slow down", 429}; }
  Json Objects() override { return Json::array(); }
  StatusOr<Json> Create(const Json&) override { return Json::object(); }
  StatusOr<Json> Edit(const Json&) override { return NotFoundError("no such object"); }
  void Reset() override { ++resets; }

  int carried = 0;
  int resets = 0;
};

struct Stage {
  explicit Stage(const PaceOptions& options = {}) : pace(options), front("fake", cloud, log, faults, clock, pace) {}
  HttpResponse Call(std::string path = "/Op") {
    return front.Handle({.method = "POST", .path = std::move(path)}, stop.get_token());
  }
  void Arm(const char* json) {
    const auto fault = ParseFault(Json::parse(json));
    ASSERT_TRUE(fault.ok()) << fault.status().ToString();
    faults.Add(*fault);
  }

  FakeCloud cloud;
  CallLog log;
  Faults faults;
  FakeClock clock;
  std::stop_source stop;
  Pace pace;
  Front front;
};

TEST(Endpoint, OnlyLoopback) {
  EXPECT_EQ(ParseEndpoint("localhost:80")->host, "127.0.0.1");
  EXPECT_EQ(ParseEndpoint("[::1]:65535")->port, 65535);
  EXPECT_EQ(ParseEndpoint("127.9.9.9:0")->host, "127.9.9.9");
  for (const char* wrong : {"", "127.0.0.1", "127.0.0.1:", "127.0.0.1:65536", "127.0.0.1:-1", "0.0.0.0:1", "[::]:1",
                            "10.0.0.1:1", "example.org:1", "128.0.0.1:1"}) {
    EXPECT_FALSE(ParseEndpoint(wrong).ok()) << wrong;
  }
}

TEST(Front, EachFaultDoesWhatItSays) {
  Stage stage;
  stage.Arm(R"({"cloud": "fake", "kind": "fail", "code": "Odd", "http_status": 418})");
  EXPECT_EQ(stage.Call().status, 418);
  stage.Arm(R"({"cloud": "fake", "kind": "throttle"})");
  EXPECT_EQ(stage.Call().body, "TooFast");
  stage.Arm(R"({"cloud": "fake", "kind": "close_before"})");
  EXPECT_TRUE(stage.Call().cut);
  EXPECT_EQ(stage.cloud.carried, 0);
  stage.Arm(R"({"cloud": "fake", "kind": "lose_response"})");
  EXPECT_TRUE(stage.Call().cut);
  EXPECT_EQ(stage.cloud.carried, 1);
  stage.Arm(R"({"cloud": "fake", "kind": "garbage"})");
  EXPECT_FALSE(Json::accept(stage.Call().body));
  stage.Arm(R"({"cloud": "fake", "kind": "delay", "delay_ms": 250})");
  EXPECT_EQ(stage.Call().status, 200);
  EXPECT_EQ(stage.clock.sleeps(), std::vector<Duration>{std::chrono::milliseconds(250)});
  EXPECT_EQ(stage.cloud.carried, 3);
  EXPECT_EQ(stage.faults.pending(), 0U);
}

TEST(Faults, HitTheNthMatchForAsManyCallsAsAsked) {
  Stage stage;
  stage.Arm(R"({"cloud": "fake", "operation": "Op", "kind": "fail", "nth": 2, "count": 2})");
  std::vector<int> statuses;
  for (int i = 0; i < 5; ++i) {
    EXPECT_EQ(stage.Call("/Other").status, 200);
    statuses.push_back(stage.Call().status);
  }
  EXPECT_EQ(statuses, (std::vector<int>{200, 500, 500, 200, 200}));
}

TEST(CallLog, CountsAndLists) {
  Stage stage;
  stage.Arm(R"({"cloud": "fake", "kind": "lose_response"})");
  stage.Call("/A");
  stage.Call("/B");
  stage.Call("/A");
  EXPECT_EQ(stage.log.Counts(), Json::parse(R"({"fake": {"A": 2, "B": 1}})"));
  const Json entries = stage.log.Entries();
  EXPECT_EQ(entries[0]["status"], 0);
  EXPECT_EQ(entries[0]["fault"], "lose_response");
  EXPECT_EQ(entries[2]["sequence"], 3);
  EXPECT_EQ(entries[2]["target"], "id-1");
}

TEST(RateLimit, IsATokenBucketOfOneSecond) {
  FakeClock clock;
  RateLimit limit(clock);
  EXPECT_TRUE(limit.Take(2));
  EXPECT_TRUE(limit.Take(2));
  EXPECT_FALSE(limit.Take(2));
  clock.Advance(std::chrono::milliseconds(500));
  EXPECT_TRUE(limit.Take(2));
  EXPECT_FALSE(limit.Take(2));
  clock.Advance(std::chrono::hours(1));
  EXPECT_TRUE(limit.Take(2) && limit.Take(2));
  EXPECT_FALSE(limit.Take(2));
  RateLimit unlimited(clock);
  for (int i = 0; i < 1000; ++i) EXPECT_TRUE(unlimited.Take(0));
}

TEST(Control, AnswersAndRefuses) {
  FakeCloud cloud;
  CallLog log;
  Faults faults;
  FakeClock wall;
  SimulatedClock clock(wall);
  Pace pace({});
  Control control({{"fake", &cloud}}, log, faults, clock, pace);
  const auto call = [&](const char* method, const char* path, const char* body) {
    return control.Handle({.method = method, .path = path, .body = body});
  };
  EXPECT_EQ(call("POST", "/clock", R"({"advance_ms": 60000})").status, 200);
  EXPECT_EQ(clock.Now() - wall.Now(), Duration(std::chrono::minutes(1)));
  EXPECT_EQ(
      call("POST", "/faults", R"([{"cloud": "fake", "kind": "throttle"}, {"cloud": "fake", "kind": "bad"}])").status,
      400);
  EXPECT_EQ(faults.pending(), 0U);  // all or none
  EXPECT_EQ(call("POST", "/pace", R"({"latency_ms": 50, "rate": 5})").status, 200);
  EXPECT_EQ(pace.Get().latency, Duration(std::chrono::milliseconds(50)));
  EXPECT_EQ(pace.Get().rate, 5);
  EXPECT_EQ(call("POST", "/pace", "{}").status, 200);
  EXPECT_EQ(pace.Get().latency, Duration::zero());
  EXPECT_EQ(call("POST", "/pace", R"({"latency_ms": -1})").status, 400);
  EXPECT_EQ(call("POST", "/pace", R"({"rate": "fast"})").status, 400);
  EXPECT_EQ(call("POST", "/edit", R"({"cloud": "fake"})").status, 404);
  EXPECT_EQ(call("POST", "/edit", "{").status, 400);
  EXPECT_EQ(call("GET", "/edit", "").status, 405);
  EXPECT_EQ(call("GET", "/", "").status, 404);
  EXPECT_EQ(call("POST", "/reset", "").status, 200);
  EXPECT_EQ(cloud.resets, 1);
}

TEST(Options, ReadsFlagsInBothForms) {
  const std::vector<Vendor> vendors = {{"aws", [](const CloudContext&) { return nullptr; }}, {"huawei", nullptr}};
  const auto parse = [&](std::vector<std::string> arguments) { return ParseOptions(arguments, vendors); };
  const auto options = parse({"--aws", "127.0.0.1:1", "--seed=9", "--latency", "5", "--lifecycle", "--router-up"});
  ASSERT_TRUE(options.ok()) << options.status().ToString();
  EXPECT_EQ(options->behaviour.seed, 9U);
  EXPECT_TRUE(options->behaviour.lifecycle && options->behaviour.router_up && !options->behaviour.lenient);
  EXPECT_EQ(options->pace.latency, Duration(std::chrono::milliseconds(5)));
  EXPECT_FALSE(parse({"--huawei", "127.0.0.1:0"}).ok());
  EXPECT_FALSE(parse({"--aws", "127.0.0.1:0", "--seed", "-1"}).ok());
  EXPECT_FALSE(parse({"--aws", "127.0.0.1:0", "--rate", "-1"}).ok());
  EXPECT_FALSE(parse({}).ok());
  EXPECT_TRUE(parse({"--help"})->help);
}

}  // namespace
}  // namespace ic::sim
