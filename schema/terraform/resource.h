// What the protocol server calls: a provider with resources and data sources, in this product's own types.
// Every call gets whole objects as Values of the schema's implied type, and answers with Values of that type.
// All methods may be called from many threads at once. No method throws.
#ifndef SCHEMA_TERRAFORM_RESOURCE_H_
#define SCHEMA_TERRAFORM_RESOURCE_H_

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "base/diagnostics.h"
#include "schema/terraform/ephemeral.h"
#include "schema/terraform/function.h"
#include "schema/terraform/identity.h"
#include "schema/terraform/schema.h"
#include "schema/value/value.h"

namespace ic::terraform {

// `private_data` is opaque bytes that Terraform keeps in the state beside the object: clear text, so no secret.

struct ValidateRequest {
  Value config;
  bool write_only_allowed = false;  // the host knows write-only attributes
};

struct ReadRequest {
  Value current_state;
  std::string private_data;
};
struct ReadResponse {
  Value new_state;  // null: the object is gone
  std::string private_data;
  Diagnostics diagnostics;
};

struct PlanRequest {
  Value prior_state;     // null: create
  Value proposed_state;  // null: destroy
  Value config;          // null: destroy
  std::string prior_private;
  // The host said that it is applying: it plans once more then, and applies what is planned at once. False also where
  // it does not say.
  bool applying = false;
};
struct PlanResponse {
  Value planned_state;
  std::vector<AttributePath> requires_replace;
  std::string planned_private;
  Diagnostics diagnostics;
};

struct ApplyRequest {
  Value prior_state;    // null: create
  Value planned_state;  // null: destroy
  Value config;         // null: destroy; the only place where write-only values are
  std::string planned_private;
};
struct ApplyResponse {
  Value new_state;  // unknowns in it are made null before it is sent
  std::string private_data;
  Diagnostics diagnostics;
};

struct ImportResponse {
  Value state;
  std::string private_data;
  Diagnostics diagnostics;
};

// An object of another resource type, of this or another provider, as the state has it.
struct MoveRequest {
  std::string source_provider;  // its address: with a host (Terraform's, OpenTofu's, a mirror's), without, or one word
  std::string source_type;
  std::int64_t source_version = 0;  // of its schema
  std::string source_state;         // its attributes as JSON, in the source type's shape; secrets in clear
};
struct MoveResponse {
  Value state;
  std::string private_data;
  Diagnostics diagnostics;
};

class Resource {
 public:
  virtual ~Resource() = default;
  virtual const Schema& schema() const = 0;
  // Beyond what the schema says (the server has already refused nulls for required attributes, values for computed-only
  // ones, and write-only values on a host that cannot hold them).
  virtual Diagnostics Validate(const ValidateRequest& request) = 0;
  // An object that a state holds, before it is read, planned or applied: Terraform hands every object of the state over
  // at the start of its turn, when it applies too. Nothing is answered.
  virtual void Hold(const Value& /*state*/) {}
  virtual ReadResponse Read(const ReadRequest& request) = 0;
  virtual PlanResponse Plan(const PlanRequest& request) = 0;
  virtual ApplyResponse Apply(const ApplyRequest& request) = 0;
  virtual ImportResponse Import(const std::string& id) = 0;
  // Terraform asks a process that was never configured: no call is made. Null without an error: nothing of that type
  // can become one of these.
  virtual MoveResponse Move(const MoveRequest& /*request*/) { return {}; }

  // ---- identities: all three, or none
  // The same each time. Null: objects of the type have none.
  virtual const IdentitySchema* identity_schema() const { return nullptr; }
  // The one of an object that exists, of the schema's type; null while `state` does not tell all of it. No call is
  // made.
  virtual Value Identity(const Value& /*state*/) { return Value::Null(); }
  // `identity` is of the schema's type; any attribute may be null, a required one too.
  virtual ImportResponse ImportByIdentity(const Value& /*identity*/) { return {}; }
};

struct ReadDataRequest {
  Value config;
  // As PlanRequest::applying: other processes change what there is meanwhile, and what stands before this in the order
  // of the run is done.
  bool applying = false;
};
struct ReadDataResponse {
  Value state;
  Diagnostics diagnostics;
};

class DataSource {
 public:
  virtual ~DataSource() = default;
  virtual const Schema& schema() const = 0;
  virtual Diagnostics Validate(const Value& config) = 0;
  virtual ReadDataResponse Read(const ReadDataRequest& request) = 0;
};

struct ConfigureRequest {
  Value config;
  std::string terraform_version;
};

class Provider {
 public:
  virtual ~Provider() = default;
  virtual const Schema& schema() const = 0;
  // Names without order; the objects are owned by the provider and live as long as it does.
  virtual std::vector<std::string> ResourceTypes() const = 0;
  virtual std::vector<std::string> DataSourceTypes() const = 0;
  virtual Resource* FindResource(const std::string& type) = 0;      // null: no such type
  virtual DataSource* FindDataSource(const std::string& type) = 0;  // null: no such type
  virtual std::vector<std::string> EphemeralTypes() const { return {}; }
  virtual EphemeralResource* FindEphemeral(const std::string& /*type*/) { return nullptr; }  // likewise
  virtual std::vector<std::string> FunctionNames() const { return {}; }
  virtual Function* FindFunction(const std::string& /*name*/) { return nullptr; }  // likewise
  virtual Diagnostics ValidateConfig(const Value& config) = 0;
  // May be called more than once in a debug process.
  virtual Diagnostics Configure(const ConfigureRequest& request) = 0;
  // The user pressed Ctrl-C: running calls end soon, in a state that can be resumed.
  virtual void Stop() = 0;
};

}  // namespace ic::terraform

#endif  // SCHEMA_TERRAFORM_RESOURCE_H_
