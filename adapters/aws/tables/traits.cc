#include "adapters/aws/tables/traits.h"

#include "adapters/aws/tables/tables.h"

namespace ic::aws {

const VendorTraits& AwsTraits() {
  static const VendorTraits kTraits = {
      .cloud = "aws",
      .title = "AWS Direct Connect",
      .fields = VendorFields(),
      .provider_fields = ProviderFields(),
      .limits = Limits(),
      .changes = Changes(),
      .rules = Rules(),
      .quotas = Quotas(),
      .capabilities = Capabilities(),
      .lowered = {Kind::kBgpGroup},
      .marked = {Kind::kConnection, Kind::kVirtualInterface},
      .complete = Complete,
  };
  return kTraits;
}

}  // namespace ic::aws
