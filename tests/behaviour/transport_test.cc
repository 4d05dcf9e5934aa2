// The way to a cloud, for every cloud and each of its addresses: nothing goes without encryption to another machine
// unless that is allowed, and nothing that a service, or somebody in its place, quotes of what it was sent is shown.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "reconcile/testing/terraform_host.h"
#include "tests/behaviour/specimens.h"
#include "tests/clouds/vendor.h"

namespace ic::behaviour {
namespace {

using Json = nlohmann::json;
using reconcile::Configuration;
using reconcile::RunResult;
using ::testing::HasSubstr;
using ::testing::Not;

class Transport : public testing::TestWithParam<std::string> {
 protected:
  Transport() {
    host_.engine_config = bench_.Config();
    for (const Specimen& specimen : Specimens()) {
      if (specimen.cloud != GetParam()) continue;
      Value config = specimen.desired(bench_);
      config.Put(field::kCloud, S(bench_.cloud()));
      wanted_ = {{"it", {specimen.kind, config}}};
      break;
    }
  }

  const simulation::SimulatedVendor& vendor() const { return simulation::VendorNamed(GetParam()); }
  Value& settings() { return host_.engine_config.clouds.at(bench_.cloud()); }

  Bench bench_{GetParam()};
  reconcile::TerraformHost host_{bench_.Environment()};
  Configuration wanted_;
};

TEST_P(Transport, NothingGoesToAnotherMachineWithoutEncryption) {
  const EngineConfig here = host_.engine_config;
  for (const std::string address : {"http://192.0.2.1", "http://cloud.example:8080", "HTTP://cloud.example"}) {
    for (const bool allowed : {false, true}) {
      SCOPED_TRACE(address + (allowed ? ", allowed" : ""));
      host_.engine_config = here;
      for (const std::string_view endpoint : vendor().endpoints) settings().Put(endpoint, S(address));
      settings().Put("allow_plain_http", Value::Bool(allowed));
      const std::size_t before = bench_.clouds().calls();
      const RunResult planned = host_.Apply(wanted_);
      EXPECT_FALSE(planned.ok());
      EXPECT_EQ(bench_.clouds().calls() > before, allowed) << planned.ToString();
      const std::string said = planned.diagnostics.ToString();
      EXPECT_EQ(said.find("is not encrypted (http://)") != std::string::npos, !allowed) << said;
    }
  }
}

TEST_P(Transport, WhatIsAllowedIsWarnedOfInEachRun) {
  settings().Put("allow_plain_http", Value::Bool(true));
  for (int run = 0; run < 2; ++run) {
    Engine engine(bench_.Environment());
    EXPECT_THAT(engine.Configure(host_.engine_config).ToString(), HasSubstr("Requests without encryption"));
  }
  settings().Put("allow_plain_http", Value::Bool(false));
  Engine engine(bench_.Environment());
  EXPECT_EQ(engine.Configure(host_.engine_config).ToString(), "");
}

TEST_P(Transport, WhatAServiceQuotesOfWhatItWasSentIsNotShown) {
  const std::string secret(vendor().secret);
  ASSERT_GE(secret.size(), 6U);
  int quoted = 0;
  bench_.clouds().answered = [&](const HttpRequest& request, HttpResponse& response) {
    ++quoted;
    std::string echo = "cannot use " + secret + " of " + request.body;
    for (const auto& [name, value] : request.headers) echo += " " + name + ": " + value;
    const bool xml = response.body.starts_with('<');
    response.status = 400;
    response.body =
        xml ? "<ErrorResponse><Error><Code>Broken</Code><Message>" + echo + "</Message></Error></ErrorResponse>"
            : Json{{"__type", "Broken"}, {"message", echo},         {"Code", "Broken"},
                   {"Message", echo},    {"error_code", "DC.0001"}, {"error_msg", echo}}
                  .dump(-1, ' ', false, Json::error_handler_t::replace);
  };
  const RunResult planned = host_.Apply(wanted_);
  EXPECT_FALSE(planned.ok());
  EXPECT_GT(quoted, 0);
  EXPECT_THAT(planned.ToString(), Not(HasSubstr(secret)));
  for (const std::string& line : bench_.log()) EXPECT_THAT(line, Not(HasSubstr("cannot use " + secret)));
}

INSTANTIATE_TEST_SUITE_P(Clouds, Transport, testing::ValuesIn(EveryCloud()),
                         [](const auto& info) { return info.param; });

}  // namespace
}  // namespace ic::behaviour
