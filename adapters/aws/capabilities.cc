#include "adapters/aws/tables.h"

namespace ic::aws {

std::vector<CapabilityRow> Capabilities() { return {}; }

}  // namespace ic::aws
