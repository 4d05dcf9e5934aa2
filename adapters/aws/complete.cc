#include "adapters/aws/tables.h"

namespace ic::aws {

void Complete(Kind /*kind*/, Value& /*object*/) {}

}  // namespace ic::aws
