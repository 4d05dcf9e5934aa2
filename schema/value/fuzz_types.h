// The types that the fuzzer and its seeds agree on: each kind, alone and nested. For tests only.
#ifndef SCHEMA_VALUE_FUZZ_TYPES_H_
#define SCHEMA_VALUE_FUZZ_TYPES_H_

#include <vector>

#include "schema/value/type.h"

namespace ic {

// By their place in the list. New ones go to the end, so that collected inputs keep their meaning.
inline const std::vector<Type>& FuzzTypes() {
  static const std::vector<Type> types = {
      Type::Bool(),
      Type::Number(),
      Type::String(),
      Type::List(Type::Number()),
      Type::Set(Type::String()),
      Type::Map(Type::String()),
      Type::Object({{"id", Type::String()}, {"vlan", Type::Number()}, {"on", Type::Bool()}}),
      Type::List(Type::Object({{"tags", Type::Map(Type::Set(Type::Number()))}, {"name", Type::String()}})),
  };
  return types;
}

}  // namespace ic

#endif  // SCHEMA_VALUE_FUZZ_TYPES_H_
