// What a schema says about a configuration and Terraform leaves to the provider to check.
//
// Terraform 1.11.4 refuses missing, unknown and wrongly typed arguments itself. It was seen to accept a required
// argument that is null, a value for an attribute that only the provider can set, and, on hosts that do not know
// write-only attributes, a value for one (which they would then store).
#ifndef SCHEMA_TERRAFORM_VALIDATE_H_
#define SCHEMA_TERRAFORM_VALIDATE_H_

#include "base/diagnostics.h"
#include "schema/terraform/schema.h"
#include "schema/value/value.h"

namespace ic::terraform {

// Errors, each on its attribute, for: a required attribute known to be null; a known value for a computed-only
// attribute; any value of a write-only attribute if the host does not know those. A warning for each deprecated
// attribute in use. At every depth; unknown values are never faults, since they may turn out right.
Diagnostics ValidateAgainstSchema(const Schema& schema, const Value& config, bool write_only_allowed);

// `object` with every write-only attribute null: the form in which it may be planned and stored.
Value NullWriteOnly(const Schema& schema, const Value& object);

}  // namespace ic::terraform

#endif  // SCHEMA_TERRAFORM_VALIDATE_H_
