// Who has the places that a check asks for, or the whole of which it wants a part.
#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "reconcile/guard/quota.h"
#include "reconcile/object/compare.h"

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

}  // namespace

std::vector<std::string> QuotaCheck::Managed(LedgerContents& contents) const {
  std::vector<std::string> ids;
  for (const Counted& counted : groups_) {
    if (counted.quota->share) continue;  // nobody has to wait for a place
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
    if (counted.quota->share) continue;  // nobody has to wait for a place
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
    if (counted.quota->share) continue;  // nobody has to wait for a place
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

std::size_t QuotaCheck::MostHolders(const Counted& counted, LedgerContents& contents, When when) const {
  std::size_t most = 0;
  for (const auto& [kind, list] : live_) {
    if (Counts(*counted.quota, kind)) most += list->InPlace(*counted.quota, counted.group).size();
  }
  if (when == When::kApply) return most;
  most += contents.MostIn(*counted.quota, call_.account, region_, counted.group);
  return subject_.ticket == 0 || most == 0 ? most : most - 1;  // itself is there
}

bool QuotaCheck::Lessens(const Counted& counted, Kind kind, const LedgerContents& contents,
                         const LedgerContents::ExistingMap::value_type* entry) const {
  if (entry == nullptr || entry->second.fate == Fate::kForgotten) return false;
  const auto& [key, existing] = *entry;
  // Who plans a whole set says before what leaves it; Terraform plans what goes at any time.
  if (existing.fate == Fate::kUndecided && call_.config->state_is_held) return contents.to_leave.contains(key);
  if (existing.fate != Fate::kStays) return true;
  return counted.quota->group(kind, existing.planned) != counted.group ||
         AmountOf(*counted.quota, kind, existing.planned) < AmountOf(*counted.quota, kind, existing.attributes);
}

// What is there and what is planned is one; of a whole it has the more of both.
void QuotaCheck::Add(Holder holder, const std::string& key, Holders& holders) {
  Holder& there = holders[key];
  holder.amount = std::max(holder.amount, there.title.empty() ? 0 : there.amount);
  holder.leaves = there.leaves;
  there = std::move(holder);
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
      // Of a whole, what leaves may do so after this comes.
      const bool unmade = !claimed && planned;
      const bool is_last = subject_.leaves && claimed && entry->second.any_time;
      if (when == When::kPlan && planned && !is_last && (!counted.quota->share || unmade)) continue;
      const bool importable = kind == call_.kind && (!claimed || forgotten) && contents.FindHeld(key) == nullptr;
      // Of what has room for more than one, nobody can tell which it is.
      const bool itself = subject_.adopts_unseen && importable && !claimed && counted.quota->max == 1;
      if (when == When::kPlan && itself) continue;
      holders[fmt::format("{}/{}", KindName(kind), observed->id)] = {
          Titled(kind, Text(observed->attributes, field::kName), observed->id), importable ? observed->id : "",
          AmountOf(*counted.quota, kind, observed->attributes),
          when == When::kPlan && Lessens(counted, kind, contents, entry)};
    }
  }
}

std::int64_t QuotaCheck::Undecided(const Counted& counted, LedgerContents& contents) const {
  std::int64_t undecided = 0;
  for (const auto& [kind, list] : live_) {
    if (!Counts(*counted.quota, kind)) continue;
    for (const Observed* observed : list->InPlace(*counted.quota, counted.group)) {
      const auto* entry = EntryOf(call_, kind, contents, region_, *list, *observed);
      if (entry == nullptr || entry->second.fate != Fate::kUndecided || entry->second.taken_over) continue;
      if (IsItself(kind, *observed, entry->first.id)) continue;
      if (counted.Excludes(kind, observed->attributes, call_.kind, subject_)) {
        undecided += AmountOf(*counted.quota, kind, observed->attributes);
      }
    }
  }
  return undecided;
}

// Of what two accounts have parts in, the other one may ask for more of a whole.
std::int64_t QuotaCheck::AmountPlanned(const Counted& counted, LedgerContents& contents,
                                       const LedgerContents::ExistingMap::value_type& entry) const {
  const auto& [key, existing] = entry;
  std::int64_t amount = AmountOf(*counted.quota, key.kind, existing.planned);
  if (!counted.quota->share) return amount;
  for (const auto* half : contents.WithId(key.kind, key.id)) {
    const auto& [other, there] = *half;
    const bool is_half = other.account != key.account && other.region == key.region &&
                         call_.clouds.CloudOf(other.account) == call_.cloud();
    if (!is_half || there.fate != Fate::kStays || !there.planned.is_known()) continue;
    amount = std::max(amount, AmountOf(*counted.quota, other.kind, there.planned));
  }
  return amount;
}

void QuotaCheck::CountPlanned(const Counted& counted, LedgerContents& contents, Holders& holders) const {
  for (const auto* found : contents.Staying(*counted.quota, call_.account, region_, counted.group)) {
    const auto& [key, entry] = *found;
    if (key.kind == call_.kind && key.id == subject_.id) continue;
    if (!counted.Excludes(key.kind, entry.planned, call_.kind, subject_)) continue;
    const bool comes = counted.quota->group(key.kind, entry.attributes) != counted.group;
    Add({.title = Titled(key.kind, entry.planned),
         .importable = "",
         .amount = AmountPlanned(counted, contents, *found),
         .comes = comes},
        fmt::format("{}/{}", KindName(key.kind), key.id), holders);
  }
  for (const auto* found : contents.Creating(*counted.quota, call_.account, region_, counted.group)) {
    const auto& [ticket, create] = *found;
    if (ticket == subject_.ticket || !counted.Excludes(create.kind, create.planned, call_.kind, subject_)) continue;
    // They sort first: of many, what is new is named.
    std::string id = create.adopts.empty() ? fmt::format("!planned {:010}", ticket) : create.adopts;
    if (counted.quota->share && !create.replaces.empty()) id = create.replaces;  // it goes first
    Add({.title = Titled(create.kind, create.planned) + (create.adopts.empty() ? ", planned in this run" : ""),
         .importable = "",
         .amount = AmountOf(*counted.quota, create.kind, create.planned),
         .comes = create.adopts.empty()},
        fmt::format("{}/{}", KindName(create.kind), id), holders);
  }
}

}  // namespace ic::reconcile
