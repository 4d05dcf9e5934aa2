#include "adapters/aws/tables.h"

namespace ic::aws {

std::vector<Limit> Limits() { return {}; }

}  // namespace ic::aws
