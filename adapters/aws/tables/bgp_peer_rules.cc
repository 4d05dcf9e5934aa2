// Rules over several fields of one BGP peer. Each adds nothing while what it needs is unknown.
#include "adapters/aws/tables/rule_parts.h"
#include "adapters/aws/tables/sources.h"
#include "adapters/aws/tables/tables.h"
#include "adapters/contract/limits/refuse_if.h"

namespace ic::aws {
namespace {

void CheckPeerArns(const Value& object, const Rule& rule, Diagnostics& diagnostics) {
  RefuseArn(object, rule, "virtual_interface_id", diagnostics);
}

void CheckPeerFamily(const Value& object, const Rule& rule, Diagnostics& diagnostics) {
  if (!IsUnset(object, "bgp_group_id")) return;
  RefuseIfUnset(
      object, rule, "address_family",
      "A virtual interface has one session of each family, and this is the one that the interface itself does "
      "not carry. Set address_family to ipv4 or ipv6.",
      diagnostics);
}

}  // namespace

std::vector<Rule> PeerRules() {
  const Kind kind = Kind::kBgpPeer;
  return {
      {"aws.bgp_peer.arns", kind, "ids, not ARNs", CheckPeerArns, kApi},
      {"aws.bgp_peer.address_family", kind, "address_family is set, or follows from the group or the addresses",
       CheckPeerFamily, kPeersPage},
      {"aws.bgp_peer.addresses", kind,
       "IPv4: both addresses or none, one of them with its prefix length; in one subnet with one prefix length, which "
       "may "
       "be /31; neither the subnet's network nor its broadcast address",
       CheckAddresses, kServiceErrors},
  };
}

}  // namespace ic::aws
