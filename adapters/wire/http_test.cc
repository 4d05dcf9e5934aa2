#include "adapters/wire/http.h"

#include <filesystem>
#include <fstream>
#include <memory>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include "adapters/wire/environment.h"
#include "adapters/wire/logging.h"
#include "adapters/wire/read_only.h"
#include "adapters/wire/testing/fake_transport.h"
#include "base/testing/fake_clock.h"

namespace ic {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

TEST(Http, HeadersCompareWithoutCase) {
  HttpHeaders headers = {{"Content-Type", "a"}, {"X-Id", "b"}};
  EXPECT_EQ(FindHeader(headers, "content-type"), "a");
  EXPECT_EQ(FindHeader(headers, "none"), "");
  SetHeader(headers, "X-ID", "c");
  SetHeader(headers, "New", "d");
  EXPECT_EQ(headers, (HttpHeaders{{"Content-Type", "a"}, {"X-Id", "c"}, {"New", "d"}}));
}

TEST(Http, WhatMayBeLoggedOfAUrl) {
  EXPECT_EQ(RedactUrl("https://user:secret@host:8443/a/b?token=secret#secret"), "https://host:8443/a/b");
  EXPECT_EQ(RedactUrl("http://host?token=secret"), "http://host");
  EXPECT_EQ(RedactUrl("secret"), "(not an http URL)");
}

TEST(Http, HostHeader) {
  EXPECT_EQ(HostOfUrl("https://directconnect.us-east-1.amazonaws.com/"), "directconnect.us-east-1.amazonaws.com");
  EXPECT_EQ(HostOfUrl("http://127.0.0.1:18099"), "127.0.0.1:18099");
  EXPECT_EQ(HostOfUrl("https://Host:443/x"), "host");
  EXPECT_EQ(HostOfUrl("http://host:443/x"), "host:443");
  EXPECT_EQ(HostOfUrl("http://[::1]:80/"), "[::1]");
  EXPECT_EQ(HostOfUrl("ftp://host/"), "");
}

TEST(ReadOnly, RefusesChangesBeforeTheyLeave) {
  const auto inner = std::make_shared<FakeTransport>();
  inner->Answer(200, "{}");
  ReadOnlyTransport guard(inner);
  const auto refused = guard.Send({.operation = "CreateConnection"}, {});
  EXPECT_EQ(refused.status().code(), StatusCode::kPermissionDenied);
  EXPECT_THAT(refused.status().message(), HasSubstr("CreateConnection"));
  EXPECT_THAT(refused.status().message(), HasSubstr("Remove read_only"));
  EXPECT_FALSE(refused.status().ambiguous());
  EXPECT_TRUE(inner->requests().empty());
  EXPECT_TRUE(guard.Send({.mutating = false, .operation = "DescribeConnections"}, {}).ok());
  EXPECT_EQ(inner->requests().size(), 1U);
}

TEST(Logging, TellsWhatHappenedAndNoSecret) {
  std::string log;
  const Logger logger(LogLevel::kTrace, [&log](const LogRecord& record) {
    log += record.message;
    for (const auto& [key, value] : record.fields) log += " " + std::string(key) + "=" + value;
    log += "\n";
  });
  FakeClock clock;
  const auto inner = std::make_shared<FakeTransport>();
  inner->SetHandler([&clock](const HttpRequest&) -> StatusOr<HttpResponse> {
    clock.Advance(std::chrono::milliseconds(1250));
    return HttpResponse{403, {{"x-amzn-RequestId", "req-7"}, {"Set-Cookie", "hidden"}}, "hidden"};
  });
  LoggingTransport transport(inner, logger, clock);
  HttpRequest request{.url = "https://u:hidden@host/p?hidden",
                      .headers = {{"Authorization", "hidden"}},
                      .body = "hidden",
                      .operation = "CreateConnection",
                      .target = "directconnect eu-west-1"};
  ASSERT_TRUE(transport.Send(request, {}).ok());
  inner->Fail(UnavailableError("connection refused"));
  ASSERT_FALSE(transport.Send(request, {}).ok());
  EXPECT_THAT(log, HasSubstr("operation=CreateConnection target=directconnect eu-west-1 url=https://host/p "
                             "mutating=true duration_ms=1250 status=403 request_id=req-7\n"));
  EXPECT_THAT(log, HasSubstr("connection refused"));
  EXPECT_THAT(log, Not(HasSubstr("hidden")));
}

TEST(Logging, KeyIdsAreRecognisableAndSecretsAreNot) {
  EXPECT_EQ(MaskKeyId("AKIAIOSFODNN7EXAMPLE"), "AKIA…MPLE");
  EXPECT_EQ(MaskKeyId("short"), "(hidden)");
}

TEST(Environment, ExpandsPaths) {
  Environment environment{{{"HOME", "/home/me"}, {"DIR", "/etc"}, {"EMPTY", ""}}, {}};
  EXPECT_EQ(environment.ExpandPath("~/.aws/config"), "/home/me/.aws/config");
  EXPECT_EQ(environment.ExpandPath("$DIR/${DIR}x/~"), "/etc//etcx/~");
  EXPECT_EQ(environment.ExpandPath("$NONE/${EMPTY}/${DIR"), "$NONE/${EMPTY}/${DIR");
  EXPECT_EQ(environment.ExpandPath("~other/x"), "~other/x");
}

TEST(Environment, ReadsFilesAndTellsMissingFromUnreadable) {
  const Environment environment = MachineEnvironment({});
  EXPECT_EQ(environment.read_file("/no/such/file").status().code(), StatusCode::kNotFound);
  EXPECT_EQ(environment.read_file("/").status().code(), StatusCode::kFailedPrecondition);
  EXPECT_EQ(environment.read_file("/dev/null").value(), "");
  EXPECT_EQ(environment.read_file("/dev/zero").status().code(), StatusCode::kFailedPrecondition);
  const std::string path = testing::TempDir() + "environment_test_file";
  std::ofstream(path) << "key = value\n";
  const auto own = environment.read_file(path);
  ASSERT_TRUE(own.ok()) << own.status().ToString();
  EXPECT_EQ(*own, "key = value\n");
  for (const mode_t mode : {0666, 0602, 0777}) {
    ASSERT_EQ(chmod(path.c_str(), mode), 0);
    const Status refused = environment.read_file(path).status();
    EXPECT_EQ(refused.code(), StatusCode::kFailedPrecondition) << std::oct << mode;
    EXPECT_THAT(refused.message(), AllOf(HasSubstr(path), HasSubstr("chmod o-w"))) << std::oct << mode;
  }
  std::filesystem::remove(path);
  ASSERT_EQ(mkfifo(path.c_str(), 0600), 0);
  EXPECT_THAT(environment.read_file(path).status().message(), HasSubstr(path + " cannot be read: it is a pipe"));
  std::filesystem::remove(path);
}

}  // namespace
}  // namespace ic
