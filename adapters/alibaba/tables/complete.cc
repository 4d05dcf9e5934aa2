// What is known of an object before any call, beyond the neutral defaults.
#include "adapters/common/tables/complete.h"

#include "adapters/alibaba/tables/tables.h"

namespace ic::alibaba {

// Nothing else is filled in: what the vendor or a group decides stays as it is when it is left out.
void Complete(Kind kind, Value& object) { TakeFamilyFromAddresses(kind, object); }

}  // namespace ic::alibaba
