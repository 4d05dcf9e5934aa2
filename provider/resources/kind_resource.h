// `interconnect_<kind>`: one resource for all five kinds. What differs between kinds is in the field list and in the
// engine, not here.
#ifndef PROVIDER_RESOURCES_KIND_RESOURCE_H_
#define PROVIDER_RESOURCES_KIND_RESOURCE_H_

#include <string>

#include "adapters/contract/factory.h"
#include "provider/resources/one_cause.h"
#include "reconcile/engine.h"
#include "schema/terraform/resource.h"

namespace ic {

// The engine's `facts` travel as Terraform's private data. `engine` and `one_cause` outlive the resource.
class KindResource : public terraform::Resource {
 public:
  KindResource(const AdapterFactory& factory, Kind kind, Engine& engine, OneCause& one_cause);

  const terraform::Schema& schema() const override { return schema_; }
  Diagnostics Validate(const terraform::ValidateRequest& request) override;
  void Hold(const Value& state) override { engine_.Hold(kind_, state); }
  terraform::ReadResponse Read(const terraform::ReadRequest& request) override;
  terraform::PlanResponse Plan(const terraform::PlanRequest& request) override;
  terraform::ApplyResponse Apply(const terraform::ApplyRequest& request) override;
  terraform::ImportResponse Import(const std::string& id) override;
  terraform::MoveResponse Move(const terraform::MoveRequest& request) override;
  const terraform::IdentitySchema* identity_schema() const override;
  Value Identity(const Value& state) override;
  terraform::ImportResponse ImportByIdentity(const Value& identity) override;

 private:
  Kind kind_;
  Engine& engine_;
  OneCause& one_cause_;
  terraform::Schema schema_;
};

}  // namespace ic

#endif  // PROVIDER_RESOURCES_KIND_RESOURCE_H_
