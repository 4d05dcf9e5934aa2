// What proves an identity to a vendor, and how it is found.
#ifndef ADAPTERS_COMMON_CLIENT_CREDENTIALS_H_
#define ADAPTERS_COMMON_CLIENT_CREDENTIALS_H_

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/clock.h"
#include "base/log.h"
#include "base/random.h"
#include "base/status.h"

namespace ic {

class HttpTransport;
class ProcessRunner;

struct SigningKeys {
  std::string access_key;  // its id: no secret
  std::string secret_key;
  std::string security_token = {};  // empty: long-term keys

  bool operator==(const SigningKeys&) const = default;
};

struct Credentials {
  SigningKeys keys;                  // empty with a token
  std::string token = {};            // that stands for a login; empty with keys
  std::string project_id = {};       // what they are for, where a vendor parts an account
  std::optional<Time> expires = {};  // absent: they do not, or it is not known when
  std::string source = {};           // for people, without a secret: "environment", "profile dev, assumed role …"

  // A token, and keys that come with a security token, end some day; a long-term pair does not.
  bool temporary() const { return !token.empty() || !keys.security_token.empty(); }
  bool SameAs(const Credentials& other) const { return keys == other.keys && token == other.token; }
};

// What finding credentials may need. The references outlive whatever is made with them.
struct CredentialTools {
  HttpTransport& transport;
  ProcessRunner& processes;
  Clock& clock;
  Random& random;
  Logger logger;
};

// What a source had: credentials, or why it has none. A source that should have some and fails is an error instead.
struct SourceAnswer {
  std::optional<Credentials> credentials;
  std::string absent;  // "AWS_ACCESS_KEY_ID is not set"

  static SourceAnswer None(std::string reason) { return {std::nullopt, std::move(reason)}; }
  static SourceAnswer Found(Credentials credentials) { return {std::move(credentials), ""}; }
};

struct CredentialSource {
  std::string name;  // "the configuration", "instance metadata"
  std::function<StatusOr<SourceAnswer>()> ask;
};

// The first source that has credentials; `whose` is "AWS credentials". A source that is configured but fails ends the
// search with its error and its name: going on might find another identity, and act in the wrong account. Absent: the
// sources with their reasons, joined by kNextReason.
inline constexpr std::string_view kNextReason = "\n  - ";
StatusOr<SourceAnswer> FirstOf(const std::vector<CredentialSource>& sources, std::string_view whose);

// Likewise, for the whole search: that none has credentials is kUnauthenticated, and says what was looked at and
// `advice` ("Set … or run …").
StatusOr<Credentials> FindFirst(const std::vector<CredentialSource>& sources, std::string_view whose,
                                std::string_view advice);

}  // namespace ic

#endif  // ADAPTERS_COMMON_CLIENT_CREDENTIALS_H_
