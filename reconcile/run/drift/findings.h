// Findings: where an object, or a field of it, is not what is desired, in words, with a place and what it endangers.
#ifndef RECONCILE_RUN_DRIFT_FINDINGS_H_
#define RECONCILE_RUN_DRIFT_FINDINGS_H_

#include <string>
#include <string_view>
#include <vector>

#include "reconcile/run/drift/drift_health.h"
#include "reconcile/run/drift/judgement.h"
#include "reconcile/run/drift/report.h"
#include "reconcile/run/set/field_index.h"
#include "reconcile/run/set/inventory.h"
#include "reconcile/run/set/refresh.h"

namespace ic::run {

// "drift-" and 12 hex digits, the same in every run. `object`: what tells it from every other.
std::string DriftId(std::string_view object, std::string_view field);

// A managed object that was read. `applied` and `actual` are whole objects.
struct Compared {
  const DesiredObject& object;
  const Known& applied;
  const Known& actual;
  const Value& config;     // resolved
  const PlanOutput& plan;  // with the actual object as the prior one
};

// Gathers findings, one object after the other.
class Findings {
 public:
  // All outlive this. `now`: the state, as read. `health` null: not looked at.
  Findings(const FieldIndex& field_index, const DesiredSet& desired, const KnownObjects& now, const HealthView* health)
      : field_index_(field_index), desired_(desired), now_(now), health_(health) {}

  void AddFields(const Compared& compared);
  void AddGone(const Address& address, const Known& applied);
  // That it will not work by itself (Known::trouble), unless there is no trouble or `config` asks for it.
  void AddTrouble(const DesiredObject& object, const Value& config, const Known& actual);
  // That somebody changed its marks (Known::marks_changed), if so.
  void AddMarks(const DesiredObject& object, const Known& actual);
  // `made`: id of what an interrupted create of it made.
  void AddToCreate(const DesiredObject& object, const std::string& made);
  void AddMoved(const DesiredObject& object, const Known& known);
  void AddUnwanted(const Address& address, const Known& known, Action action);
  void AddUnmanaged(const Live& live);
  const FieldIndex& field_index() const { return field_index_; }

  // By class, then address and field. first_seen is not filled in.
  std::vector<DriftFinding> Take();

 private:
  DriftFinding About(const Address& address, const Known* known) const;
  void AddDefaultTags(const Compared& compared, const ThreeValues& all);
  void AddLeaf(const Compared& compared, const reconcile::Leaf& leaf);
  void AddField(const Compared& compared, const reconcile::Leaf& leaf, const std::string& key,
                const ThreeValues& values);
  void Place(const DesiredObject& object, const AttributePath& path, DriftFinding& finding) const;
  std::string GroupWords(const Address& address, const Known& known) const;
  std::string WhatStandsOn(const Address& address) const;
  std::string Price(const Compared& compared, const std::string& path, bool pending) const;

  const FieldIndex& field_index_;
  const DesiredSet& desired_;
  const KnownObjects& now_;
  const HealthView* health_;
  std::vector<DriftFinding> findings_;
};

}  // namespace ic::run

#endif  // RECONCILE_RUN_DRIFT_FINDINGS_H_
