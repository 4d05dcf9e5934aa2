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

// Letters of `alphabet`.
std::string RandomText(Random& random, std::size_t count, std::string_view alphabet);

// Whoever has one locks it.
class CredentialStore {
 public:
  void Clear() { by_key_.clear(); }
  const Credential& Add(Credential credential);
  // Null if there is none. Good until the store changes.
  const Credential* Find(std::string_view access_key) const;
  // Lets a temporary credential expire now, or revokes a long-term one. NOT_FOUND if the key is unknown.
  Status Expire(std::string_view access_key, Time now);

 private:
  std::map<std::string, Credential, std::less<>> by_key_;
};

}  // namespace ic::sim

#endif  // SIMULATORS_SERVER_OBJECTS_CREDENTIAL_STORE_H_
