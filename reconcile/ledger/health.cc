#include "reconcile/ledger/health.h"

#include <algorithm>
#include <utility>

#include "reconcile/object/object.h"

namespace ic::reconcile {
namespace {

// The address family of the session that the interface is to carry itself; empty: none, or nobody here knows it.
std::string OwnFamily(LedgerContents& ledger, const ObjectKey& key) {
  const Existing* entry = ledger.Find(key);
  const Value* held = ledger.FindHeld(key);
  const bool lost = entry != nullptr && entry->lost_session;
  Value known = entry != nullptr ? entry->attributes : Value::Null();
  if (held != nullptr) known = *held;
  if (!known.is_known() || (!lost && !HasSession(known))) return {};
  const std::string family = Text(known, field::kAddressFamily);
  return family.empty() ? "ipv4" : family;
}

void AddMissing(const std::string& family, Health& health) {
  const bool there =
      std::ranges::find(health.sessions, family, &Health::Session::address_family) != health.sessions.end();
  if (family.empty() || there) return;
  Health::Session missing;
  missing.address_family = family;
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
  auto ledger = run.ledger.Open();
  for (Health& health : all) {
    if (health.state == HealthState::kUnknown) continue;  // on its way: it may not have its session yet
    AddMissing(OwnFamily(*ledger, {account, region, kind, health.id}), health);
  }
  return all;
}

}  // namespace ic::reconcile
