// What is known of an AWS object before any call, beyond the neutral defaults.
#include "adapters/common/tables/complete.h"

#include "adapters/aws/tables/tables.h"

namespace ic::aws {

// Nothing but a peer's family is filled in: what AWS decides (MTU, SiteLink, the ASN of its side) stays as it is when
// it is left out, and a default here would change it.
void Complete(Kind kind, Value& object) { TakeFamilyFromAddresses(kind, object); }

}  // namespace ic::aws
