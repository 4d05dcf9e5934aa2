#include "reconcile/adopt/candidates.h"

#include <algorithm>
#include <string>
#include <string_view>

#include <fmt/format.h>

#include "adapters/contract/mark.h"
#include "reconcile/object/compare.h"
#include "reconcile/object/words.h"

namespace ic::reconcile {
namespace {

struct Sorted {
  std::vector<const Candidate*> ours;
  std::vector<const Candidate*> moved;   // made by an earlier create of it, with another name or place since
  std::vector<const Candidate*> others;  // in the way
};

ObjectKey KeyOf(const Call& call, const Value& wanted, const Candidate& candidate) {
  return {call.account, Text(wanted, field::kRegion), call.kind, candidate.observed.id};
}

// It has another name, or stands on another object, than this create asks for.
bool HasMoved(const Subject& subject, const Value& wanted, const Observed& observed) {
  const auto differences = IdentityDifferences(subject, wanted, observed.attributes);
  return std::any_of(differences.begin(), differences.end(),
                     [](const Leaf* leaf) { return leaf->path == field::kName || leaf->field->refers_to.has_value(); });
}

// Without a note of the create. Where the state is this process's own, that has a note of every create that may have
// made something: what is in none is lost or somebody's, and everything that a mark is made of can be guessed.
bool MarkAloneProves(const Subject& subject) { return MarkProves(subject) && !subject.config->state_is_held; }

// The interface under it carries this owner's mark.
bool StandsOnOurs(const Asked& asked, const Value& wanted) {
  const std::string id = Text(wanted, field::kVirtualInterfaceId);
  const auto adapter = asked.adapter();
  if (id.empty() || asked.config->owner.empty() || !adapter.ok()) return false;
  const auto live = (*adapter)->Read(
      {Kind::kVirtualInterface, Text(wanted, field::kRegion), id, Freshness::kShared, Value::Null()}, asked.stop);
  return live.ok() && live->has_value() && (*live)->owner == OwnerAsMarked(asked.config->owner);
}

// Who made it knew the key that this configuration gives, and put it on an interface of this owner (ADR 0056). Where
// the state is this process's own, only its notes say so.
bool KeyProves(const Asked& asked, const Value& wanted, const Candidate& candidate) {
  return candidate.same_key && candidate.identical && !asked.config->state_is_held && StandsOnOurs(asked, wanted);
}

// It is ours, or nobody's: another may have made it.
bool IsProven(const Asked& asked, const Value& wanted, bool begun, const Candidate& candidate) {
  if (!candidate.foreign.empty()) return false;
  if (!IsMarked(*asked.traits, asked.kind)) return begun || KeyProves(asked, wanted, candidate);
  return candidate.marked ? begun || MarkAloneProves(asked) : begun && IsForAnother(asked, wanted);
}

Sorted Sort(const Call& call, const Value& wanted, bool begun, const std::vector<Candidate>& candidates) {
  Sorted sorted;
  for (const Candidate& candidate : candidates) {
    const bool claimed = call.run.ledger.IsClaimed(KeyOf(call, wanted, candidate));
    // One that carries our mark but is managed already is what an earlier create made, and in nobody's way by being
    // marked. One that has another name or place since may be managed, by what this process has not read.
    const bool same = IdentityDifferences(call, wanted, candidate.observed.attributes).empty();
    if (candidate.marked && claimed) continue;
    const bool free = !candidate.observed.has_children && !candidate.observed.ended && !claimed;
    if (candidate.marked && HasMoved(call, wanted, candidate.observed)) {
      // Nothing like it was there when the create was sent, and its owner's mark is on it: it was renamed since.
      const bool renamed = begun && MarkProves(call) && candidate.identical && free && candidate.foreign.empty();
      (renamed ? sorted.ours : sorted.moved).push_back(&candidate);
      continue;
    }
    const bool ready = candidate.identical && same && free;
    (ready && IsProven(call, wanted, begun, candidate) ? sorted.ours : sorted.others).push_back(&candidate);
  }
  // The one with the random part of the noted create is there: another create of the same made what else has the mark.
  const auto noted = [](const Candidate* one) { return one->marked && !one->observed.nonce.empty(); };
  if (begun && std::ranges::any_of(sorted.ours, noted)) {
    std::erase_if(sorted.moved, [](const Candidate* one) { return !one->foreign.empty(); });
  }
  return sorted;
}

// `is_managed`: by this configuration.
std::string WhyNot(const Call& call, const Value& wanted, bool begun, bool is_managed, const Candidate& candidate) {
  if (is_managed) return "another resource of this configuration manages it";
  if (!candidate.foreign.empty()) return candidate.foreign;
  const bool marked = IsMarked(*call.traits, call.kind);
  if (marked && !candidate.marked) return "it does not carry this configuration's mark";
  if (!candidate.identical) return "it differs in values that cannot change in place";
  if (candidate.observed.has_children) return "other objects stand on it";
  if (IsProven(call, wanted, begun, candidate)) return "there is more than one like it";
  if (marked && MarkProves(call)) {
    return "the state has no note of a create that made it: the state was lost or is an older one, or somebody else "
           "wrote the mark";
  }
  return marked ? "no `owner` is set, so its mark is that of everybody who asks for the same"
                : fmt::format("{} keeps no mark of it, and nothing was noted of a create of it that was interrupted",
                              call.traits->title);
}

// What comes after the import, where nothing marks what this configuration made.
std::string_view KeptWords(const Subject& subject) {
  if (IsMarked(*subject.traits, subject.kind) || FindField(subject.fields(), field::kOnDestroy) == nullptr) return "";
  return " What is imported is kept: a change that replaces it is refused until on_destroy = \"delete\" is written, "
         "which "
         "is right if an interrupted run of this configuration made it.";
}

void RefuseCandidate(const Call& call, const Value& wanted, bool begun, const Candidate& candidate,
                     Diagnostics& diagnostics) {
  const std::string& id = candidate.observed.id;
  if (candidate.observed.ended) {
    diagnostics.AddError(
        {}, "Object exists already",
        fmt::format("{} was not created: {} is there with {}, and {}. Apply again once it is gone.",
                    Titled(call.kind, wanted), Titled(call.kind, Text(candidate.observed.attributes, field::kName), id),
                    candidate.same, candidate.observed.trouble));
    return;
  }
  const bool is_managed = call.run.ledger.IsClaimed(KeyOf(call, wanted, candidate));
  const bool adopts = FindField(call.fields(), field::kAdopt) != nullptr;
  diagnostics.AddError(
      {}, "Object exists already",
      fmt::format("{} was not created: {} exists with {}, and it is not taken over because {}. {}{}",
                  Titled(call.kind, wanted), Titled(call.kind, Text(candidate.observed.attributes, field::kName), id),
                  candidate.same, WhyNot(call, wanted, begun, is_managed, candidate),
                  is_managed
                      ? "Change what they share, or remove the other first."
                      : fmt::format("If it is the one, {}import it:\n\n{}\n\nOtherwise change what they "
                                    "share, or remove it.{}",
                                    adopts ? fmt::format("set adopt = \"{}\", or ", id) : "",
                                    ImportBlock(call, call.account, Text(wanted, field::kRegion), id), KeptWords(call)),
                  IfItIsReplaced(call, wanted, Text(candidate.observed.attributes, field::kName))));
}

// Where the state is older than the object (restored, or lost), another one would be made beside it.
void TellOfMoved(const Call& call, const Value& wanted, bool all_is_read, const Candidate& candidate,
                 Diagnostics& diagnostics) {
  const std::string& id = candidate.observed.id;
  const std::string title = Titled(call.kind, Text(candidate.observed.attributes, field::kName), id);
  const std::string text = fmt::format(
      "{} carries the mark of this very create of {}, and has another name or place since. {} If the state is older "
      "than "
      "that (restored, or lost), import it and write down how it is now:\n\n{}\n\nIf another one is wanted beside it, "
      "give that another name.",
      title, Titled(call.kind, wanted),
      all_is_read ? "Nothing in the state is that object."
                  : "If another resource of this configuration manages it, all is well: one more is made.",
      ImportBlock(call, call.account, Text(wanted, field::kRegion), id));
  if (all_is_read) {
    diagnostics.AddError({}, "Object exists already", text);
  } else {
    diagnostics.AddWarning({}, "Object may exist already", text);
  }
}

void WarnOfTakingOver(const Call& call, const Candidate& candidate, Diagnostics& diagnostics) {
  diagnostics.AddWarning(
      {}, "Existing object taken over",
      fmt::format(
          "{} exists already, with {}: an earlier create of it made it and was interrupted, or not answered. It "
          "is taken over instead of creating another.",
          Titled(call.kind, Text(candidate.observed.attributes, field::kName), candidate.observed.id), candidate.same));
}

// A live object may have another id than this configuration knows it by, where the cloud keeps no mark: it is told by
// what it is.
bool IsManaged(const Call& call, const Value& wanted, const Candidate& candidate) {
  if (call.run.ledger.IsClaimed(KeyOf(call, wanted, candidate))) return true;
  if (IsMarked(*call.traits, call.kind)) return false;
  const Value& live = candidate.observed.attributes;
  auto ledger = call.run.ledger.Open();
  const auto alike = ledger->Alike(*call.tables, call.account, Text(wanted, field::kRegion), live);
  return std::any_of(alike.begin(), alike.end(), [&](const auto* entry) {
    return entry->second.attributes.is_known() && IdentityDifferences(call, entry->second.attributes, live).empty();
  });
}

void WarnOfDoubtful(const Call& call, const Value& wanted, const Candidate& candidate, Diagnostics& diagnostics) {
  const std::string& id = candidate.observed.id;
  diagnostics.AddWarning(
      {}, "An interrupted create may have left an object",
      fmt::format("{} is there, with {}. It may be what a create of {} made that was interrupted, and it is left alone "
                  "because {}. If it is, import it to manage it or to delete it:\n\n{}",
                  Titled(call.kind, Text(candidate.observed.attributes, field::kName), id), candidate.same,
                  Titled(call.kind, wanted),
                  candidate.observed.ended ? candidate.observed.trouble
                                           : WhyNot(call, wanted, /*begun=*/true, /*is_managed=*/false, candidate),
                  ImportBlock(call, call.account, Text(wanted, field::kRegion), id)));
}

// A session, or a group of some: equal in all that is read, and with another key than this create gives.
bool DiffersInItsKey(const Call& call, const Value& wanted, const Candidate& candidate) {
  const bool has_key = call.kind == Kind::kBgpPeer || call.kind == Kind::kBgpGroup;
  return has_key && !IsMarked(*call.traits, call.kind) && !candidate.identical && !candidate.same_key &&
         !candidate.observed.may_be_own && IdentityDifferences(call, wanted, candidate.observed.attributes).empty();
}

}  // namespace

void JudgeNonces(const std::vector<std::string>& nonces, std::vector<Candidate>& candidates) {
  JudgeNonces(nonces,
              "its mark lacks the random part that the create wrote there and the state has noted: another create made "
              "it, or somebody who knows what a mark is made of",
              candidates);
}

void JudgeNonces(const std::vector<std::string>& nonces, std::string_view why, std::vector<Candidate>& candidates) {
  const auto known = [](const std::string& nonce) { return !nonce.empty(); };
  if (std::ranges::none_of(nonces, known)) return;
  for (Candidate& candidate : candidates) {
    const std::string& carried = candidate.observed.nonce;
    const bool made = known(carried) && std::ranges::find(nonces, carried) != nonces.end();
    if (candidate.marked && !made && candidate.foreign.empty()) candidate.foreign = why;
  }
}

const Candidate* ChooseCandidate(const Call& call, const Value& wanted, bool begun, bool all_is_read,
                                 const std::vector<Candidate>& candidates, Diagnostics& diagnostics) {
  Sorted sorted = Sort(call, wanted, begun, candidates);
  for (const Candidate* candidate : all_is_read ? sorted.moved : std::vector<const Candidate*>()) {
    TellOfMoved(call, wanted, all_is_read, *candidate, diagnostics);
  }
  if (sorted.ours.size() == 1 && call.run.ledger.TakeOver(KeyOf(call, wanted, *sorted.ours.front()))) {
    WarnOfTakingOver(call, *sorted.ours.front(), diagnostics);
    return sorted.ours.front();
  }
  sorted.others.insert(sorted.others.end(), sorted.ours.begin(), sorted.ours.end());
  for (const Candidate* candidate : sorted.others) RefuseCandidate(call, wanted, begun, *candidate, diagnostics);
  return nullptr;
}

const Candidate* ForeseeCandidate(const Call& call, const Value& wanted, const Foresight& foresight,
                                  const std::vector<Candidate>& candidates, Diagnostics& diagnostics) {
  const auto& [begun, replaced, all_is_read] = foresight;
  Sorted sorted = Sort(call, wanted, begun, candidates);
  for (const Candidate* candidate : sorted.moved) {
    if (candidate->observed.id != replaced) TellOfMoved(call, wanted, all_is_read, *candidate, diagnostics);
  }
  if (sorted.ours.size() == 1 && sorted.ours.front()->observed.id != replaced) {
    WarnOfTakingOver(call, *sorted.ours.front(), diagnostics);
    return sorted.ours.front();
  }
  for (const Candidate* candidate : sorted.others) {
    const bool forged = candidate->marked && !candidate->foreign.empty();
    const bool same = candidate->identical && IdentityDifferences(call, wanted, candidate->observed.attributes).empty();
    const bool in_the_way = forged || same || DiffersInItsKey(call, wanted, *candidate);
    const bool stays = in_the_way && candidate->observed.id != replaced && !IsManaged(call, wanted, *candidate);
    if (stays) RefuseCandidate(call, wanted, begun, *candidate, diagnostics);
  }
  return nullptr;
}

Remains FindRemains(const Call& call, const Value& wanted, const std::string& nonce,
                    const std::vector<Candidate>& candidates, Diagnostics& diagnostics) {
  Remains remains;
  std::vector<const Candidate*> alike;
  for (const Candidate& candidate : candidates) {
    // Under another name the mark still tells whose it is, if it names an owner.
    const bool moved = candidate.marked && MarkProves(call) && HasMoved(call, wanted, candidate.observed);
    const bool same = candidate.identical && IdentityDifferences(call, wanted, candidate.observed.attributes).empty();
    if (!same && !moved) continue;
    if (IsManaged(call, wanted, candidate)) {
      remains.managed = true;
    } else {
      alike.push_back(&candidate);
    }
  }
  const auto carries_it = [&](const Candidate* one) {
    return !nonce.empty() && one->marked && one->observed.nonce == nonce && one->foreign.empty();
  };
  if (std::ranges::count_if(alike, carries_it) == 1) {
    std::erase_if(alike, [&](const Candidate* one) { return !carries_it(one); });
  }
  if (alike.empty()) return remains;
  const Candidate& only = *alike.front();
  const bool ready = !only.observed.has_children && !only.observed.ended && (only.identical || MarkProves(call));
  // Beside one that is managed, what is alike may be somebody else's unless its mark says no.
  const bool shown =
      IsProven(call, wanted, /*begun=*/true, only) && (!remains.managed || MarkProves(call) || carries_it(&only));
  if (alike.size() == 1 && ready && shown) {
    remains.ours = &only;
    return remains;
  }
  remains.managed = false;
  remains.doubtful = true;
  for (const Candidate* candidate : alike) WarnOfDoubtful(call, wanted, *candidate, diagnostics);
  return remains;
}

}  // namespace ic::reconcile
