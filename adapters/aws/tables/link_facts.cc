// What Direct Connect's documents tell of AWS's end of a link.
#include "adapters/aws/tables/sources.h"
#include "adapters/aws/tables/tables.h"

namespace ic::aws {

// What a public interface is told are AWS's own prefixes, whose number no document names; so it is with the networks
// behind a virtual private gateway.
RouterFacts LinkFacts() {
  return {
      .always_keyed = true,
      .macsec_path = "aws.encryption_mode",
      .macsec_values = {"should_encrypt", "must_encrypt"},
      .bfd = {.always = true,
              .min_transmit_interval = 300,
              .min_receive_interval = 300,
              .detect_multiplier = 3,
              .source = kBgpPage},
      .timers = {.keepalive = 30, .hold = 90, .source = kBgpPage},
      .preferences =
          {{.types = {"private", "transit"}, .preferred = "7224:7300", .spare = "7224:7100", .source = kRoutingPage}},
      .to_cloud = {{.types = {"private", "transit"},
                    .family = "ipv4",
                    .path = "aws.prefix_allocation_ipv4",
                    .usual = 100,
                    .source = kPrefixControlsPage,
                    .takes_down = true},
                   {.types = {"private", "transit"},
                    .family = "ipv6",
                    .path = "aws.prefix_allocation_ipv6",
                    .usual = 100,
                    .source = kPrefixControlsPage,
                    .takes_down = true},
                   {.types = {"public"},
                    .row = "aws.virtual_interface.customer_prefixes.public",
                    .source = kQuotasPage}},
      .from_cloud = {{.types = {"transit"}, .row = "aws.bgp_cidr.per_association", .source = kQuotasPage}},
  };
}

}  // namespace ic::aws
