// A Terraform schema as data: attributes, their types and behaviour. Provider, resources and data sources have one
// each. Only attributes, no blocks: nested objects are nested attributes (protocol 6), which behave the same
// everywhere. Facts: Terraform plugin protocol 6.8.
#ifndef SCHEMA_TERRAFORM_SCHEMA_H_
#define SCHEMA_TERRAFORM_SCHEMA_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "schema/value/type.h"

namespace ic::terraform {

struct Attribute;

enum class Nesting : std::uint8_t { kSingle, kList, kSet, kMap };

struct NestedType {
  Nesting nesting = Nesting::kSingle;
  std::vector<Attribute> attributes;
};

struct Attribute {
  std::string name;
  std::optional<Type> type;  // exactly one of `type` and `nested` is set
  std::optional<NestedType> nested;
  std::string description;  // Markdown, one or more sentences; never empty
  bool required = false;
  bool optional = false;
  bool computed = false;
  bool sensitive = false;
  bool write_only = false;
  std::string deprecation;  // non-empty: deprecated, and this is the warning to give
};

struct Schema {
  std::int64_t version = 0;
  std::string description;
  std::vector<Attribute> attributes;

  // The type of a whole object of this schema.
  Type ImpliedType() const;
  const Attribute* Find(std::string_view name) const;
};

// The type of one attribute, nested ones included.
Type ImpliedType(const Attribute& attribute);

// Where a schema stands, which decides the names that Terraform's language keeps for itself.
enum class SchemaUse : std::uint8_t { kResource, kDataSource, kProvider };

// What Terraform would refuse, crash on or make unusable (its own rules when it loads a schema, and the names its
// language reserves), and what this product demands beside: names in snake_case, a description everywhere. As text that
// begins with the attribute's path; empty if the schema is sound. For the tests of whoever makes one.
std::vector<std::string> FindSchemaFaults(const Schema& schema, SchemaUse use = SchemaUse::kResource);

}  // namespace ic::terraform

#endif  // SCHEMA_TERRAFORM_SCHEMA_H_
