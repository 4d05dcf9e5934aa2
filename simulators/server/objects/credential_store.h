// Access keys as a simulated cloud keeps them: the published ones, and temporary ones that it hands out. How a request
// proves that it holds one is the cloud's own.
#ifndef SIMULATORS_SERVER_OBJECTS_CREDENTIAL_STORE_H_
#define SIMULATORS_SERVER_OBJECTS_CREDENTIAL_STORE_H_

#include <cstddef>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "base/clock.h"
#include "base/random.h"
#include "base/status.h"

namespace ic::sim {

struct Credential {
  std::string access_key;
  std::string secret;
  std::string token;  // goes with a temporary key; empty for a long-term one
  std::string account;
  std::string arn;  // empty where the cloud has no such names
  std::optional<Time> expires = std::nullopt;
};

// What a cloud calls its published keys, and whom they are for.
struct PublishedKeys {
  std::string_view long_term;  // before the number: "AKIASIMULATOR000000"
  std::string_view temporary;
  std::string_view token;  // "simulator-session-token-"
  std::string account;
  std::string partner;
  std::string account_arn = {};  // empty where the cloud has no such names
  std::string partner_arn = {};
  std::string role_arn = {};
};

// Letters of `alphabet`.
std::string RandomText(Random& random, std::size_t count, std::string_view alphabet);

// Whoever has one locks it.
class CredentialStore {
 public:
  void Clear() { by_key_.clear(); }
  const Credential& Add(Credential credential);
  // The keys of simulators/README.md: a long-term one for each of two accounts, and two temporary ones, good until 2100
  // and expired since 2020.
  void AddPublished(const PublishedKeys& keys);
  // Null if there is none. Good until the store changes.
  const Credential* Find(std::string_view access_key) const;
  // Lets a temporary credential expire now, or revokes a long-term one. NOT_FOUND if the key is unknown.
  Status Expire(std::string_view access_key, Time now);

 private:
  std::map<std::string, Credential, std::less<>> by_key_;
};

}  // namespace ic::sim

#endif  // SIMULATORS_SERVER_OBJECTS_CREDENTIAL_STORE_H_
