// The document that DescribeLoa gives.
#ifndef SIMULATORS_AWS_OPERATIONS_LOA_H_
#define SIMULATORS_AWS_OPERATIONS_LOA_H_

#include <string>
#include <vector>

namespace ic::sim::aws {

// A PDF of one page with these lines of ASCII text.
std::string LetterPdf(const std::vector<std::string>& lines);

}  // namespace ic::sim::aws

#endif  // SIMULATORS_AWS_OPERATIONS_LOA_H_
