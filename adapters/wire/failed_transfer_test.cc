#include "adapters/wire/failed_transfer.h"

#include <map>
#include <string>
#include <utility>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace ic {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

Environment Having(std::map<std::string, std::string> variables) {
  return {.variables = std::move(variables), .read_file = {}};
}

// In libcurl's order; each goes before all behind it.
TEST(ProxyVariable, TheFirstThatIsSetAsLibcurlLooks) {
  const std::map<std::string, std::vector<std::string>> orders = {
      {"https://a.example", {"https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"}},
      {"http://a.example", {"http_proxy", "all_proxy", "ALL_PROXY"}}};
  for (const auto& [url, order] : orders) {
    std::map<std::string, std::string> set = {{"HTTP_PROXY", "http://cgi.example"}};
    EXPECT_EQ(ProxyVariable(Having(set), url), "") << url;
    for (std::size_t n = order.size(); n-- > 0;) {
      set[order[n]] = "http://proxy.example:3128";
      EXPECT_EQ(ProxyVariable(Having(set), url), order[n]) << url;
    }
  }
}

TEST(FailedTransfer, WhatAProxyRefusesIsNotSentAgainAndTheProxyIsNamed) {
  for (const long answer : {400L, 403L, 405L, 407L}) {
    const FailedTransfer failed{.code = CURLE_RECV_ERROR, .proxy_answer = answer, .proxy_named_by = "HTTPS_PROXY"};
    EXPECT_EQ(CodeOf(failed), StatusCode::kFailedPrecondition) << answer;
    EXPECT_THAT(AdviceFor(failed, {}), HasSubstr("HTTPS_PROXY")) << answer;
  }
  const FailedTransfer asks{.code = CURLE_RECV_ERROR, .proxy_answer = 407, .proxy_named_by = "ALL_PROXY"};
  EXPECT_THAT(AdviceFor(asks, {}), AllOf(HasSubstr("user and a password"), HasSubstr("ALL_PROXY")));
  const FailedTransfer denies{.code = CURLE_RECV_ERROR, .proxy_answer = 403, .proxy_named_by = "HTTPS_PROXY"};
  EXPECT_THAT(AdviceFor(denies, {}), AllOf(HasSubstr("CONNECT"), HasSubstr("NO_PROXY"), Not(HasSubstr("password"))));
}

TEST(FailedTransfer, AProxyThatCannotAtTheMomentIsAskedAgain) {
  for (const long answer : {500L, 502L, 503L, 504L}) {
    const FailedTransfer failed{.code = CURLE_RECV_ERROR, .proxy_answer = answer, .proxy_named_by = "HTTPS_PROXY"};
    EXPECT_EQ(CodeOf(failed), StatusCode::kUnavailable) << answer;
    EXPECT_THAT(AdviceFor(failed, {}), HasSubstr("HTTPS_PROXY")) << answer;
  }
}

// The tunnel stood: what failed was behind it.
TEST(FailedTransfer, AProxyThatLetItPassIsNotBlamed) {
  const FailedTransfer failed{
      .code = CURLE_PEER_FAILED_VERIFICATION, .proxy_answer = 200, .proxy_named_by = "HTTPS_PROXY"};
  EXPECT_EQ(CodeOf(failed), StatusCode::kFailedPrecondition);
  EXPECT_THAT(AdviceFor(failed, {.file = "/etc/ssl/cert.pem"}),
              AllOf(HasSubstr("/etc/ssl/cert.pem"), Not(HasSubstr("proxy"))));
}

TEST(FailedTransfer, WhoIsNotReachedMayBeTheProxy) {
  FailedTransfer failed{.code = CURLE_COULDNT_CONNECT, .proxy_named_by = "https_proxy"};
  EXPECT_EQ(CodeOf(failed), StatusCode::kUnavailable);
  EXPECT_THAT(AdviceFor(failed, {}), HasSubstr("https_proxy"));
  failed.proxy_named_by = "";
  EXPECT_EQ(AdviceFor(failed, {}), "");
}

}  // namespace
}  // namespace ic
