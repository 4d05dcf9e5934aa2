// What the host (Terraform, OpenTofu) tells a plugin by environment, and what the plugin answers on standard output.
//
// Facts: go-plugin's handshake, core protocol 1, as Terraform 1.11 (go-plugin 1.6) and OpenTofu 1.8 to 1.12 speak it.
#ifndef PROVIDER_TRANSPORT_HOST_H_
#define PROVIDER_TRANSPORT_HOST_H_

#include <functional>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/status.h"

namespace ic::transport {

// The version of the provider protocol this plugin speaks.
inline constexpr int kProtocolVersion = 6;

// Returns the value of an environment variable, or null if it is not set.
using EnvironmentLookup = std::function<const char*(const char* name)>;

struct HostEnvironment {
  // False: the cookie is absent or wrong, so a person started the program.
  bool launched_by_host = false;
  // What the host offers. Order on the wire is random, so this is a set; words that are no number are dropped.
  std::set<int> protocol_versions;
  // PEM. Set: TLS with exactly this client certificate is mandatory. An empty or damaged value is still set.
  std::optional<std::string> client_certificate;
  // Where sockets are to be made, in order of preference; never empty.
  std::vector<std::string> socket_bases;
  // True if the host understands a seventh field in the handshake line. (Older hosts glue it to the certificate.)
  bool asks_about_multiplexing = false;
};

HostEnvironment ReadHostEnvironment(const EnvironmentLookup& lookup);

// The one line that tells the host where to connect, with its line feed. `certificate` is the server certificate's DER
// in unpadded base64, empty without TLS.
std::string HandshakeLine(const HostEnvironment& host, std::string_view socket_path, std::string_view certificate);

// The value of TF_REATTACH_PROVIDERS for a plugin in debug mode. Holds no single quote, so that it can be put between
// them in a shell.
std::string ReattachValue(std::string_view provider_address, int pid, std::string_view socket_path);

}  // namespace ic::transport

#endif  // PROVIDER_TRANSPORT_HOST_H_
