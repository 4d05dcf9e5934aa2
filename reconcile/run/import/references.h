// Ids of objects that a configuration has become references to them again.
#ifndef RECONCILE_RUN_IMPORT_REFERENCES_H_
#define RECONCILE_RUN_IMPORT_REFERENCES_H_

#include <compare>
#include <map>
#include <string>

#include "reconcile/run/set/desired_set.h"
#include "reconcile/run/set/field_index.h"
#include "reconcile/run/set/inventory.h"
#include "reconcile/run/set/refresh.h"

namespace ic::run {

// What can be referred to. Only what the configuration has, or will have: a reference to anything else would dangle.
class Referables {
 public:
  // The first of an identity stays.
  void Add(const Identity& identity, const Address& address, const std::string& account = {});
  // What the configuration has already, by what the state knows of it or by what it asks to take over.
  void AddConfigured(const DesiredSet& desired, const KnownObjects& known);

  // Takes ids out of `object.config` where they are those of an object of its account, and refers to that.
  void TakeReferences(const FieldIndex& field_index, DesiredObject& object) const;

 private:
  struct Key {
    std::string account;
    std::string cloud;
    Kind kind;
    std::string id;
    auto operator<=>(const Key&) const = default;
  };
  std::map<Key, Address> addresses_;
};

}  // namespace ic::run

#endif  // RECONCILE_RUN_IMPORT_REFERENCES_H_
