#include "simulators/server/objects/credential_store.h"

#include <chrono>
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

void CredentialStore::AddPublished(const PublishedKeys& keys) {
  constexpr auto kFarFuture = std::chrono::seconds(4102444800);  // 2100-01-01
  constexpr auto kLongAgo = std::chrono::seconds(1577836800);    // 2020-01-01
  const auto numbered = [](std::string_view text, int number) { return fmt::format("{}{}", text, number); };
  Add({numbered(keys.long_term, 1), "simulator-secret-1", "", keys.account, keys.account_arn});
  Add({numbered(keys.long_term, 2), "simulator-secret-2", "", keys.partner, keys.partner_arn});
  for (const auto& [number, expires] : {std::pair(1, Time(kFarFuture)), std::pair(2, Time(kLongAgo))}) {
    Add({numbered(keys.temporary, number), numbered("simulator-temporary-secret-", number),
         numbered(keys.token, number), keys.account, keys.role_arn, expires});
  }
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
