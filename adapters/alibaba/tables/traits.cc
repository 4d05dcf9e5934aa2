#include "adapters/alibaba/tables/traits.h"

#include <algorithm>
#include <array>

#include "adapters/alibaba/tables/tables.h"

namespace ic::alibaba {

namespace {

VendorTraits MakeTraits() {
  VendorTraits traits = {
      .cloud = "alibaba",
      .title = "Alibaba Cloud Express Connect",
      .provider_fields = ProviderFields(),
      .own_hosts = OwnHosts(),
      // ModifyVirtualBorderRouterAttribute refuses the connection's owner what is not named as that one's (kVbrPage).
      .decides_rest = Party::kObjectOwner,
      .rules = Rules(),
      .quotas = Quotas(),
      .capabilities = Capabilities(),
      .marked = {Kind::kConnection, Kind::kVirtualInterface},
      .keys = {{Kind::kBgpPeer, "customer_address"}},
      .interface_advertises = true,
      .links = {{"ipv6", "alibaba.ipv6_cloud_address", "alibaba.ipv6_customer_address", "alibaba.ipv6"}},
      .gateway_types = "`express_connect_router`, which takes an interface in with the vendor's own provider",
      .router = LinkFacts(),
      .complete = Complete,
  };
  PutTables(AlibabaTables(), traits);
  return traits;
}

}  // namespace

// Source of both: alibabacloud_vpc20160428 7.2.2, CreatePhysicalConnection and ModifyPhysicalConnectionAttribute, read
// 2026-11-30.
const FastPort* FindFastPort(std::int64_t bandwidth) {
  static constexpr std::array kPorts = {FastPort{40'000'000'000, "40GBase-LR"},
                                        FastPort{100'000'000'000, "100GBase-LR"}};
  const auto* const found = std::ranges::find(kPorts, bandwidth, &FastPort::bandwidth);
  return found == kPorts.end() ? nullptr : found;
}

bool IsOrdered(std::int64_t bandwidth) {
  constexpr std::int64_t kMegabit = 1'000'000;
  constexpr std::array kMegabits = {50, 100, 200, 300, 400, 500, 1000, 2000, 4000, 5000, 8000, 10000};
  return std::ranges::any_of(kMegabits, [bandwidth](int some) { return some * kMegabit == bandwidth; });
}

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
