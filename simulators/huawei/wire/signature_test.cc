#include "simulators/huawei/wire/signature.h"

#include <gtest/gtest.h>

#include "base/testing/fake_clock.h"
#include "simulators/huawei/wire/credentials.h"

namespace ic::sim::huawei {
namespace {

// 2026-01-02T03:04:05Z, when the vectors were signed.
constexpr Time kSignedAt{std::chrono::seconds(1767323045)};
constexpr std::string_view kKey = "AKIDEXAMPLE0000000001";
constexpr std::string_view kSecret = "wJalrXUtnFEMIexampleSecretKey00000000001";
const std::string kProject = "0123456789abcdef0123456789abcdef";
const std::string kHost = "dcaas.cn-north-4.myhuaweicloud.com";

struct Vector {
  std::string name;
  HttpRequest request;
  std::string signed_headers;
  std::string signature;
};

HttpRequest Request(std::string method, std::string path, std::string query = "", std::string body = "",
                    HttpHeaders more = {}, const std::string& host = kHost) {
  HttpRequest request{.method = std::move(method),
                      .path = std::move(path),
                      .query = std::move(query),
                      .headers = {},
                      .body = std::move(body)};
  request.headers = {{"host", host}, {"x-sdk-date", "20260102T030405Z"}};
  for (auto& header : more) request.headers.push_back(std::move(header));
  return request;
}

HttpHeaders Usual() { return {{"content-type", "application/json"}, {"x-project-id", kProject}}; }

std::string Path(const std::string& rest) { return "/v3/" + kProject + "/" + rest; }

constexpr const char* kFour = "content-type;host;x-project-id;x-sdk-date";

// What the vendor's Node.js signer (core 3.1.211) made of these requests, in the form they have on the wire.
std::vector<Vector> NodeVectors() {
  HttpHeaders with_token = Usual();
  with_token.emplace_back("x-security-token", "STSTOKEN==");
  return {
      {"list", Request("GET", Path("dcaas/virtual-gateways"), "", "", Usual()), kFour,
       "d0424101399d33fc0d98ba10867427b256a0e9c3055cb4e58446ae9ffb3396b8"},
      {"query in another order and encoded otherwise",
       Request("GET", Path("dcaas/virtual-interfaces"),
               "limit=2&marker=m%20k&id=a%20id%26%3d%2B%2F%C3%A9~*&id=b-id&fields=id&fields=name&enabled=true&empty=",
               "", Usual()),
       kFour, "13f91fcb2642fec3a2ab9663fd19c8e205597e6d041426ea37ff53b3552beacc"},
      {"body beyond ASCII",
       Request(
           "POST", Path("dcaas/vif-peers"), "",
           R"js({"vif_peer":{"vif_id":"86f9556a-fa68-42b7-93c2-dd407408430b","name":"peer-é","address_family":"ipv6",)js"
           R"js("route_mode":"bgp","bgp_asn":4200000000,"bgp_md5":"Ab1~`!,.:;-_?\"(){}[]/@#$%^&*+|\\=",)js"
           R"js("local_gateway_ip":"FD00::1/64","remote_gateway_ip":"FD00::2/64","remote_ep_group":["2001:db8::/64"]}})js",
           Usual()),
       kFour, "1c80415c88df0e5ae402bcf51e27a2b1f5a0bc1da9a6bce8f70076dee643884d"},
      {"temporary key",
       Request("PUT", Path("dcaas/virtual-gateways/0a0888a6-4096-43a6-81c6-923912933451"), "",
               R"({"virtual_gateway":{"name":"vgw-2","description":""}})", with_token),
       "content-type;host;x-project-id;x-sdk-date;x-security-token",
       "64abc2fb23852bb6aaa3d1f92b828e1c4eec61a1f88e27817832454a8a858496"},
      {"host with a port",
       Request("DELETE", Path("dcaas/vif-peers/68250543-0a13-4ac7-aa36-d018856ac640"), "", "", Usual(),
               "127.0.0.1:18080"),
       kFour, "05ce7b5f8dd4ea695383127552aca56fed01a345c61f9219480c16cb349d0e0f"},
      {"project lookup with a body",
       Request("GET", "/v3/projects", "name=cn-north-4", "{}", {{"content-type", "application/json"}},
               "iam.myhuaweicloud.com"),
       "content-type;host;x-sdk-date", "c06fc6919f90f20a843c38ccaf80a191e1a28ba93f35def05af6bc14d65803fa"},
      {"tag key encoded twice",
       Request("DELETE", Path("dc-vif/11111111-2222-3333-4444-555555555555/tags/a%20b:c"), "", "", Usual()), kFour,
       "16256fb6c388def8680e2ec06cbf99669410a8482753150e8b03642677b5758a"},
      {"tag key encoded once",
       Request("DELETE", Path("dc-vif/11111111-2222-3333-4444-555555555555/tags/a%20b%3Ac"), "", "", Usual()), kFour,
       "70e845cd60b0d132a7446ef3cebbe43456ae44dfcf553b2bfdaa7849aa121801"},
      {"slash at the end", Request("GET", "/v3/", "", "", {{"x-domain-id", "d0000000000000000000000000000001"}}),
       "host;x-domain-id;x-sdk-date", "28597378f4ce1af19368e7ce9fdf68fcabab8fae530aa4ae0f434fd6176d90b4"},
  };
}

// The header sets that the Go clients sign for the same requests.
std::vector<Vector> GoVectors() {
  HttpHeaders terraform = Usual();
  terraform.emplace_back("accept", "application/json");
  terraform.emplace_back("user-agent", "terraform-provider");
  return {
      {"Go SDK", Request("GET", Path("dcaas/virtual-gateways"), "", "", Usual()), "x-project-id;x-sdk-date",
       "2b3b33ab22ed1f91341a9174b340133d35e0c5485cd981d8312a381b0fe482f1"},
      {"Terraform", Request("GET", Path("dcaas/virtual-gateways"), "", "", terraform),
       "accept;content-type;user-agent;x-sdk-date", "9f877acdb9fadfbb21ab5cff0979ac69699b38149b86ed8b9359d31aa46ebd33"},
      {"post", Request("POST", Path("dcaas/vif-peers"), "", R"({"vif_peer":{"name":"p"}})", Usual()), kFour,
       "f2449f31601751ecd265ccc12a105b3fb89346ed0d46e07e2975e11968014be7"},
  };
}

HttpRequest Authorized(const Vector& vector) {
  HttpRequest request = vector.request;
  request.headers.emplace_back("authorization", "SDK-HMAC-SHA256 Access=" + std::string(kKey) + ", SignedHeaders=" +
                                                    vector.signed_headers + ", Signature=" + vector.signature);
  return request;
}

Status VerifyAt(const HttpRequest& request, Time now, std::string_view secret = kSecret) {
  const auto authorization = ParseAuthorization(request);
  return authorization.ok() ? Verify(request, *authorization, secret, now) : authorization.status();
}

TEST(Signature, AcceptsWhatTheVendorsClientsSigned) {
  for (const auto& vectors : {NodeVectors(), GoVectors()}) {
    for (const Vector& vector : vectors) {
      EXPECT_EQ(VerifyAt(Authorized(vector), kSignedAt).ToString(), "OK") << vector.name;
    }
  }
}

TEST(Signature, AcceptsTheVendorsOwnTestVectors) {
  HttpRequest get{.method = "GET", .path = "/path", .query = "limit=1", .headers = {}, .body = ""};
  HttpRequest post{
      .method = "POST", .path = "/path", .query = "key=value", .headers = {}, .body = "{\"Name\":\"test\",\"Id\":1}\n"};
  get.headers = post.headers = {{"x-sdk-date", "20060102T150405Z"}};
  const Authorization authorization{
      .access_key = "AccessKey", .scope = "", .signed_headers = {"x-sdk-date"}, .signature = ""};
  EXPECT_EQ(Signatures(get, authorization, "SecretKey").front(),
            "5a2ce64c865e0e6046321c6f3d5a77ba8413eeaf355c3166c03d58d02ac79624");
  EXPECT_EQ(Signatures(post, authorization, "SecretKey").front(),
            "cecc2af119b18ab70b4d094c0750f3b42c02f254903179a0fc2cc72fc9db4f59");
}

TEST(Signature, AcceptsTheOlderGrammar) {
  HttpRequest request =
      Request("GET", Path("dcaas/virtual-gateways"), "", "",
              {{"accept", "application/json"}, {"user-agent", "golangsdk/2.0.0"}}, "dcaas.eu-ch2.sc.otc.t-systems.com");
  request.headers.emplace_back("authorization",
                               "SDK-HMAC-SHA256 Credential=AKIDEXAMPLE0000000001/20260102///sdk_request, "
                               "SignedHeaders=accept;host;user-agent;x-sdk-date, "
                               "Signature=190b96ed9640545d11bd7f50c65955376225c266c9fbe0197c7dd09be34e8079");
  EXPECT_EQ(VerifyAt(request, kSignedAt).ToString(), "OK");
  request.path += "s";
  EXPECT_FALSE(VerifyAt(request, kSignedAt).ok());
}

TEST(Signature, RefusesEveryChangeOfWhatWasSigned) {
  for (const Vector& vector : NodeVectors()) {
    const HttpRequest good = Authorized(vector);
    HttpRequest changed = good;
    changed.method = "PATCH";
    EXPECT_FALSE(VerifyAt(changed, kSignedAt).ok()) << vector.name;
    changed = good;
    changed.body += " ";
    EXPECT_FALSE(VerifyAt(changed, kSignedAt).ok()) << vector.name;
    changed = good;
    changed.query += "&more=1";
    EXPECT_FALSE(VerifyAt(changed, kSignedAt).ok()) << vector.name;
    changed = good;
    changed.headers.front().second += "x";
    EXPECT_FALSE(VerifyAt(changed, kSignedAt).ok()) << vector.name;
    EXPECT_FALSE(VerifyAt(good, kSignedAt, "another secret").ok()) << vector.name;
  }
}

TEST(Signature, TheClockMayBeQuarterOfAnHourOff) {
  const HttpRequest request = Authorized(NodeVectors().front());
  EXPECT_TRUE(VerifyAt(request, kSignedAt + std::chrono::minutes(15)).ok());
  EXPECT_TRUE(VerifyAt(request, kSignedAt - std::chrono::minutes(15)).ok());
  EXPECT_FALSE(VerifyAt(request, kSignedAt + std::chrono::seconds(901)).ok());
  EXPECT_FALSE(VerifyAt(request, kSignedAt - std::chrono::seconds(901)).ok());
}

TEST(Signature, ShowsItsCanonicalRequestButNeverTheSecret) {
  const Status status = VerifyAt(Authorized(NodeVectors().front()), kSignedAt, "wrong-secret");
  ASSERT_FALSE(status.ok());
  EXPECT_EQ(status.remote()->code, "APIGW.0301");
  EXPECT_EQ(status.remote()->http_status, 401);
  EXPECT_NE(status.message().find("GET|" + Path("dcaas/virtual-gateways/") + "||content-type:application/json|host:"),
            std::string::npos)
      << status.message();
  EXPECT_EQ(status.message().find("wrong-secret"), std::string::npos);
}

TEST(Signature, RefusesHeadersItCannotRead) {
  for (const char* header :
       {"", "Basic abc", "SDK-HMAC-SHA256 ", "SDK-HMAC-SHA256 Access=, SignedHeaders=host, Signature=1",
        "SDK-HMAC-SHA256 Access=A, Signature=1", "SDK-HMAC-SHA256 Credential=A/1/2, SignedHeaders=a, Signature=1",
        "SDK-HMAC-SHA256 Access=A, SignedHeaders=host, Signature=1"}) {
    HttpRequest request = Request("GET", "/v3/");
    request.headers.emplace_back("authorization", header);
    EXPECT_FALSE(VerifyAt(request, kSignedAt).ok()) << header;
  }
}

TEST(Credentials, SixWrongSignaturesLockTheKeyForFiveMinutes) {
  FakeClock clock;
  Credentials credentials(1, clock, clock);
  HttpRequest wrong = Request("GET", "/v3/projects");
  wrong.headers[1].second = "20260101T000000Z";
  const std::string good = [&] {
    const Authorization authorization{
        .access_key = "", .scope = "", .signed_headers = {"host", "x-sdk-date"}, .signature = ""};
    return Signatures(wrong, authorization, "simulator-secret-1").front();
  }();
  const std::string start = "SDK-HMAC-SHA256 Access=HWAKSIMULATOR0000001, SignedHeaders=host;x-sdk-date, Signature=";
  HttpRequest right = wrong;
  right.headers.emplace_back("authorization", start + good);
  wrong.headers.emplace_back("authorization", start + std::string(64, '0'));
  for (int i = 0; i < kMostFailures; ++i) EXPECT_FALSE(credentials.Authenticate(wrong).ok());
  EXPECT_TRUE(credentials.Authenticate(right).ok()) << "five in a row lock nothing, and a right one starts anew";
  for (int i = 0; i <= kMostFailures; ++i) EXPECT_FALSE(credentials.Authenticate(wrong).ok());
  EXPECT_NE(credentials.Authenticate(right).status().message().find("forbidden"), std::string::npos);
  clock.Advance(kLockTime);
  EXPECT_TRUE(credentials.Authenticate(right).ok());
}

TEST(Credentials, TokensExpire) {
  FakeClock clock;
  Credentials credentials(1, clock, clock);
  const std::string token = credentials.IssueToken("account", "project", std::chrono::hours(24));
  EXPECT_EQ(credentials.CheckToken(token)->project, "project");
  clock.Advance(std::chrono::hours(24));
  EXPECT_FALSE(credentials.CheckToken(token).ok());
  EXPECT_FALSE(credentials.CheckToken("no such token").ok());
}

}  // namespace
}  // namespace ic::sim::huawei
