#include "simulators/alibaba/wire/signature.h"

#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "base/text.h"

namespace ic::sim::alibaba {
namespace {

using Json = nlohmann::json;
using ::testing::HasSubstr;

constexpr std::string_view kSecret = "testAccessKeySecret";

// 2026-11-21T08:00:00Z, when the vectors were signed.
const Time kSignedAt = *ReadTimestamp("2026-11-21T08:00:00Z");

Json Load(const std::string& name) {
  std::ifstream file(std::string(IC_SOURCE_DIR) + "/simulators/alibaba/wire/testdata/" + name);
  return Json::parse(file);
}

void PutTarget(HttpRequest& request, const std::string& url) {
  const std::size_t question = url.find('?');
  request.path = url.substr(0, question);
  if (question != std::string::npos) request.query = url.substr(question + 1);
}

HttpHeaders ReadHeaders(const Json& raw) {
  HttpHeaders headers;
  for (std::size_t i = 0; i + 1 < raw.size(); i += 2) {
    headers.emplace_back(ToLowerAscii(raw[i].get<std::string>()), raw[i + 1].get<std::string>());
  }
  return headers;
}

// The V1 file has what was signed, not the request's line: the parameters come back from it.
HttpRequest V1Request(const Json& vector) {
  HttpRequest request{.method = vector["method"].get<std::string>(), .path = "/"};
  request.headers = ReadHeaders(vector["headers"]);
  std::string signature;
  for (const char c : vector["signature"].get<std::string>()) {
    signature += c == '+' ? "%2B" : c == '/' ? "%2F" : c == '=' ? "%3D" : std::string(1, c);
  }
  const std::string all = vector["canonical"].get<std::string>() + "&Signature=" + signature;
  (request.method == "GET" ? request.query : request.body) = all;
  return request;
}

HttpRequest WireRequest(const Json& vector) {
  HttpRequest request{.method = vector["method"].get<std::string>()};
  PutTarget(request, vector["url"].get<std::string>());
  request.headers = ReadHeaders(vector["rawHeaders"]);
  request.body = vector["body"].get<std::string>();
  return request;
}

void ExpectVerified(const HttpRequest& request, const std::string& name) {
  const Parameters parameters = ReadParameters(request);
  const StatusOr<Claim> claim = ReadClaim(request, parameters);
  ASSERT_TRUE(claim.ok()) << name << ": " << claim.status().ToString();
  const Status good = Verify(request, parameters, *claim, kSecret, kSignedAt);
  EXPECT_TRUE(good.ok()) << name << ": " << good.ToString();
  const Status bad = Verify(request, parameters, *claim, "another", kSignedAt);
  ASSERT_FALSE(bad.ok()) << name;
  EXPECT_EQ(bad.remote()->code, "SignatureDoesNotMatch");
  EXPECT_THAT(bad.message(), HasSubstr("server string to sign is:" + StringToSign(request, parameters, *claim)));
}

TEST(SignatureV1, PopCoreVectors) {
  const Json vectors = Load("v1.json");
  ASSERT_EQ(vectors.size(), 4u);
  for (const Json& vector : vectors) {
    const HttpRequest request = V1Request(vector);
    EXPECT_EQ(StringToSign(request, ReadParameters(request), {}), vector["stringToSign"]) << vector["name"];
    ExpectVerified(request, vector["name"]);
  }
}

TEST(SignatureV3, OpenApiCoreVectors) {
  int v3 = 0;
  int v1 = 0;
  for (const Json& vector : Load("v3.json")) {
    const HttpRequest request = WireRequest(vector);
    ExpectVerified(request, vector["name"]);
    if (!vector.contains("verify")) {
      ++v1;  // the same client with signatureAlgorithm v2: parameters in the query and in a form
      continue;
    }
    ++v3;
    const auto claim = ReadClaim(request, ReadParameters(request));
    EXPECT_EQ(CanonicalRequest(request, *claim), vector["verify"]["canonicalRequest"]) << vector["name"];
  }
  EXPECT_EQ(v3, 5);
  EXPECT_EQ(v1, 1);
}

// The sample of the ECS reference's page on signatures.
TEST(SignatureV1, PublishedSample) {
  const HttpRequest request{
      .method = "GET",
      .path = "/",
      .query =
          "Timestamp=2016-02-23T12:46:24Z&Format=XML&AccessKeyId=testid&Action=DescribeRegions&SignatureMethod=HMAC-"
          "SHA1&"
          "SignatureNonce=3ee8c1b8-83d3-44af-a94f-4e0ad82fd6cf&Version=2014-05-26&SignatureVersion=1.0"};
  EXPECT_EQ(Sign(request, ReadParameters(request), {}, "testsecret"), "OLeaidS1JvxuMvnyHOwuJ+uX5qY=");
}

TEST(SignatureV3, AChangedPartIsNoticed) {
  const Json vector = Load("v3.json")[4];  // with a form
  const auto refused = [&](auto change) {
    HttpRequest request = WireRequest(vector);
    change(request);
    const Parameters parameters = ReadParameters(request);
    const StatusOr<Claim> claim = ReadClaim(request, parameters);
    const Status status = claim.ok() ? Verify(request, parameters, *claim, kSecret, kSignedAt) : claim.status();
    return status.ok() ? std::string() : status.remote()->code;
  };
  EXPECT_EQ(refused([](HttpRequest&) {}), "");
  EXPECT_EQ(refused([](HttpRequest& request) { request.query += "&X=1"; }), "SignatureDoesNotMatch");
  EXPECT_EQ(refused([](HttpRequest& request) { request.body += "1"; }), "SignatureDoesNotMatch");
  EXPECT_EQ(refused([](HttpRequest& request) { request.method = "GET"; }), "SignatureDoesNotMatch");
  EXPECT_EQ(refused([](HttpRequest& request) { request.headers.emplace_back("x-acs-extra", "1"); }),
            "IncompleteSignature");
  EXPECT_EQ(refused([](HttpRequest& request) {
              std::erase_if(request.headers, [](const auto& header) { return header.first == "x-acs-date"; });
            }),
            "MissingParameter");
}

TEST(Signature, TheTimeMustBeNear) {
  const HttpRequest request = WireRequest(Load("v3.json")[0]);
  const Parameters parameters = ReadParameters(request);
  const auto claim = ReadClaim(request, parameters);
  const auto at = [&](Duration offset) { return Verify(request, parameters, *claim, kSecret, kSignedAt + offset); };
  EXPECT_TRUE(at(std::chrono::minutes(15)).ok());
  EXPECT_TRUE(at(-std::chrono::minutes(15)).ok());
  EXPECT_EQ(at(std::chrono::seconds(901)).remote()->code, "InvalidTimeStamp.Expired");
  EXPECT_EQ(at(-std::chrono::seconds(901)).remote()->code, "InvalidTimeStamp.Expired");
}

TEST(Signature, Timestamps) {
  EXPECT_EQ(kSignedAt, Time(std::chrono::seconds(1795248000)));
  for (const char* bad : {"", "2026-11-21 08:00:00Z", "2026-11-21T08:00:00", "2026-13-21T08:00:00Z",
                          "2026-02-30T08:00:00Z", "2026-11-21T24:00:00Z", "20261121T080000Z"}) {
    EXPECT_EQ(ReadTimestamp(bad).status().remote()->code, "InvalidTimeStamp.Format") << bad;
  }
}

}  // namespace
}  // namespace ic::sim::alibaba
