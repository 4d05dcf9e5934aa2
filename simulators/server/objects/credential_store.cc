#include "simulators/server/objects/credential_store.h"

#include <utility>

#include <fmt/format.h>

namespace ic::sim {

std::string RandomText(Random& random, std::size_t count, std::string_view alphabet) {
  std::string text;
  for (std::size_t i = 0; i < count; ++i) text += alphabet[random.Below(alphabet.size())];
  return text;
}

const Credential& CredentialStore::Add(Credential credential) {
  std::string key = credential.access_key;
  return by_key_[std::move(key)] = std::move(credential);
}

const Credential* CredentialStore::Find(std::string_view access_key) const {
  const auto found = by_key_.find(access_key);
  return found == by_key_.end() ? nullptr : &found->second;
}

Status CredentialStore::Expire(std::string_view access_key, Time now) {
  const auto found = by_key_.find(access_key);
  if (found == by_key_.end()) return NotFoundError(fmt::format("there is no access key \"{}\"", access_key));
  if (found->second.token.empty()) {
    by_key_.erase(found);
  } else {
    found->second.expires = now;
  }
  return OkStatus();
}

}  // namespace ic::sim
