#include "provider/transport/host.h"

#include <charconv>

#include <fmt/format.h>

#include "base/text.h"
#include "provider/transport/json_text.h"

namespace ic::transport {
namespace {

// Not a secret: it only tells a launch by a host from one by a person.
constexpr char kCookieName[] = "TF_PLUGIN_MAGIC_COOKIE";
constexpr std::string_view kCookieValue = "d602bf8f470bc67ca7faa0386276bbdd4330efaf76d1a219cb4d6991ca9872b2";

std::string_view Get(const EnvironmentLookup& lookup, const char* name) {
  const char* value = lookup(name);
  return value == nullptr ? std::string_view() : std::string_view(value);
}

std::set<int> ParseVersions(std::string_view text) {
  std::set<int> versions;
  for (const std::string& part : Split(text, ',')) {
    const std::string_view word = Trim(part);
    int version = 0;
    const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), version);
    if (error == std::errc() && end == word.data() + word.size()) versions.insert(version);
  }
  return versions;
}

std::vector<std::string> SocketBases(const EnvironmentLookup& lookup) {
  // A host that names a folder can reach no other (it may see it through a mount), so there is no way round it.
  if (const std::string_view folder = Get(lookup, "PLUGIN_UNIX_SOCKET_DIR"); !folder.empty()) {
    return {std::string(folder)};
  }
  std::vector<std::string> bases;
  if (const std::string_view folder = Get(lookup, "TMPDIR"); !folder.empty()) bases.emplace_back(folder);
  bases.emplace_back("/tmp");
  return bases;
}

}  // namespace

HostEnvironment ReadHostEnvironment(const EnvironmentLookup& lookup) {
  HostEnvironment host;
  host.launched_by_host = Get(lookup, kCookieName) == kCookieValue;
  host.protocol_versions = ParseVersions(Get(lookup, "PLUGIN_PROTOCOL_VERSIONS"));
  if (const char* certificate = lookup("PLUGIN_CLIENT_CERT")) host.client_certificate = certificate;
  host.socket_bases = SocketBases(lookup);
  host.asks_about_multiplexing = !Get(lookup, "PLUGIN_MULTIPLEX_GRPC").empty();
  return host;
}

std::string HandshakeLine(const HostEnvironment& host, std::string_view socket_path, std::string_view certificate) {
  return fmt::format("1|{}|unix|{}|grpc|{}{}\n", kProtocolVersion, socket_path, certificate,
                     host.asks_about_multiplexing ? "|false" : "");
}

std::string ReattachValue(std::string_view provider_address, int pid, std::string_view socket_path) {
  // "Test" must be true: with false, Terraform 1.11 takes the version for 0 and panics.
  const std::string json = fmt::format(
      R"({{{}:{{"Protocol":"grpc","ProtocolVersion":{},"Pid":{},"Test":true,"Addr":{{"Network":"unix","String":{}}}}}}})",
      JsonQuote(provider_address), kProtocolVersion, pid, JsonQuote(socket_path));
  std::string quoted;
  for (const char c : json) c == '\'' ? quoted += "\\u0027" : quoted += c;
  return quoted;
}

}  // namespace ic::transport
