// What Express Connect can do, in the order of Capability.
#include "adapters/alibaba/tables/sources.h"
#include "adapters/alibaba/tables/tables.h"

namespace ic::alibaba {

std::vector<CapabilityRow> Capabilities() {
  return {
      {Capability::kCreateConnection, Support::kYes,
       "ordered by API; people at Alibaba Cloud review it, and its letter of authorization", kCircuitPage},
      {Capability::kAcceptConnection, Support::kYes, "hosted connections that a partner offers", kApi},
      {Capability::kAcceptInterface, Support::kYes,
       "virtual border routers that another account makes: giving them addresses confirms them", kApi},
      {Capability::kSecondFamily, Support::kYes, "up to eight sessions of both families a virtual border router",
       Older(kBgpPage, "the guide of 2018 knows no IPv6")},
      {Capability::kOwnIpv6Addresses, Support::kYes, "two of the router's, which an IPv6 session may bring", kVbrPage},
      {Capability::kBfdSettings, Support::kYes, "a switch a session, timers a virtual border router", kBgpPage},
      {Capability::kBgpGroups, Support::kYes, "sessions take number and key from their group", kBgpPage},
      {Capability::kStaticRouting, Support::kYes, "routes are entries of the router's route table", kBgpPage},
      {Capability::kTags, Support::kYes, "on connections and virtual interfaces, not on anything of BGP", kTagsPage},
      {Capability::kWriteOnlyKey, Support::kYes, "keys come back in clear with every read; they are dropped there",
       kApi},
  };
}

}  // namespace ic::alibaba
