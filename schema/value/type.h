// Type: the type of a Value, in Terraform's type system
// (https://developer.hashicorp.com/terraform/language/expressions/types). The types this product uses: no `dynamic`,
// because none of its attributes is dynamically typed.
#ifndef SCHEMA_VALUE_TYPE_H_
#define SCHEMA_VALUE_TYPE_H_

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace ic {

enum class TypeKind : std::uint8_t { kBool, kNumber, kString, kList, kSet, kMap, kObject };

// Immutable; copies share.
class Type {
 public:
  using Attributes = std::vector<std::pair<std::string, Type>>;  // sorted by name, names unique

  static Type Bool();
  static Type Number();
  static Type String();
  static Type List(Type element);
  static Type Set(Type element);
  static Type Map(Type element);
  // Sorts `attributes`; names must be unique.
  static Type Object(Attributes attributes);

  TypeKind kind() const { return rep_->kind; }
  bool is_primitive() const { return kind() <= TypeKind::kString; }
  // Only for kList, kSet and kMap.
  const Type& element() const { return rep_->element.front(); }
  // Only for kObject.
  const Attributes& attributes() const { return rep_->attributes; }
  // The type of attribute `name` of a kObject, or null.
  const Type* Attribute(std::string_view name) const;

  // Terraform's type JSON in compact form: `"string"`, `["list","string"]`, `["object",{"a":"bool"}]`.
  std::string ToJson() const;

  bool operator==(const Type& other) const;

 private:
  struct Rep {
    TypeKind kind;
    std::vector<Type> element;  // one or none
    Attributes attributes;
  };
  explicit Type(std::shared_ptr<const Rep> rep) : rep_(std::move(rep)) {}
  std::shared_ptr<const Rep> rep_;
};

}  // namespace ic

#endif  // SCHEMA_VALUE_TYPE_H_
