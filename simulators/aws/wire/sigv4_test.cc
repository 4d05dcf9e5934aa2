#include "simulators/aws/wire/sigv4.h"

#include <fstream>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "simulators/aws/wire/credentials.h"

namespace ic::sim::aws {
namespace {

using Json = nlohmann::json;

// 2026-01-02T03:04:05Z, when the vectors were signed.
constexpr Time kSignedAt{std::chrono::seconds(1767323045)};

struct Vector {
  std::string name;
  std::string service;
  std::string secret;
  HttpRequest request;
};

std::vector<Vector> Vectors() {
  std::ifstream file(IC_SOURCE_DIR "/simulators/aws/wire/testdata/sigv4.json");
  std::vector<Vector> vectors;
  const Json document = Json::parse(file);
  for (const Json& item : document.at("cases")) {
    Vector one{item.at("name"), item.at("service"), item.at("secret"), {}};
    one.request.method = "POST";
    one.request.path = item.at("path");
    one.request.query = item.at("query");
    one.request.body = item.at("body");
    for (const auto& [name, value] : item.at("headers").items()) one.request.headers.emplace_back(name, value);
    vectors.push_back(std::move(one));
  }
  return vectors;
}

std::string CodeOf(const Status& status) { return status.ok() ? "" : status.remote()->code; }

Status VerifyAt(const Vector& vector, Time now) {
  const auto authorization = ParseAuthorization(vector.request);
  return authorization.ok() ? Verify(vector.request, *authorization, vector.secret, vector.service, now)
                            : authorization.status();
}

void SetHeader(HttpRequest& request, std::string_view name, const std::string& value) {
  for (auto& header : request.headers) {
    if (header.first == name) header.second = value;
  }
}

TEST(SigV4, AcceptsWhatBotocoreSigned) {
  const auto vectors = Vectors();
  ASSERT_EQ(vectors.size(), 5U);
  for (const Vector& vector : vectors) EXPECT_EQ(VerifyAt(vector, kSignedAt).ToString(), "OK") << vector.name;
}

TEST(SigV4, RefusesAnyChangeOfWhatWasSigned) {
  for (Vector vector : Vectors()) {
    const Vector original = vector;
    vector.request.body += " ";
    EXPECT_EQ(CodeOf(VerifyAt(vector, kSignedAt)), "InvalidSignatureException") << vector.name;
    vector = original;
    vector.request.path += "x";
    EXPECT_EQ(CodeOf(VerifyAt(vector, kSignedAt)), "InvalidSignatureException") << vector.name;
    vector = original;
    SetHeader(vector.request, "host", "127.0.0.1:1");
    EXPECT_EQ(CodeOf(VerifyAt(vector, kSignedAt)), "InvalidSignatureException") << vector.name;
    vector = original;
    vector.secret += "x";
    const Status refused = VerifyAt(vector, kSignedAt);
    EXPECT_EQ(CodeOf(refused), "InvalidSignatureException") << vector.name;
    EXPECT_EQ(refused.message().find(vector.secret), std::string::npos);
  }
}

TEST(SigV4, AllowsFiveMinutesOfSkewEitherWay) {
  const Vector vector = Vectors().front();
  EXPECT_TRUE(VerifyAt(vector, kSignedAt + std::chrono::minutes(5)).ok());
  EXPECT_TRUE(VerifyAt(vector, kSignedAt - std::chrono::minutes(5)).ok());
  EXPECT_EQ(VerifyAt(vector, kSignedAt + std::chrono::seconds(301)).message(),
            "Signature expired: 20260102T030405Z is now earlier than 20260102T030406Z (20260102T030906Z - 5 min.)");
  EXPECT_TRUE(
      VerifyAt(vector, kSignedAt - std::chrono::seconds(301)).message().starts_with("Signature not yet current"));
}

TEST(SigV4, SaysWhatIsWrongWithTheHeader) {
  HttpRequest request;
  EXPECT_EQ(CodeOf(ParseAuthorization(request).status()), "MissingAuthenticationTokenException");
  for (const char* header :
       {"Basic abc", "AWS4-HMAC-SHA256 Credential=a/b/c", "AWS4-HMAC-SHA256 SignedHeaders=host, Signature=0",
        "AWS4-HMAC-SHA256 Credential=a/20260102/r/s/aws4, SignedHeaders=host, Signature=0"}) {
    request.headers = {{"authorization", header}};
    EXPECT_EQ(CodeOf(ParseAuthorization(request).status()), "IncompleteSignatureException") << header;
  }
}

TEST(SigV4, ReadsOnlyRealDates) {
  HttpRequest request;
  for (const char* date :
       {"", "20260102", "20260230T000000Z", "2026-01-02T03:04Z", "20260102T030405+", "2026010xT030405Z"}) {
    request.headers = {{"x-amz-date", date}};
    EXPECT_EQ(CodeOf(RequestTime(request).status()), "IncompleteSignatureException") << date;
  }
  request.headers = {{"x-amz-date", "20260102T030405Z"}};
  EXPECT_EQ(*RequestTime(request), kSignedAt);
}

TEST(SigV4, TheScopeMustBeOfTheServiceAndTheDate) {
  Vector vector = Vectors().front();
  vector.service = "ec2";
  EXPECT_EQ(CodeOf(VerifyAt(vector, kSignedAt)), "InvalidSignatureException");
  vector = Vectors().front();
  SetHeader(vector.request, "x-amz-date", "20260103T030405Z");
  EXPECT_TRUE(VerifyAt(vector, kSignedAt + std::chrono::hours(24)).message().starts_with("Date in Credential scope"));
}

TEST(Credentials, IssuedOnesEnd) {
  Credentials credentials(1);
  const Credential issued = credentials.Issue("123456789012", "arn", kSignedAt + std::chrono::seconds(10));
  HttpRequest request{.method = "POST", .path = "/", .body = "{}"};
  request.headers = {
      {"host", "h"}, {"x-amz-date", "20260102T030405Z"}, {"x-amz-security-token", issued.token}, {"authorization", ""}};
  Authorization authorization{issued.access_key, "20260102", "us-east-1", "directconnect", {"host", "x-amz-date"}, ""};
  SetHeader(request, "authorization",
            "AWS4-HMAC-SHA256 Credential=" + issued.access_key +
                "/20260102/us-east-1/directconnect/aws4_request, SignedHeaders=host;x-amz-date, Signature=" +
                Sign(request, authorization, issued.secret));
  const auto who = credentials.Authenticate(request, "directconnect", kSignedAt);
  ASSERT_TRUE(who.ok()) << who.status().ToString();
  EXPECT_EQ(who->account, "123456789012");
  EXPECT_EQ(who->region, "us-east-1");
  EXPECT_EQ(CodeOf(credentials.Authenticate(request, "directconnect", kSignedAt + std::chrono::seconds(10)).status()),
            "ExpiredTokenException");
  credentials.Reset();
  EXPECT_EQ(CodeOf(credentials.Authenticate(request, "directconnect", kSignedAt).status()),
            "UnrecognizedClientException");
}

}  // namespace
}  // namespace ic::sim::aws
