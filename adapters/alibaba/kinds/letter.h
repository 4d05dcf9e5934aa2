// The letter of authorization of a circuit.
#ifndef ADAPTERS_ALIBABA_KINDS_LETTER_H_
#define ADAPTERS_ALIBABA_KINDS_LETTER_H_

#include <stop_token>
#include <string>

#include "adapters/contract/adapter.h"

namespace ic::alibaba {

class Region;

// As Adapter::LetterOf, by DescribePhysicalConnectionLOA: the address of the document. It is applied for by people,
// with names and papers of those who will work on site; nothing here does that. Source: VPC API reference,
// DescribePhysicalConnectionLOA.
StatusOr<Letter> ReadLetter(Region& region, const std::string& connection, const std::string& provider,
                            std::stop_token stop);

}  // namespace ic::alibaba

#endif  // ADAPTERS_ALIBABA_KINDS_LETTER_H_
