#include "adapters/aws/client/endpoints.h"

#include <fstream>
#include <map>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "adapters/aws/client/operations.h"

namespace ic::aws {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

nlohmann::json Vectors(const std::string& name) {
  std::ifstream input(IC_SOURCE_DIR "/adapters/aws/client/testdata/" + name);
  return nlohmann::json::parse(input);
}

TEST(Endpoints, ResolveAsBotocoreDoes) {
  const nlohmann::json vectors = Vectors("endpoint_vectors.json");
  const std::map<std::string, const Service*> services = {
      {"directconnect", &kDirectConnect}, {"sts", &kSts}, {"sso", &kSso}, {"service-quotas", &kServiceQuotas}};
  ASSERT_GE(vectors["cases"].size(), 800U);
  for (const auto& vector : vectors["cases"]) {
    SCOPED_TRACE(vector.dump());
    Settings settings;
    settings.profile = "default";
    settings.use_fips = vector["fips"];
    settings.use_dualstack = vector["dualstack"];
    const auto url = ResolveEndpoint(settings, *services.at(vector["service"]), vector["region"].get<std::string>(),
                                     vector.value("endpoint", ""));
    EXPECT_EQ(url.ok(), vector.contains("url"));
    if (url.ok() && vector.contains("url")) {
      EXPECT_EQ(*url, vector["url"]);
    }
  }
}

TEST(Endpoints, PartitionsAreBotocores) {
  const nlohmann::json vectors = Vectors("endpoint_vectors.json");
  for (const auto& [partition, regions] : vectors["partitions"].items()) {
    for (const auto& region : regions) EXPECT_EQ(PartitionOf(region.get<std::string>()).id, partition) << region;
    EXPECT_EQ(PartitionOf(partition + "-global").id, partition);
  }
}

TEST(Endpoints, OverridesInOrder) {
  Settings settings;
  settings.profile = "dev";
  const auto url = [&](const std::string& configured = "") {
    return *ResolveEndpoint(settings, kDirectConnect, "eu-west-1", configured);
  };
  settings.files.config_profiles["dev"] = {{"endpoint_url", "http://profile"}};
  EXPECT_EQ(url(), "http://profile");
  settings.files.config_profiles["dev"]["services"] = "local";
  settings.files.services["local"] = {{"direct_connect.endpoint_url", "http://services"}, {"sts.endpoint_url", "x"}};
  EXPECT_EQ(url(), "http://services");
  settings.environment.variables["AWS_ENDPOINT_URL"] = "http://all";
  EXPECT_EQ(url(), "http://all");
  settings.environment.variables["AWS_ENDPOINT_URL_DIRECT_CONNECT"] = "http://own";
  EXPECT_EQ(url(), "http://own");
  EXPECT_EQ(*ResolveEndpoint(settings, kSts, "eu-west-1"), "http://all");
  EXPECT_EQ(url("http://configured"), "http://configured");
  settings.environment.variables["AWS_IGNORE_CONFIGURED_ENDPOINT_URLS"] = "true";
  EXPECT_EQ(url(), "https://directconnect.eu-west-1.amazonaws.com");
  EXPECT_EQ(url("http://configured"), "http://configured");
}

TEST(Endpoints, OverridesAreOfOneServiceOrOfAll) {
  Settings settings;
  settings.profile = "default";
  EXPECT_FALSE(IsOverridden(settings, kServiceQuotas, ""));
  EXPECT_TRUE(IsOverridden(settings, kServiceQuotas, "http://configured"));
  settings.environment.variables["AWS_ENDPOINT_URL_DIRECT_CONNECT"] = "http://own";
  EXPECT_TRUE(IsOverridden(settings, kDirectConnect, ""));
  EXPECT_FALSE(IsOverridden(settings, kServiceQuotas, ""));
  settings.environment.variables["AWS_ENDPOINT_URL_SERVICE_QUOTAS"] = "http://quotas";
  EXPECT_EQ(*ResolveEndpoint(settings, kServiceQuotas, "eu-west-1"), "http://quotas");
  EXPECT_TRUE(IsOverridden(settings, kServiceQuotas, ""));
}

TEST(Endpoints, ErrorsSayWhatIsWrong) {
  Settings settings;
  settings.profile = "default";
  EXPECT_THAT(ResolveEndpoint(settings, kDirectConnect, "us-east-1.evil.example/").status().message(),
              HasSubstr("is not the name of a region"));
  for (const char* region : {"", "-a", "a-", "12", "a b", "a_b", "a\n"}) {
    EXPECT_FALSE(CheckRegionName(region).ok()) << region;
  }
  settings.environment.variables["AWS_ENDPOINT_URL"] = "localhost:4566";
  EXPECT_THAT(ResolveEndpoint(settings, kDirectConnect, "us-east-1").status().message(),
              HasSubstr("AWS_ENDPOINT_URL must be an absolute http:// or https:// URL"));
  settings.environment.variables["AWS_ENDPOINT_URL"] = "http://user:hidden@localhost:4566/?hidden";
  settings.use_fips = true;
  const std::string conflict = ResolveEndpoint(settings, kDirectConnect, "us-east-1").status().message();
  EXPECT_THAT(conflict, HasSubstr("use_fips is on"));
  EXPECT_THAT(conflict, Not(HasSubstr("hidden")));
}

TEST(Operations, AreThoseOfTheServiceModel) {
  const nlohmann::json model = Vectors("operation_names.json");
  ASSERT_EQ(model["outputs"].size(), 63U);
  for (const auto& [name, unused] : model["outputs"].items())
    EXPECT_NE(FindOperation(Operations(), name), nullptr) << name;
  for (const Operation& operation : Operations()) {
    const bool reads = operation.name.starts_with("Describe") || operation.name.starts_with("List");
    EXPECT_EQ(operation.mutating, !reads) << operation.name;
    if (reads) {
      EXPECT_TRUE(operation.idempotent) << operation.name;
    }
    // Everything newer than the model is named here.
    const bool newer =
        operation.name == "ListVirtualInterfaceRoutes" || operation.name == "UpdateConnectionsBillingMode";
    if (!operation.service.empty()) continue;  // of another service
    EXPECT_EQ(model["outputs"].contains(operation.name), !newer) << operation.name;
  }
  for (const char* verb : {"Create", "Allocate", "Confirm", "Accept", "Start"}) {
    for (const Operation& operation : Operations()) {
      if (operation.name.starts_with(verb)) {
        EXPECT_FALSE(operation.idempotent) << operation.name;
      }
    }
  }
  EXPECT_EQ(FindOperation(Operations(), "DescribeEverything"), nullptr);
}

}  // namespace
}  // namespace ic::aws
