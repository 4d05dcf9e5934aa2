#include "reconcile/run/set/entries.h"

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "reconcile/object/facts.h"

namespace ic::run {
namespace {

// Entries that may stand for the one that the state names, the best first. None: that one is good.
std::vector<std::string> EntriesFor(const DesiredSet& desired, const Address& address, const StateObject& object) {
  const DesiredObject* wanted = desired.Find(address);
  const Account* named = desired.FindAccount(object.account);
  std::vector<std::string> entries;
  if (wanted != nullptr && wanted->account != object.account) entries.push_back(wanted->account);
  if (wanted == nullptr && (named == nullptr || named->cloud != object.cloud)) {
    for (const Account& account : desired.accounts) entries.push_back(account.name);
  }
  std::erase_if(entries, [&](const std::string& entry) {
    const Account* account = desired.FindAccount(entry);
    return account == nullptr || account->cloud != object.cloud;
  });
  return entries;
}

}  // namespace

void FollowEntries(Engine& engine, const DesiredSet& desired, KnownObjects& known) {
  std::map<std::pair<std::string, std::string>, std::string> owners;  // by entry and region
  for (auto& [address, one] : known) {
    const std::vector<std::string> entries = EntriesFor(desired, address, one.object);
    if (entries.empty()) continue;
    const std::string owner = reconcile::ParseFacts(one.facts).owner;
    if (owner.empty()) continue;
    for (const std::string& entry : entries) {
      const auto [asked, fresh] = owners.try_emplace({entry, one.object.region});
      if (fresh) asked->second = engine.OwnerOf(entry, one.object.region);
      if (asked->second != owner) continue;
      one.object.account = entry;
      one.has_other_entry = true;
      break;
    }
  }
}

}  // namespace ic::run
