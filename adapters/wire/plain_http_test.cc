#include "adapters/wire/plain_http.h"

#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "adapters/wire/testing/fake_transport.h"

namespace ic {
namespace {

using ::testing::HasSubstr;

constexpr const char* kHere[] = {"127.0.0.1", "127.9.8.7", "localhost", "LOCALHOST", "sim.localhost", "[::1]"};
constexpr const char* kMetadata[] = {"169.254.169.254", "169.254.170.2",  "169.254.170.23",   "100.100.100.200",
                                     "[fd00:ec2::254]", "[fd00:ec2::23]", "[fd00:ec2:0::254]"};
constexpr const char* kElsewhere[] = {"10.0.0.1",
                                      "128.0.0.1",
                                      "localhost.example.com",
                                      "127.0.0.1.example.com",
                                      "[2001:db8::1]",
                                      "example.com",
                                      "0.0.0.0",
                                      "100.100.100.201",
                                      "169.254.169.254.nip.io",
                                      "notlocalhost",
                                      "169.254.0.1",
                                      "169.254.169.253",
                                      "169.254.170.3",
                                      "[fe80::1]",
                                      "[fd00:ec2::1]",
                                      "[::1].example.com",
                                      "[::ffff:10.0.0.1]"};

StatusOr<HttpResponse> SendTo(FakeTransport& below, const std::string& url, bool allowed) {
  below.SetHandler([](const HttpRequest&) -> StatusOr<HttpResponse> { return HttpResponse{200, {}, ""}; });
  PlainHttpGuard guard(std::shared_ptr<HttpTransport>(&below, [](HttpTransport*) {}), allowed);
  return guard.Send({.url = url, .operation = "Describe"}, {});
}

TEST(PlainHttpTest, GoesToThisMachineAndItsMetadataOnly) {
  for (const char* scheme : {"http://", "HTTP://", "https://"}) {
    for (const char* port : {"", ":8080"}) {
      for (const bool allowed : {false, true}) {
        const bool plain = std::string_view(scheme) != "https://";
        const auto try_each = [&](auto& hosts, bool goes) {
          for (const char* host : hosts) {
            FakeTransport below;
            const std::string url = std::string(scheme) + host + port + "/x";
            const auto answer = SendTo(below, url, allowed);
            const bool went = goes || allowed || !plain;
            EXPECT_EQ(answer.ok(), went) << url;
            EXPECT_EQ(below.requests().size(), went ? 1u : 0u) << url;
            if (!went) {
              EXPECT_THAT(answer.status().message(), HasSubstr("allow_plain_http"));
            }
          }
        };
        try_each(kHere, true);
        try_each(kMetadata, true);
        try_each(kElsewhere, false);
      }
    }
  }
}

TEST(PlainHttpTest, NoProxySeesWhatGoesToThisMachine) {
  for (const char* host : kHere) {
    FakeTransport below;
    ASSERT_TRUE(SendTo(below, std::string("http://") + host + ":1/", false).ok());
    EXPECT_TRUE(below.requests()[0].bypass_proxy) << host;
  }
  for (const char* host : kMetadata) {
    FakeTransport below;
    ASSERT_TRUE(SendTo(below, std::string("http://") + host + "/", false).ok());
    EXPECT_TRUE(below.requests()[0].bypass_proxy) << host << ": its answer has keys";
  }
  FakeTransport below;
  ASSERT_TRUE(SendTo(below, "http://10.0.0.1/", true).ok());
  EXPECT_FALSE(below.requests()[0].bypass_proxy);
}

}  // namespace
}  // namespace ic
