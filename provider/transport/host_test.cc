#include "provider/transport/host.h"

#include <map>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace ic::transport {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

HostEnvironment Read(const std::map<std::string, std::string>& environment) {
  return ReadHostEnvironment([&](const char* name) -> const char* {
    const auto found = environment.find(name);
    return found == environment.end() ? nullptr : found->second.c_str();
  });
}

TEST(HostTest, CookieTellsAHostFromAPerson) {
  EXPECT_FALSE(Read({}).launched_by_host);
  EXPECT_FALSE(Read({{"TF_PLUGIN_MAGIC_COOKIE", "d602bf8f"}}).launched_by_host);
  EXPECT_TRUE(Read({{"TF_PLUGIN_MAGIC_COOKIE", "d602bf8f470bc67ca7faa0386276bbdd4330efaf76d1a219cb4d6991ca9872b2"}})
                  .launched_by_host);
}

TEST(HostTest, ProtocolVersionsAreASet) {
  EXPECT_THAT(Read({{"PLUGIN_PROTOCOL_VERSIONS", "6,5"}}).protocol_versions, ElementsAre(5, 6));
  EXPECT_THAT(Read({{"PLUGIN_PROTOCOL_VERSIONS", "5, 6"}}).protocol_versions, ElementsAre(5, 6));
  EXPECT_THAT(Read({{"PLUGIN_PROTOCOL_VERSIONS", "6x,,5"}}).protocol_versions, ElementsAre(5));
  EXPECT_THAT(Read({}).protocol_versions, ElementsAre());
}

TEST(HostTest, AnEmptyClientCertificateIsNoLeaveToServeInClear) {
  EXPECT_FALSE(Read({}).client_certificate.has_value());
  EXPECT_TRUE(Read({{"PLUGIN_CLIENT_CERT", ""}}).client_certificate.has_value());
}

TEST(HostTest, SocketBases) {
  EXPECT_THAT(Read({}).socket_bases, ElementsAre("/tmp"));
  EXPECT_THAT(Read({{"TMPDIR", "/var/tmp"}}).socket_bases, ElementsAre("/var/tmp", "/tmp"));
  EXPECT_THAT(Read({{"TMPDIR", "/var/tmp"}, {"PLUGIN_UNIX_SOCKET_DIR", "/run/x"}}).socket_bases, ElementsAre("/run/x"));
}

TEST(HostTest, HandshakeLine) {
  HostEnvironment host;
  EXPECT_EQ(HandshakeLine(host, "/tmp/ic-abcdef/s", "TUlJ"), "1|6|unix|/tmp/ic-abcdef/s|grpc|TUlJ\n");
  EXPECT_EQ(HandshakeLine(host, "/tmp/ic-abcdef/s", ""), "1|6|unix|/tmp/ic-abcdef/s|grpc|\n");
  host.asks_about_multiplexing = true;
  EXPECT_EQ(HandshakeLine(host, "/s", "TUlJ"), "1|6|unix|/s|grpc|TUlJ|false\n");
}

TEST(HostTest, ReattachValueIsJsonAShellCanQuote) {
  const std::string value = ReattachValue("example.com/lab/lab", 42, "/tmp/o'brien \"x\"/s");
  EXPECT_THAT(value, Not(HasSubstr("'")));
  const auto json = nlohmann::json::parse(value);
  const auto& entry = json.at("example.com/lab/lab");
  EXPECT_EQ(entry.at("Protocol"), "grpc");
  EXPECT_EQ(entry.at("ProtocolVersion"), 6);
  EXPECT_EQ(entry.at("Pid"), 42);
  EXPECT_EQ(entry.at("Test"), true);
  EXPECT_EQ(entry.at("Addr").at("Network"), "unix");
  EXPECT_EQ(entry.at("Addr").at("String"), "/tmp/o'brien \"x\"/s");
}

}  // namespace
}  // namespace ic::transport
