#include "adapters/wire/curl_transport.h"

#include <array>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include <fcntl.h>
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include "adapters/wire/curl_library.h"

extern char** environ;

namespace ic {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

constexpr const char* kServerScript = IC_SOURCE_DIR "/adapters/wire/testdata/loopback_server.py";

// The Python server of testdata/, ended when this object is.
class LoopbackServer {
 public:
  explicit LoopbackServer(const std::vector<std::string>& extra = {}) {
    std::array<int, 2> in{};
    std::array<int, 2> out{};
    EXPECT_EQ(pipe2(in.data(), O_CLOEXEC), 0);
    EXPECT_EQ(pipe2(out.data(), O_CLOEXEC), 0);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, in[0], STDIN_FILENO);
    posix_spawn_file_actions_adddup2(&actions, out[1], STDOUT_FILENO);
    std::vector<std::string> words = {"python3", kServerScript};
    words.insert(words.end(), extra.begin(), extra.end());
    std::vector<char*> argv;
    for (std::string& word : words) argv.push_back(word.data());
    argv.push_back(nullptr);
    EXPECT_EQ(posix_spawnp(&pid_, "python3", &actions, nullptr, argv.data(), environ), 0);
    posix_spawn_file_actions_destroy(&actions);
    close(in[0]);
    close(out[1]);
    input_ = in[1];
    output_ = fdopen(out[0], "r");
    silent_ = std::stoi(Next("silent "));
    port_ = std::stoi(Next("port "));
  }
  LoopbackServer(const LoopbackServer&) = delete;
  LoopbackServer& operator=(const LoopbackServer&) = delete;
  ~LoopbackServer() {
    close(input_);
    waitpid(pid_, nullptr, 0);
    fclose(output_);
  }

  // The rest of the next line that begins with `prefix`; waits for it.
  std::string Next(const std::string& prefix) {
    std::array<char, 256> line{};
    while (fgets(line.data(), line.size(), output_) != nullptr) {
      std::string text(line.data());
      while (!text.empty() && text.back() == '\n') text.pop_back();
      if (text.starts_with(prefix)) return text.substr(prefix.size());
    }
    ADD_FAILURE() << "the server ended without saying " << prefix;
    return "0";
  }

  std::string Url(const std::string& path, const std::string& scheme = "http") const {
    return fmt::format("{}://127.0.0.1:{}{}", scheme, port_, path);
  }
  std::string SilentUrl(const std::string& scheme) const { return fmt::format("{}://127.0.0.1:{}/", scheme, silent_); }

 private:
  pid_t pid_ = -1;
  int input_ = -1;
  FILE* output_ = nullptr;
  int port_ = 0;
  int silent_ = 0;
};

HttpRequest Get(std::string url) {
  return {.method = "GET", .url = std::move(url), .mutating = false, .operation = "Test", .target = "loopback"};
}

HttpRequest Post(std::string url, std::string body = "{}") {
  return {.url = std::move(url),
          .headers = {{"Content-Type", "application/x-amz-json-1.1"}},
          .body = std::move(body),
          .operation = "CreateTest",
          .target = "loopback"};
}

nlohmann::json Json(const StatusOr<HttpResponse>& response) {
  EXPECT_TRUE(response.ok()) << response.status().ToString();
  return response.ok() ? nlohmann::json::parse(response->body) : nlohmann::json();
}

class CurlTransportTest : public ::testing::Test {
 protected:
  LoopbackServer server_;
  std::unique_ptr<HttpTransport> transport_ = MakeCurlTransport({});
};

TEST_F(CurlTransportTest, SendsWhatItIsGivenAndNothingOfItsOwn) {
  HttpRequest request = Post(server_.Url("/echo?q=1"), "{\"a\":\"\u00fc\"}");
  request.headers.emplace_back("X-Amz-Target", "OvertureService.DescribeTags");
  request.headers.emplace_back("X-Empty", "");
  const auto response = transport_->Send(request, {});
  const nlohmann::json seen = Json(response);
  EXPECT_EQ(seen["method"], "POST");
  EXPECT_EQ(seen["path"], "/echo?q=1");
  EXPECT_EQ(seen["body"], "{\"a\":\"\u00fc\"}");
  const auto headers = seen["headers"].get<std::map<std::string, std::string>>();
  EXPECT_EQ(headers.at("x-amz-target"), "OvertureService.DescribeTags");
  EXPECT_EQ(headers.at("content-type"), "application/x-amz-json-1.1");
  EXPECT_EQ(headers.at("content-length"), "10");
  EXPECT_EQ(headers.count("x-empty"), 1U);
  EXPECT_EQ(headers.count("expect"), 0U);
  EXPECT_EQ(headers.count("accept-encoding"), 0U);
  EXPECT_EQ(FindHeader(response->headers, "x-amzn-requestid"), "req-1");
  EXPECT_EQ(response->status, 200);
}

TEST_F(CurlTransportTest, EveryMethodTheVendorsUse) {
  HttpRequest put = Get(server_.Url("/echo"));
  put.method = "PUT";
  EXPECT_EQ(Json(transport_->Send(put, {}))["method"], "PUT");
  const nlohmann::json got = Json(transport_->Send(Get(server_.Url("/echo")), {}));
  EXPECT_EQ(got["method"], "GET");
  EXPECT_FALSE(got["headers"].contains("content-type"));
}

TEST_F(CurlTransportTest, AnErrorStatusIsAnAnswerAndARedirectIsNotFollowed) {
  const auto missing = transport_->Send(Get(server_.Url("/status/404")), {});
  ASSERT_TRUE(missing.ok());
  EXPECT_EQ(missing->status, 404);
  const auto moved = transport_->Send(Get(server_.Url("/redirect")), {});
  ASSERT_TRUE(moved.ok());
  EXPECT_EQ(moved->status, 307);
}

TEST_F(CurlTransportTest, HeadersOfInterimAnswersAreForgotten) {
  const auto response = transport_->Send(Get(server_.Url("/early")), {});
  ASSERT_TRUE(response.ok()) << response.status().ToString();
  EXPECT_EQ(response->status, 200);
  EXPECT_EQ(FindHeader(response->headers, "link"), "");
  EXPECT_EQ(FindHeader(response->headers, "x-amzn-requestid"), "req-1");
}

TEST_F(CurlTransportTest, AConnectionIsUsedAgainButForAChangeWithoutABody) {
  const auto port = [&](const HttpRequest& request) { return Json(transport_->Send(request, {}))["port"].get<int>(); };
  const int first = port(Get(server_.Url("/echo")));
  EXPECT_EQ(port(Get(server_.Url("/echo"))), first);
  EXPECT_EQ(port(Post(server_.Url("/echo"))), first);
  EXPECT_EQ(port(Post(server_.Url("/echo"))), first);
  EXPECT_NE(port(Post(server_.Url("/echo"), "")), first);
}

// libcurl sends a request a second time by itself when a connection it kept proves dead. That must not happen to a
// create, whose first sending may have been carried out.
TEST_F(CurlTransportTest, AMutatingRequestLeavesOnceEvenIfItsConnectionIsCut) {
  for (const std::string& body : {std::string(), std::string("{}"), std::string(100'000, ' ')}) {
    ASSERT_TRUE(transport_->Send(Get(server_.Url("/echo")), {}).ok());
    const auto response = transport_->Send(Post(server_.Url("/drop/first"), body), {});
    EXPECT_EQ(response.status().code(), StatusCode::kUnavailable) << response.status().ToString();
    EXPECT_TRUE(response.status().ambiguous());
    EXPECT_EQ(response.status().remote()->operation, "CreateTest");
    ASSERT_TRUE(transport_->Send(Get(server_.Url("/echo/end")), {}).ok());
    EXPECT_EQ(server_.Next("got /"), "echo");
    EXPECT_EQ(server_.Next("got /"), "drop/first");
    EXPECT_EQ(server_.Next("got /"), "echo/end");
  }
}

// The other side of it: this is what the test above must see, had the request not been a change.
TEST_F(CurlTransportTest, AReadIsSentAgainIfItsConnectionIsCut) {
  ASSERT_TRUE(transport_->Send(Get(server_.Url("/echo")), {}).ok());
  HttpRequest read = Post(server_.Url("/drop/first"));
  read.mutating = false;
  EXPECT_FALSE(transport_->Send(read, {}).ok());
  EXPECT_EQ(server_.Next("got /"), "echo");
  EXPECT_EQ(server_.Next("got /"), "drop/first");
  EXPECT_EQ(server_.Next("got /"), "drop/first");
}

TEST_F(CurlTransportTest, AnAnswerCutShortIsAmbiguous) {
  const auto response = transport_->Send(Post(server_.Url("/part")), {});
  EXPECT_EQ(response.status().code(), StatusCode::kUnavailable);
  EXPECT_TRUE(response.status().ambiguous());
}

TEST_F(CurlTransportTest, AnAnswerThatIsNotHttpIsAmbiguous) {
  const auto response = transport_->Send(Post(server_.Url("/garbage")), {});
  EXPECT_FALSE(response.ok());
  EXPECT_TRUE(response.status().ambiguous()) << response.status().ToString();
}

TEST_F(CurlTransportTest, ATimeoutAfterSendingIsAmbiguous) {
  HttpRequest request = Post(server_.Url("/hang"));
  request.timeout = std::chrono::milliseconds(200);
  const auto response = transport_->Send(request, {});
  EXPECT_EQ(response.status().code(), StatusCode::kDeadlineExceeded);
  EXPECT_TRUE(response.status().ambiguous());
}

TEST_F(CurlTransportTest, ATimeoutInTheTlsHandshakeIsNot) {
  HttpRequest request = Post(server_.SilentUrl("https"));
  request.connect_timeout = std::chrono::milliseconds(200);
  const auto response = transport_->Send(request, {});
  EXPECT_EQ(response.status().code(), StatusCode::kDeadlineExceeded);
  EXPECT_FALSE(response.status().ambiguous());
}

TEST_F(CurlTransportTest, ATimeoutOfASilentServerIsAmbiguous) {
  HttpRequest request = Post(server_.SilentUrl("http"));
  request.timeout = std::chrono::milliseconds(200);
  const auto response = transport_->Send(request, {});
  EXPECT_EQ(response.status().code(), StatusCode::kDeadlineExceeded);
  EXPECT_TRUE(response.status().ambiguous());
}

TEST_F(CurlTransportTest, AStopEndsAReadAtOnce) {
  std::stop_source source;
  std::thread stopper([&] {
    server_.Next("got /hang");
    source.request_stop();
  });
  const auto response = transport_->Send(Get(server_.Url("/hang")), source.get_token());
  stopper.join();
  EXPECT_EQ(response.status().code(), StatusCode::kCancelled);
  EXPECT_TRUE(response.status().ambiguous());
}

TEST_F(CurlTransportTest, AStopLetsAChangeThatLeftBeAnswered) {
  for (const char* body : {"{}", ""}) {
    std::stop_source source;
    std::thread stopper([&] {
      server_.Next("got /late");
      source.request_stop();
      EXPECT_TRUE(transport_->Send(Get(server_.Url("/release")), {}).ok());
    });
    HttpRequest request = Post(server_.Url("/late"));
    request.body = body;
    const auto response = transport_->Send(request, source.get_token());
    stopper.join();
    ASSERT_TRUE(response.ok()) << response.status().ToString();
    EXPECT_EQ(response->body, "late");
  }
}

TEST_F(CurlTransportTest, AStopDoesNotMakeAChangesTimeoutLonger) {
  std::stop_source source;
  HttpRequest request = Post(server_.Url("/hang"));
  request.timeout = std::chrono::milliseconds(300);
  std::thread stopper([&] {
    server_.Next("got /hang");
    source.request_stop();
  });
  const auto response = transport_->Send(request, source.get_token());
  stopper.join();
  EXPECT_EQ(response.status().code(), StatusCode::kDeadlineExceeded);
  EXPECT_TRUE(response.status().ambiguous());
}

TEST_F(CurlTransportTest, AStopBeforeSendingIsNotAmbiguous) {
  std::stop_source source;
  source.request_stop();
  const auto response = transport_->Send(Post(server_.Url("/echo")), source.get_token());
  EXPECT_EQ(response.status().code(), StatusCode::kCancelled);
  EXPECT_FALSE(response.status().ambiguous());
}

TEST_F(CurlTransportTest, AnAnswerOverTheLimitIsRefused) {
  transport_ = MakeCurlTransport({.max_response_bytes = 4096});
  const auto response = transport_->Send(Get(server_.Url("/large")), {});
  EXPECT_EQ(response.status().code(), StatusCode::kInternal);
  EXPECT_THAT(response.status().message(), HasSubstr("larger than 4096 bytes"));
  EXPECT_TRUE(MakeCurlTransport({.max_response_bytes = 5000})->Send(Get(server_.Url("/large")), {}).ok());
}

TEST_F(CurlTransportTest, FiftyRequestsAtOnce) {
  std::vector<std::jthread> threads;
  std::array<bool, 50> ok{};
  for (std::size_t i = 0; i < ok.size(); ++i) {
    threads.emplace_back([&, i] { ok[i] = transport_->Send(Get(server_.Url("/gather")), {}).ok(); });
  }
  threads.clear();
  for (const bool each : ok) EXPECT_TRUE(each);
}

TEST_F(CurlTransportTest, LineBreaksCannotAddHeaders) {
  HttpRequest request = Post(server_.Url("/echo"));
  request.headers.emplace_back("X-Amz-Security-Token", "token\r\nX-Evil: 1");
  const auto response = transport_->Send(request, {});
  EXPECT_EQ(response.status().code(), StatusCode::kInvalidArgument);
  EXPECT_THAT(response.status().message(), HasSubstr("X-Amz-Security-Token"));
  EXPECT_THAT(response.status().message(), Not(HasSubstr("Evil")));
  EXPECT_EQ(transport_->Send(Post(server_.Url("/echo\r\nX: 1")), {}).status().code(), StatusCode::kInvalidArgument);
}

TEST_F(CurlTransportTest, MachineLocalAddressesAreNotAskedThroughAProxy) {
  setenv("http_proxy", server_.SilentUrl("http").c_str(), 1);
  unsetenv("no_proxy");
  HttpRequest request = Get(server_.Url("/echo"));
  request.timeout = std::chrono::milliseconds(300);
  EXPECT_EQ(transport_->Send(request, {}).status().code(), StatusCode::kDeadlineExceeded);
  request.timeout = std::chrono::seconds(30);
  request.bypass_proxy = true;
  EXPECT_TRUE(transport_->Send(request, {}).ok());
  setenv("no_proxy", "127.0.0.1", 1);
  request.bypass_proxy = false;
  EXPECT_TRUE(transport_->Send(request, {}).ok());
  unsetenv("http_proxy");
  unsetenv("no_proxy");
}

TEST_F(CurlTransportTest, AProxyThatRefusesIsNamedAndNothingIsAmbiguous) {
  const std::map<std::string, StatusCode> codes = {{"403", StatusCode::kFailedPrecondition},
                                                   {"407", StatusCode::kFailedPrecondition},
                                                   {"503", StatusCode::kUnavailable}};
  setenv("https_proxy", server_.Url("").c_str(), 1);
  unsetenv("no_proxy");
  const auto transport =
      MakeCurlTransport({.environment = {.variables = {{"https_proxy", server_.Url("")}}, .read_file = {}}});
  for (const auto& [answer, code] : codes) {
    const auto refused = transport->Send(Post(fmt::format("https://{}.invalid/", answer)), {});
    EXPECT_EQ(refused.status().code(), code) << answer;
    EXPECT_THAT(refused.status().message(), AllOf(HasSubstr(answer), HasSubstr("https_proxy")));
    EXPECT_FALSE(refused.status().ambiguous()) << answer;
  }
  unsetenv("https_proxy");
}

TEST(CurlTransport, WhatWasNotSentIsNotAmbiguous) {
  const auto transport = MakeCurlTransport({});
  const auto refused = transport->Send(Post("http://127.0.0.1:1/"), {});
  EXPECT_EQ(refused.status().code(), StatusCode::kUnavailable);
  EXPECT_FALSE(refused.status().ambiguous());
  const auto unknown = transport->Send(Post("http://no-such-host.invalid/"), {});
  EXPECT_EQ(unknown.status().code(), StatusCode::kUnavailable);
  EXPECT_FALSE(unknown.status().ambiguous());
  EXPECT_THAT(unknown.status().message(), HasSubstr("endpoint setting"));
}

TEST(CurlTransport, OnlyHttpUrls) {
  const auto transport = MakeCurlTransport({});
  for (const char* url : {"", "file:///etc/passwd", "127.0.0.1:80", "ftp://127.0.0.1/", "http://"}) {
    EXPECT_EQ(transport->Send(Get(url), {}).status().code(), StatusCode::kInvalidArgument) << url;
  }
}

TEST(CurlTransport, CertificatesAreVerified) {
  const std::string folder = ::testing::TempDir() + "ic_tls_" + std::to_string(getpid());
  std::filesystem::create_directories(folder);
  const std::string certificate = folder + "/cert.pem";
  const std::string key = folder + "/key.pem";
  const std::string command = fmt::format(
      "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=127.0.0.1 "
      "-addext subjectAltName=IP:127.0.0.1 -keyout {} -out {} 2>/dev/null",
      key, certificate);
  ASSERT_EQ(std::system(command.c_str()), 0);
  LoopbackServer server({certificate, key});
  const auto refused = MakeCurlTransport({})->Send(Post(server.Url("/echo", "https")), {});
  EXPECT_EQ(refused.status().code(), StatusCode::kFailedPrecondition) << refused.status().ToString();
  EXPECT_FALSE(refused.status().ambiguous());
  EXPECT_THAT(refused.status().message(), HasSubstr("CA bundle"));
  const auto trusted = MakeCurlTransport({.ca_bundle = certificate})->Send(Post(server.Url("/echo", "https")), {});
  EXPECT_TRUE(trusted.ok()) << trusted.status().ToString();
  const auto no_bundle =
      MakeCurlTransport({.ca_bundle = folder + "/none.pem"})->Send(Get(server.Url("/", "https")), {});
  EXPECT_EQ(no_bundle.status().code(), StatusCode::kFailedPrecondition) << no_bundle.status().ToString();
  EXPECT_THAT(no_bundle.status().message(), AllOf(HasSubstr(folder + "/none.pem"), HasSubstr("the CA bundle setting")));
  const CurlOptions by_variable = {.environment = {.variables = {{"SSL_CERT_FILE", certificate}}, .read_file = {}}};
  const auto named = MakeCurlTransport(by_variable)->Send(Post(server.Url("/echo", "https")), {});
  EXPECT_TRUE(named.ok()) << named.status().ToString();
  std::filesystem::remove_all(folder);
}

TEST(CurlLibrary, SaysWhatToInstall) {
  const std::array<const char*, 2> names = {"libno-such-curl.so.4", "libnor-this.so.4"};
  const auto missing = LoadCurlLibrary(names);
  EXPECT_EQ(missing.status().code(), StatusCode::kFailedPrecondition);
  EXPECT_THAT(missing.status().message(), HasSubstr("libcurl4"));
  const std::array<const char*, 1> wrong = {"libc.so.6"};
  EXPECT_THAT(LoadCurlLibrary(wrong).status().message(), HasSubstr("too old: it has no curl_global_init"));
}

}  // namespace
}  // namespace ic
