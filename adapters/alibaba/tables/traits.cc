#include "adapters/alibaba/tables/traits.h"

#include "adapters/alibaba/tables/tables.h"

namespace ic::alibaba {

namespace {

VendorTraits MakeTraits() {
  VendorTraits traits = {
      .cloud = "alibaba",
      .title = "Alibaba Cloud Express Connect",
      .provider_fields = ProviderFields(),
      .own_hosts = OwnHosts(),
      .rules = Rules(),
      .quotas = Quotas(),
      .capabilities = Capabilities(),
      .marked = {Kind::kConnection, Kind::kVirtualInterface},
      .keys = {{Kind::kBgpPeer, "customer_address"}},
      .interface_advertises = true,
      .complete = Complete,
  };
  PutTables(AlibabaTables(), traits);
  return traits;
}

}  // namespace

const std::vector<KindTables>& AlibabaTables() {
  static const std::vector<KindTables> kTables = {ConnectionTables(), InterfaceTables(), PeerTables(), GroupTables(),
                                                  CidrTables()};
  return kTables;
}

const VendorTraits& AlibabaTraits() {
  static const VendorTraits kTraits = MakeTraits();
  return kTraits;
}

}  // namespace ic::alibaba
