// For tests: a host that starts the probe plugin as Terraform would, and looks at it from outside.
#ifndef PROVIDER_TRANSPORT_TEST_HOST_H_
#define PROVIDER_TRANSPORT_TEST_HOST_H_

#include <array>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <memory>
#include <sstream>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include <fcntl.h>
#include <grpcpp/grpcpp.h>
#include <gtest/gtest.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/text.h"
#include "tfplugin6.grpc.pb.h"

namespace ic::transport {

inline constexpr char kCookie[] = "d602bf8f470bc67ca7faa0386276bbdd4330efaf76d1a219cb4d6991ca9872b2";

inline std::string ReadFile(const std::filesystem::path& path) {
  std::ifstream in(path);
  std::stringstream text;
  text << in.rdbuf();
  return text.str();
}

// The output of a shell command, both streams.
inline std::string Shell(const std::string& command) {
  std::string output;
  FILE* pipe = popen(("( " + command + " ) 2>&1").c_str(), "r");
  std::array<char, 4096> buffer;
  for (std::size_t size = 0; (size = fread(buffer.data(), 1, buffer.size(), pipe)) > 0;) {
    output.append(buffer.data(), size);
  }
  pclose(pipe);
  return output;
}

class TempFolder {
 public:
  TempFolder() {
    std::string path = "/tmp/transport-test-XXXXXX";
    if (mkdtemp(path.data()) == nullptr) std::abort();
    path_ = path;
  }
  ~TempFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  TempFolder(const TempFolder&) = delete;
  TempFolder& operator=(const TempFolder&) = delete;
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

struct ClientIdentity {
  std::string key;
  std::string certificate;
};

// A key and certificate of the kind Terraform makes (P-521, SHA-512), made by the openssl program.
inline ClientIdentity TerraformLikeIdentity() {
  const TempFolder folder;
  const std::string base = folder.path().string();
  Shell("openssl ecparam -name secp521r1 -genkey -noout -out " + base + "/key && openssl req -x509 -new -sha512 -key " +
        base + "/key -days 2 -subj /O=HashiCorp/CN=localhost -addext subjectAltName=DNS:localhost -out " + base +
        "/certificate");
  return {ReadFile(base + "/key"), ReadFile(base + "/certificate")};
}

// The certificate of a handshake line as PEM.
inline std::string HandshakePem(std::string base64) {
  while (base64.size() % 4 != 0) base64 += '=';
  std::string pem = "-----BEGIN CERTIFICATE-----\n";
  for (std::size_t i = 0; i < base64.size(); i += 64) pem += base64.substr(i, 64) + "\n";
  return pem + "-----END CERTIFICATE-----\n";
}

struct Launch {
  bool cookie = true;
  std::map<std::string, std::string> environment;
  std::vector<std::string> arguments;
  // Started by a shell that stays its parent.
  bool under_shell = false;
  // Where the plugin is to make its socket folder; default: the host's own folder.
  std::string temp;
};

class TestHost {
 public:
  explicit TestHost(Launch launch = {}) : folder_(std::make_unique<TempFolder>()) { Start(launch); }
  ~TestHost() {
    kill(pid_, SIGKILL);
    if (!waited_) waitpid(pid_, nullptr, 0);
    close(out_);
  }
  TestHost(const TestHost&) = delete;
  TestHost& operator=(const TestHost&) = delete;

  pid_t pid() const { return pid_; }
  const std::filesystem::path& folder() const { return folder_->path(); }
  std::string errors() const { return ReadFile(folder() / "stderr"); }

  // Returns when standard error holds `text`.
  void AwaitErrors(const std::string& text) const {
    while (errors().find(text) == std::string::npos) std::this_thread::yield();
  }

  // The first line of standard output without its line feed; empty if there is none.
  const std::string& line() {
    while (line_.empty() || line_.back() != '\n') {
      char c = 0;
      if (read(out_, &c, 1) != 1) return line_;
      line_ += c;
    }
    line_.pop_back();
    return line_;
  }
  char ReadByte() {
    char c = 0;
    if (read(out_, &c, 1) != 1) throw std::runtime_error("standard output ended: " + errors());
    return c;
  }
  // Everything on standard output until the plugin closes it.
  std::string RestOfOutput() {
    std::string text;
    char buffer[4096];
    for (ssize_t size = 0; (size = read(out_, buffer, sizeof buffer)) > 0;) {
      text.append(buffer, static_cast<std::size_t>(size));
    }
    return text;
  }
  // The parts of the handshake line; always seven.
  const std::vector<std::string>& fields() {
    if (fields_.empty()) {
      fields_ = Split(line(), '|');
      fields_.resize(7);
    }
    return fields_;
  }
  std::string socket() { return fields()[3]; }
  std::filesystem::path socket_folder() { return std::filesystem::path(socket()).parent_path(); }

  std::shared_ptr<grpc::Channel> Plain(const std::string& socket) const {
    return MakeChannel(socket, grpc::InsecureChannelCredentials());
  }
  std::shared_ptr<grpc::Channel> Plain() { return Plain(socket()); }
  // With TLS; without a certificate of its own if `identity` is null.
  std::shared_ptr<grpc::Channel> Tls(const ClientIdentity* identity) {
    grpc::SslCredentialsOptions options;
    options.pem_root_certs = HandshakePem(fields()[5]);
    if (identity != nullptr) {
      options.pem_private_key = identity->key;
      options.pem_cert_chain = identity->certificate;
    }
    return MakeChannel(socket(), grpc::SslCredentials(options));
  }

  // How the process ended, as waitpid says it.
  int WaitForEnd() {
    int status = 0;
    waitpid(pid_, &status, 0);
    waited_ = true;
    return status;
  }

 private:
  void Start(const Launch& launch) {
    std::map<std::string, std::string> environment = launch.environment;
    if (launch.cookie) environment.emplace("TF_PLUGIN_MAGIC_COOKIE", kCookie);
    environment.emplace("PLUGIN_PROTOCOL_VERSIONS", "6,5");
    environment.emplace("TMPDIR", launch.temp.empty() ? folder().string() : launch.temp);
    environment.emplace("PATH", "/usr/bin:/bin");
    std::vector<std::string> arguments = {IC_PROBE};
    if (launch.under_shell) arguments = {"/bin/sh", "-c", "\"$0\" & wait", IC_PROBE};
    arguments.insert(arguments.end(), launch.arguments.begin(), launch.arguments.end());
    std::vector<std::string> pairs;
    for (const auto& [name, value] : environment) pairs.push_back(name + "=" + value);

    int out[2];
    int in[2];
    if (pipe2(out, O_CLOEXEC) != 0 || pipe2(in, O_CLOEXEC) != 0) std::abort();
    [[maybe_unused]] const ssize_t typed = write(in[1], "typed by the user", 17);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, in[0], STDIN_FILENO);
    posix_spawn_file_actions_adddup2(&actions, out[1], STDOUT_FILENO);
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, (folder() / "stderr").c_str(),
                                     O_WRONLY | O_CREAT | O_APPEND, 0600);
    ASSERT_EQ(
        posix_spawn(&pid_, arguments[0].c_str(), &actions, nullptr, Pointers(arguments).data(), Pointers(pairs).data()),
        0);
    posix_spawn_file_actions_destroy(&actions);
    close(in[0]);
    close(in[1]);
    close(out[1]);
    out_ = out[0];
  }

  static std::vector<char*> Pointers(std::vector<std::string>& strings) {
    std::vector<char*> pointers;
    for (std::string& string : strings) pointers.push_back(string.data());
    pointers.push_back(nullptr);
    return pointers;
  }

  static std::shared_ptr<grpc::Channel> MakeChannel(const std::string& socket,
                                                    const std::shared_ptr<grpc::ChannelCredentials>& credentials) {
    grpc::ChannelArguments arguments;
    arguments.SetSslTargetNameOverride("localhost");
    arguments.SetMaxReceiveMessageSize(-1);
    // Channels of one test must not share a connection.
    arguments.SetInt(GRPC_ARG_USE_LOCAL_SUBCHANNEL_POOL, 1);
    return grpc::CreateCustomChannel("unix:" + socket, credentials, arguments);
  }

  std::unique_ptr<TempFolder> folder_;
  pid_t pid_ = -1;
  bool waited_ = false;
  int out_ = -1;
  std::string line_;
  std::vector<std::string> fields_;
};

// One call of the probe's only function; see test_plugin_main.cc.
inline grpc::Status Call(const std::shared_ptr<grpc::Channel>& channel, const std::string& name,
                         const std::string& operand = "", std::string* answer = nullptr) {
  grpc::ClientContext context;
  context.set_deadline(std::chrono::system_clock::now() + std::chrono::seconds(30));
  tfplugin6::CallFunction::Request request;
  request.set_name(name);
  request.add_arguments()->set_msgpack(operand);
  tfplugin6::CallFunction::Response response;
  const grpc::Status status = tfplugin6::Provider::NewStub(channel)->CallFunction(&context, request, &response);
  if (answer != nullptr) *answer = response.result().msgpack();
  return status;
}

}  // namespace ic::transport

#endif  // PROVIDER_TRANSPORT_TEST_HOST_H_
