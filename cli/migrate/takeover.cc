#include "cli/migrate/takeover.h"

#include <algorithm>
#include <memory>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "adapters/contract/fields.h"
#include "cli/migrate/shadow_state.h"
#include "reconcile/engine.h"
#include "reconcile/object/object.h"
#include "reconcile/run/import/configuration.h"
#include "reconcile/run/import/import_set.h"
#include "reconcile/run/plan/plan_set.h"
#include "reconcile/run/set/setup.h"
#include "reconcile/run/set/stored_objects.h"

namespace ic::cli {
namespace {

using reconcile::Text;

// The environment with a state of our own.
RunEnvironment On(const RunEnvironment& environment, StateStore& state) {
  RunEnvironment own = environment;
  own.state = &state;
  return own;
}

// The one region that the old states name in a cloud is that of its account here, if that says none.
void SetRegions(const std::map<std::string, std::string>& account_of, const std::vector<Sorted>& sorted,
                DesiredSet& set) {
  std::map<std::string, std::set<std::string>> regions;  // by cloud
  for (const Sorted& one : sorted) {
    const std::string region = Text(one.attributes, field::kRegion);
    if (one.becomes == Becomes::kMoved && !region.empty()) regions[Text(one.attributes, field::kCloud)].insert(region);
  }
  for (const auto& [cloud, account] : account_of) {
    const auto found = std::ranges::find(set.accounts, account, &Account::name);
    if (found == set.accounts.end() || regions[cloud].size() != 1) continue;
    if (found->settings.Get(field::kRegion).is_null())
      found->settings.Put(field::kRegion, Value::String(*regions[cloud].begin()));
  }
}

// What imports each; of those whose state does not say where they are, in the region of their account.
std::vector<ImportRequest> RequestsFor(const RunEnvironment& environment, const std::vector<Sorted>& sorted,
                                       const std::map<std::string, std::string>& account_of, Takeover& takeover) {
  std::vector<ImportRequest> requests;
  const auto engine = run::MakeEngine(environment.engine, takeover.set, {.read_only = true}, takeover.diagnostics);
  if (HasErrors(takeover.diagnostics)) return requests;
  for (const Sorted& one : sorted) {
    if (one.becomes != Becomes::kMoved) continue;
    const std::string& account = account_of.at(Text(one.attributes, field::kCloud));
    Value attributes = one.attributes;
    if (attributes.Get(field::kRegion).is_null()) {
      const auto usual = engine->DefaultRegion(account);
      if (!usual.ok()) {
        takeover.diagnostics.push_back(
            DiagnosticOf("Region is not known",
                         usual.status().Annotate(fmt::format("{}, whose state does not say it", one.old.address))));
        continue;
      }
      attributes.Put(field::kRegion, Value::String(*usual));
    }
    std::string id = ImportIdOf(*environment.engine.factory, one.to.kind, attributes);
    takeover.ids.emplace(one.to, id);
    requests.push_back({one.to, account, std::move(id)});
  }
  return requests;
}

// What no cloud tells of an object, and what only the program that manages it knows, the old state tells.
void KeepUntold(const run::FieldIndex& field_index, const Sorted& sorted, ImportedObject& object) {
  auto held = run::AttributesOf(field_index, object.state);
  if (!held.ok()) return;
  for (const reconcile::Leaf& leaf : field_index.leaves(sorted.to.kind)) {
    if (!leaf.field->untold && !leaf.local()) continue;
    const Value& told = reconcile::ValueAt(sorted.attributes, leaf);
    if (told.is_null() || !reconcile::ValueAt(*held, leaf).is_null()) continue;
    reconcile::PutAt(*held, leaf, told);
    reconcile::PutAt(object.desired.config, leaf, told);
  }
  object.state.attributes = run::TextOf(field_index, sorted.to.kind, *held);
}

const Sorted* SortedAs(const std::vector<Sorted>& sorted, const Address& address) {
  const auto found = std::ranges::find_if(
      sorted, [&](const Sorted& one) { return one.becomes == Becomes::kMoved && one.to == address; });
  return found == sorted.end() ? nullptr : &*found;
}

// What is not there and nobody has said why would be left out without a word.
void SayWhatIsMissing(const std::vector<ImportRequest>& requests, Takeover& takeover) {
  if (HasErrors(takeover.diagnostics)) return;
  for (const ImportRequest& request : requests) {
    if (takeover.set.Find(request.address) != nullptr) continue;
    takeover.diagnostics.push_back(DiagnosticOf(
        "Import failed", InternalError(fmt::format("{} ({}) was not read", request.address.ToString(), request.id))));
  }
}

// `state` as the moves leave it in Terraform's: what the old state tells, and nothing that was read.
std::vector<StateObject> AsMoved(const RunEnvironment& environment, const DesiredSet& set,
                                 const std::vector<Sorted>& sorted, std::vector<StateObject> state) {
  std::vector<LocatedDiagnostic> unused;  // the plan says it
  const auto engine = run::MakeEngine(environment.engine, set, {.read_only = true}, unused);
  const run::FieldIndex field_index(*environment.engine.factory);
  for (StateObject& object : state) {
    const Sorted* one = SortedAs(sorted, object.address);
    if (one == nullptr || one->by != By::kMoved) continue;
    const ObjectOutput moved = engine->Move(object.address.kind, one->attributes, object.account);
    if (moved.state.is_null()) continue;
    object.attributes = run::TextOf(field_index, object.address.kind, moved.state);
    object.facts = moved.facts;
  }
  return state;
}

}  // namespace

Takeover TakeOver(const RunEnvironment& environment, DesiredSet accounts,
                  const std::map<std::string, std::string>& account_of, const std::vector<Sorted>& sorted) {
  Takeover takeover{.set = std::move(accounts)};
  SetRegions(account_of, sorted, takeover.set);
  const std::vector<ImportRequest> requests = RequestsFor(environment, sorted, account_of, takeover);
  if (HasErrors(takeover.diagnostics)) return takeover;
  EmptyState nothing;
  ImportResult imported = ImportObjects(On(environment, nothing), takeover.set, requests);
  takeover.diagnostics.insert(takeover.diagnostics.end(), imported.diagnostics.begin(), imported.diagnostics.end());
  const run::FieldIndex field_index(*environment.engine.factory);
  for (ImportedObject& object : imported.objects) {
    const Sorted* one = SortedAs(sorted, object.desired.address);
    if (one != nullptr) KeepUntold(field_index, *one, object);
    takeover.state.push_back(std::move(object.state));
    takeover.set.objects.push_back(std::move(object.desired));
  }
  std::ranges::sort(takeover.set.objects, {}, &DesiredObject::address);
  std::ranges::sort(takeover.state, {}, &StateObject::address);
  SayWhatIsMissing(requests, takeover);
  return takeover;
}

RunPlan ShadowPlan(const RunEnvironment& environment, const Takeover& takeover, const std::vector<Sorted>& sorted,
                   bool moved_blocks) {
  ShadowState state(moved_blocks ? AsMoved(environment, takeover.set, sorted, takeover.state) : takeover.state);
  return PlanSet(On(environment, state), takeover.set, {});
}

bool IsProof(const RunPlan& plan) { return !plan.HasErrors() && !plan.HasChanges() && plan.refusals.empty(); }

}  // namespace ic::cli
