#include "adapters/aws/tables.h"

namespace ic::aws {

std::vector<Rule> Rules() { return {}; }

}  // namespace ic::aws
