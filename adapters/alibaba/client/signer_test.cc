// Both signatures against requests that the vendor's own clients signed (testdata; made with the clients' published
// packages against a loopback server, and checked by an independent implementation).
#include "adapters/alibaba/client/signer.h"

#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "base/text.h"

namespace ic::alibaba {
namespace {

const SigningKeys kKeys = {"testAccessKeyId", "testAccessKeySecret", ""};

nlohmann::json Vectors(const std::string& name) {
  std::ifstream file(std::string(IC_SOURCE_DIR) + "/adapters/alibaba/client/testdata/" + name);
  return nlohmann::json::parse(file);
}

std::string Unescape(std::string_view text) {
  std::string plain;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '%') {
      plain += static_cast<char>(std::stoi(std::string(text.substr(i + 1, 2)), nullptr, 16));
      i += 2;
    } else {
      plain += text[i];
    }
  }
  return plain;
}

TEST(Signer, Version1IsThatOfTheVendorsClients) {
  int count = 0;
  nlohmann::json vectors = Vectors("v1_vectors.json");
  for (const nlohmann::json& vector : Vectors("v3_vectors.json")) {  // one of its requests is signed with version 1
    if (!vector.contains("verify")) vectors.push_back(vector);
  }
  for (const nlohmann::json& vector : vectors) {
    Parameters parameters;
    for (const std::string& part : Split(vector["canonical"].get<std::string>(), '&')) {
      const std::size_t equals = part.find('=');
      parameters[Unescape(part.substr(0, equals))] = Unescape(part.substr(equals + 1));
    }
    EXPECT_EQ(EncodeParameters(parameters), vector["canonical"]) << vector["name"];
    const std::string to_sign = StringToSignV1(vector["method"].get<std::string>(), parameters);
    EXPECT_EQ(to_sign, vector["stringToSign"]) << vector["name"];
    EXPECT_EQ(SignatureV1(kKeys.secret_key, to_sign), vector["signature"]) << vector["name"];
    ++count;
  }
  EXPECT_EQ(count, 5);
}

TEST(Signer, Version3IsThatOfTheVendorsClients) {
  int count = 0;
  for (const nlohmann::json& vector : Vectors("v3_vectors.json")) {
    if (!vector.contains("verify") || !vector["verify"].contains("signature")) continue;
    SigningKeys keys = kKeys;
    HttpRequest request;
    request.method = vector["method"];
    request.body = vector.value("body", "");
    std::string authorization;
    std::string host;
    const nlohmann::json& raw = vector["rawHeaders"];
    for (std::size_t i = 0; i + 1 < raw.size(); i += 2) {
      const auto name = raw[i].get<std::string>();
      const auto value = raw[i + 1].get<std::string>();
      const std::string lower = ToLowerAscii(name);
      if (lower == "authorization") authorization = value;
      if (lower == "host") host = value;
      if (lower == "x-acs-security-token") keys.security_token = value;
      if (lower == "authorization" || lower == "host" || lower == "connection") continue;
      request.headers.emplace_back(name, value);
    }
    request.url = "http://" + host + vector["url"].get<std::string>();
    const Time now = Time(std::chrono::sys_days(std::chrono::year(2026) / 11 / 21)) + std::chrono::hours(8);
    SignRequest(keys, now, "nonce-0001", request);
    EXPECT_EQ(FindHeader(request.headers, "authorization"), authorization) << vector["name"];
    ++count;
  }
  EXPECT_EQ(count, 5);
}

// The samples of the vendor's own documentation.
TEST(Signer, Version1IsThatOfTheDocuments) {
  const Parameters parameters = {{"Action", "DescribeRegions"},
                                 {"Version", "2014-05-26"},
                                 {"Format", "XML"},
                                 {"AccessKeyId", "testid"},
                                 {"SignatureMethod", "HMAC-SHA1"},
                                 {"SignatureVersion", "1.0"},
                                 {"SignatureNonce", "3ee8c1b8-83d3-44af-a94f-4e0ad82fd6cf"},
                                 {"Timestamp", "2016-02-23T12:46:24Z"}};
  EXPECT_EQ(SignatureV1("testsecret", StringToSignV1("GET", parameters)), "OLeaidS1JvxuMvnyHOwuJ+uX5qY=");
}

TEST(Signer, SignsAnewWithoutLeavingsOfTheFirst) {
  HttpRequest request;
  request.url = "https://vpc.aliyuncs.com/";
  request.headers = {{"x-acs-action", "DescribeBgpPeers"}, {"x-acs-version", "2016-04-28"}};
  SignRequest({"a", "b", "token"}, Time(), "1", request);
  SignRequest({"a", "b", ""}, Time(), "2", request);
  HttpRequest fresh;
  fresh.url = request.url;
  fresh.headers = {{"x-acs-action", "DescribeBgpPeers"}, {"x-acs-version", "2016-04-28"}};
  SignRequest({"a", "b", ""}, Time(), "2", fresh);
  EXPECT_EQ(FindHeader(request.headers, "authorization"), FindHeader(fresh.headers, "authorization"));
  EXPECT_EQ(FindHeader(request.headers, "x-acs-security-token"), "");
}

}  // namespace
}  // namespace ic::alibaba
