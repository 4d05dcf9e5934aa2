#include "adapters/aws/client/signer.h"

#include <fstream>
#include <string>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "adapters/aws/client/credential_sources.h"

namespace ic::aws {
namespace {

// Requests that botocore signed.
TEST(Signer, SignsAsBotocoreDoes) {
  std::ifstream input(IC_SOURCE_DIR "/adapters/aws/client/testdata/sigv4_vectors.json");
  const nlohmann::json vectors = nlohmann::json::parse(input);
  ASSERT_GE(vectors["cases"].size(), 60U);
  for (const auto& vector : vectors["cases"]) {
    SCOPED_TRACE(vector["name"].get<std::string>());
    const SigningKeys keys = {vector["access_key_id"], vector["secret_access_key"], vector["session_token"]};
    HttpRequest request{.method = vector["method"], .url = vector["url"], .body = vector["body"]};
    for (const auto& [name, value] : vector["headers"].items()) request.headers.emplace_back(name, value);
    const auto now = ParseTimestamp(vector["time"].get<std::string>() + "Z");
    ASSERT_TRUE(now.has_value());
    SignRequest(keys, vector["region"].get<std::string>(), vector["service"].get<std::string>(), *now, request);
    EXPECT_EQ(FindHeader(request.headers, "authorization"), vector["authorization"]);
    EXPECT_EQ(FindHeader(request.headers, "x-amz-date"), vector["date"]);
    EXPECT_EQ(FindHeader(request.headers, "x-amz-security-token"), vector["session_token"]);
  }
}

TEST(Signer, SigningAgainLeavesNothingOfTheFirst) {
  HttpRequest request{.url = "https://a.example/", .headers = {{"X-Amz-Target", "A.B"}}, .body = "{}"};
  HttpRequest fresh = request;
  const Time first{std::chrono::seconds(1767225600)};
  const Time second = first + std::chrono::seconds(5);
  SignRequest({"AKIDOLD", "old", "token"}, "us-east-1", "directconnect", first, request);
  SignRequest({"AKIDNEW", "new", ""}, "us-east-1", "directconnect", second, request);
  SignRequest({"AKIDNEW", "new", ""}, "us-east-1", "directconnect", second, fresh);
  EXPECT_EQ(FindHeader(request.headers, "authorization"), FindHeader(fresh.headers, "authorization"));
  EXPECT_EQ(FindHeader(request.headers, "x-amz-security-token"), "");
  EXPECT_EQ(request.headers.size(), fresh.headers.size());
}

// What is not signed may be set after signing: intermediaries and retries change it.
TEST(Signer, HeadersOfTheWayAreNotSigned) {
  HttpRequest with{.url = "https://a.example/", .headers = {{"User-Agent", "x"}, {"amz-sdk-request", "attempt=1"}}};
  HttpRequest without{.url = "https://a.example/"};
  SignRequest({"AKID", "secret", ""}, "us-east-1", "directconnect", Time{}, with);
  SignRequest({"AKID", "secret", ""}, "us-east-1", "directconnect", Time{}, without);
  EXPECT_EQ(FindHeader(with.headers, "authorization"), FindHeader(without.headers, "authorization"));
}

}  // namespace
}  // namespace ic::aws
