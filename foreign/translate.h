// Translate: one object of a foreign state as the attributes of an object here.
#ifndef FOREIGN_TRANSLATE_H_
#define FOREIGN_TRANSLATE_H_

#include <cstdint>
#include <string>
#include <string_view>

#include "adapters/contract/kind.h"
#include "base/diagnostics.h"
#include "foreign/source_type.h"
#include "schema/value/value.h"

namespace ic::foreign {

// As its provider left it in a state. What `json` has may be secret: nothing of it gets into a message but names of
// attributes, ids, and the prefixes of what is refused.
struct SourceObject {
  std::string_view provider;  // in any of the forms of address.h
  std::string_view type;
  std::int64_t version = 0;  // of its schema
  std::string_view json;     // its attributes
};

struct Translation {
  // Of the fields of the kind, what the state tells: always `cloud` and `id`, never a key, no defaults. Null: there is
  // no such object here, which is an error, or `type` is none that anything is known of, which is not.
  Value attributes;
  // Errors are whole ways out. Warnings say what was left behind.
  Diagnostics diagnostics;
};

// `source` as an object of `kind`. Pure: it asks nobody.
Translation Translate(const SourceObject& source, Kind kind);

// What is known of a type; null: nothing. `provider` empty: of whichever provider.
const SourceType* FindSourceType(std::string_view provider, std::string_view type);

}  // namespace ic::foreign

#endif  // FOREIGN_TRANSLATE_H_
