// DesiredSet: everything that a repository asks for, read but not resolved. Made by whoever reads a format
// (cli/config); knows none itself.
#ifndef RECONCILE_RUN_SET_DESIRED_SET_H_
#define RECONCILE_RUN_SET_DESIRED_SET_H_

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "adapters/contract/limits.h"
#include "reconcile/run/set/located.h"
#include "reconcile/state/address.h"
#include "schema/value/value.h"

namespace ic {

// An entry of `clouds`.
struct Account {
  std::string name;   // "aws", "aws-partner"
  std::string cloud;  // the vendor
  Value settings;     // fields of VendorTraits::provider_fields; null: none. Secrets may be in it.
  Position where;
};

// A field whose value is the id of another object of the set.
struct Reference {
  std::string field;  // "connection_id"; inside an object field its path, with a point
  Address target;
  // On the target: the object is where that is, and known by it. False: it only names it, and comes after it.
  bool stands = true;
};

struct DesiredObject {
  Address address;
  std::string account;  // its own or its parent's
  // Only what was written, in the vocabulary's fields (`cloud` is the vendor's name, always there; `region` its own or
  // its parent's, if either wrote one). References are absent. May hold the plain BGP key.
  Value config;
  std::vector<Reference> references;
  Position where;
  std::vector<std::pair<std::string, Position>> fields;  // of what was written: "vlan", "aws.site_link", "tags.team"
  // Paths that were written as nothing: `[]`, `""`, `false`. `config` has no such spelling; a takeover asks for it.
  std::vector<std::string> none = {};

  // The closest place for an attribute: itself, what is around it, the object.
  Position PositionOf(const AttributePath& path) const;
};

// A finding of drift that shall not count.
struct DriftIgnore {
  std::string address;  // `virtual_interface.prod`, or `*`
  std::string field;    // empty: the whole object
  std::string reason;
  std::string until;  // ISO date, the last day it holds; empty never
  Position where;
};

struct DesiredSet {
  std::vector<std::string> files;  // as the user named them
  std::string owner;
  LimitOverrides limits;
  std::set<std::string> allow_disruption;
  std::vector<Account> accounts;       // sorted by name; holds every account that an object names
  std::vector<DesiredObject> objects;  // sorted by address
  std::map<Address, Address> moved;    // from → to
  std::vector<DriftIgnore> ignores;

  std::map<std::string, Value> tag_settings;        // by name (TagSettingFields), as written
  std::map<std::string, Position> tag_settings_at;  // where

  const DesiredObject* Find(const Address& address) const;
  const Account* FindAccount(std::string_view name) const;
  LocatedDiagnostic Locate(Diagnostic diagnostic, const DesiredObject& object) const;
  LocatedDiagnostic Locate(Diagnostic diagnostic, Position where) const;
  // Where the object of that address is written, if it is.
  LocatedDiagnostic Locate(Diagnostic diagnostic, const Address& address) const;
};

}  // namespace ic

#endif  // RECONCILE_RUN_SET_DESIRED_SET_H_
