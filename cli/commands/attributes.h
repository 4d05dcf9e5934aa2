// Attributes of an object, as `show` and `state show` print them: never a key.
#ifndef CLI_COMMANDS_ATTRIBUTES_H_
#define CLI_COMMANDS_ATTRIBUTES_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/contract/factory.h"
#include "cli/output/format/json.h"

namespace ic::cli {

// Lines of two cells, for Aligned.
using Rows = std::vector<std::vector<std::string>>;

enum class ShownWhat : std::uint8_t {
  kTold,  // what a cloud tells
  kHeld,  // that, and what only a configuration says
};

// Of a cloud that no vendor is: the neutral ones.
std::vector<Field> ShownFields(const AdapterFactory& factory, std::string_view cloud, Kind kind, ShownWhat what);

// Fields in their order, those of object fields with the path. Without what stands in a title: cloud, region, id.
void AddAttributes(const std::vector<Field>& fields, const Value& attributes, Rows& rows);

Json AttributesJson(const std::vector<Field>& fields, const Value& attributes);

}  // namespace ic::cli

#endif  // CLI_COMMANDS_ATTRIBUTES_H_
