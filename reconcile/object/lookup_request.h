// What a look-up is asked and answers (Engine::LookUp).
#ifndef RECONCILE_OBJECT_LOOKUP_REQUEST_H_
#define RECONCILE_OBJECT_LOOKUP_REQUEST_H_

#include <string>
#include <vector>

#include "adapters/contract/lookup.h"
#include "base/diagnostics.h"
#include "schema/value/value.h"

namespace ic {

struct LookupRequest {
  Sought what = Sought::kConnection;
  std::string account;
  std::string region;  // empty: the default one
  Value wanted;        // an object: of the fields of SoughtBy those that say which; null, or null in it: any
  bool one = false;    // exactly one is wanted: none and several are errors
  // The run is under way, and other processes of it change things too, of which this one is told nothing: no listing
  // that began before this was asked will do.
  bool others_change = false;
};

struct LookupOutput {
  std::string region;        // where it was looked; empty if that is not known
  std::vector<Value> found;  // objects of FoundFields, sorted by id
  Diagnostics diagnostics;
};

}  // namespace ic

#endif  // RECONCILE_OBJECT_LOOKUP_REQUEST_H_
