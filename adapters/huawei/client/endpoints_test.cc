// Every operator whose endpoints are known, by every way of saying one of them: what is signed for one goes to no
// other.
#include "adapters/huawei/client/endpoints.h"

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "adapters/huawei/client/protocol.h"
#include "adapters/wire/testing/fake_transport.h"
#include "base/random.h"
#include "base/testing/fake_clock.h"
#include "base/testing/must.h"

namespace ic::huawei {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

// What is said, and the rest of the machine.
struct Saying {
  HuaweiConfig config;
  std::map<std::string, std::string> variables = {};
  std::map<std::string, std::string> files = {};

  StatusOr<Settings> Resolve() const {
    Environment environment;
    environment.variables = variables;
    environment.read_file = [read = files](const std::string& path) -> StatusOr<std::string> {
      const auto found = read.find(path);
      if (found == read.end()) return NotFoundError(path);
      return found->second;
    };
    return ResolveSettings(config, std::move(environment));
  }
};

struct Known {
  std::string region;
  std::string domain;
  std::vector<std::string> iam;  // how its IAM may be named
};
const std::vector<Known>& Operators() {
  static const std::vector<Known> kOperators = {
      {"cn-north-4",
       "myhuaweicloud.com",
       {"https://iam.cn-north-4.myhuaweicloud.com", "https://IAM.myhuaweicloud.com/v3"}},
      {"eu-west-101", "myhuaweicloud.eu", {"https://iam.eu-west-101.myhuaweicloud.eu/v3"}},
      {"eu-de",
       "otc.t-systems.com",
       {"https://iam.eu-de.otc.t-systems.com/v3", "https://iam.eu-de.otc.t-systems.com:443/v3/"}},
      {"eu-nl", "otc.t-systems.com", {"https://iam.eu-nl.otc.t-systems.com/v3"}},
      {"eu-ch2",
       "sc.otc.t-systems.com",
       {"https://iam-pub.eu-ch2.sc.otc.t-systems.com/v3", "https://iam.eu-ch2.sc.otc.t-systems.com"}},
  };
  return kOperators;
}

// Nobody's: addresses, other operators, and names made to look like a known one's.
const std::vector<std::string> kUnknown = {
    "https://iam.eu-west-0.prod-cloud-ocb.orange-business.com/v3", "https://keystone.example.com:5000/v3",
    "http://127.0.0.1:1", "https://iam.myhuaweicloud.com.example.com/v3", "https://iam.notmyhuaweicloud.com"};

// The ways to say where IAM is.
const std::map<std::string, std::function<void(Saying&, const std::string&)>>& Ways() {
  static const std::map<std::string, std::function<void(Saying&, const std::string&)>> kWays = {
      {"iam_endpoint", [](Saying& saying, const std::string& url) { saying.config.iam_endpoint = url; }},
      {"HW_AUTH_URL", [](Saying& saying, const std::string& url) { saying.variables["HW_AUTH_URL"] = url; }},
      {"OS_AUTH_URL", [](Saying& saying, const std::string& url) { saying.variables["OS_AUTH_URL"] = url; }},
      {"HUAWEICLOUD_SDK_IAM_ENDPOINT",
       [](Saying& saying, const std::string& url) { saying.variables["HUAWEICLOUD_SDK_IAM_ENDPOINT"] = url; }},
      {"file",
       [](Saying& saying, const std::string& url) {
         saying.variables["HUAWEICLOUD_SDK_CREDENTIALS_FILE"] = "/c";
         saying.files["/c"] = "[basic]\nak = A\nsk = S\niam_endpoint = " + url + "\n";
       }},
  };
  return kWays;
}

TEST(EndpointsTest, DirectConnectIsWhereTheAuthUrlsOperatorIs) {
  for (const Known& known : Operators()) {
    for (const auto& [way, say] : Ways()) {
      for (const std::string& url : known.iam) {
        Saying saying{.config = {.region = known.region}};
        say(saying, url);
        const Settings settings = Must(saying.Resolve());
        EXPECT_EQ(*DirectConnectEndpoint(settings, known.region), "https://dcaas." + known.region + "." + known.domain)
            << way << " " << url;
        EXPECT_EQ(*DirectConnectEndpoint(settings, "xx-1"), "https://dcaas.xx-1." + known.domain) << way << " " << url;
      }
    }
  }
}

TEST(EndpointsTest, IamIsWhereDirectConnectsOperatorIs) {
  for (const Known& known : Operators()) {
    const std::string url = "https://dcaas." + known.region + "." + known.domain;
    const Settings set = Must(Saying{.config = {.region = known.region, .endpoint = url}}.Resolve());
    EXPECT_EQ(*IamEndpoint(set, known.region), "https://iam." + known.region + "." + known.domain);
    std::string variable = "HUAWEICLOUD_SDK_REGION_DC_";
    for (const char c : known.region) variable += c == '-' ? '_' : static_cast<char>(std::toupper(c));
    const Settings environment =
        Must(Saying{.config = {.region = known.region}, .variables = {{variable, url + ",https://other"}}}.Resolve());
    EXPECT_EQ(*IamEndpoint(environment, known.region), "https://iam." + known.region + "." + known.domain);
  }
}

TEST(EndpointsTest, WithoutAWordItIsHuaweis) {
  const Settings settings = Must(Saying{}.Resolve());
  EXPECT_EQ(*DirectConnectEndpoint(settings, "cn-north-4"), "https://dcaas.cn-north-4.myhuaweicloud.com");
  EXPECT_EQ(*IamEndpoint(settings, "cn-north-4"), "https://iam.cn-north-4.myhuaweicloud.com");
}

// Whatever proves the identity: nothing is signed or sent before it is known where to.
TEST(EndpointsTest, OfNobodyKnownNothingIsSent) {
  const std::vector<HuaweiConfig> identities = {
      {.access_key = "AK", .secret_key = "S"},
      {.access_key = "AK", .secret_key = "S", .project_id = "p"},
      {.token = "T"},
      {.user_name = "u", .password = "p", .domain_name = "d"},
      {.access_key = "AK", .secret_key = "S", .assume_role = AssumeRole{.agency_name = "a", .domain_name = "d"}}};
  for (const std::string& url : kUnknown) {
    for (const auto& [way, say] : Ways()) {
      for (const HuaweiConfig& identity : identities) {
        Saying saying{.config = identity};
        saying.config.region = "eu-west-0";
        say(saying, url);
        FakeClock clock;
        const auto random = SeededRandom(1);
        const auto transport = std::make_shared<FakeTransport>();
        const auto client =
            MakeClient(Must(saying.Resolve()), {.clock = &clock, .random = random.get(), .transport = transport});
        const Status refused = client->Call({.operation = "ShowVirtualInterface", .id = "v"}, {}, {}).status();
        EXPECT_EQ(refused.code(), StatusCode::kFailedPrecondition) << way << " " << url;
        EXPECT_THAT(refused.message(), AllOf(HasSubstr("Set endpoint, or cloud"), HasSubstr("HW_AUTH_URL")));
        EXPECT_EQ(transport->requests().size(), 0U) << way << " " << url;
      }
    }
    Saying other{.config = {.region = "eu-west-0", .endpoint = url}};
    EXPECT_THAT(IamEndpoint(Must(other.Resolve()), "eu-west-0").status().message(),
                HasSubstr("Set iam_endpoint, or cloud"));
  }
}

// The way out that the refusal names.
TEST(EndpointsTest, OfNobodyKnownTheRestIsSaid) {
  for (const std::string& url : kUnknown) {
    Saying saying{.config = {.region = "eu-west-0", .cloud = "example.org", .iam_endpoint = url}};
    EXPECT_EQ(*DirectConnectEndpoint(Must(saying.Resolve()), "eu-west-0"), "https://dcaas.eu-west-0.example.org");
    saying.config.cloud.clear();
    saying.variables["HW_CLOUD"] = "example.org";
    EXPECT_EQ(*DirectConnectEndpoint(Must(saying.Resolve()), "eu-west-0"), "https://dcaas.eu-west-0.example.org");
    saying.variables.clear();
    saying.config.endpoint = "https://dc.example.org";
    EXPECT_EQ(*DirectConnectEndpoint(Must(saying.Resolve()), "eu-west-0"), "https://dc.example.org");
  }
}

TEST(EndpointsTest, TwoOperatorsAreAContradiction) {
  for (const Known& one : Operators()) {
    for (const Known& other : Operators()) {
      const bool same =
          one.domain == other.domain || (one.domain.starts_with("myhuawei") && other.domain.starts_with("myhuawei"));
      const std::string endpoint = "https://dcaas." + one.region + "." + one.domain;
      for (const HuaweiConfig& config : {HuaweiConfig{.endpoint = endpoint, .iam_endpoint = other.iam[0]},
                                         HuaweiConfig{.cloud = one.domain, .iam_endpoint = other.iam[0]},
                                         HuaweiConfig{.cloud = other.domain, .endpoint = endpoint}}) {
        const Status judged = CheckOneOperator(Must(Saying{.config = config}.Resolve()));
        EXPECT_EQ(judged.ok(), same) << one.domain << " " << other.domain;
        if (same) continue;
        EXPECT_THAT(judged.message(), HasSubstr("of one operator are not sent to another"));
      }
    }
  }
}

}  // namespace
}  // namespace ic::huawei
