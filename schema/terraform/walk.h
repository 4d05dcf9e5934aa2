// Walking a value beside its schema: every attribute of every nested object with its value and path.
#ifndef SCHEMA_TERRAFORM_WALK_H_
#define SCHEMA_TERRAFORM_WALK_H_

#include <functional>
#include <optional>

#include "base/diagnostics.h"
#include "schema/terraform/schema.h"
#include "schema/value/value.h"

namespace ic::terraform {

// Called with the attribute, its value (null if absent) and its path. Elements of sets have no path of their own:
// theirs is the set's.
using AttributeVisitor = std::function<void(const Attribute&, const Value&, const AttributePath&)>;

// Visits the attributes of `object` in schema order, each before what is nested in it. Does nothing for a null or
// unknown object; goes into known nested objects only.
void VisitAttributes(const Schema& schema, const Value& object, const AttributeVisitor& visit);

// Called with an attribute and its value; returns the value to put in its place, or nullopt to keep it and go on with
// what is nested in it.
using AttributeEditor = std::function<std::optional<Value>(const Attribute&, const Value&)>;

// `object` with attributes replaced. Shares with `object` whatever did not change.
Value EditAttributes(const Schema& schema, const Value& object, const AttributeEditor& edit);

}  // namespace ic::terraform

#endif  // SCHEMA_TERRAFORM_WALK_H_
