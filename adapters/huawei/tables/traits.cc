#include "adapters/huawei/tables/traits.h"

#include "adapters/common/tables/complete.h"
#include "adapters/huawei/tables/tables.h"

namespace ic::huawei {

const VendorTraits& HuaweiTraits() {
  static const VendorTraits kTraits = {
      .cloud = kCloudName,
      .title = "Huawei Cloud Direct Connect",
      .fields = VendorFields(),
      .provider_fields = ProviderFields(),
      .limits = Limits(),
      .changes = Changes(),
      .rules = Rules(),
      .quotas = Quotas(),
      .capabilities = Capabilities(),
      .lowered = {Kind::kBgpGroup},
      // A hosted connection is created without tags.
      .marked = {Kind::kVirtualInterface},
      .location_given_by = "huawei.hosting_id",
      .complete = TakeFamilyFromAddresses,
  };
  return kTraits;
}

}  // namespace ic::huawei
