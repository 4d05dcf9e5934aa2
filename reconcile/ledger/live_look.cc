#include "reconcile/ledger/live_look.h"

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "reconcile/ledger/owner.h"
#include "reconcile/object/others.h"

namespace ic::reconcile {
namespace {

std::optional<Observed> ReadNow(const Asked& asked, Value object, Freshness freshness) {
  const auto adapter = asked.adapter();
  if (!adapter.ok()) return std::nullopt;
  const std::string region = Text(object, field::kRegion);
  const std::string id = Text(object, field::kId);
  auto observed = (*adapter)->Read({asked.kind, region, id, freshness, std::move(object)}, asked.stop);
  return observed.ok() ? std::move(*observed) : std::nullopt;
}

}  // namespace

LiveLook LookAt(const Asked& asked, const Value& object, Freshness freshness, const Value* config) {
  LiveLook look;
  look.is_key = [&asked, &object, freshness](const std::string& key) {
    // Not the key itself: where none is told, what was asked with comes back.
    Value probe = object;
    probe.Put(field::kAuthKey, Value::String(std::string(1, kStandInMark)));
    const auto observed = ReadNow(asked, std::move(probe), freshness);
    return observed && Text(observed->attributes, field::kAuthKey) == key;
  };
  look.other_sessions = [&asked, &object, freshness] {
    const auto observed = ReadNow(asked, object, freshness);
    std::vector<std::string> others = observed ? observed->sessions : std::vector<std::string>();
    std::erase(others, Text(object, field::kAddressFamily));
    return others;
  };
  // Of several fields that differ the first one asks.
  look.role = [&asked, &object, config, known = std::make_shared<std::optional<AccountRole>>()] {
    if (known->has_value()) return **known;
    const bool is_said = config != nullptr && NamesAnotherUntold(asked, *config);
    const auto role = is_said ? StatusOr<AccountRole>(AccountRole::kOffering) : RoleOf(asked, object);
    *known = role.ok() ? *role : AccountRole::kOwner;
    return **known;
  };
  return look;
}

StatusOr<AccountRole> RoleOf(const Asked& asked, const Value& object) {
  if (asked.lowered() || asked.traits->decisions.empty()) return AccountRole::kOwner;
  if (NamesAnotherUntold(asked, object)) return AccountRole::kOffering;
  IC_ASSIGN_OR_RETURN(const auto adapter, asked.adapter());
  return adapter->RoleIn(asked.kind, Text(object, field::kRegion), Text(object, field::kId), asked.stop);
}

StatusOr<AccountRole> RoleAfterRead(const Asked& asked, const Value& state, const Observed& observed) {
  if (!RoleMatters(asked, state, observed)) return AccountRole::kOwner;
  if (NamesAnotherUntold(asked, state)) return AccountRole::kOffering;
  IC_ASSIGN_OR_RETURN(const auto adapter, asked.adapter());
  return adapter->RoleIn(asked.kind, observed.region, observed.id, asked.stop);
}

}  // namespace ic::reconcile
