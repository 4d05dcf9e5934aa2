// Ephemeral resources: what is told while Terraform runs and kept nowhere, in no state and no plan (`ephemeral "type"
// "name"`, Terraform 1.10, OpenTofu 1.11). They are opened while planning and again while applying, and each time may
// answer otherwise.
#ifndef SCHEMA_TERRAFORM_EPHEMERAL_H_
#define SCHEMA_TERRAFORM_EPHEMERAL_H_

#include "base/diagnostics.h"
#include "schema/terraform/schema.h"
#include "schema/value/value.h"

namespace ic::terraform {

struct OpenResponse {
  Value result;  // of the schema's type, wholly known; what was configured as it was
  Diagnostics diagnostics;
};

// Holds nothing open, so that there is nothing to renew and nothing to close.
class EphemeralResource {
 public:
  virtual ~EphemeralResource() = default;
  virtual const Schema& schema() const = 0;
  virtual Diagnostics Validate(const Value& config) = 0;
  // `config` is wholly known.
  virtual OpenResponse Open(const Value& config) = 0;
};

}  // namespace ic::terraform

#endif  // SCHEMA_TERRAFORM_EPHEMERAL_H_
