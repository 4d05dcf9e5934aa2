// Objects that are being imported: read, looked at, and made into state and configuration.
#ifndef RECONCILE_RUN_IMPORT_IMPORT_ITEM_H_
#define RECONCILE_RUN_IMPORT_IMPORT_ITEM_H_

#include <memory>
#include <optional>
#include <vector>

#include "reconcile/engine.h"
#include "reconcile/run/import/imported.h"
#include "reconcile/run/import/matching.h"
#include "reconcile/run/set/environment.h"
#include "reconcile/run/set/field_index.h"
#include "reconcile/run/set/inventory.h"
#include "reconcile/run/set/refresh.h"

namespace ic::run {

// What an import stands on. Nothing of it changes meanwhile, but what the engine holds.
struct ImportGround {
  const RunEnvironment& environment;
  const DesiredSet& desired;
  FieldIndex field_index;
  std::unique_ptr<Engine> engine;
  KnownObjects known;  // the state
};

struct ImportItem {
  ImportRequest request;
  ObjectOutput output = {};                     // as read
  std::optional<Wanted> wanted = std::nullopt;  // that of the configuration which it is
};

Identity IdentityOf(const ImportItem& item);
// The entry of `clouds` it is imported for: the one that was asked for, or the one named as its cloud.
std::string AccountOf(const ImportItem& item);

// Fills in what each is, `environment.parallelism` at a time.
void ReadItems(const ImportGround& ground, std::vector<ImportItem>& items);

// False if it was not read. Says why, and what else there is to say of it.
bool WasRead(const DesiredSet& desired, const ImportItem& item, std::vector<LocatedDiagnostic>& said);

// The items, by address, with ids among them turned into references. Says which would not settle.
std::vector<ImportedObject> ImportedFrom(const ImportGround& ground, std::vector<ImportItem> items,
                                         std::vector<LocatedDiagnostic>& said);

}  // namespace ic::run

#endif  // RECONCILE_RUN_IMPORT_IMPORT_ITEM_H_
