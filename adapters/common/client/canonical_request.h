// What signatures of requests have in common, whatever their algorithm: which headers are covered, and how moments are
// written.
#ifndef ADAPTERS_COMMON_CLIENT_CANONICAL_REQUEST_H_
#define ADAPTERS_COMMON_CLIENT_CANONICAL_REQUEST_H_

#include <string>
#include <string_view>

#include "adapters/wire/http.h"
#include "base/clock.h"

namespace ic {

struct CanonicalHeaders {
  std::string lines;  // "name:value", each with a line break
  std::string names;  // "content-type;host"
};

// Host, Content-Type and what begins with `prefix` (lower case), by name in lower case; `value` is how a value is
// written.
CanonicalHeaders SelectHeaders(const HttpHeaders& headers, std::string_view prefix,
                               std::string (*value)(std::string_view));

// "20260901T100000Z"
std::string CompactTimestamp(Time time);

}  // namespace ic

#endif  // ADAPTERS_COMMON_CLIENT_CANONICAL_REQUEST_H_
