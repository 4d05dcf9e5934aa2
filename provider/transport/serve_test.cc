// The plugin process from outside, as a host sees it. Each test starts the probe (test_plugin_main.cc).
#include "provider/transport/serve.h"

#include <atomic>
#include <filesystem>
#include <ostream>
#include <string>
#include <thread>
#include <vector>

#include <gmock/gmock.h>
#include <grpcpp/impl/client_unary_call.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <sys/stat.h>

#include "go_plugin.grpc.pb.h"
#include "grpc_health.grpc.pb.h"
#include "provider/transport/certificate.h"
#include "provider/transport/test_host.h"

namespace ic::transport {
namespace {

namespace fs = std::filesystem;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

grpc::Status Shutdown(const std::shared_ptr<grpc::Channel>& channel) {
  grpc::ClientContext context;
  plugin::Empty empty;
  return plugin::GRPCController::NewStub(channel)->Shutdown(&context, empty, &empty);
}

bool EndedWell(int status) { return WIFEXITED(status) && WEXITSTATUS(status) == 0; }

TEST(HandshakeTest, OneLineWithTheCertificate) {
  const ClientIdentity identity = TerraformLikeIdentity();
  TestHost host({.environment = {{"PLUGIN_CLIENT_CERT", identity.certificate}}});
  const auto& fields = host.fields();
  EXPECT_EQ(Split(host.line(), '|').size(), 6u);
  EXPECT_EQ(fields[0] + fields[1] + fields[2] + fields[4], "16unixgrpc");
  EXPECT_GT(fields[5].size(), 300u);
  struct stat info = {};
  ASSERT_EQ(stat(host.socket_folder().c_str(), &info), 0);
  EXPECT_EQ(info.st_mode & 0777, 0700u);
  // Nothing may follow, and the pipe must not fill up: standard output is closed to all but the handshake.
  EXPECT_EQ(host.RestOfOutput(), "");
  EXPECT_EQ(host.errors(), "");
}

TEST(HandshakeTest, WithoutAClientCertificateThereIsNoTls) {
  TestHost host({.environment = {{"PLUGIN_MULTIPLEX_GRPC", "true"}}});
  EXPECT_EQ(host.fields()[5], "");
  EXPECT_EQ(host.fields()[6], "false");
  std::string answer;
  EXPECT_TRUE(Call(host.Plain(), "echo", "hello", &answer).ok());
  EXPECT_EQ(answer, "hello");
}

TEST(HandshakeTest, APersonGetsAnExplanation) {
  for (const std::string cookie : {"", "wrong"}) {
    TestHost host({.cookie = false, .environment = {{"TF_PLUGIN_MAGIC_COOKIE", cookie}}});
    EXPECT_EQ(host.line(), "");
    EXPECT_EQ(WEXITSTATUS(host.WaitForEnd()), 1);
    EXPECT_THAT(host.errors(), AllOf(HasSubstr("is a plugin"), HasSubstr("required_providers")));
  }
}

TEST(HandshakeTest, ADamagedClientCertificateIsRefused) {
  for (const std::string certificate : {"", "nonsense"}) {
    TestHost host({.environment = {{"PLUGIN_CLIENT_CERT", certificate}}});
    EXPECT_EQ(host.line(), "");
    EXPECT_EQ(WEXITSTATUS(host.WaitForEnd()), 1);
    EXPECT_THAT(host.errors(), HasSubstr("PLUGIN_CLIENT_CERT is set but unusable"));
    for (const auto& entry : fs::directory_iterator(host.folder())) EXPECT_EQ(entry.path().filename(), "stderr");
  }
}

TEST(HandshakeTest, UnusualTemporaryFolders) {
  const TempFolder folder;
  const std::string odd = (folder.path() / "100%41 o'clock ?#").string();
  const std::string deep = (folder.path() / std::string(120, 'd')).string();
  fs::create_directory(odd);
  fs::create_directory(deep);
  TestHost in_odd({.temp = odd});
  EXPECT_EQ(in_odd.socket_folder().parent_path(), odd);
  EXPECT_TRUE(fs::is_socket(in_odd.socket())) << in_odd.errors();
  TestHost in_deep({.temp = deep});
  EXPECT_EQ(in_deep.socket_folder().parent_path(), "/tmp");
}

class TlsTest : public ::testing::Test {
 protected:
  ClientIdentity identity_ = TerraformLikeIdentity();
  TestHost host_{{.environment = {{"PLUGIN_CLIENT_CERT", identity_.certificate}}}};
};

TEST_F(TlsTest, OnlyTheHostsCertificateIsLetIn) {
  EXPECT_EQ(Call(host_.Tls(nullptr), "echo").error_code(), grpc::StatusCode::UNAVAILABLE);
  const ClientIdentity stranger = TerraformLikeIdentity();
  EXPECT_EQ(Call(host_.Tls(&stranger), "echo").error_code(), grpc::StatusCode::UNAVAILABLE);
  EXPECT_EQ(Call(host_.Plain(), "echo").error_code(), grpc::StatusCode::UNAVAILABLE);
  std::string answer;
  const grpc::Status status = Call(host_.Tls(&identity_), "echo", "hello", &answer);
  EXPECT_TRUE(status.ok()) << status.error_message();
  EXPECT_EQ(answer, "hello");
}

TEST_F(TlsTest, OpensslSeesHttp2AndARefusal) {
  const std::string said = Shell("timeout 20 openssl s_client -ign_eof -unix " + host_.socket() +
                                 " -alpn h2 -servername localhost </dev/null");
  EXPECT_THAT(said, HasSubstr("ALPN protocol: h2"));
  EXPECT_THAT(said, HasSubstr("Acceptable client certificate CA names\nO = HashiCorp, CN = localhost"));
  EXPECT_THAT(said, HasSubstr("unexpected eof"));
}

TEST(ShutdownTest, AnswersAndEndsAtOnceWhateverIsGoingOn) {
  TestHost host({.environment = {{"PROBE_SAY_STOPPED", "1"}}});
  const auto channel = host.Plain();
  grpc::ClientContext stdio_context;
  const auto stdio_stub = plugin::GRPCStdio::NewStub(channel);
  const auto stdio = stdio_stub->StreamStdio(&stdio_context, plugin::Empty());
  grpc::ClientContext broker_context;
  const auto broker_stub = plugin::GRPCBroker::NewStub(channel);
  const auto broker = broker_stub->StartStream(&broker_context);
  // Handlers that never return: each waits for more company than will come. One that is waited for is waited for ever.
  std::vector<std::jthread> stuck;
  for (int i = 0; i < 3; ++i) stuck.emplace_back([&] { Call(channel, "meet", "99"); });
  ASSERT_TRUE(Call(channel, "echo").ok());

  EXPECT_TRUE(Shutdown(channel).ok());
  EXPECT_TRUE(EndedWell(host.WaitForEnd()));
  EXPECT_FALSE(fs::exists(host.socket_folder()));
  EXPECT_THAT(host.errors(), HasSubstr("stopped as told"));
}

TEST(ShutdownTest, SignalsStopItButNotInterrupts) {
  for (const int signal : {SIGTERM, SIGHUP, SIGQUIT}) {
    TestHost host({.environment = {{"PROBE_SAY_STOPPED", "1"}}});
    const auto channel = host.Plain();
    ASSERT_EQ(kill(host.pid(), SIGINT), 0);
    ASSERT_EQ(kill(host.pid(), SIGPIPE), 0);
    ASSERT_EQ(kill(host.pid(), SIGUSR2), 0) << "the host lives, so its death signal means nothing";
    EXPECT_TRUE(Call(channel, "echo").ok());
    // The host's streams are no calls to wait for.
    grpc::ClientContext context;
    const auto stub = plugin::GRPCStdio::NewStub(channel);
    const auto stream = stub->StreamStdio(&context, plugin::Empty());
    EXPECT_TRUE(Call(channel, "echo").ok()) << "after which the stream is open, too";
    ASSERT_EQ(kill(host.pid(), signal), 0);
    EXPECT_TRUE(EndedWell(host.WaitForEnd())) << signal;
    EXPECT_FALSE(fs::exists(host.socket_folder())) << signal;
    EXPECT_THAT(host.errors(), HasSubstr("stopped as told"));
  }
}

TEST(ShutdownTest, ASignalWaitsForCallsInProgress) {
  TestHost host({.environment = {{"PROBE_SAY_STOPPED", "1"}}});
  const auto channel = host.Plain();
  ASSERT_TRUE(Call(channel, "echo").ok());
  grpc::Status interrupted;
  std::jthread caller([&] { interrupted = Call(channel, "meet", "2"); });
  host.AwaitErrors("waits for 1 more");
  ASSERT_EQ(kill(host.pid(), SIGTERM), 0);
  host.AwaitErrors("stopped as told");
  // Time goes by; calls that make it end are still taken.
  for (int i = 0; i < 300; ++i) ASSERT_TRUE(Call(channel, "echo").ok());
  // What was begun can end, and its answer arrives.
  EXPECT_TRUE(Call(channel, "meet", "2").ok());
  caller.join();
  EXPECT_TRUE(interrupted.ok()) << interrupted.error_message();
  EXPECT_TRUE(EndedWell(host.WaitForEnd()));
  EXPECT_FALSE(fs::exists(host.socket_folder()));
}

TEST(ShutdownTest, ASecondSignalDoesNotWait) {
  TestHost host({.environment = {{"PROBE_SAY_STOPPED", "1"}}});
  const auto channel = host.Plain();
  std::jthread stuck([&] { Call(channel, "meet", "2"); });
  host.AwaitErrors("waits for 1 more");
  ASSERT_EQ(kill(host.pid(), SIGTERM), 0);
  host.AwaitErrors("stopped as told");
  ASSERT_EQ(kill(host.pid(), SIGTERM), 0);
  EXPECT_TRUE(EndedWell(host.WaitForEnd()));
  EXPECT_FALSE(fs::exists(host.socket_folder()));
}

TEST(ShutdownTest, TheHostsDeathEndsIt) {
  TestHost host({.environment = {{"TF_LOG", "debug"}}, .under_shell = true});
  // A connection that stays open shows when the plugin, which is not our child, is gone.
  const auto channel = host.Plain();
  ASSERT_TRUE(Call(channel, "echo").ok());
  grpc::ClientContext context;
  const auto stub = plugin::GRPCStdio::NewStub(channel);
  const auto stream = stub->StreamStdio(&context, plugin::Empty());
  ASSERT_EQ(kill(host.pid(), SIGKILL), 0);
  plugin::StdioData data;
  EXPECT_FALSE(stream->Read(&data));
  EXPECT_FALSE(fs::exists(host.socket_folder()));
  EXPECT_THAT(host.errors(), HasSubstr("the host is gone"));
}

TEST(ShutdownTest, SweepsWhatAKilledPluginLeft) {
  const TempFolder shared;
  TestHost killed({.temp = shared.path()});
  ASSERT_TRUE(Call(killed.Plain(), "echo").ok());
  kill(killed.pid(), SIGKILL);
  killed.WaitForEnd();
  ASSERT_TRUE(fs::exists(killed.socket_folder()));
  TestHost next({.temp = shared.path()});
  EXPECT_TRUE(Shutdown(next.Plain()).ok());
  EXPECT_TRUE(EndedWell(next.WaitForEnd()));
  EXPECT_TRUE(fs::is_empty(shared.path()));
}

struct Crash {
  const char* call;
  int signal;
  const char* text;
};
void PrintTo(const Crash& crash, std::ostream* out) { *out << crash.call; }
class CrashTest : public ::testing::TestWithParam<Crash> {};

TEST_P(CrashTest, IsToldInTerraformsWordsAndLeavesNothing) {
  TestHost host;
  EXPECT_FALSE(Call(host.Plain(), GetParam().call).ok());
  const int status = host.WaitForEnd();
  ASSERT_TRUE(WIFSIGNALED(status));
  EXPECT_EQ(WTERMSIG(status), GetParam().signal);
  EXPECT_FALSE(fs::exists(host.socket_folder()));
  const std::string errors = host.errors();
  EXPECT_THAT(errors, HasSubstr(std::string("\npanic: ") + GetParam().text + "\n"));
  EXPECT_THAT(errors, HasSubstr("\nterraform-provider-transportprobe 1.2.3\n"));
  EXPECT_EQ(errors.find("panic: "), errors.rfind("panic: ")) << "one crash, one trace";
  // Terraform keeps a hundred lines.
  EXPECT_LE(Split(errors, '\n').size(), 90u);

  // The trace leads to the function that crashed.
  std::string offsets;
  for (const std::string& line : Split(errors, '\n')) {
    if (line.starts_with("  at program+")) offsets += " " + line.substr(13);
  }
  EXPECT_THAT(Shell("addr2line -Cfe " IC_PROBE + offsets), HasSubstr("TestProvider"));
}

INSTANTIATE_TEST_SUITE_P(All, CrashTest,
                         ::testing::Values(Crash{"segv", SIGSEGV, "SIGSEGV (invalid memory reference)"},
                                           Crash{"abort", SIGABRT, "SIGABRT (aborted)"},
                                           Crash{"terminate", SIGABRT,
                                                 "uncaught exception std::runtime_error: the probe fell over"}),
                         [](const auto& info) { return std::string(info.param.call); });

TEST(ServeTest, EvenAStackOverflowAndAPlainExitLeaveLittle) {
  // A thread that has no stack left cannot run a handler: the folder stays until the next plugin sweeps it.
  TestHost overflow;
  EXPECT_FALSE(Call(overflow.Plain(), "overflow").ok());
  EXPECT_EQ(WTERMSIG(overflow.WaitForEnd()), SIGSEGV);
  TestHost exits;
  EXPECT_FALSE(Call(exits.Plain(), "exit").ok());
  EXPECT_EQ(WEXITSTATUS(exits.WaitForEnd()), 3);
  EXPECT_FALSE(fs::exists(exits.socket_folder()));
}

TEST(ServeTest, WhatIsPrintedNeverReachesTheHost) {
  TestHost host;
  // More than the host's line limit and more than a pipe holds.
  EXPECT_TRUE(Call(host.Plain(), "print", "200000").ok());
  EXPECT_EQ(host.RestOfOutput(), "");
  EXPECT_EQ(host.errors().size(), 200000u);
}

TEST(ServeTest, TheUsersInputIsNotRead) {
  TestHost host;
  std::string answer = "unset";
  EXPECT_TRUE(Call(host.Plain(), "stdin", "", &answer).ok());
  EXPECT_EQ(answer, "");
}

TEST(ServeTest, FiftyBlockedCallsRunAtTheSameTime) {
  TestHost host;
  const auto channel = host.Plain();
  std::vector<std::jthread> callers;
  std::atomic<int> good{0};
  for (int i = 0; i < 50; ++i) {
    callers.emplace_back([&] { good += Call(channel, "meet", "50").ok() ? 1 : 0; });
  }
  callers.clear();
  EXPECT_EQ(good, 50);
}

TEST(ServeTest, MessagesMayBeLarge) {
  TestHost host;
  const std::string large(32u << 20, 'x');
  std::string answer;
  const grpc::Status status = Call(host.Plain(), "echo", large, &answer);
  EXPECT_TRUE(status.ok()) << status.error_message();
  EXPECT_TRUE(answer == large);
}

TEST(ServeTest, LaterCallsAreUnimplementedAndExceptionsStayInTheirCall) {
  TestHost host;
  const auto channel = host.Plain();
  const grpc::internal::RpcMethod method("/tfplugin6.Provider/GetResourceIdentitySchemas",
                                         grpc::internal::RpcMethod::NORMAL_RPC);
  grpc::ClientContext context;
  tfplugin6::GetMetadata::Request request;
  tfplugin6::GetMetadata::Response response;
  EXPECT_EQ(grpc::internal::BlockingUnaryCall(channel.get(), method, &context, request, &response).error_code(),
            grpc::StatusCode::UNIMPLEMENTED);
  EXPECT_EQ(Call(channel, "throw").error_code(), grpc::StatusCode::UNKNOWN);
  EXPECT_TRUE(Call(channel, "echo").ok());
}

TEST(ServeTest, HealthIsServing) {
  TestHost host;
  const auto stub = grpc::health::v1::Health::NewStub(host.Plain());
  grpc::health::v1::HealthCheckRequest request;
  grpc::health::v1::HealthCheckResponse response;
  request.set_service("plugin");
  grpc::ClientContext context;
  EXPECT_TRUE(stub->Check(&context, request, &response).ok());
  EXPECT_EQ(response.status(), grpc::health::v1::HealthCheckResponse::SERVING);
  request.set_service("other");
  grpc::ClientContext other;
  EXPECT_EQ(stub->Check(&other, request, &response).error_code(), grpc::StatusCode::NOT_FOUND);
}

// What the plugin said on stderr. Under the thread sanitizer its symbolizer, a process of its own that looks at reports
// which are then suppressed, may complain there too when the plugin ends before it does, and then the report stands
// there.
std::vector<std::string> SaidBy(TestHost& host) {
  std::vector<std::string> lines = Split(host.errors(), '\n');
#if defined(__has_feature)
#if __has_feature(thread_sanitizer)
  std::erase_if(lines, [](const std::string& line) { return !line.starts_with("{"); });
  lines.emplace_back();  // what follows the last line's end
#endif
#endif
  return lines;
}

TEST(ServeTest, LogsOnlyWhatIsAskedForAsJson) {
  TestHost quiet;
  EXPECT_TRUE(Call(quiet.Plain(), "log", "x").ok());
  EXPECT_EQ(quiet.errors(), "");
  TestHost loud({.environment = {{"TF_LOG", "trace"}}});
  EXPECT_TRUE(Call(loud.Plain(), "log", "x").ok());
  EXPECT_TRUE(Shutdown(loud.Plain()).ok());
  loud.WaitForEnd();
  const std::vector<std::string> lines = SaidBy(loud);
  ASSERT_EQ(lines.size(), 3u) << loud.errors();
  EXPECT_EQ(nlohmann::json::parse(lines[0]).at("operand"), "x");
  EXPECT_EQ(nlohmann::json::parse(lines[1]).at("reason"), "the host asked for it");
}

TEST(ServeTest, GrpcsOwnMessagesAreLoggedAsJson) {
  const ClientIdentity identity = TerraformLikeIdentity();
  TestHost host({.environment = {{"PLUGIN_CLIENT_CERT", identity.certificate}, {"TF_LOG", "warn"}}});
  EXPECT_FALSE(Call(host.Tls(nullptr), "echo").ok());
  EXPECT_TRUE(Call(host.Tls(&identity), "echo").ok()) << host.errors();
  const std::string first = SaidBy(host)[0];
  const auto json = nlohmann::json::parse(first, nullptr, /*allow_exceptions=*/false);
  ASSERT_TRUE(json.is_object()) << host.errors();
  EXPECT_EQ(json.at("@level"), "warn");
  EXPECT_EQ(json.at("source"), "grpc");
}

TEST(DebugTest, ServesInClearUntilInterrupted) {
  TestHost host({.cookie = false, .arguments = {"-debug"}});
  EXPECT_THAT(host.line(), HasSubstr("The provider is running"));
  std::string reattach;
  while (!reattach.ends_with("'\n")) reattach += host.ReadByte();
  const std::size_t begin = reattach.find('{');
  const auto json = nlohmann::json::parse(reattach.substr(begin, reattach.rfind('\'') - begin));
  const auto& entry = json.at("example.com/lab/transportprobe");
  EXPECT_EQ(entry.at("Pid"), host.pid());
  const auto socket = entry.at("Addr").at("String").get<std::string>();
  const auto channel = host.Plain(socket);
  EXPECT_TRUE(Call(channel, "echo").ok());
  EXPECT_TRUE(Shutdown(channel).ok());
  EXPECT_TRUE(Call(channel, "echo").ok()) << "one host after the other uses the same process";
  ASSERT_EQ(kill(host.pid(), SIGINT), 0);
  EXPECT_TRUE(EndedWell(host.WaitForEnd()));
  EXPECT_FALSE(fs::exists(fs::path(socket).parent_path()));
}

}  // namespace
}  // namespace ic::transport
