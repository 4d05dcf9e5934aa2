#include "adapters/aws/tables.h"

namespace ic::aws {

std::vector<Quota> Quotas() { return {}; }

}  // namespace ic::aws
