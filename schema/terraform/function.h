// Functions of a provider: `provider::interconnect::name(…)`. Pure and offline: Terraform calls them before anything is
// configured, in every walk and several times, and takes another answer to the same arguments for a fault.
#ifndef SCHEMA_TERRAFORM_FUNCTION_H_
#define SCHEMA_TERRAFORM_FUNCTION_H_

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "schema/value/type.h"
#include "schema/value/value.h"

namespace ic::terraform {

struct Parameter {
  std::string name;  // an identifier
  Type type = Type::String();
  std::string description;  // Markdown; never empty
};

struct Signature {
  std::vector<Parameter> parameters;
  std::optional<Parameter> rest;  // any number of further arguments of this kind
  Type result = Type::String();
  std::string summary;      // a sentence
  std::string description;  // Markdown
};

struct FunctionAnswer {
  Value result;
  std::string error;                         // empty: none. A sentence
  std::optional<std::size_t> argument = {};  // that the error is about, from 0; absent: about none
};

class Function {
 public:
  virtual ~Function() = default;
  virtual const Signature& signature() const = 0;
  // As many arguments as the signature has, and those of `rest`; none is null or holds an unknown.
  virtual FunctionAnswer Call(const std::vector<Value>& arguments) = 0;
};

}  // namespace ic::terraform

#endif  // SCHEMA_TERRAFORM_FUNCTION_H_
