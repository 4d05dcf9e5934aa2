#include "reconcile/guard/quota.h"

#include <algorithm>
#include <chrono>
#include <limits>
#include <optional>
#include <set>
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

// A value that the rule is about: of what an object has beside it, nothing else decides where it clashes.
bool ChangesRuled(const Quota& quota, const QuotaSubject& subject) {
  return quota.within_run || !(ValueAt(subject.prior, quota.field) == ValueAt(subject.object, quota.field));
}

// The other accounts of this run's configuration that have the same object.
std::set<std::string> AccountsWithIt(const Call& call, const QuotaSubject& subject) {
  std::set<std::string> accounts;
  if (subject.id.empty()) return accounts;
  const auto add = [&](const ObjectKey& key) {
    const bool near = key.region == Text(subject.object, field::kRegion);
    if (near && call.clouds.CloudOf(key.account) == call.cloud()) accounts.insert(key.account);
  };
  auto ledger = call.run.ledger.Open();
  for (const auto* half : ledger->WithId(call.kind, subject.id)) add(half->first);
  for (const auto& [key, state] : ledger->HeldWithId(call.kind, subject.id)) add(key);
  accounts.erase(call.account);
  return accounts;
}

Diagnostics CheckInAccount(const Call& call, const QuotaSubject& subject, When when, Freshness freshness) {
  Diagnostics diagnostics;
  QuotaCheck check(call, subject);
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
  check.AskLimits(when);
  check.AwaitOthers();
  auto ledger = call.run.ledger.Open();
  check.Evaluate(*ledger, when, diagnostics);
  return diagnostics;
}

}  // namespace

bool Yields(const Quota& quota, Kind kind, const Value& object) {
  return quota.share && quota.share->yields != nullptr && quota.share->yields(kind, object);
}

std::int64_t AmountOf(const Quota& quota, Kind kind, const Value& object) {
  return quota.share ? quota.share->amount(kind, object) : 1;
}

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
  diagnostics.AddWarning(
      {}, "Limits could not be checked against the cloud",
      fmt::format("{} They are checked again before the call is made.", AsSentence(status.message())));
}

Diagnostics CheckQuotas(const Call& call, QuotaSubject subject, When when, Freshness freshness) {
  Diagnostics diagnostics = CheckInAccount(call, subject, when, freshness);
  if (subject.id.empty()) subject.id = subject.adopts;
  subject.parts_only = true;
  subject.ticket = 0;
  for (const std::string& account : AccountsWithIt(call, subject)) {
    if (diagnostics.has_errors()) break;
    Call there = call;
    there.account = account;
    diagnostics.Append(CheckInAccount(there, subject, when, freshness));
  }
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
    if (subject_.before_deletion && quota->max != 1 && !quota->share) continue;
    if (subject_.leaves && (quota->max == 1 || quota->share || quota->within_run)) continue;  // these count it anyway
    if (subject_.parts_only && !quota->share) continue;
    if (Yields(*quota, call_.kind, subject_.object)) continue;
    const bool moves = !subject_.prior.is_known() || quota->group(call_.kind, subject_.prior) != group ||
                       (quota->clashes != nullptr && ChangesRuled(*quota, subject_)) ||
                       AmountOf(*quota, call_.kind, subject_.object) > AmountOf(*quota, call_.kind, subject_.prior);
    if (!moves) continue;
    groups_.push_back({quota, std::move(group)});
  }
}

bool QuotaCheck::MeetsNewcomers(LedgerContents& contents) {
  std::erase_if(groups_, [&](const Counted& counted) { return !HasNewcomers(counted, contents); });
  return !groups_.empty();
}

bool QuotaCheck::AnyComes(const Counted& counted, LedgerContents& contents) const {
  const auto creating = contents.Creating(*counted.quota, call_.account, region_, counted.group);
  return std::ranges::any_of(creating, [](const auto* create) { return create->second.adopts.empty(); });
}

bool QuotaCheck::HasNewcomers(const Counted& counted, LedgerContents& contents) const {
  const auto creating = contents.Creating(*counted.quota, call_.account, region_, counted.group);
  const auto asks = [&](const auto* create) {
    return !Yields(*counted.quota, create->second.kind, create->second.planned) &&
           !contents.self_judged.contains(create->first);
  };
  if (std::ranges::any_of(creating, asks)) return true;
  if (!contents.has_movers) return false;
  const auto staying = contents.Staying(*counted.quota, call_.account, region_, counted.group);
  return std::any_of(staying.begin(), staying.end(), [&](const auto* found) {
    const auto& [key, entry] = *found;
    if (key.kind == call_.kind && key.id == subject_.id) return false;
    if (contents.refused_changes.contains(key)) return false;
    const Quota& quota = *counted.quota;
    return quota.group(key.kind, entry.attributes) != counted.group ||
           AmountOf(quota, key.kind, entry.planned) > AmountOf(quota, key.kind, entry.attributes) ||
           (quota.clashes != nullptr &&
            !(ValueAt(entry.attributes, quota.field) == ValueAt(entry.planned, quota.field)));
  });
}

Status QuotaCheck::Fetch(Freshness freshness) {
  for (const Counted& counted : groups_) {
    // Nothing stands yet on what is to be made.
    if (counted.quota->within_run || HoldsStandIn(counted.group)) continue;
    std::vector<Kind> kinds = counted.quota->kinds;
    if (counted.quota->share && counted.quota->share->of) kinds.push_back(*counted.quota->share->of);
    for (const Kind kind : kinds) {
      if (live_.contains(kind) || IsLowered(*call_.traits, kind)) continue;
      IC_ASSIGN_OR_RETURN(live_[kind], call_.run.live_lists.Get(call_.account, region_, kind, freshness, call_.stop));
    }
    FetchRoom(counted, freshness);
  }
  return OkStatus();
}

// Who does not tell is as good as who cannot be asked: the usual number counts.
void QuotaCheck::FetchRoom(const Counted& counted, Freshness freshness) {
  const bool said = call_.config->limits.contains(std::string(counted.quota->id));
  if (!counted.quota->told_by_group || said || rooms_.contains(counted.group)) return;
  const auto adapter = call_.adapter();
  if (!adapter.ok()) return;
  auto told = (*adapter)->RoomsOn(region_, counted.group, freshness, call_.stop);
  if (told.ok()) rooms_[counted.group] = *std::move(told);
}

const Room* QuotaCheck::RoomIn(const Counted& counted) const {
  const auto group = rooms_.find(counted.group);
  if (!counted.quota->told_by_group || group == rooms_.end()) return nullptr;
  const auto room = group->second.find(std::string(counted.quota->id));
  return room == group->second.end() ? nullptr : &room->second;
}

std::string_view QuotaCheck::ToldAs(const Counted& counted) const {
  const Quota& quota = *counted.quota;
  const EngineConfig& config = *call_.config;
  const bool said = config.limits.contains(std::string(quota.id)) || (quota.adjustable && !config.limits_known);
  return quota.told_as == nullptr || said ? std::string_view() : quota.told_as(counted.group);
}

std::optional<std::int64_t> QuotaCheck::Told(const Counted& counted) const {
  const std::string_view name = ToldAs(counted);
  if (name.empty() || !told_ || !told_->ok()) return std::nullopt;
  const std::map<std::string, std::int64_t>& most = (**told_)->most;
  const auto found = most.find(std::string(name));
  return found == most.end() ? std::nullopt : std::optional(found->second);
}

// A number that was lowered has to refuse as well as one that was raised has to let through, and how far nobody knows:
// so it is asked for as soon as there would be more than one, or few at all are usual.
void QuotaCheck::AskLimits(When when) {
  constexpr std::int64_t kFew = 10;
  bool matters = false;
  {
    auto ledger = call_.run.ledger.Open();
    matters = std::ranges::any_of(groups_, [&](const Counted& counted) {
      if (ToldAs(counted).empty()) return false;
      return counted.quota->max <= kFew || MostHolders(counted, *ledger, when) > 0;
    });
  }
  if (matters) told_ = call_.run.told_limits.Get(call_.account, region_, call_.stop);
}

// Of what this account does not see, nothing is known.
std::int64_t QuotaCheck::WholeOf(const Counted& counted, LedgerContents& contents) const {
  const Share& share = *counted.quota->share;
  if (const Room* room = RoomIn(counted)) return room->most;
  if (!share.of) return share.whole > 0 ? share.whole : kWhole;
  if (HoldsStandIn(counted.group)) return WholeToCome(counted, contents);
  std::int64_t whole = 0;
  const auto list = live_.find(*share.of);
  const Observed* there = list == live_.end() ? nullptr : list->second->Find(counted.group);
  if (there != nullptr) whole = share.amount(*share.of, there->attributes);
  const Existing* entry = contents.Find({call_.account, region_, *share.of, counted.group});
  if (entry != nullptr && entry->fate == Fate::kStays) whole = share.amount(*share.of, entry->planned);
  return whole > 0 ? whole : kWhole;
}

// Of what this run makes. Of several that may be meant all that is sure is what they have together.
std::int64_t QuotaCheck::WholeToCome(const Counted& counted, LedgerContents& contents) const {
  const Share& share = *counted.quota->share;
  std::int64_t whole = 0;
  for (const auto* create : contents.CreatesNamed(call_.account, *share.of, counted.group)) {
    const std::int64_t part = share.amount(*share.of, create->second.planned);
    if (part == 0 || !create->second.adopts.empty()) return kWhole;  // what is taken over may be another than it says
    whole += part;
  }
  return whole > 0 ? whole : kWhole;
}

// An unknown id is of one of the objects that this run makes, as far as it can be told. With several of them all that
// is sure is that together they take so many.
std::int64_t QuotaCheck::MaxFor(const Counted& counted, LedgerContents& contents) const {
  if (counted.quota->share) return WholeOf(counted, contents);
  if (counted.quota->adjustable && !call_.config->limits_known) return std::numeric_limits<std::int64_t>::max();
  const Room* room = RoomIn(counted);
  const std::int64_t max =
      room != nullptr ? room->most : Told(counted).value_or(EffectiveMax(*counted.quota, call_.config->limits));
  if (max == kWhole) return max;
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

std::int64_t QuotaCheck::Taken(const Holders& holders) {
  std::int64_t taken = 0;
  for (const auto& [key, holder] : holders) taken += holder.amount;
  return taken;
}

bool QuotaCheck::IsTooMuch(const Counted& counted, LedgerContents& contents, When when) const {
  return Taken(FindHolders(counted, contents, when)) >
         MaxFor(counted, contents) - AmountOf(*counted.quota, call_.kind, subject_.object);
}

bool QuotaCheck::HangsOnOthers(LedgerContents& contents) const {
  return std::ranges::any_of(groups_, [&](const Counted& counted) {
    if (counted.quota->within_run) return false;
    const std::int64_t undecided = Undecided(counted, contents);
    if (undecided == 0) return false;
    // What is there of a whole counts anyway: what is said of a refusal hangs on who stays.
    if (counted.quota->share) return IsTooMuch(counted, contents, When::kPlan);
    const std::int64_t room = MaxFor(counted, contents) - AmountOf(*counted.quota, call_.kind, subject_.object);
    const std::int64_t taken = Taken(FindHolders(counted, contents, When::kPlan));
    return taken <= room && taken + undecided > room;
  });
}

void QuotaCheck::AwaitOthers() {
  constexpr Duration kStep = std::chrono::milliseconds(5);
  constexpr int kSteps = 400;
  if (!subject_.awaits_others || call_.run.clock == nullptr) return;
  for (int step = 0; step < kSteps; ++step) {
    {
      auto ledger = call_.run.ledger.Open();
      if (!HangsOnOthers(*ledger)) return;
    }
    if (!call_.run.clock->SleepFor(kStep, call_.stop)) return;
  }
}

void QuotaCheck::Evaluate(LedgerContents& contents, When when, Diagnostics& diagnostics) const {
  if (subject_.ticket != 0) contents.self_judged.erase(subject_.ticket);
  if (Changes()) contents.refused_changes.erase(KeyOfChange());
  for (const Counted& counted : groups_) {
    // There may be more than a rule of ours allows: that is nothing new.
    if (subject_.stays && !HasNewcomers(counted, contents)) continue;
    // Who comes judges itself by what is there when it does, and what leaves may have left by then.
    if (subject_.leaves && !AnyComes(counted, contents)) continue;
    const std::int64_t max = MaxFor(counted, contents);
    if (when == When::kPlan && subject_.unread && max == 1) continue;
    const bool shared = counted.quota->share.has_value();
    if (!shared && static_cast<std::int64_t>(MostHolders(counted, contents, when)) < max) continue;
    const Holders holders = FindHolders(counted, contents, when);
    if (Taken(holders) <= max - AmountOf(*counted.quota, call_.kind, subject_.object)) continue;
    const std::string words = NewcomersAmong(holders) + WordsFor(counted, max, holders);
    const std::string_view field = counted.quota->field;
    const AttributePath path = FindFieldAt(call_.fields(), field) == nullptr ? AttributePath() : PathOf(field);
    if (when == When::kPlan && max == 1 && MayBeReplaced(holders)) {
      diagnostics.AddWarning(path, counted.quota->summary, words);
    } else {
      diagnostics.AddError(path, counted.quota->summary, words);
      if (when == When::kPlan && !subject_.leaves) NoteRefusal(contents);
    }
  }
}

// Said where it belongs: an error about a count is of what is new.
void QuotaCheck::NoteRefusal(LedgerContents& contents) const {
  if (subject_.ticket != 0) contents.self_judged.insert(subject_.ticket);
  if (Changes()) contents.refused_changes.insert(KeyOfChange());
}

std::string QuotaCheck::WordsForShare(const Counted& counted, std::int64_t whole, const Holders& holders,
                                      const std::string& listed) const {
  const Quota& quota = *counted.quota;
  const auto words = quota.share->words;
  const std::int64_t taken = Taken(holders);
  const std::string asked = words(AmountOf(quota, call_.kind, subject_.object));
  const std::string others =
      holders.empty() ? ""
                      : fmt::format(", of which {} {} {}", listed, holders.size() == 1 ? "has" : "have", words(taken));
  const std::string group = HoldsStandIn(counted.group) && quota.share->of
                                ? fmt::format("the {} of this run", KindTitle(*quota.share->of))
                                : counted.group;
  const Room* room = RoomIn(counted);
  std::string text =
      fmt::format("{}. This is {}; {} has {}{}{}. {}", quota.words, asked, group, words(whole),
                  room == nullptr ? std::string() : fmt::format(" by {}", room->source), others, quota.remedy);
  if (taken < whole) text += fmt::format(" {} at most are left.", words(whole - taken));
  const bool leaves = std::ranges::any_of(holders, [](const auto& entry) { return entry.second.leaves; });
  if (leaves) text += " What leaves in this run, or gets less, still counts: let that go in a run of its own first.";
  return fmt::format("{} (Source: {}, checked {}.)", text, quota.source.document, quota.source.checked);
}

// Terraform tells of objects in any order: it may be one that stays at which it shows that there are too many.
std::string QuotaCheck::NewcomersAmong(const Holders& holders) const {
  if (!subject_.stays) return "";
  Holders coming = holders;
  std::erase_if(coming, [](const auto& entry) { return !entry.second.comes; });
  std::vector<std::string> titles = InOrder(coming);
  if (titles.size() > 3) titles.resize(3);
  if (titles.empty()) return "";
  return fmt::format("This one stays as it is. New here: {}. ", JoinWords(titles, "and"));
}

// Whose number it is, and how there may be another.
std::string QuotaCheck::SourceOf(const Counted& counted) const {
  const Quota& quota = *counted.quota;
  const Source& source = quota.source;
  if (RoomIn(counted) != nullptr || Told(counted)) {
    return fmt::format("(Usual are {}: {}, checked {}.)", quota.max, source.document, source.checked);
  }
  std::string text = fmt::format(
      "(Source: {}, checked {}{}.)", source.document, source.checked,
      quota.adjustable ? fmt::format("; if the cloud raised it for you, set limits = {{\"{}\" = N}}", quota.id) : "");
  if (ToldAs(counted).empty()) return text;
  if (subject_.offline) text += " What this account may have is asked for when planning only.";
  if (told_ && !told_->ok()) {
    text += fmt::format(" What this account may have was asked for, without an answer: {}", told_->status().message());
  }
  return text;
}

// By their names, as people look for them: ids are in no order. What is new comes first: of many it is named.
std::vector<std::string> QuotaCheck::InOrder(const Holders& holders) {
  std::vector<std::pair<bool, std::string>> sorted;
  for (const auto& [key, holder] : holders) sorted.emplace_back(!holder.comes, holder.title);
  std::ranges::sort(sorted);
  std::vector<std::string> titles;
  for (auto& [stays, title] : sorted) titles.push_back(std::move(title));
  return titles;
}

std::string QuotaCheck::WordsFor(const Counted& counted, std::int64_t max, const Holders& holders) const {
  const Quota& quota = *counted.quota;
  constexpr std::size_t kShown = 3;
  std::vector<std::string> words = InOrder(holders);
  if (words.size() > kShown) words.resize(kShown);
  if (holders.size() > kShown) words.push_back(fmt::format("{} more", holders.size() - kShown));
  if (quota.share) return WordsForShare(counted, max, holders, JoinWords(words, "and"));
  const Room* room = RoomIn(counted);
  const std::string by = room != nullptr ? fmt::format(" by {}", room->source)
                         : Told(counted) ? fmt::format(" by {}", (**told_)->source)
                                         : "";
  std::string text = fmt::format("{}{}, and there {} {}. {} {}", quota.words,
                                 quota.clashes != nullptr ? std::string() : fmt::format(": at most {}{}", max, by),
                                 holders.size() <= 1 ? "is already" : "are already",
                                 holders.empty() ? "none" : JoinWords(words, "and"), quota.remedy, SourceOf(counted));
  if (const std::optional<Kind> parents = AnyIn(counted.group)) {
    text += fmt::format(
        " An id that is not known yet is taken for that of a {0} which this run makes. If it is of one that somebody "
        "else makes (another provider), make that one first, with -target: its id is known then.",
        KindTitle(*parents));
  }
  if (holders.empty()) return text;  // none may be there
  const std::string& importable = holders.begin()->second.importable;
  if (max == 1 && holders.size() == 1 && !importable.empty()) {
    if (quota.clashes == nullptr) {
      text +=
          fmt::format("\n\nIf it is the one, import it:\n\n{}", ImportBlock(call_, call_.account, region_, importable));
    }
    const std::string name = Text(subject_.object, field::kName);
    const bool same_name = holders.begin()->second.title == Titled(call_.kind, name, importable);
    if (same_name) text += IfItIsReplaced(call_, subject_.object, name);
  }
  return text;
}

}  // namespace ic::reconcile
