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
  std::string host = "iam";      // the first label of the one that is not
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
       {"https://iam-pub.eu-ch2.sc.otc.t-systems.com/v3", "https://iam.eu-ch2.sc.otc.t-systems.com"},
       "iam-pub"},
      {"ru-moscow-1", "hc.sbercloud.ru", {"https://iam.ru-moscow-1.hc.sbercloud.ru/v3"}},
      {"ru-moscow-1", "hc.cloud.ru", {"https://iam.ru-moscow-1.hc.cloud.ru/v3"}},
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
    const std::string iam = "https://" + known.host + "." + known.region + "." + known.domain;
    EXPECT_EQ(*IamEndpoint(set, known.region), iam);
    const Settings named = Must(Saying{.config = {.region = known.region, .cloud = known.domain}}.Resolve());
    EXPECT_EQ(*IamEndpoint(named, known.region), iam);
    EXPECT_EQ(*DirectConnectEndpoint(named, known.region), url);
    std::string variable = "HUAWEICLOUD_SDK_REGION_DC_";
    for (const char c : known.region) variable += c == '-' ? '_' : static_cast<char>(std::toupper(c));
    const Settings environment =
        Must(Saying{.config = {.region = known.region}, .variables = {{variable, url + ",https://other"}}}.Resolve());
    EXPECT_EQ(*IamEndpoint(environment, known.region), iam);
  }
}

TEST(EndpointsTest, WithoutAWordItIsHuaweis) {
  const Settings settings = Must(Saying{}.Resolve());
  EXPECT_EQ(*DirectConnectEndpoint(settings, "cn-north-4"), "https://dcaas.cn-north-4.myhuaweicloud.com");
  EXPECT_EQ(*IamEndpoint(settings, "cn-north-4"), "https://iam.cn-north-4.myhuaweicloud.com");
  // As Huawei's Terraform provider has it. Another operator's eu-west-0 is not among them.
  EXPECT_EQ(*DirectConnectEndpoint(settings, "eu-west-101"), "https://dcaas.eu-west-101.myhuaweicloud.eu");
  EXPECT_EQ(*IamEndpoint(settings, "eu-west-101"), "https://iam.eu-west-101.myhuaweicloud.eu");
  EXPECT_EQ(*DirectConnectEndpoint(settings, "eu-west-0"), "https://dcaas.eu-west-0.myhuaweicloud.com");
}

TEST(EndpointsTest, WhoRunsARegionFollowsFromItsDomain) {
  const auto of = [](const HuaweiConfig& config, const std::string& region) {
    return OperatorIn(Must(Saying{.config = config}.Resolve()), region);
  };
  EXPECT_EQ(of({}, "cn-north-4").name, "Huawei Cloud");
  EXPECT_EQ(of({.endpoint = "http://127.0.0.1:1", .iam_endpoint = "http://127.0.0.1:1"}, "eu-ch2").name,
            "Huawei Cloud");
  for (const Known& known : Operators()) {
    const bool swiss = known.domain.starts_with("sc.otc");
    const std::string url = "https://dcaas." + known.region + "." + known.domain;
    for (const HuaweiConfig& config : {HuaweiConfig{.cloud = known.domain}, HuaweiConfig{.endpoint = url},
                                       HuaweiConfig{.iam_endpoint = known.iam[0]},
                                       HuaweiConfig{.cloud = known.domain, .endpoint = "http://127.0.0.1:1"}}) {
      EXPECT_EQ(of(config, known.region).without_detection.empty(), !swiss) << known.domain;
    }
  }
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
      // Said beside the credentials: its catalog is asked (below).
      if (way == "iam_endpoint") continue;
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

// Of nobody known, the catalog tells where Direct Connect is, to whoever said where IAM is beside the credentials.
TEST(EndpointsTest, TheCatalogOfAnIamThatIsSaidBesideTheCredentialsTells) {
  const std::string iam = "https://iam.r1.stack.example.com/v3";
  const Saying keys{.config = {.region = "r1", .iam_endpoint = iam, .access_key = "AK", .secret_key = "S"}};
  const Saying variables{
      .config = {},
      .variables = {{"HW_AUTH_URL", iam}, {"HW_REGION_NAME", "r1"}, {"HW_ACCESS_KEY", "AK"}, {"HW_SECRET_KEY", "S"}}};
  const Saying user{.config = {},
                    .variables = {{"OS_AUTH_URL", iam},
                                  {"OS_REGION_NAME", "r1"},
                                  {"OS_USERNAME", "u"},
                                  {"OS_PASSWORD", "p"},
                                  {"OS_DOMAIN_NAME", "d"}}};
  const Saying entry{
      .config = {},
      .variables = {{"OS_CLOUD", "e"}, {"HOME", "/h"}, {"OS_AUTH_URL", "https://other.example.com"}},
      .files = {{"/h/.config/openstack/clouds.yaml", "clouds:\n  e:\n    region_name: r1\n    auth:\n      auth_url: " +
                                                         iam + "\n      ak: AK\n      sk: S\n"}}};
  const nlohmann::json catalog = {
      {"catalog",
       {{{"type", "vpc"}, {"endpoints", {{{"interface", "public"}, {"region", "r1"}, {"url", "https://vpc"}}}}},
        {{"type", "dcaas"},
         {"name", "dcaas"},
         {"endpoints",
          {{{"interface", "admin"}, {"region", "r1"}, {"url", "https://admin.example.com"}},
           {{"interface", "public"}, {"region", "r2"}, {"url", "https://dcaas.r2.stack.example.com/v2.0"}},
           {{"interface", "public"}, {"region", "r1"}, {"url", "https://dcaas.r1.stack.example.com/v2.0/p"}}}}}}}};
  nlohmann::json elsewhere = catalog;
  elsewhere["catalog"][1]["endpoints"].erase(2);
  for (const auto& [answer, told] : {std::pair(catalog, true), {elsewhere, false}, {{{"catalog", "none"}}, false}}) {
    for (const Saying& saying : {keys, variables, user, entry}) {
      FakeClock clock;
      const auto random = SeededRandom(1);
      const auto transport = std::make_shared<FakeTransport>();
      transport->SetHandler([answer = answer](const HttpRequest& request) -> StatusOr<HttpResponse> {
        if (request.url.ends_with("/auth/catalog")) return HttpResponse{200, {}, answer.dump()};
        if (request.url.ends_with("/auth/tokens")) {
          return HttpResponse{201, {{"X-Subject-Token", "T"}}, R"({"token":{"project":{"id":"p1"}}})"};
        }
        return HttpResponse{200, {}, R"({"projects":[{"id":"p1","name":"r1"}],"virtual_interface":{"id":"v"}})"};
      });
      const auto client =
          MakeClient(Must(saying.Resolve()), {.clock = &clock, .random = random.get(), .transport = transport});
      for (int calls = 0; calls < 2; ++calls) {
        const auto shown = client->Call({.operation = "ShowVirtualInterface", .id = "v"}, {}, {});
        EXPECT_EQ(shown.ok(), told) << shown.status().ToString();
      }
      std::size_t asked = 0;
      for (const HttpRequest& request : transport->requests()) {
        asked += request.url == "https://iam.r1.stack.example.com/v3/auth/catalog" ? 1 : 0;
        EXPECT_TRUE(request.url.starts_with("https://iam.r1.stack.example.com/v3/") ||
                    request.url == "https://dcaas.r1.stack.example.com/v3/p1/dcaas/virtual-interfaces/v")
            << request.url;
      }
      EXPECT_EQ(asked, 1U) << "it is remembered";
      if (told) continue;
      const Status refused = client->Call({.operation = "ShowVirtualInterface", .id = "v"}, {}, {}).status();
      EXPECT_THAT(refused.message(), HasSubstr("Set endpoint, or cloud"));
    }
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
      const auto both = [&](std::string_view begin) {
        return one.domain.starts_with(begin) && other.domain.starts_with(begin);
      };
      const bool same = one.domain == other.domain || both("myhuawei") || both("hc.");
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
