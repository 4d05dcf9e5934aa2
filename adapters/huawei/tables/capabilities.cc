// What Huawei's Direct Connect can do, in the order of Capability.
#include "adapters/huawei/tables/sources.h"
#include "adapters/huawei/tables/tables.h"

namespace ic::huawei {

std::vector<CapabilityRow> Capabilities() {
  return {
      {Capability::kCreateConnection, Support::kNo,
       "lines are ordered in the console and adopted here; partners create hosted connections on their own lines",
       kApi},
      {Capability::kAcceptConnection, Support::kNo, "a hosted connection belongs to its tenant at once; it is adopted",
       kApi},
      {Capability::kAcceptInterface, Support::kYes, "interfaces that another tenant offers", kApi},
      {Capability::kSecondFamily, Support::kYes,
       "one IPv4 and one IPv6 session an interface, in regions that have IPv6", kPeerPage},
      {Capability::kOwnIpv6Addresses, Support::kYes, "both addresses are chosen, as with IPv4", kPeerPage},
      {Capability::kBfdSettings, Support::kYes,
       "switched and tuned on the virtual interface, for all its sessions; Open Telekom Cloud in Switzerland has it "
       "reserved",
       kSwissApi},
      {Capability::kBgpGroups, Support::kNo, "lowered: each peer gets the group's values", kApi},
      {Capability::kStaticRouting, Support::kYes, "with the remote subnets as routes", kPeerPage},
      {Capability::kTags, Support::kYes,
       "on connections and virtual interfaces; only interfaces can be marked when they are created", kTagsPage},
      {Capability::kWriteOnlyKey, Support::kYes, "Huawei returns keys with every read; they are dropped there", kApi},
  };
}

}  // namespace ic::huawei
