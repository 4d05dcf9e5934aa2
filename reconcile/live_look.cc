#include "reconcile/live_look.h"

#include <optional>
#include <utility>

namespace ic::reconcile {
namespace {

std::optional<Observed> ReadNow(const Call& call, Value object, Freshness freshness) {
  const auto adapter = call.adapter();
  if (!adapter.ok()) return std::nullopt;
  const std::string region = Text(object, field::kRegion);
  const std::string id = Text(object, field::kId);
  auto observed = (*adapter)->Read({call.kind, region, id, freshness, std::move(object)}, call.stop);
  return observed.ok() ? std::move(*observed) : std::nullopt;
}

}  // namespace

LiveLook LookAt(const Call& call, const Value& object, Freshness freshness) {
  LiveLook look;
  look.is_key = [&call, &object, freshness](const std::string& key) {
    Value probe = object;
    probe.Put(field::kAuthKey, Value::String(key));
    const auto observed = ReadNow(call, std::move(probe), freshness);
    return observed && Text(observed->attributes, field::kAuthKey) == key;
  };
  look.other_sessions = [&call, &object, freshness] {
    const auto observed = ReadNow(call, object, freshness);
    std::vector<std::string> others = observed ? observed->sessions : std::vector<std::string>();
    std::erase(others, Text(object, field::kAddressFamily));
    return others;
  };
  return look;
}

}  // namespace ic::reconcile
