// Bandwidths: `1Gbps`, `1G` and `1000Mbps` mean the same.
#ifndef ADAPTERS_CONTRACT_BANDWIDTH_H_
#define ADAPTERS_CONTRACT_BANDWIDTH_H_

#include <cstdint>
#include <string>
#include <string_view>

#include "base/status.h"

namespace ic {

// Bits per second. A positive number with at most three decimals, then a decimal unit: k, M, G or T in any case, with
// or without `bps` after it; a space between number and unit is allowed. Anything else is kInvalidArgument with a full
// sentence.
StatusOr<std::int64_t> ParseBandwidth(std::string_view text);

// The vocabulary's spelling: the largest unit that needs no decimals, "1Gbps", "1600Gbps", "1500Mbps".
std::string FormatBandwidth(std::int64_t bits_per_second);

// With decimals, where it is not a whole number of the largest unit that it reaches: "500Mbps", "1.2Gbps", "1.6Tbps".
// Parsed, it is the same value, if that has at most three decimals in its unit.
std::string FormatBandwidthInLargestUnit(std::int64_t bits_per_second);

}  // namespace ic

#endif  // ADAPTERS_CONTRACT_BANDWIDTH_H_
