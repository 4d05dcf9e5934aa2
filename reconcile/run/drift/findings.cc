#include "reconcile/run/drift/findings.h"

#include <algorithm>
#include <set>
#include <tuple>
#include <utility>

#include <fmt/format.h>

#include "base/digest.h"
#include "base/text.h"
#include "reconcile/object/facts.h"
#include "reconcile/object/object.h"
#include "reconcile/run/plan/replaced.h"

namespace ic::run {
namespace {

using reconcile::Shown;
using reconcile::Text;
using reconcile::ValueAt;

// For the report: what is not set is not shown.
std::string Column(const Field& field, const Value& value) { return value.is_null() ? "" : Shown(field, value); }

std::string Titled(const Address& address, const Known& known) {
  return reconcile::Titled(address.kind, Text(known.attributes, field::kName), known.object.id);
}

bool IsKeyOpen(const Known& known) {
  const reconcile::Facts facts = reconcile::ParseFacts(known.facts);
  return facts.begun && reconcile::LeavesKeyOpen(*facts.begun);
}

std::set<std::string> KeysOf(const ThreeValues& values) {
  std::set<std::string> keys;
  for (const Value* map : {&values.desired, &values.applied, &values.actual}) {
    if (map->kind() != Value::Kind::kMap) continue;
    for (const auto& [key, value] : map->fields()) keys.insert(key);
  }
  return keys;
}

}  // namespace

std::string DriftId(std::string_view object, std::string_view field) {
  const std::string text = fmt::format("{}\n{}", object, field);
  constexpr std::size_t kDigits = 12;
  return "drift-" + Sha256Hex(text).substr(0, kDigits);
}

DriftFinding Findings::About(const Address& address, const Known* known) const {
  DriftFinding finding;
  finding.address = address.ToString();
  finding.managed = address;
  finding.kind = address.kind;
  finding.id = DriftId(finding.address, "");
  if (known != nullptr) {
    finding.account = known->object.account;
    finding.region = known->object.region;
    finding.object_id = known->object.id;
  }
  if (const DesiredObject* object = desired_.Find(address)) Place(*object, {}, finding);
  return finding;
}

void Findings::Place(const DesiredObject& object, const AttributePath& path, DriftFinding& finding) const {
  Diagnostic diagnostic;
  diagnostic.path = path;
  LocatedDiagnostic located = desired_.Locate(std::move(diagnostic), object);
  finding.file = std::move(located.file);
  finding.line = located.line;
  finding.column = located.column;
}

void Findings::AddFields(const Compared& compared) {
  for (const reconcile::Leaf& leaf : field_index_.leaves(compared.object.address.kind)) {
    if (leaf.path != field::kMarksChanged) AddLeaf(compared, leaf);  // AddMarks
  }
}

void Findings::AddLeaf(const Compared& compared, const reconcile::Leaf& leaf) {
  const ThreeValues values{ValueAt(compared.plan.planned, leaf), ValueAt(compared.applied.attributes, leaf),
                           ValueAt(compared.actual.attributes, leaf), !ValueAt(compared.config, leaf).is_null(),
                           leaf.path == field::kAuthKeyWoVersion && IsKeyOpen(compared.actual)};
  if (leaf.field->type != FieldType::kStringMap || values.desired.is_unknown()) {
    AddField(compared, leaf, "", values);
    return;
  }
  if (leaf.path == field::kTagsAll) {
    AddDefaultTags(compared, values);
    return;
  }
  // Each of its own, so that one tag can be ignored.
  for (const std::string& key : KeysOf(values)) {
    AddField(compared, leaf, key,
             {values.desired.Get(key), values.applied.Get(key), values.actual.Get(key), values.configured});
  }
}

// Of all tags those that are no object's own: they are found as `tags`, of which a person thinks.
void Findings::AddDefaultTags(const Compared& compared, const ThreeValues& all) {
  const Field tags{.name = std::string(field::kTags), .type = FieldType::kStringMap, .cosmetic = true};
  const reconcile::Leaf leaf{nullptr, &tags, tags.name};
  const ThreeValues own{ValueAt(compared.plan.planned, leaf), ValueAt(compared.applied.attributes, leaf),
                        ValueAt(compared.actual.attributes, leaf), true};
  const std::set<std::string> told = KeysOf(own);
  for (const std::string& key : KeysOf(all)) {
    if (told.contains(key)) continue;
    AddField(compared, leaf, key, {all.desired.Get(key), all.applied.Get(key), all.actual.Get(key), true});
  }
}

void Findings::AddField(const Compared& compared, const reconcile::Leaf& leaf, const std::string& key,
                        const ThreeValues& values) {
  const std::optional<Judgement> judgement = Judge(*leaf.field, values);
  if (!judgement) return;
  const Address& address = compared.object.address;
  const std::string path = key.empty() ? leaf.path : leaf.path + "." + key;
  DriftFinding finding = About(address, &compared.actual);
  finding.klass = judgement->klass;
  finding.field = path;
  finding.id = DriftId(finding.address, path);
  // What the configuration leaves open is not asked for, though a plan takes it as it is.
  const bool open = judgement->klass == DriftClass::kVendorInitiated;
  finding.desired = open ? std::string() : Column(*leaf.field, values.desired);
  finding.last_applied = Column(*leaf.field, values.applied);
  finding.actual = Column(*leaf.field, values.actual);
  finding.summary = SentenceOf(path, Titled(address, compared.actual), *leaf.field, *judgement, values);
  Place(compared.object, key.empty() ? leaf.attribute() : leaf.attribute().Element(key), finding);
  const bool pending = judgement->klass == DriftClass::kPending;
  if (pending || judgement->klass == DriftClass::kMaterial) {
    finding.endangers = Price(compared, leaf.path, pending);
    if (!pending || !finding.endangers.empty()) {
      const std::string group = GroupWords(address, compared.actual);
      if (!group.empty()) finding.endangers += (finding.endangers.empty() ? "" : " ") + group;
    }
  }
  findings_.push_back(std::move(finding));
}

// What bringing the field to what is desired costs.
std::string Findings::Price(const Compared& compared, const std::string& path, bool pending) const {
  const std::string_view doing = pending ? "Applying it" : "Putting it back";
  const std::string_view title = KindTitle(compared.object.address.kind);
  for (const FieldChange& change : compared.plan.changes) {
    if (change.path != path) continue;
    const std::string why = change.reason.empty() ? "" : ": " + change.reason;
    const std::string interrupts =
        change.interrupts.empty() ? "" : fmt::format(" It interrupts {}.", change.interrupts);
    if (change.replaces_session) return fmt::format("{} replaces the session{}.{}", doing, why, interrupts);
    switch (change.on_change) {
      case OnChange::kReplace:
        return fmt::format("{} replaces the {}{}.{}", doing, title, why, interrupts);
      case OnChange::kRefused:
        return fmt::format("{} is not possible in place{}.{}", doing, why, interrupts);
      case OnChange::kInPlace:
        return change.interrupts.empty() ? "" : fmt::format("{} interrupts {}.", doing, change.interrupts);
    }
  }
  return "";
}

std::string Findings::GroupWords(const Address& address, const Known& known) const {
  const std::string group = Text(known.attributes, field::kRedundancyGroup);
  if (group.empty() || health_ == nullptr) return "";
  const auto legs = health_->groups.find({group, address.kind});
  if (legs == health_->groups.end()) return "";
  std::size_t others = 0;
  std::size_t healthy = 0;
  for (const Leg& leg : legs->second) {
    if (leg.identity == Identity{known.object.cloud, known.object.region, address.kind, known.object.id}) continue;
    ++others;
    if (leg.state == HealthState::kUp) ++healthy;
  }
  if (others == 0) return fmt::format("Redundancy group \"{}\" has no other member.", group);
  return fmt::format("Redundancy group \"{}\" has {} other member{}, {} of them healthy.", group, others,
                     others == 1 ? "" : "s", healthy);
}

std::string Findings::WhatStandsOn(const Address& address) const {
  constexpr std::size_t kShown = 5;
  std::vector<std::string> names;
  std::size_t count = 0;
  for (const auto& [other, known] : now_) {
    const std::vector<Address>& parents = known.object.depends_on;
    if (std::find(parents.begin(), parents.end(), address) == parents.end()) continue;
    if (++count <= kShown) names.push_back(other.ToString());
  }
  if (count > kShown) names.push_back(fmt::format("{} more", count - kShown));
  return names.empty() ? "" : fmt::format("What stands on it: {}.", JoinWords(names, "and"));
}

void Findings::AddGone(const Address& address, const Known& applied) {
  DriftFinding finding = About(address, &applied);
  const std::string title = Titled(address, applied);
  if (desired_.Find(address) == nullptr) {
    finding.klass = DriftClass::kCosmetic;
    finding.summary = fmt::format(
        "{} no longer exists and is no longer in the configuration; the state has it until the next apply.", title);
  } else {
    finding.klass = DriftClass::kMaterial;
    finding.summary = fmt::format("{} no longer exists in {} {}; the configuration asks for it.", title,
                                  applied.object.account, applied.object.region);
    finding.endangers = WhatStandsOn(address);
    const std::string group = GroupWords(address, applied);
    if (!group.empty()) finding.endangers += (finding.endangers.empty() ? "" : " ") + group;
  }
  findings_.push_back(std::move(finding));
}

void Findings::AddMarks(const DesiredObject& object, const Known& actual) {
  if (actual.marks_changed.empty()) return;
  DriftFinding finding = About(object.address, &actual);
  finding.klass = DriftClass::kMarks;
  finding.field = field::kMarksChanged;
  finding.id = DriftId(finding.address, finding.field);
  finding.actual = actual.marks_changed;
  finding.summary = fmt::format("{} {}: somebody changed its tags. The next apply puts them back.",
                                Titled(object.address, actual), actual.marks_changed);
  findings_.push_back(std::move(finding));
}

void Findings::AddTrouble(const DesiredObject& object, const Value& config, const Known& actual) {
  if (actual.trouble.empty()) return;
  const Address& address = object.address;
  for (const reconcile::Leaf& leaf : field_index_.leaves(address.kind)) {
    if (leaf.path == actual.trouble_asked && ValueAt(config, leaf) == Value::Bool(true)) return;
  }
  DriftFinding finding = About(address, &actual);
  finding.klass = DriftClass::kMaterial;
  finding.summary = fmt::format("{} {}.", Titled(address, actual), actual.trouble);
  finding.endangers = WhatStandsOn(address);
  const std::string group = GroupWords(address, actual);
  if (!group.empty()) finding.endangers += (finding.endangers.empty() ? "" : " ") + group;
  findings_.push_back(std::move(finding));
}

void Findings::AddToCreate(const DesiredObject& object, const std::string& made) {
  DriftFinding finding = About(object.address, nullptr);
  finding.klass = DriftClass::kPending;
  finding.account = object.account;
  finding.region = Text(object.config, field::kRegion);
  std::string adopt = Text(object.config, field::kAdopt);
  finding.object_id = adopt.empty() ? made : adopt;
  // What it takes over may be of the same configuration, and is named by its address then.
  const auto named = std::ranges::find(object.references, field::kAdopt, &Reference::field);
  if (adopt.empty() && named != object.references.end()) adopt = named->target.ToString();
  finding.summary =
      !made.empty() ? fmt::format(
                          "{} is in the configuration, and an interrupted create made {}: the next apply takes "
                          "it over.",
                          finding.address, made)
      : adopt.empty() ? fmt::format("{} is in the configuration and was not created yet.", finding.address)
                      : fmt::format("{} is in the configuration and did not take over {} yet.", finding.address, adopt);
  findings_.push_back(std::move(finding));
}

void Findings::AddMoved(const DesiredObject& object, const Known& known) {
  DriftFinding finding = About(object.address, &known);
  finding.klass = DriftClass::kPending;
  finding.summary =
      fmt::format("{} is in account {}, and the configuration asks for it in {}, where it is another object.",
                  Titled(object.address, known), known.object.account, object.account);
  finding.endangers = WhatStandsOn(object.address);
  findings_.push_back(std::move(finding));
}

void Findings::AddUnwanted(const Address& address, const Known& known, Action action) {
  DriftFinding finding = About(address, &known);
  finding.klass = DriftClass::kPending;
  const auto original = OriginalOf(address);
  finding.summary = fmt::format("{} {}; the next apply {} it.", Titled(address, known),
                                original ? "was replaced as " + original->ToString() + " and is still there"
                                         : "is no longer in the configuration",
                                action == Action::kForget ? "leaves it in the cloud and forgets" : "deletes");
  if (action != Action::kForget) finding.endangers = GroupWords(address, known);
  findings_.push_back(std::move(finding));
}

void Findings::AddUnmanaged(const Live& live) {
  DriftFinding finding;
  finding.klass = DriftClass::kUnmanaged;
  finding.kind = live.identity.kind;
  finding.address = fmt::format("{} {}", KindName(finding.kind), live.import_id());
  finding.id = DriftId(finding.address, "");
  finding.account = live.account;
  finding.region = live.identity.region;
  finding.object_id = live.identity.id;
  finding.summary =
      fmt::format("{} is in {} {}, and neither the configuration nor the state has it.",
                  reconcile::Titled(finding.kind, Text(live.observed.attributes, field::kName), finding.object_id),
                  live.account, live.identity.region);
  findings_.push_back(std::move(finding));
}

std::vector<DriftFinding> Findings::Take() {
  std::stable_sort(findings_.begin(), findings_.end(), [](const DriftFinding& a, const DriftFinding& b) {
    return std::tie(a.klass, a.address, a.field) < std::tie(b.klass, b.address, b.field);
  });
  return std::move(findings_);
}

}  // namespace ic::run
