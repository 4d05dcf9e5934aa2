#include "adapters/alibaba/tables/traits.h"

#include "adapters/alibaba/tables/tables.h"

namespace ic::alibaba {

const VendorTraits& AlibabaTraits() {
  static const VendorTraits kTraits = {
      .cloud = "alibaba",
      .title = "Alibaba Cloud Express Connect",
      .fields = VendorFields(),
      .provider_fields = ProviderFields(),
      .limits = Limits(),
      .changes = Changes(),
      .rules = Rules(),
      .quotas = Quotas(),
      .capabilities = Capabilities(),
      .lowered = {},
      .marked = {Kind::kConnection, Kind::kVirtualInterface},
      .keys = {{Kind::kBgpPeer, "customer_address"}},
      .interface_advertises = true,
      .complete = Complete,
  };
  return kTraits;
}

}  // namespace ic::alibaba
