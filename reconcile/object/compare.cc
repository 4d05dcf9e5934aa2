#include "reconcile/object/compare.h"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>

#include "base/text.h"
#include "reconcile/object/others.h"
#include "reconcile/object/vendor_tables.h"
#include "reconcile/object/words.h"

namespace ic::reconcile {
namespace {

// What the session of a virtual interface is made of. Its address family is not among it: another family is another
// session, which may exist already.
bool IsSessionPath(std::string_view path) {
  constexpr std::array kPaths = {field::kAuthKey, field::kCloudAddress, field::kCustomerAddress, field::kCustomerAsn};
  return std::find(kPaths.begin(), kPaths.end(), path) != kPaths.end();
}

// What is compared. Lives as long as the call of Compare.
struct ComparedSides {
  const Subject& subject;
  const Value& prior;
  const Value& planned;
  const Value& config;
  const LiveLook& look;
};

Difference Replaced(Difference difference, std::string_view reason, std::string_view interrupts) {
  difference.touches_cloud = true;
  difference.on_change = OnChange::kReplace;
  difference.reason = reason;
  difference.interrupts = interrupts;
  return difference;
}

Difference ClassifyAdopt(const ComparedSides& sides, Difference difference) {
  const Value& adopt = sides.planned.Get(field::kAdopt);
  if (!NamesAnother(sides.prior, adopt)) return difference;
  return Replaced(
      std::move(difference),
      adopt.is_unknown() ? "what it takes over is made in this run" : "it names another object to take over", "");
}

bool KeyChanges(const LiveLook& look, const Value& key) {
  if (key.is_null() || key == Value::String("")) return false;
  return key.kind() != Value::Kind::kString || !look.is_key(key.AsString());
}

bool HasKey(const Value& object) {
  const Value& key = object.Get(field::kAuthKey);
  return (!key.is_null() && key != Value::String("")) || !object.Get(field::kAuthKeyWoVersion).is_null();
}

// The state knows of a key, and the configuration gives none any more.
bool TakesKeyAway(const ComparedSides& sides) {
  return HasKey(sides.prior) && !HasKey(sides.planned) && sides.config.Get(field::kAuthKeyWo).is_null();
}

void WarnOfKeptKey(const ComparedSides& sides, const Leaf& leaf, std::string_view reason, Diagnostics& diagnostics) {
  diagnostics.AddWarning(
      leaf.attribute(), "Key stays in force",
      fmt::format("{} is no longer given, but {} keeps its BGP key, and your router needs it as before: a key is not "
                  "taken off there ({}). Only the state forgets it.",
                  leaf.path, Titled(sides.subject.kind, sides.prior), reason));
}

// Taken off where the cloud can do so in place. Elsewhere only the state forgets it, which is said.
bool KeyGoes(const ComparedSides& sides, const Leaf& leaf, Diagnostics& diagnostics) {
  const bool interface = sides.subject.kind == Kind::kVirtualInterface;
  // It went, or goes, with its session.
  if (interface && (!HasSession(sides.prior) || sides.planned.Get(field::kCustomerAsn).is_null())) return false;
  const Change* row = RowFor(sides.subject, field::kAuthKey, sides.prior);
  if (row != nullptr && row->on_change != OnChange::kInPlace) {
    WarnOfKeptKey(sides, leaf, row->reason, diagnostics);
    return false;
  }
  return !sides.look.is_key("");
}

bool KeyTouches(const ComparedSides& sides, const Leaf& leaf, Diagnostics& diagnostics) {
  if (TakesKeyAway(sides)) return KeyGoes(sides, leaf, diagnostics);
  const bool written = leaf.path == field::kAuthKey && !sides.planned.Get(field::kAuthKey).is_null();
  return KeyChanges(sides.look, written ? sides.planned.Get(field::kAuthKey) : sides.config.Get(field::kAuthKeyWo));
}

// It existed before, so nobody here knows what it was made with. What was created here without the value has none.
void WarnOfUntold(const ComparedSides& sides, const Leaf& leaf, Diagnostics& diagnostics) {
  diagnostics.AddWarning(
      leaf.attribute(), "Value is taken as written",
      fmt::format("{} never tells {}, so whether {} was made with {} cannot be checked. It is noted without a call; "
                  "if it was not, replace the object to make it so.",
                  sides.subject.traits->title, leaf.path, Titled(sides.subject.kind, sides.prior),
                  Shown(*leaf.field, ValueAt(sides.planned, leaf))));
}

bool IsOfTags(const Leaf& leaf) { return leaf.path == field::kTags || leaf.path == field::kTagsAll; }

// A cloud knows all tags of an object, and not which of them are its own. Said once: by `tags_all`, where that is kept.
bool TagsTouch(const ComparedSides& sides, const Leaf& leaf) {
  const bool kept = !sides.prior.Get(field::kTagsAll).is_null() || !sides.planned.Get(field::kTagsAll).is_null();
  if (kept != (leaf.path == field::kTagsAll)) return false;
  const Value& after = EffectiveTags(sides.planned);
  return after.is_unknown() || !Equivalent(*leaf.field, EffectiveTags(sides.prior), after);
}

bool Touches(const ComparedSides& sides, const Leaf& leaf, Diagnostics& diagnostics) {
  const Subject& subject = sides.subject;
  if (leaf.path == field::kMarksChanged) return IsMarked(*subject.traits, subject.kind);
  if (IsOfTags(leaf)) return TagsTouch(sides, leaf);
  if (subject.lowered() || leaf.field->presence == Presence::kComputed) return false;
  if (Equivalent(*leaf.field, ValueAt(sides.prior, leaf), ValueAt(sides.planned, leaf))) return false;
  if (leaf.path == field::kBgpGroupId && IsLowered(*subject.traits, Kind::kBgpGroup)) return false;
  if (leaf.path == field::kRedundancyGroup) return IsMarked(*subject.traits, subject.kind);
  if (leaf.path == field::kAuthKey || leaf.path == field::kAuthKeyWoVersion) {
    return KeyTouches(sides, leaf, diagnostics);
  }
  if (leaf.local()) return false;
  if (leaf.field->untold && ValueAt(sides.prior, leaf).is_null() && sides.prior.Get(field::kAdopt).is_known()) {
    WarnOfUntold(sides, leaf, diagnostics);
    return false;
  }
  return true;
}

void RefuseKey(const ComparedSides& sides, Difference& difference, Diagnostics& diagnostics) {
  if (IsDisruptionAllowed(sides.subject, sides.prior)) {
    difference.on_change = OnChange::kReplace;
    return;
  }
  difference.on_change = OnChange::kRefused;
  const std::string id = Text(sides.prior, field::kId);
  const std::string family = Text(sides.prior, field::kAddressFamily) == "ipv6" ? "ipv4" : "ipv6";
  diagnostics.AddRefusal(
      difference.leaf->attribute(), "Key of the only session would change",
      fmt::format("{} has one BGP session, and changing its key would replace the whole interface: {}. To rotate the "
                  "key without an interruption, add a temporary bgp_peer of address family {} to this "
                  "interface and apply; change the key and apply; then remove the peer. To let the interface be "
                  "replaced instead, name it: {}.",
                  Titled(sides.subject.kind, sides.prior), difference.reason, family,
                  AllowDisruption(*sides.subject.config, id)));
}

void RefuseChange(const ComparedSides& sides, const Difference& difference, Diagnostics& diagnostics) {
  const Value& planned = ValueAt(sides.planned, *difference.leaf);
  if (planned.is_unknown()) return;  // it may turn out to be the same; decided when it is known
  diagnostics.AddError(difference.leaf->attribute(), "Change is not possible",
                       fmt::format("{} of {} cannot change from {} to {}: {}.", difference.leaf->path,
                                   Titled(sides.subject.kind, sides.prior),
                                   Shown(*difference.leaf->field, ValueAt(sides.prior, *difference.leaf)),
                                   Shown(*difference.leaf->field, planned), difference.reason));
}

// What the vendor's table of changes says of a difference that touches the cloud.
void ApplyRow(const ComparedSides& sides, Difference& difference, Diagnostics& diagnostics) {
  const Change* row = RowFor(sides.subject, difference.cloud_path, sides.prior);
  if (row == nullptr && difference.leaf->parent != nullptr) {
    row = RowFor(sides.subject, difference.leaf->parent->name, sides.prior);
  }
  if (row == nullptr) return;
  const bool session = IsSession(sides.subject, difference.cloud_path);
  const bool detection = difference.leaf->parent != nullptr && difference.leaf->parent->name == field::kBfd;
  const bool interface = sides.subject.kind == Kind::kVirtualInterface;
  if ((session || (interface && detection)) && !HasSession(sides.prior)) return;  // one is made where there is none
  difference.on_change = row->on_change;
  difference.reason = row->reason;
  difference.interrupts = IsOfNoSession(sides.subject, *row, sides.prior) ? std::string_view() : row->interrupts;
  difference.reach = row->reach;
  if (row->on_change == OnChange::kInPlace) return;
  if (session) {
    const std::vector<std::string> others = sides.look.other_sessions();
    if (!others.empty()) {
      difference.on_change = OnChange::kInPlace;
      difference.session = true;
      difference.interrupts = fmt::format("its {} session, until the new one is up, while its {} session stays",
                                          Text(sides.prior, field::kAddressFamily), JoinWords(others, "and"));
      difference.reach = Reach::kSession;
      return;
    }
    if (difference.cloud_path == field::kAuthKey) {
      RefuseKey(sides, difference, diagnostics);
      return;
    }
  }
  if (difference.on_change == OnChange::kRefused) RefuseChange(sides, difference, diagnostics);
}

// Asked of the cloud only if it matters.
bool IsOthersToDecide(const ComparedSides& sides, const Leaf& leaf) {
  const bool decided = DecisionOf(sides.subject, leaf) != nullptr;
  if (!decided || Equivalent(*leaf.field, ValueAt(sides.prior, leaf), ValueAt(sides.planned, leaf))) return false;
  return reconcile::IsOthersToDecide(sides.subject, leaf, sides.look.role());
}

// Either of the two may change it, and one of them does.
bool IsOthersToSend(const ComparedSides& sides, const Leaf& leaf) {
  const Party other = sides.look.other.offers ? Party::kConnectionOwner : Party::kObjectOwner;
  return DecisionOf(sides.subject, leaf) == nullptr && sides.subject.traits->decides_rest == other;
}

// The other half of the object is to have the same value.
bool IsAgreed(const ComparedSides& sides, const Leaf& leaf) {
  if (sides.look.other.config.is_null() || leaf.local() || leaf.field->sensitive) return false;
  const Value& there = ValueAt(sides.look.other.config, leaf);
  const Value& here = ValueAt(sides.planned, leaf);
  if (there.is_null()) return here.is_null() && leaf.field->presence == Presence::kOptional;
  return there.IsWhollyKnown() && here.IsWhollyKnown() && Equivalent(*leaf.field, there, here);
}

// A value that an offer is made with, and that this account, which made it, does not change on what is there.
bool IsOfferedWith(const ComparedSides& sides, const Leaf& leaf) {
  const Decision* decision = DecisionOf(sides.subject, leaf);
  return decision != nullptr && ValueAt(sides.planned, leaf).is_known() && decision->made_with &&
         decision->who == Party::kObjectOwner;
}

// What the other half changes is no change of this one: only its state learns of it. But what an offer was made with,
// and nobody changes on what is there, comes with another offer.
Difference AsOfTheOtherHalf(const ComparedSides& sides, const Leaf& leaf, Difference difference) {
  Difference made = difference;
  difference.learned = true;
  if (!IsOfferedWith(sides, leaf) || sides.look.other.offers) return difference;
  made.touches_cloud = true;
  Diagnostics unsaid;
  ApplyRow(sides, made, unsaid);
  return made.on_change == OnChange::kReplace ? made : difference;
}

// Another offer with it is made in the place of this one, because somebody has said so; null: that would not help.
const Change* OfferedAnewWith(const ComparedSides& sides, const Leaf& leaf) {
  if (!sides.look.may_offer_anew || leaf.field->sensitive || !IsOfferedWith(sides, leaf)) return nullptr;
  const Change* row = RowFor(sides.subject, leaf.path, sides.prior);
  return row != nullptr && row->on_change == OnChange::kReplace ? row : nullptr;
}

Difference Classify(const ComparedSides& sides, const Leaf& leaf, Diagnostics& diagnostics) {
  Difference difference;
  difference.leaf = &leaf;
  difference.cloud_path = leaf.path == field::kAuthKeyWoVersion ? std::string(field::kAuthKey)
                          : leaf.path == field::kTagsAll || leaf.path == field::kMarksChanged
                              ? std::string(field::kTags)
                              : leaf.path;
  if (leaf.path == field::kCloud || leaf.path == field::kRegion) {
    return Replaced(std::move(difference), "an object cannot move to another cloud or region", "all its traffic");
  }
  if (leaf.path == field::kAdopt) return ClassifyAdopt(sides, std::move(difference));
  const bool others = IsOthersToDecide(sides, leaf);
  if ((others || IsOthersToSend(sides, leaf)) && IsAgreed(sides, leaf)) {
    return AsOfTheOtherHalf(sides, leaf, std::move(difference));
  }
  if (const Change* row = others ? OfferedAnewWith(sides, leaf) : nullptr; row != nullptr) {
    return Replaced(std::move(difference), row->reason, row->interrupts);
  }
  if (others) {
    RefuseOthersDecision(sides.subject, leaf, sides.look.role(), sides.prior, sides.planned, diagnostics);
    return difference;
  }
  if (!Touches(sides, leaf, diagnostics)) return difference;
  difference.touches_cloud = true;
  ApplyRow(sides, difference, diagnostics);
  return difference;
}

bool IsIdentity(const Subject& subject, const Leaf& leaf, const Value& observed) {
  if (IsNeverIdentity(*subject.traits, leaf)) return false;
  if (leaf.path == field::kName || leaf.field->refers_to || IsKey(*subject.traits, subject.kind, leaf)) return true;
  const Change* row = RowFor(subject, leaf.path, observed);
  return row != nullptr && row->on_change != OnChange::kInPlace;
}

}  // namespace

bool IsOfNoSession(const Subject& subject, const Change& row, const Value& object) {
  return subject.kind == Kind::kVirtualInterface && row.reach == Reach::kSession &&
         Text(object, field::kCustomerAsn).empty();
}

bool IsSession(const Subject& subject, std::string_view path) {
  return subject.kind == Kind::kVirtualInterface && IsSessionPath(path);
}

const Change* RowFor(const Subject& subject, std::string_view path, const Value& object) {
  // Looking a condition up is dear, and most paths have no row at all.
  for (const Change& row : subject.traits->changes) {
    if (row.kind != subject.kind || row.field != path) continue;
    return row.when_field.empty() ? &row : FindChange(*subject.traits, subject.kind, path, object);
  }
  return nullptr;
}

std::vector<Difference> Compare(const Subject& subject, const Value& prior, const Value& planned, const Value& config,
                                const LiveLook& look, Diagnostics& diagnostics) {
  const ComparedSides sides{subject, prior, planned, config, look};
  std::vector<Difference> differences;
  for (const Leaf& leaf : subject.leaves()) {
    if (leaf.field->write_only || ValueAt(prior, leaf) == ValueAt(planned, leaf)) continue;
    differences.push_back(Classify(sides, leaf, diagnostics));
  }
  SayEndOfSession(subject, planned, differences);
  return differences;
}

void SayEndOfSession(const Subject& subject, const Value& planned, std::vector<Difference>& differences) {
  const Value& asn = planned.Get(field::kCustomerAsn);
  if (subject.kind != Kind::kVirtualInterface || asn.is_unknown() || !Text(planned, field::kCustomerAsn).empty())
    return;
  const auto ends = std::ranges::find_if(differences, [](const Difference& difference) {
    return difference.leaf->path == field::kCustomerAsn && difference.on_change == OnChange::kInPlace &&
           !difference.interrupts.empty();
  });
  if (ends == differences.end()) return;
  const std::string usual = ends->interrupts;
  for (Difference& difference : differences) {
    if (difference.interrupts == usual) difference.interrupts.clear();
  }
  ends->interrupts = "its BGP session, which ends";
}

std::vector<const Leaf*> IdentityDifferences(const Subject& subject, const Value& wanted, const Value& observed) {
  std::vector<const Leaf*> differences;
  for (const Leaf& leaf : subject.leaves()) {
    if (!IsIdentity(subject, leaf, observed)) continue;
    if (IsSession(subject, leaf.path) && !HasSession(observed)) continue;  // it lost its session: it is the same
    const Value& want = ValueAt(wanted, leaf);
    const Value& have = ValueAt(observed, leaf);
    if (want.is_null() && (leaf.field->presence != Presence::kOptional || IsEmpty(have))) continue;
    if (have.is_null() && !want.is_unknown()) continue;  // the cloud does not tell
    if (!Equivalent(*leaf.field, want, have)) differences.push_back(&leaf);
  }
  return differences;
}

bool CouldBeMistaken(const Subject& subject, const Value& wanted, const Value& existing) {
  if (!IdentityDifferences(subject, wanted, existing).empty()) return false;
  return std::none_of(subject.leaves().begin(), subject.leaves().end(), [&](const Leaf& leaf) {
    const bool tells = leaf.path == field::kName || IsKey(*subject.traits, subject.kind, leaf);
    return tells && IsEmpty(ValueAt(wanted, leaf)) != IsEmpty(ValueAt(existing, leaf));
  });
}

bool IsDisruptionAllowed(const Subject& subject, const Value& object) {
  const std::set<std::string>& allowed = subject.config->allow_disruption;
  for (const std::string_view name : {field::kId, field::kRedundancyGroup}) {
    const std::string text = Text(object, name);
    if (!text.empty() && allowed.contains(text)) return true;
  }
  return false;
}

bool Interrupts(const std::vector<Difference>& differences) {
  return std::any_of(differences.begin(), differences.end(), [](const Difference& difference) {
    return difference.touches_cloud && !difference.interrupts.empty();
  });
}

Reach ReachOf(const std::vector<Difference>& differences) {
  Reach reach = Reach::kSession;
  for (const Difference& difference : differences) {
    if (difference.touches_cloud && !difference.interrupts.empty()) reach = std::max(reach, difference.reach);
  }
  return reach;
}

}  // namespace ic::reconcile
