// Subject: what has to be known of a kind and a cloud to judge an object of it, without asking any cloud and without
// knowing the rest of the run. What asks no more takes a Subject; what asks the object's cloud takes an Asked, what
// needs the whole run a Call (call.h): each is the one before and something more.
#ifndef RECONCILE_OBJECT_SUBJECT_H_
#define RECONCILE_OBJECT_SUBJECT_H_

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "adapters/contract/traits.h"
#include "reconcile/object/object.h"
#include "reconcile/object/requests.h"
#include "reconcile/object/vendor_tables.h"
#include "schema/value/value.h"

namespace ic::reconcile {

// The neutral fields of a kind and every vendor's object. Moved, not copied: leaves point to their fields.
struct FieldTable {
  explicit FieldTable(std::vector<Field> all) : fields(std::move(all)), leaves(Leaves(fields)) {}
  FieldTable(FieldTable&&) = default;
  FieldTable(const FieldTable&) = delete;
  FieldTable& operator=(const FieldTable&) = delete;

  const std::vector<Field> fields;
  const std::vector<Leaf> leaves;
};

// What it points to outlives it.
struct Subject {
  Kind kind = Kind::kConnection;
  const VendorTraits* traits = nullptr;  // of the object's cloud
  const VendorTables* tables = nullptr;  // of these and the kind
  const FieldTable* field_table = nullptr;
  std::shared_ptr<const EngineConfig> config;  // the settings in force

  const std::vector<Field>& fields() const { return field_table->fields; }
  const std::vector<Leaf>& leaves() const { return field_table->leaves; }
  std::string cloud() const { return std::string(traits->cloud); }
  bool lowered() const { return IsLowered(*traits, kind); }
};

// The limits as they hold for this user. `prior`: as in AuditOptions.
AuditOptions LimitsFor(const Subject& subject, const Value* prior = nullptr);

// The hash that tells a create from every other: owner, kind, region, name and the values whose change replaces. Empty
// if one of them is not known yet.
std::string MarkOf(const Subject& subject, const Value& object);
// Likewise, for kinds whose objects carry no mark too: by it a record tells what create it is of.
std::string DigestOf(const Subject& subject, const Value& object);
// True if a mark shows whose an object is: the cloud keeps marks of the kind, and ours names an owner. Without one the
// mark is that of everybody who asks for the same.
bool MarkProves(const Subject& subject);
// True if `object` is made for another account, whose tags the cloud may keep from the one that made it.
bool IsForAnother(const Subject& subject, const Value& object);

}  // namespace ic::reconcile

#endif  // RECONCILE_OBJECT_SUBJECT_H_
