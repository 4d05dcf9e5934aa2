// Names of entries that stand in a list on another object: <id of the object>/<prefix>.
#ifndef ADAPTERS_COMMON_KINDS_ENTRY_NAME_H_
#define ADAPTERS_COMMON_KINDS_ENTRY_NAME_H_

#include <string>

#include "schema/value/value.h"

namespace ic {

// Canonical text of a prefix, of an address the prefix that is only it; what is neither stays as it is.
std::string CanonicalPrefix(const std::string& text);

struct EntryName {
  std::string parent;
  std::string cidr;  // canonical; empty in a name that is malformed

  static EntryName Parse(const std::string& id);
  // Of a desired or observed bgp_cidr.
  static EntryName Of(const Value& object);
  std::string Text() const { return parent + "/" + cidr; }
};

}  // namespace ic

#endif  // ADAPTERS_COMMON_KINDS_ENTRY_NAME_H_
