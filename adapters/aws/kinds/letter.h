// The letter of authorization of a port (LOA-CFA).
#ifndef ADAPTERS_AWS_KINDS_LETTER_H_
#define ADAPTERS_AWS_KINDS_LETTER_H_

#include <stop_token>
#include <string>

#include "adapters/contract/adapter.h"

namespace ic::aws {

class Region;

// As Adapter::LetterOf, by DescribeLoa: a PDF. `connection` may be a LAG's id too. AWS notes when it was last asked for
// (loaIssueTime). Source: API model of Direct Connect, DescribeLoa.
StatusOr<Letter> ReadLetter(Region& region, const std::string& connection, const std::string& provider,
                            std::stop_token stop);

}  // namespace ic::aws

#endif  // ADAPTERS_AWS_KINDS_LETTER_H_
