// What Express Connect's documents tell of the cloud's end of a link.
#include "adapters/alibaba/tables/sources.h"
#include "adapters/alibaba/tables/tables.h"

namespace ic::alibaba {

// The timers of BGP are those that DescribeBgpGroups shows in the vendor's examples; nothing sets them. How many
// prefixes a router advertises no document limits.
RouterFacts LinkFacts() {
  return {
      .bfd = {.min_transmit_interval = 1000,
              .min_receive_interval = 1000,
              .detect_multiplier = 3,
              .hops = "alibaba.bfd_hops",
              .source = kVbrPage},
      .timers = {.keepalive = 10, .hold = 30, .source = kGroupsAnswer},
      .to_cloud = {{.path = "alibaba.route_limit",
                    .row = "alibaba.virtual_interface.customer_prefixes",
                    .source = kBgpPage}},
  };
}

}  // namespace ic::alibaba
