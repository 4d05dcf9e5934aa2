#include "reconcile/run/import/import_item.h"

#include <algorithm>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "base/text.h"
#include "reconcile/object/object.h"
#include "reconcile/run/import/empty_plan.h"
#include "reconcile/run/import/references.h"
#include "reconcile/run/import/written_values.h"
#include "reconcile/run/set/stored_objects.h"
#include "reconcile/run/set/workers.h"

namespace ic::run {
namespace {

using reconcile::Text;

// What was just imported is what its configuration says, or it is said what not.
Value Settled(const ImportGround& ground, const ImportItem& item, std::vector<LocatedDiagnostic>& said) {
  const Address& address = item.request.address;
  std::vector<std::string> left;
  Value config = SettledConfiguration({*ground.engine, *ground.environment.engine.factory, ground.field_index},
                                      address.kind, item.request.account, item.output, left);
  if (std::erase(left, std::string(field::kTagsAll)) > 0) {
    said.push_back(ground.desired.Locate(
        {Severity::kWarning,
         "Default tags are to come",
         fmt::format("{} was imported, and has not all of `default_tags`, or another value of one: the next apply puts "
                     "them on it.",
                     address.ToString()),
         {}},
        address));
  }
  if (left.empty()) return config;
  said.push_back(ground.desired.Locate({Severity::kWarning,
                                        "Import does not settle",
                                        fmt::format("{} was imported, but its next plan is not empty: {}. Correct its "
                                                    "configuration by hand.",
                                                    address.ToString(), JoinWords(left, "and")),
                                        {}},
                                       address));
  return config;
}

DesiredObject DesiredFrom(const ImportGround& ground, const ImportItem& item, const Referables& referables,
                          std::vector<LocatedDiagnostic>& said) {
  if (item.wanted) return *item.wanted->object;
  DesiredObject desired;
  desired.address = item.request.address;
  desired.account = AccountOf(item);
  desired.config = Settled(ground, item, said);
  referables.TakeReferences(ground.field_index, desired);
  return desired;
}

void SayTakenAsWritten(const ImportGround& ground, const Address& address, const std::string& path,
                       std::vector<LocatedDiagnostic>& said) {
  said.push_back(ground.desired.Locate(
      {Severity::kWarning,
       "Value is taken as written",
       fmt::format(
           "{} of {} is told by no cloud, so that nothing shows whether it was made with it. It is noted as the "
           "configuration has it.",
           path, address.ToString()),
       {}},
      address));
}

StateObject StateFrom(const ImportGround& ground, const ImportItem& item, const DesiredObject& desired,
                      std::vector<LocatedDiagnostic>& said) {
  const FieldIndex& field_index = ground.field_index;
  Value state = item.output.state;
  if (item.wanted) {
    for (const std::string& path : TakeWritten(field_index, *item.wanted, state)) {
      SayTakenAsWritten(ground, desired.address, path, said);
    }
  }
  StateObject object;
  object.address = item.request.address;
  object.account = desired.account;
  object.cloud = Text(state, field::kCloud);
  object.region = Text(state, field::kRegion);
  object.id = Text(state, field::kId);
  object.attributes = TextOf(field_index, object.address.kind, state);
  object.facts = item.output.facts;
  object.keyed = !desired.config.Get(field::kAuthKey).is_null();
  for (const Reference& reference : desired.references) object.depends_on.push_back(reference.target);
  return object;
}

}  // namespace

Identity IdentityOf(const ImportItem& item) {
  const Value& state = item.output.state;
  return {Text(state, field::kCloud), Text(state, field::kRegion), item.request.address.kind, Text(state, field::kId)};
}

std::string AccountOf(const ImportItem& item) {
  return item.request.account.empty() ? Text(item.output.state, field::kCloud) : item.request.account;
}

void ReadItems(const ImportGround& ground, std::vector<ImportItem>& items) {
  ForEach(items.size(), ground.environment.parallelism, [&](std::size_t i) {
    const ImportRequest& request = items[i].request;
    items[i].output = ground.engine->Import(request.address.kind, request.id, request.account);
  });
}

bool WasRead(const DesiredSet& desired, const ImportItem& item, std::vector<LocatedDiagnostic>& said) {
  const Address& address = item.request.address;
  const DesiredObject* object = item.wanted ? item.wanted->object : desired.Find(address);
  for (Diagnostic one : item.output.diagnostics.items()) {
    // What an import leaves out, and the configuration says.
    const bool is_said = object != nullptr && !one.path.empty() && !object->config.Get(one.path.ToString()).is_null();
    if (one.severity == Severity::kWarning && is_said) continue;
    one.path = {};
    one.detail = fmt::format("{} ({}): {}", address.ToString(), item.request.id, one.detail);
    said.push_back(desired.Locate(std::move(one), address));
  }
  return !item.output.state.is_null() && !item.output.diagnostics.has_errors();
}

std::vector<ImportedObject> ImportedFrom(const ImportGround& ground, std::vector<ImportItem> items,
                                         std::vector<LocatedDiagnostic>& said) {
  std::sort(items.begin(), items.end(),
            [](const ImportItem& a, const ImportItem& b) { return a.request.address < b.request.address; });
  Referables referables;
  for (const ImportItem& item : items) referables.Add(IdentityOf(item), item.request.address, AccountOf(item));
  referables.AddConfigured(ground.desired, ground.known);
  std::vector<ImportedObject> objects;
  for (const ImportItem& item : items) {
    DesiredObject desired = DesiredFrom(ground, item, referables, said);
    StateObject state = StateFrom(ground, item, desired, said);
    objects.push_back({std::move(state), std::move(desired)});
  }
  return objects;
}

}  // namespace ic::run
