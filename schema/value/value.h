// Value: null, unknown or known. The one value type of the product: Terraform's wire formats, YAML and the vendors'
// JSON are converted to it at the border, and everything between speaks it.
//
// A value does not carry its type; a schema (schema/value/type.h) does. Lists, sets, maps and objects are distinct
// kinds, so that equality is right without a type: sets compare without order, objects treat an absent attribute and a
// null one alike.
#ifndef SCHEMA_VALUE_VALUE_H_
#define SCHEMA_VALUE_VALUE_H_

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "schema/value/number.h"

namespace ic {

class Value {
 public:
  enum class Kind : std::uint8_t { kNull, kUnknown, kBool, kNumber, kString, kList, kSet, kMap, kObject };
  using Elements = std::vector<Value>;
  using Field = std::pair<std::string, Value>;
  using Fields = std::vector<Field>;  // sorted by name, names unique

  Value() = default;  // null
  static Value Null() { return {}; }
  static Value Unknown();
  static Value Bool(bool value);
  static Value Int(std::int64_t value);
  static Value Of(Number value);
  static Value String(std::string_view value);
  static Value List(Elements elements);
  // Drops duplicates (a set that holds unknowns keeps each of them) and sorts, so that equal sets look equal too.
  static Value Set(Elements elements);
  // Both sort; of equal names the last one wins.
  static Value Map(Fields fields);
  static Value Object(Fields fields);
  // A list or set of strings.
  static Value Strings(const std::vector<std::string>& strings);
  static Value StringSet(const std::vector<std::string>& strings);

  Kind kind() const { return static_cast<Kind>(rep_.index()); }
  bool is_null() const { return kind() == Kind::kNull; }
  bool is_unknown() const { return kind() == Kind::kUnknown; }
  // Neither null nor unknown. What is inside may still be unknown.
  bool is_known() const { return !is_null() && !is_unknown(); }
  // No unknown here or anywhere inside. Null is wholly known.
  bool IsWhollyKnown() const;

  // Each requires the kind of its name.
  bool AsBool() const { return std::get<bool>(rep_); }
  const Number& AsNumber() const { return std::get<Number>(rep_); }
  const std::string& AsString() const { return std::get<std::string>(rep_); }
  const Elements& elements() const;  // kList, kSet
  const Fields& fields() const;      // kMap, kObject

  // The field of a map or object, or null if it has none or if this is not one. Of an unknown value: unknown.
  const Value& Get(std::string_view name) const;

  // Sets a field of a map or object (null becomes an empty object first). Setting null on an object keeps the field.
  // Other values that share the fields are not changed; what nobody shares is changed in place.
  void Put(std::string_view name, Value value);

  // The same value with every unknown in it made null.
  Value UnknownToNull() const;

  // By value, as described above. Unknown equals unknown.
  bool operator==(const Value& other) const;

  // For messages and tests: HCL-like, `(unknown)` for unknown, `null`. Not for secrets.
  std::string ToString() const;

 private:
  struct UnknownTag {};
  struct ListRep {
    std::shared_ptr<const Elements> elements;
  };
  struct SetRep {
    std::shared_ptr<const Elements> elements;
  };
  struct MapRep {
    std::shared_ptr<const Fields> fields;
  };
  struct ObjectRep {
    std::shared_ptr<const Fields> fields;
  };
  // In the order of Kind.
  std::variant<std::monostate, UnknownTag, bool, Number, std::string, ListRep, SetRep, MapRep, ObjectRep> rep_;
};

}  // namespace ic

#endif  // SCHEMA_VALUE_VALUE_H_
