// What is said where a look-up of one object finds none, or several.
#ifndef RECONCILE_READ_LOOKUP_WORDS_H_
#define RECONCILE_READ_LOOKUP_WORDS_H_

#include <string>
#include <string_view>
#include <vector>

#include "adapters/contract/fields.h"
#include "base/diagnostics.h"
#include "reconcile/object/lookup_request.h"

namespace ic::reconcile {

struct LookupPlace {
  std::string_view cloud;
  std::string_view title;  // of the cloud, for people
  std::string region;
};

std::string Capitalized(std::string_view text);

// True if `object` has what is wanted of the field `name`; null is anything.
bool HasWanted(const std::vector<Field>& fields, std::string_view name, const Value& object, const Value& wanted);

// The question that was asked.
struct LookupQuestion {
  const std::vector<Field>* fields = nullptr;  // FoundFields
  const LookupPlace* place = nullptr;
  const LookupRequest* request = nullptr;
};

// An error: what was looked for, where, and what there is. `all`: that, sorted by id.
void SayNone(const LookupQuestion& question, const std::vector<Value>& all, Diagnostics& diagnostics);
// An error: which ones, and what would tell them apart.
void SaySeveral(const LookupQuestion& question, const std::vector<Value>& found, Diagnostics& diagnostics);

}  // namespace ic::reconcile

#endif  // RECONCILE_READ_LOOKUP_WORDS_H_
