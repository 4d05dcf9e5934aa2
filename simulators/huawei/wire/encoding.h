// Paths and queries, as the service reads them.
#ifndef SIMULATORS_HUAWEI_WIRE_ENCODING_H_
#define SIMULATORS_HUAWEI_WIRE_ENCODING_H_

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace ic::sim::huawei {

// One segment of a path; '+' stays.
std::string DecodeSegment(std::string_view text);

using Query = std::vector<std::pair<std::string, std::string>>;

// The decoded parameters in the order in which they came, repeated ones too; '+' is a space.
Query ParseQuery(std::string_view raw);

}  // namespace ic::sim::huawei

#endif  // SIMULATORS_HUAWEI_WIRE_ENCODING_H_
