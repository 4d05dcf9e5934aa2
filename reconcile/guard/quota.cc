#include "reconcile/guard/quota.h"

#include <algorithm>
#include <limits>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "adapters/contract/limits/audit.h"
#include "adapters/contract/path.h"
#include "base/text.h"
#include "reconcile/guard/unknown_parents.h"
#include "reconcile/object/cannot_ask.h"
#include "reconcile/object/compare.h"
#include "reconcile/object/words.h"

namespace ic::reconcile {
namespace {

bool Counts(const Quota& quota, Kind kind) {
  return std::find(quota.kinds.begin(), quota.kinds.end(), kind) != quota.kinds.end();
}

// What this run knows of a live object: by its id, or, where the cloud keeps no mark, by what it is. A cloud may give
// an object another id when what it stands on is replaced. Null: the run knows nothing of it.
const LedgerContents::ExistingMap::value_type* EntryOf(const Call& call, Kind kind, LedgerContents& contents,
                                                       const std::string& region, const LiveList& list,
                                                       const Observed& observed) {
  if (const auto* entry = contents.FindEntry({call.account, region, kind, observed.id})) return entry;
  if (IsMarked(*call.traits, kind)) return nullptr;
  const Subject subject{kind, call.traits, call.run.clouds.TablesOf(*call.traits, kind),
                        &call.run.clouds.field_table(kind), call.config};
  for (const auto* entry : contents.Alike(*subject.tables, call.account, region, observed.attributes)) {
    const Value& known = entry->second.attributes;
    const bool same = known.is_known() && IdentityDifferences(subject, known, observed.attributes).empty();
    if (same && !list.Has(entry->first.id)) return entry;
  }
  return nullptr;
}

// The id by which this run knows a live object, be it that it has not come to it yet; empty: it does not.
std::string KnownIdOf(const Call& call, Kind kind, LedgerContents& contents, const std::string& region,
                      const LiveList& list, const Observed& observed) {
  if (const auto* entry = EntryOf(call, kind, contents, region, list, observed)) return entry->first.id;
  if (IsMarked(*call.traits, kind) || contents.FindHeld({call.account, region, kind, observed.id}) != nullptr)
    return "";
  const Subject subject{kind, call.traits, call.run.clouds.TablesOf(*call.traits, kind),
                        &call.run.clouds.field_table(kind), call.config};
  for (const auto* held : contents.HeldAlike(*subject.tables, call.account, region, observed.attributes)) {
    const bool same = IdentityDifferences(subject, held->second, observed.attributes).empty();
    if (same && !list.Has(held->first.id)) return held->first.id;
  }
  return "";
}

// A create of this run that the cloud has carried out and that is not claimed yet, because it is still waited for.
// Where the cloud keeps no mark, it is known by what it is.
bool IsInTheMaking(const Call& call, Kind kind, LedgerContents& contents, const std::string& region,
                   const Observed& observed) {
  if (!observed.mark.empty()) return !contents.WithMark(call.account, observed.mark).empty();
  if (IsMarked(*call.traits, kind)) return false;
  const Subject subject{kind, call.traits, call.run.clouds.TablesOf(*call.traits, kind),
                        &call.run.clouds.field_table(kind), call.config};
  const auto creates = contents.CreatesAlike(*subject.tables, call.account, region, observed.attributes);
  return std::any_of(creates.begin(), creates.end(), [&](const auto* create) {
    return IdentityDifferences(subject, create->second.planned, observed.attributes).empty();
  });
}

// A listing knows no state, so it may take an interface's own session for a further one, and the other way round.
bool IsSessionOfClaimed(LedgerContents& contents, const ObjectKey& peer, const Observed& observed) {
  if (peer.kind != Kind::kBgpPeer) return false;
  const std::string interface = Text(observed.attributes, field::kVirtualInterfaceId);
  const Existing* entry = contents.Find({peer.account, peer.region, Kind::kVirtualInterface, interface});
  if (interface.empty() || entry == nullptr || entry->fate != Fate::kStays || !HasSession(entry->planned)) return false;
  return Text(entry->planned, field::kAddressFamily) == Text(observed.attributes, field::kAddressFamily) &&
         SameHost(Text(entry->planned, field::kCustomerAddress), Text(observed.attributes, field::kCustomerAddress));
}

// A value that the rule is about: of what an object has beside it, nothing else decides where it clashes.
bool Changes(const Quota& quota, const QuotaSubject& subject) {
  return quota.within_run || !(ValueAt(subject.prior, quota.field) == ValueAt(subject.object, quota.field));
}

}  // namespace

bool QuotaCheck::Counted::Excludes(Kind kind, const Value& object, Kind subject_kind,
                                   const QuotaSubject& subject) const {
  if (quota->clashes == nullptr) return true;
  if (!quota->clashes(subject_kind, subject.object, kind, object)) return false;
  return !subject.prior.is_known() || !quota->clashes(subject_kind, subject.prior, kind, object);
}

// A failed look at the cloud while planning. A plan that could not read is none; who may not list, or cannot there,
// plans without it, and the look is repeated when applying.
void AddLookFailure(const Status& status, Diagnostics& diagnostics) {
  const StatusCode code = status.code();
  if (code != StatusCode::kPermissionDenied && code != StatusCode::kUnimplemented && code != StatusCode::kNotFound) {
    diagnostics.AddStatus({}, kCannotAsk, status);
    return;
  }
  diagnostics.AddWarning({}, "Limits could not be checked against the cloud",
                         fmt::format("{} They are checked again before the call is made.", status.message()));
}

Diagnostics CheckQuotas(const Call& call, QuotaSubject subject, When when, Freshness freshness) {
  Diagnostics diagnostics;
  QuotaCheck check(call, std::move(subject));
  if (!check.needed()) return diagnostics;
  if (const Status fetched = check.Fetch(freshness); !fetched.ok()) {
    if (when == When::kPlan) {
      AddLookFailure(fetched, diagnostics);
    } else if (call.stop.stop_requested()) {
      diagnostics.AddStatus({}, "Nothing was done", fetched);
    } else {
      call.run.logger.Warn("limits were not checked before a change", {{"reason", fetched.message()}});
    }
    return diagnostics;
  }
  auto ledger = call.run.ledger.Open();
  check.Evaluate(*ledger, when, diagnostics);
  return diagnostics;
}

std::vector<std::string> ManagedBeside(const Call& call, const Value& object, const Value& prior) {
  QuotaCheck check(call, {.object = object, .prior = prior, .before_deletion = true});
  if (!check.needed() || !check.Fetch(Freshness::kShared).ok()) return {};
  auto ledger = call.run.ledger.Open();
  return check.Managed(*ledger);
}

QuotaCheck::QuotaCheck(const Call& call, QuotaSubject subject)
    : call_(call), subject_(std::move(subject)), region_(Text(subject_.object, field::kRegion)) {
  if (region_.empty() || call_.lowered()) return;
  for (const Quota* quota : call_.tables->quotas) {
    std::string group = quota->group(call_.kind, subject_.object);
    if (group.empty()) continue;
    if (subject_.before_deletion && quota->max != 1) continue;
    const bool moves = !subject_.prior.is_known() || quota->group(call_.kind, subject_.prior) != group ||
                       (quota->clashes != nullptr && Changes(*quota, subject_));
    if (!moves) continue;
    groups_.push_back({quota, std::move(group)});
  }
}

bool QuotaCheck::MeetsNewcomers(LedgerContents& contents) const {
  return std::any_of(groups_.begin(), groups_.end(), [&](const Counted& counted) {
    if (!contents.Creating(*counted.quota, call_.account, region_, counted.group).empty()) return true;
    if (!contents.has_movers) return false;
    const auto staying = contents.Staying(*counted.quota, call_.account, region_, counted.group);
    return std::any_of(staying.begin(), staying.end(), [&](const auto* found) {
      const auto& [key, entry] = *found;
      if (key.kind == call_.kind && key.id == subject_.id) return false;
      const Quota& quota = *counted.quota;
      return quota.group(key.kind, entry.attributes) != counted.group ||
             (quota.clashes != nullptr &&
              !(ValueAt(entry.attributes, quota.field) == ValueAt(entry.planned, quota.field)));
    });
  });
}

Status QuotaCheck::Fetch(Freshness freshness) {
  for (const Counted& counted : groups_) {
    // Nothing stands yet on what is to be made.
    if (counted.quota->within_run || HoldsStandIn(counted.group)) continue;
    for (const Kind kind : counted.quota->kinds) {
      if (live_.contains(kind) || IsLowered(*call_.traits, kind)) continue;
      IC_ASSIGN_OR_RETURN(live_[kind], call_.run.live_lists.Get(call_.account, region_, kind, freshness, call_.stop));
    }
  }
  return OkStatus();
}

// An unknown id is of one of the objects that this run makes, as far as it can be told. With several of them all that
// is sure is that together they take so many.
std::int64_t QuotaCheck::MaxFor(const Counted& counted, LedgerContents& contents) const {
  if (counted.quota->adjustable && !call_.config->limits_known) return std::numeric_limits<std::int64_t>::max();
  const std::int64_t max = EffectiveMax(*counted.quota, call_.config->limits);
  const std::optional<Kind> parents = AnyIn(counted.group);
  if (!parents) return max;
  const auto made = static_cast<std::int64_t>(contents.CreatesOf(call_.account, *parents));
  if (made == 0) return std::numeric_limits<std::int64_t>::max();  // of somebody else's making
  return max * made;
}

// Terraform plans once more as it applies, having read nothing; with create_before_destroy the old object is there
// then, and nobody says so. A refusal of that plan leaves Terraform with the old one set aside for good; one of the
// create puts it back. It has this one's name.
bool QuotaCheck::MayBeReplaced(const Holders& holders) const {
  const auto& [key, holder] = *holders.begin();
  return holders.size() == 1 && AnyIn(Text(subject_.object, field::kId)) && !holder.importable.empty() &&
         holder.title == Titled(call_.kind, Text(subject_.object, field::kName), holder.importable);
}

void QuotaCheck::Evaluate(LedgerContents& contents, When when, Diagnostics& diagnostics) const {
  for (const Counted& counted : groups_) {
    const std::int64_t max = MaxFor(counted, contents);
    if (when == When::kPlan && subject_.unread && max == 1) continue;
    if (static_cast<std::int64_t>(MostHolders(counted, contents, when)) < max) continue;
    const Holders holders = FindHolders(counted, contents, when);
    if (static_cast<std::int64_t>(holders.size()) < max) continue;
    const std::string words = WordsFor(counted, max, holders);
    const std::string_view field = counted.quota->field;
    const AttributePath path = FindFieldAt(call_.fields(), field) == nullptr ? AttributePath() : PathOf(field);
    if (when == When::kPlan && max == 1 && MayBeReplaced(holders)) {
      diagnostics.AddWarning(path, counted.quota->summary, words);
    } else {
      diagnostics.AddError(path, counted.quota->summary, words);
    }
  }
}

std::vector<std::string> QuotaCheck::Managed(LedgerContents& contents) const {
  std::vector<std::string> ids;
  for (const Counted& counted : groups_) {
    for (const auto& [kind, list] : live_) {
      if (!Counts(*counted.quota, kind)) continue;
      for (const Observed* observed : list->InPlace(*counted.quota, counted.group)) {
        if (!counted.Excludes(kind, observed->attributes, call_.kind, subject_)) continue;
        const auto* entry = EntryOf(call_, kind, contents, region_, *list, *observed);
        if (entry != nullptr && !IsItself(kind, *observed, entry->first.id)) ids.push_back(observed->id);
      }
    }
  }
  return ids;
}

std::vector<ObjectKey> QuotaCheck::InPlace(LedgerContents& contents) const {
  std::vector<ObjectKey> keys;
  for (const Counted& counted : groups_) {
    for (const auto& [kind, list] : live_) {
      if (!Counts(*counted.quota, kind)) continue;
      for (const Observed* observed : list->InPlace(*counted.quota, counted.group)) {
        if (IsItself(kind, *observed, KnownIdOf(call_, kind, contents, region_, *list, *observed))) continue;
        if (!counted.Excludes(kind, observed->attributes, call_.kind, subject_)) continue;
        keys.push_back({call_.account, region_, kind, observed->id});
      }
    }
  }
  return keys;
}

std::map<ObjectKey, std::string> QuotaCheck::StillThere(LedgerContents& contents,
                                                        const std::vector<std::string>& ids) const {
  std::map<ObjectKey, std::string> there;
  for (const Counted& counted : groups_) {
    for (const auto& [kind, list] : live_) {
      if (!Counts(*counted.quota, kind)) continue;
      for (const Observed* observed : list->InPlace(*counted.quota, counted.group)) {
        const bool asked = std::ranges::find(ids, observed->id) != ids.end();
        if (!asked || IsItself(kind, *observed, KnownIdOf(call_, kind, contents, region_, *list, *observed))) continue;
        if (!counted.Excludes(kind, observed->attributes, call_.kind, subject_)) continue;
        there.emplace(ObjectKey{call_.account, region_, kind, observed->id},
                      Titled(kind, Text(observed->attributes, field::kName), observed->id));
      }
    }
  }
  return there;
}

std::string QuotaCheck::WordsFor(const Counted& counted, std::int64_t max, const Holders& holders) const {
  const Quota& quota = *counted.quota;
  constexpr std::size_t kShown = 3;
  std::vector<std::string> words;
  for (const auto& [key, holder] : holders) {
    if (words.size() < kShown) words.push_back(holder.title);
  }
  if (holders.size() > kShown) words.push_back(fmt::format("{} more", holders.size() - kShown));
  std::string text = fmt::format(
      "{}{}, and there {} {}. {} (Source: {}, checked {}{}.)", quota.words,
      quota.clashes != nullptr ? std::string() : fmt::format(": at most {}", max),
      holders.size() == 1 ? "is already" : "are already", JoinWords(words, "and"), quota.remedy, quota.source.document,
      quota.source.checked,
      quota.adjustable ? fmt::format("; if the cloud raised it for you, set limits = {{\"{}\" = N}}", quota.id) : "");
  if (const std::optional<Kind> parents = AnyIn(counted.group)) {
    text += fmt::format(
        " An id that is not known yet is taken for that of a {0} which this run makes. If it is of one that somebody "
        "else makes (another provider), make that one first, with -target: its id is known then.",
        KindTitle(*parents));
  }
  const std::string& importable = holders.begin()->second.importable;
  if (max == 1 && quota.clashes == nullptr && holders.size() == 1 && !importable.empty()) {
    text += fmt::format("\n\nIf it is the one, import it:\n\n{}", ImportBlock(call_, region_, importable));
    const std::string name = Text(subject_.object, field::kName);
    const bool same_name = holders.begin()->second.title == Titled(call_.kind, name, importable);
    if (same_name) text += IfItIsReplaced(call_, subject_.object, name);
  }
  return text;
}

std::size_t QuotaCheck::MostHolders(const Counted& counted, LedgerContents& contents, When when) const {
  std::size_t most = 0;
  for (const auto& [kind, list] : live_) {
    if (Counts(*counted.quota, kind)) most += list->InPlace(*counted.quota, counted.group).size();
  }
  if (when == When::kApply) return most;
  most += contents.MostIn(*counted.quota, call_.account, region_, counted.group);
  return subject_.ticket == 0 || most == 0 ? most : most - 1;  // itself is there
}

QuotaCheck::Holders QuotaCheck::FindHolders(const Counted& counted, LedgerContents& contents, When when) const {
  Holders holders;
  CountLive(counted, contents, when, holders);
  if (when == When::kPlan) CountPlanned(counted, contents, holders);
  return holders;
}

bool QuotaCheck::IsItself(Kind kind, const Observed& observed, const std::string& claimed) const {
  if (std::find(subject_.beside.begin(), subject_.beside.end(), observed.id) != subject_.beside.end()) return true;
  if (kind != call_.kind) return false;
  const std::string& id = claimed.empty() ? observed.id : claimed;
  return id == subject_.id || id == subject_.replaces || id == subject_.adopts;
}

void QuotaCheck::CountLive(const Counted& counted, LedgerContents& contents, When when, Holders& holders) const {
  for (const auto& [kind, list] : live_) {
    if (counted.quota->within_run || !Counts(*counted.quota, kind)) continue;
    for (const Observed* observed : list->InPlace(*counted.quota, counted.group)) {
      const ObjectKey key{call_.account, region_, kind, observed->id};
      const auto* entry = EntryOf(call_, kind, contents, region_, *list, *observed);
      const bool claimed = entry != nullptr;
      if (IsItself(kind, *observed, KnownIdOf(call_, kind, contents, region_, *list, *observed))) continue;
      if (!counted.Excludes(kind, observed->attributes, call_.kind, subject_)) continue;
      // This run's own objects are counted as they are planned.
      const bool forgotten = claimed && entry->second.fate == Fate::kForgotten;
      const bool planned = (claimed && !forgotten) || IsInTheMaking(call_, kind, contents, region_, *observed) ||
                           IsSessionOfClaimed(contents, key, *observed);
      if (when == When::kPlan && planned) continue;
      const bool importable = kind == call_.kind && (!claimed || forgotten) && contents.FindHeld(key) == nullptr;
      holders[fmt::format("{}/{}", KindName(kind), observed->id)] = {
          Titled(kind, Text(observed->attributes, field::kName), observed->id), importable ? observed->id : ""};
    }
  }
}

void QuotaCheck::CountPlanned(const Counted& counted, LedgerContents& contents, Holders& holders) const {
  for (const auto* found : contents.Staying(*counted.quota, call_.account, region_, counted.group)) {
    const auto& [key, entry] = *found;
    if (key.kind == call_.kind && key.id == subject_.id) continue;
    if (!counted.Excludes(key.kind, entry.planned, call_.kind, subject_)) continue;
    holders[fmt::format("{}/{}", KindName(key.kind), key.id)] = {Titled(key.kind, entry.planned), ""};
  }
  for (const auto* found : contents.Creating(*counted.quota, call_.account, region_, counted.group)) {
    const auto& [ticket, create] = *found;
    if (ticket == subject_.ticket || !counted.Excludes(create.kind, create.planned, call_.kind, subject_)) continue;
    // They sort first: of many, what is new is named.
    const std::string id = create.adopts.empty() ? fmt::format("!planned {:010}", ticket) : create.adopts;
    holders[fmt::format("{}/{}", KindName(create.kind), id)] = {
        Titled(create.kind, create.planned) + (create.adopts.empty() ? ", planned in this run" : ""), ""};
  }
}

}  // namespace ic::reconcile
