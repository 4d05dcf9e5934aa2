#include "adapters/huawei/client/signer.h"

#include <fstream>
#include <string>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "base/time_text.h"

namespace ic::huawei {
namespace {

constexpr Time kTime{std::chrono::seconds(1767322985)};  // 2026-01-02T03:03:05Z

// "20260102T030405Z" as a time.
Time TimeOf(const std::string& date) {
  const auto time = ParseTimestamp(date.substr(0, 4) + "-" + date.substr(4, 2) + "-" + date.substr(6, 5) + ":" +
                                   date.substr(11, 2) + ":" + date.substr(13));
  return time.value_or(Time{});
}

// Requests that Huawei's SDKs signed (testdata/make_signer_vectors.py).
TEST(Signer, SignsAsTheVendorsSdksDo) {
  std::ifstream input(IC_SOURCE_DIR "/adapters/huawei/client/testdata/signer_vectors.json");
  const nlohmann::json vectors = nlohmann::json::parse(input);
  ASSERT_EQ(vectors["cases"].size(), 8U);
  for (const auto& vector : vectors["cases"]) {
    SCOPED_TRACE(vector["name"].get<std::string>());
    const SigningKeys keys = {vectors["access_key"], vectors["secret_key"], vector["security_token"]};
    HttpRequest request{.method = vector["method"], .url = vector["url"], .body = vector["body"]};
    for (const auto& [name, value] : vector["headers"].items()) request.headers.emplace_back(name, value);
    SignRequest(keys, TimeOf(vector["date"]), request);
    EXPECT_EQ(FindHeader(request.headers, "x-sdk-date"), vector["date"]);
    EXPECT_EQ(FindHeader(request.headers, "authorization"), vector["authorization"]);
    EXPECT_EQ(FindHeader(request.headers, "x-security-token"), vector["security_token"]);
  }
}

TEST(Signer, SigningAgainLeavesNothingOfTheFirst) {
  HttpRequest request{.url = "https://a.example/v3/", .headers = {{"X-Project-Id", "p"}}, .body = "{}"};
  HttpRequest fresh = request;
  SignRequest({"OLD", "old", "token"}, kTime, request);
  SignRequest({"NEW", "new", ""}, kTime + std::chrono::seconds(5), request);
  SignRequest({"NEW", "new", ""}, kTime + std::chrono::seconds(5), fresh);
  EXPECT_EQ(FindHeader(request.headers, "authorization"), FindHeader(fresh.headers, "authorization"));
  EXPECT_EQ(FindHeader(request.headers, "x-security-token"), "");
  EXPECT_EQ(request.headers.size(), fresh.headers.size());
}

// What is not signed may be set after signing: intermediaries and retries change it.
TEST(Signer, HeadersOfTheWayAreNotSigned) {
  HttpRequest with{.url = "https://a.example/", .headers = {{"User-Agent", "x"}, {"Accept", "*/*"}}};
  HttpRequest without{.url = "https://a.example/"};
  SignRequest({"AK", "secret", ""}, kTime, with);
  SignRequest({"AK", "secret", ""}, kTime, without);
  EXPECT_EQ(FindHeader(with.headers, "authorization"), FindHeader(without.headers, "authorization"));
}

}  // namespace
}  // namespace ic::huawei
