// What tells an object of a resource type from every other: a flat object of texts. Facts: Terraform plugin
// protocol 6.9.
#ifndef SCHEMA_TERRAFORM_IDENTITY_H_
#define SCHEMA_TERRAFORM_IDENTITY_H_

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "schema/value/type.h"

namespace ic::terraform {

struct IdentityAttribute {
  std::string name;
  std::string description;           // Markdown, a sentence; never empty
  bool required_for_import = false;  // otherwise it may be left out there
};

struct IdentitySchema {
  std::int64_t version = 0;
  std::vector<IdentityAttribute> attributes;

  // The type of a whole identity.
  Type ImpliedType() const {
    Type::Attributes types;
    for (const IdentityAttribute& attribute : attributes) types.emplace_back(attribute.name, Type::String());
    return Type::Object(std::move(types));
  }
};

}  // namespace ic::terraform

#endif  // SCHEMA_TERRAFORM_IDENTITY_H_
