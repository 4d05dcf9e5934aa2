// What Direct Connect can do, in the order of Capability.
#include "adapters/aws/tables/sources.h"
#include "adapters/aws/tables/tables.h"

namespace ic::aws {

std::vector<CapabilityRow> Capabilities() {
  return {
      {Capability::kCreateConnection, Support::kYes, "dedicated connections; hosted ones are ordered from a partner",
       kApi},
      {Capability::kAcceptConnection, Support::kYes, "hosted connections that a partner offers", kApi},
      {Capability::kAcceptInterface, Support::kYes, "hosted interfaces that another account offers", kHostedPage},
      {Capability::kSecondFamily, Support::kYes, "one IPv4 and one IPv6 session an interface", kPeersPage},
      {Capability::kOwnIpv6Addresses, Support::kNo, "AWS allocates a /125", kPeersPage},
      {Capability::kBfdSettings, Support::kNo, "always on at AWS's side, 300 ms with a multiplier of 3 at least",
       kBgpPage},
      {Capability::kBgpGroups, Support::kNo, "lowered: each peer gets the group's values", kApi},
      {Capability::kStaticRouting, Support::kNo, "BGP is required", kInterfacesPage},
      {Capability::kTags, Support::kYes, "on connections and virtual interfaces, not on BGP peers", kApi},
      {Capability::kWriteOnlyKey, Support::kYes, "AWS returns keys with every read; they are dropped there", kApi},
  };
}

}  // namespace ic::aws
