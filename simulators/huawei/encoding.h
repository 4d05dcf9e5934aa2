// Percent-encoding and queries, as the service reads them.
#ifndef SIMULATORS_HUAWEI_ENCODING_H_
#define SIMULATORS_HUAWEI_ENCODING_H_

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace ic::sim::huawei {

// Everything but letters, digits and "-_.~" becomes %XX.
std::string PercentEncode(std::string_view text);

// A '%' that two hexadecimal digits do not follow stays as it is.
std::string PercentDecode(std::string_view text);

using Query = std::vector<std::pair<std::string, std::string>>;

// The decoded parameters in the order in which they came; '+' is a space.
Query ParseQuery(std::string_view raw);

// Lower-case hexadecimal digits.
std::string ToHex(std::string_view bytes);
std::string Sha256Hex(std::string_view data);
std::string HmacSha256(std::string_view key, std::string_view data);

}  // namespace ic::sim::huawei

#endif  // SIMULATORS_HUAWEI_ENCODING_H_
