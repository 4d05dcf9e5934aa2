#include "reconcile/quota.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "adapters/contract/audit.h"
#include "base/text.h"
#include "reconcile/adoption.h"
#include "reconcile/compare.h"

namespace ic::reconcile {
namespace {

bool Counts(const Quota& quota, Kind kind) {
  return std::find(quota.kinds.begin(), quota.kinds.end(), kind) != quota.kinds.end();
}

Value WithId(Value object, const std::string& id) {
  if (object.Get(field::kId).is_null()) object.Put(field::kId, Value::String(id));
  return object;
}

// A create of this run that the cloud has carried out and that is not claimed yet, because it is still waited for.
bool IsInTheMaking(const Ledger::Contents& contents, const std::string& account, const Observed& observed) {
  return !observed.mark.empty() &&
         std::any_of(contents.creates.begin(), contents.creates.end(), [&](const auto& entry) {
           return entry.second.account == account && entry.second.mark == observed.mark;
         });
}

}  // namespace

Value WithInterface(const Call& call, Value object, Freshness freshness) {
  const std::string group = Text(object, field::kBgpGroupId);
  const bool open = !object.Get(field::kVirtualInterfaceId).is_known();
  if (call.kind != Kind::kBgpPeer || group.empty() || !open || IsLowered(*call.traits, Kind::kBgpGroup)) return object;
  const std::string region = Text(object, field::kRegion);
  const ObjectKey key{call.account, region, Kind::kBgpGroup, group};
  Value found;
  {
    auto ledger = call.core.ledger.Open();
    const auto held = ledger->held.find(key);
    if (held != ledger->held.end()) found = held->second;
  }
  if (found.is_null()) {
    const auto adapter = call.adapter();
    if (!adapter.ok()) return object;
    const auto observed = (*adapter)->Read({Kind::kBgpGroup, region, group, freshness, Value::Null()}, call.stop);
    if (observed.ok() && observed->has_value()) found = (*observed)->attributes;
  }
  const std::string interface = Text(found, field::kVirtualInterfaceId);
  if (!interface.empty()) object.Put(field::kVirtualInterfaceId, Value::String(interface));
  return object;
}

QuotaCheck::QuotaCheck(const Call& call, QuotaSubject subject)
    : call_(call), subject_(std::move(subject)), region_(Text(subject_.object, field::kRegion)) {
  if (region_.empty() || call_.lowered()) return;
  for (const Quota& quota : call_.traits->quotas) {
    if (!Counts(quota, call_.kind)) continue;
    std::string group = quota.group(call_.kind, subject_.object);
    if (group.empty()) continue;
    if (subject_.prior.is_known() && quota.group(call_.kind, subject_.prior) == group) continue;
    groups_.push_back({&quota, std::move(group)});
  }
}

bool QuotaCheck::MeetsCreates(const Ledger::Contents& contents) const {
  return std::any_of(contents.creates.begin(), contents.creates.end(), [this](const auto& entry) {
    const PlannedCreate& create = entry.second;
    if (create.account != call_.account || create.region != region_) return false;
    return std::any_of(groups_.begin(), groups_.end(), [&create](const Counted& counted) {
      return Counts(*counted.quota, create.kind) && counted.quota->group(create.kind, create.planned) == counted.group;
    });
  });
}

Status QuotaCheck::Fetch(Freshness freshness) {
  IC_ASSIGN_OR_RETURN(const std::shared_ptr<Adapter> adapter, call_.adapter());
  for (const Counted& counted : groups_) {
    for (const Kind kind : counted.quota->kinds) {
      if (live_.contains(kind) || IsLowered(*call_.traits, kind)) continue;
      IC_ASSIGN_OR_RETURN(live_[kind], adapter->List(kind, region_, freshness, call_.stop));
    }
  }
  return OkStatus();
}

void QuotaCheck::Evaluate(const Ledger::Contents& contents, Phase phase, Diagnostics& diagnostics) const {
  for (const Counted& counted : groups_) {
    const Holders holders = FindHolders(counted, contents, phase);
    const std::int64_t max = EffectiveMax(*counted.quota, call_.config->limits);
    if (static_cast<std::int64_t>(holders.size()) + 1 <= max) continue;
    diagnostics.AddError(counted.quota->field, counted.quota->summary, WordsFor(*counted.quota, max, holders));
  }
}

std::string QuotaCheck::WordsFor(const Quota& quota, std::int64_t max, const Holders& holders) const {
  constexpr std::size_t kShown = 3;
  std::vector<std::string> words;
  for (const auto& [key, holder] : holders) {
    if (words.size() < kShown) words.push_back(holder.title);
  }
  if (holders.size() > kShown) words.push_back(fmt::format("{} more", holders.size() - kShown));
  std::string text = fmt::format(
      "{}: at most {}, and there {} {}. {} (Source: {}, checked {}{}.)", quota.words, max,
      holders.size() == 1 ? "is already" : "are already", JoinWords(words, "and"), quota.remedy, quota.source.document,
      quota.source.checked,
      quota.adjustable ? fmt::format("; if the cloud raised it for you, set limits = {{\"{}\" = N}}", quota.id) : "");
  const std::string& importable = holders.begin()->second.importable;
  if (max == 1 && holders.size() == 1 && !importable.empty()) {
    text += fmt::format("\n\nIf it is the one, import it:\n\n{}", ImportBlock(call_, region_, importable));
  }
  return text;
}

QuotaCheck::Holders QuotaCheck::FindHolders(const Counted& counted, const Ledger::Contents& contents,
                                            Phase phase) const {
  Holders holders;
  CountLive(counted, contents, phase, holders);
  if (phase == Phase::kPlan) CountPlanned(counted, contents, holders);
  return holders;
}

bool QuotaCheck::IsItself(Kind kind, const Observed& observed, bool claimed) const {
  if (kind != call_.kind) return false;
  if (observed.id == subject_.id || observed.id == subject_.replaces || observed.id == subject_.adopts) return true;
  if (claimed || subject_.prior.is_known()) return false;
  if (!subject_.mark.empty() && observed.mark == subject_.mark) return true;
  // Without a mark, an object that is the same in everything is taken over by the create.
  return !IsMarked(*call_.traits, kind) && !observed.has_children &&
         IdentityDifferences(call_, subject_.object, observed.attributes).empty();
}

void QuotaCheck::CountLive(const Counted& counted, const Ledger::Contents& contents, Phase phase,
                           Holders& holders) const {
  for (const auto& [kind, list] : live_) {
    if (!Counts(*counted.quota, kind)) continue;
    for (const Observed& observed : list) {
      const ObjectKey key{call_.account, region_, kind, observed.id};
      const auto entry = contents.existing.find(key);
      const bool claimed = entry != contents.existing.end();
      if (IsItself(kind, observed, claimed)) continue;
      // This run's own objects are counted as they are planned.
      const bool forgotten = claimed && entry->second.fate == Fate::kForgotten;
      if (phase == Phase::kPlan && ((claimed && !forgotten) || IsInTheMaking(contents, call_.account, observed)))
        continue;
      if (counted.quota->group(kind, WithId(observed.attributes, observed.id)) != counted.group) continue;
      const bool importable = kind == call_.kind && (!claimed || forgotten) && !contents.held.contains(key);
      holders[fmt::format("{}/{}", KindName(kind), observed.id)] = {
          Titled(kind, Text(observed.attributes, field::kName), observed.id), importable ? observed.id : ""};
    }
  }
}

void QuotaCheck::CountPlanned(const Counted& counted, const Ledger::Contents& contents, Holders& holders) const {
  for (const auto& [key, entry] : contents.existing) {
    if (entry.fate != Fate::kStays || key.account != call_.account || key.region != region_) continue;
    if (!Counts(*counted.quota, key.kind) || (key.kind == call_.kind && key.id == subject_.id)) continue;
    if (counted.quota->group(key.kind, entry.planned) != counted.group) continue;
    holders[fmt::format("{}/{}", KindName(key.kind), key.id)] = {Titled(key.kind, entry.planned), ""};
  }
  for (const auto& [ticket, create] : contents.creates) {
    if (ticket == subject_.ticket || create.account != call_.account || create.region != region_) continue;
    if (!Counts(*counted.quota, create.kind) || counted.quota->group(create.kind, create.planned) != counted.group) {
      continue;
    }
    // They sort first: of many, what is new is named.
    const std::string id = create.adopts.empty() ? fmt::format("!planned {:010}", ticket) : create.adopts;
    holders[fmt::format("{}/{}", KindName(create.kind), id)] = {
        Titled(create.kind, create.planned) + (create.adopts.empty() ? ", planned in this run" : ""), ""};
  }
}

}  // namespace ic::reconcile
