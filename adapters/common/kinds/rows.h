// Applies rows of attributes (adapters/common/tables/attribute_rows.h) to what an API answers and takes.
#ifndef ADAPTERS_COMMON_KINDS_ROWS_H_
#define ADAPTERS_COMMON_KINDS_ROWS_H_

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include "adapters/common/tables/attribute_rows.h"
#include "schema/value/value.h"

namespace ic {

// What every object has: `cloud`, `region`, `id` (null if empty). Everything else of `prior` stays until rows say
// otherwise; a write-only key never does.
Value StartObject(std::string_view cloud, const std::string& id, const std::string& region, const Value& prior);

// Sets what `answer` tells of the rows. The vendor's own object is there afterwards, if a row is in it.
void ReadRows(std::span<const AttributeRow> rows, const nlohmann::json& answer, Value& attributes);

// Sets one attribute; objects on the way are made.
void PutAt(Value& object, std::string_view path, Value value);
// Likewise, but nothing that is told leaves the attribute as it was.
void PutIfTold(Value& object, std::string_view path, Value value);
// The members of a create, of all that is set in `desired`.
nlohmann::json CreateMembers(std::span<const AttributeRow> rows, const Value& desired);

// The members of one call that changes an object.
struct MemberChange {
  std::string name;  // the rows' `together`, or the one row's path
  nlohmann::json members;
};
// What of `desired` the rows that `changed` names send, in the order of the rows; values that `live` has already are
// left out. Null `live`: nothing is compared, the caller knows that they differ.
std::vector<MemberChange> ModifyMembers(std::span<const AttributeRow> rows, const std::vector<std::string>& changed,
                                        const Value& desired, const nlohmann::json* live);

}  // namespace ic

#endif  // ADAPTERS_COMMON_KINDS_ROWS_H_
