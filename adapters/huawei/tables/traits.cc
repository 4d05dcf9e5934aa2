#include "adapters/huawei/tables/traits.h"

#include "adapters/common/tables/complete.h"
#include "adapters/huawei/tables/tables.h"

namespace ic::huawei {

namespace {

VendorTraits MakeTraits() {
  VendorTraits traits = {
      .cloud = kCloudName,
      .title = "Huawei Cloud Direct Connect",
      .provider_fields = ProviderFields(),
      .own_hosts = OwnHosts(),
      .rules = Rules(),
      .quotas = Quotas(),
      .capabilities = Capabilities(),
      .lowered = {Kind::kBgpGroup},
      // A hosted connection is created without tags.
      .marked = {Kind::kVirtualInterface},
      .tagged_by_others = {{Kind::kConnection, "huawei.resource_tenant_id"}},
      // Direct Connect API reference, DC.1214: only the tenant whose connection it is on changes an interface.
      .parts_of_offers = {Kind::kBgpPeer},
      .location_given_by = "huawei.hosting_id",
      .gateway_types = "`VGW` or `GDGW`, as `huawei.gateway_type` takes it",
      .router = LinkFacts(),
      .complete = TakeFamilyFromAddresses,
  };
  PutTables(HuaweiTables(), traits);
  return traits;
}

}  // namespace

const std::vector<KindTables>& HuaweiTables() {
  static const std::vector<KindTables> kTables = {ConnectionTables(), InterfaceTables(), PeerTables(), GroupTables(),
                                                  CidrTables()};
  return kTables;
}

const VendorTraits& HuaweiTraits() {
  static const VendorTraits kTraits = MakeTraits();
  return kTraits;
}

}  // namespace ic::huawei
