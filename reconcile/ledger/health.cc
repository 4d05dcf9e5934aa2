#include "reconcile/ledger/health.h"

#include <algorithm>
#include <utility>

#include "reconcile/object/object.h"

namespace ic::reconcile {
namespace {

// The session that the interface is to carry itself.
struct OwnSession {
  std::string family;   // empty: none, or nobody here knows it
  std::string address;  // the customer's, where that tells sessions of one family apart; empty: it does not
};

OwnSession FindOwn(LedgerContents& ledger, const ObjectKey& key, bool by_address) {
  const Existing* entry = ledger.Find(key);
  const Value* held = ledger.FindHeld(key);
  const bool lost = entry != nullptr && entry->lost_session;
  Value known = entry != nullptr ? entry->attributes : Value::Null();
  if (held != nullptr) known = *held;
  if (!known.is_known() || (!lost && !HasSession(known))) return {};
  const std::string family = Text(known, field::kAddressFamily);
  return {family.empty() ? "ipv4" : family, by_address ? Text(known, field::kCustomerAddress) : std::string()};
}

void AddMissing(const OwnSession& own, Health& health) {
  const bool there = std::ranges::any_of(health.sessions, [&own](const Health::Session& session) {
    return session.address_family == own.family &&
           (own.address.empty() || SameHost(session.customer_address, own.address));
  });
  if (own.family.empty() || there) return;
  Health::Session missing;
  missing.address_family = own.family;
  missing.state = HealthState::kDown;
  missing.vendor_state = "not there";
  health.sessions.push_back(std::move(missing));
  health.state = HealthState::kDown;
}

}  // namespace

StatusOr<std::vector<Health>> HealthOf(Run& run, const std::string& account, const std::string& region, Kind kind,
                                       const std::vector<std::string>& ids, std::stop_token stop) {
  IC_ASSIGN_OR_RETURN(const auto adapter, run.clouds.Get(account));
  IC_ASSIGN_OR_RETURN(std::vector<Health> all, adapter->CheckHealth(kind, region, ids, std::move(stop)));
  if (kind != Kind::kVirtualInterface) return all;
  const bool by_address = TellsSessionsByAddress(adapter->traits());
  auto ledger = run.ledger.Open();
  for (Health& health : all) {
    if (health.state == HealthState::kUnknown) continue;  // on its way: it may not have its session yet
    AddMissing(FindOwn(*ledger, {account, region, kind, health.id}, by_address), health);
  }
  return all;
}

}  // namespace ic::reconcile
