// URLs taken apart, and percent-encoding (RFC 3986), as request signatures need them.
#ifndef ADAPTERS_WIRE_URL_H_
#define ADAPTERS_WIRE_URL_H_

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/status.h"

namespace ic {

// Every byte but letters, digits and "-._~" becomes %XX, in capitals.
std::string PercentEncode(std::string_view text);
// Whether `text` can stand in an address as one segment of its path, once it is encoded. kInvalidArgument for what
// somebody on the way reads as another path, encoded or not: nothing, "." and "..", slashes, control characters.
// `what`: "an id".
Status CheckPathSegment(std::string_view text, std::string_view what);

// Views into the URL. No fragment is expected.
struct UrlParts {
  std::string_view path;   // from the first "/" after the host; empty if there is none
  std::string_view query;  // without its "?"
};
UrlParts SplitUrl(std::string_view url);

// The pairs of a query as they are written (still encoded), in order; a key without "=" has an empty value.
std::vector<std::pair<std::string, std::string>> QueryPairs(std::string_view query);

}  // namespace ic

#endif  // ADAPTERS_WIRE_URL_H_
