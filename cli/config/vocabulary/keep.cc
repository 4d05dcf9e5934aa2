#include "cli/config/vocabulary/keep.h"

#include <algorithm>

#include "adapters/contract/limits/audit.h"
#include "cli/config/vocabulary/vocabulary.h"
#include "reconcile/object/object.h"
#include "reconcile/run/import/configuration.h"

namespace ic::cli {
namespace {

// The cloud's rules say so of a new object: it must be taken over.
bool CannotBeMade(const VendorTraits& traits, Kind kind, const Value& config) {
  const Diagnostics said = Audit(traits, kind, config, {});
  return std::ranges::any_of(said.items(), [](const Diagnostic& one) {
    return one.severity == Severity::kError && one.path == AttributePath(field::kAdopt);
  });
}

}  // namespace

Value ConfigurationToKeep(const AdapterFactory& factory, Kind kind, const Value& object) {
  const Vocabulary vocabulary(factory);
  Value config = ConfigurationOf(factory, kind, object);
  const VendorTraits* traits = vocabulary.FindVendor(reconcile::Text(object, field::kCloud));
  if (traits == nullptr) return config;
  const bool adoptable = FindField(vocabulary.Of(kind, traits).fields(), field::kAdopt) != nullptr;
  const bool adopted = !object.Get(field::kAdopt).is_null();
  if (adoptable && (adopted || CannotBeMade(*traits, kind, config))) {
    config.Put(field::kAdopt, object.Get(field::kId));
  }
  // The state holds on_destroy whether anybody wrote it or not.
  const Value& on_destroy = object.Get(field::kOnDestroy);
  const bool taken = !config.Get(field::kAdopt).is_null();
  const Value usual = Value::String(taken ? "keep" : reconcile::DefaultOnDestroy(kind));
  if (!on_destroy.is_null() && !(on_destroy == usual)) config.Put(field::kOnDestroy, on_destroy);
  return config;
}

}  // namespace ic::cli
