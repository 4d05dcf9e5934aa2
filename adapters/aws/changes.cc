#include "adapters/aws/tables.h"

namespace ic::aws {

std::vector<Change> Changes() { return {}; }

}  // namespace ic::aws
