// What the documents of Huawei's Direct Connect tell of the cloud's end of a link.
#include "adapters/huawei/tables/sources.h"
#include "adapters/huawei/tables/tables.h"

namespace ic::huawei {

// Not in any document: BGP's timers, and communities by which one link is preferred (an interface has `priority`, which
// is the cloud's own word for it).
RouterFacts LinkFacts() {
  return {
      .bfd = {.min_transmit_interval = 1000, .min_receive_interval = 1000, .detect_multiplier = 5, .source = kTuning},
      .to_cloud = {{.usual = 100, .source = kQuotasPage}},
      .from_cloud = {{.row = "huawei.bgp_cidr.per_gateway", .source = kQuotaFaq}},
  };
}

}  // namespace ic::huawei
