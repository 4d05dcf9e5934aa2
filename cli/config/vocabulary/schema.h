// The format as JSON Schema.
#ifndef CLI_CONFIG_VOCABULARY_SCHEMA_H_
#define CLI_CONFIG_VOCABULARY_SCHEMA_H_

#include <string>

#include "adapters/contract/factory.h"

namespace ic::cli {

// JSON Schema (draft 2020-12 as far as editors read it) of the format, from the field lists.
std::string ConfigurationSchema(const AdapterFactory& factory);

}  // namespace ic::cli

#endif  // CLI_CONFIG_VOCABULARY_SCHEMA_H_
