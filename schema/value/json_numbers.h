// Numbers of JSON that its parser takes for too big.
#ifndef SCHEMA_VALUE_JSON_NUMBERS_H_
#define SCHEMA_VALUE_JSON_NUMBERS_H_

#include <string>
#include <string_view>

#include "base/status.h"

namespace ic {

// The JSON in `text` with a string of its digits for every number that no double or hardly one holds (1e300 and more):
// RapidJSON gives up at those though it is asked for their text only. What is no number stays as it is, for the parser
// to refuse. kInvalidArgument: a number that Number does not hold.
StatusOr<std::string> QuoteBigNumbers(std::string_view text);

}  // namespace ic

#endif  // SCHEMA_VALUE_JSON_NUMBERS_H_
