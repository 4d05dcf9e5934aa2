#include "adapters/aws/tables/traits.h"

#include "adapters/aws/tables/tables.h"

namespace ic::aws {
namespace {

VendorTraits MakeTraits() {
  VendorTraits traits = {
      .cloud = "aws",
      .title = "AWS Direct Connect",
      .provider_fields = ProviderFields(),
      .own_hosts = OwnHosts(),
      .quotas = Quotas(),
      .capabilities = Capabilities(),
      .lowered = {Kind::kBgpGroup},
      .marked = {Kind::kConnection, Kind::kVirtualInterface},
      .gateway_types = "`direct_connect_gateway` or `virtual_private_gateway`",
      .router = LinkFacts(),
      .complete = Complete,
  };
  PutTables(AwsTables(), traits);
  return traits;
}

}  // namespace

const std::vector<KindTables>& AwsTables() {
  static const std::vector<KindTables> kTables = {ConnectionTables(), InterfaceTables(), PeerTables(), GroupTables(),
                                                  CidrTables()};
  return kTables;
}

const VendorTraits& AwsTraits() {
  static const VendorTraits kTraits = MakeTraits();
  return kTraits;
}

}  // namespace ic::aws
