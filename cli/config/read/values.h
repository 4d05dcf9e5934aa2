// Values: YAML nodes as values of the field list's types.
#ifndef CLI_CONFIG_READ_VALUES_H_
#define CLI_CONFIG_READ_VALUES_H_

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "adapters/contract/fields.h"
#include "adapters/contract/traits.h"
#include "cli/config/read/report.h"
#include "cli/config/read/sources.h"
#include "cli/config/vocabulary/vocabulary.h"
#include "cli/config/yaml/yaml_tree.h"
#include "schema/value/value.h"

namespace ic::cli {

// What surrounds the values of one object (or entry of `clouds`) while they are read.
struct ValueContext {
  Report& report;
  Sources& sources;
  std::optional<Address> address;
  // Where each path ("bfd.enabled", "tags.team") is written; null: nobody wants to know.
  std::vector<std::pair<std::string, Position>>* positions = nullptr;
  const VendorTraits* traits = nullptr;  // of settings of a cloud: whose they are
  Report* later = nullptr;               // Sources::Expand
  // Whose names may stand for ids inside object fields: they are passed over. Null: none.
  const KindVocabulary* vocabulary = nullptr;
};

// The value of `field`, or nullopt after an error. What is not looked up (LoadOptions::resolve_secrets) is unknown.
std::optional<Value> ReadValue(const Field& field, const Yaml& node, const AttributePath& path, ValueContext& context);

// Text as it is written, sources resolved. `name` is for messages. A null or a truth value is an error. `hidden`: it
// goes into a field that is never shown.
std::optional<Text> ReadText(std::string_view name, const Yaml& node, const Subject& subject, ValueContext& context,
                             bool hidden = false);

// "a list", "a map", "nothing", "text".
std::string_view TypeWords(const Yaml& node);

}  // namespace ic::cli

#endif  // CLI_CONFIG_READ_VALUES_H_
