// BGP autonomous system numbers: 2- and 4-byte values in asplain (`65536`) or asdot (`1.0`) notation (RFC 5396).
#ifndef ADAPTERS_CONTRACT_ASN_H_
#define ADAPTERS_CONTRACT_ASN_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/status.h"

namespace ic {

// Reads either notation: 0 to 4294967295, as asdot 0.0 to 65535.65535. Which of these numbers may be used is a
// vendor's limit, not decided here. Anything else (signs, spaces, leading zeros, `AS65000`) is kInvalidArgument with a
// full sentence.
StatusOr<std::uint32_t> ParseAsn(std::string_view text);

// Asplain: "65536".
std::string FormatAsn(std::uint32_t asn);

// Asdot: "1.0" from 65536 on, asplain below.
std::string FormatAsdot(std::uint32_t asn);

// Written without quotes in HCL or YAML, `1.10` is a number and arrives as `1.1`. Returns a warning (full sentences,
// with the asplain reading) if `text` may have lost zeros in this way; nullopt if it cannot, or is no ASN.
std::optional<std::string> AsdotAmbiguity(std::string_view text);

}  // namespace ic

#endif  // ADAPTERS_CONTRACT_ASN_H_
