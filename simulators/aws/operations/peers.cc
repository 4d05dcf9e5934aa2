// BGP peers beside the first: make and delete. Nothing about a peer can be changed.
#include <algorithm>

#include <fmt/format.h>

#include "simulators/aws/operations/interface_rules.h"
#include "simulators/aws/operations/interfaces.h"
#include "simulators/aws/world/render.h"

namespace ic::sim::aws {
namespace {

// The model requires nothing in these two operations: the service checks by itself.
StatusOr<VirtualInterface*> InterfaceOf(OperationCall& call) {
  call.target = TextOf(call.in, "virtualInterfaceId");
  if (call.target.empty()) return ClientError("Virtual Interface ID must be specified");
  IC_ASSIGN_OR_RETURN(VirtualInterface * interface, OwnInterface(call, call.target));
  if (interface->life.Is({"deleting", "deleted", "rejected", "confirming"})) {
    return ClientError(fmt::format("Virtual Interface {} is in state {}", interface->id, interface->life.state));
  }
  return interface;
}

StatusOr<Json> CreatePeer(OperationCall& call) {
  IC_ASSIGN_OR_RETURN(VirtualInterface * interface, InterfaceOf(call));
  const auto in = call.in.find("newBGPPeer");
  if (in == call.in.end()) return ClientError("BGP Peer must be specified");
  const std::string family = Has(*in, "addressFamily") ? TextOf(*in, "addressFamily") : "ipv4";
  for (const BgpPeer* peer : LivePeers(*interface)) {
    if (peer->family == family) {
      return ClientError(
          fmt::format("Virtual Interface {} already has a BGP Peer with address family {}", interface->id, family));
    }
  }
  IC_ASSIGN_OR_RETURN(BgpPeer peer, ReadPeer(call, *interface, *in));
  peer.device = interface->peers.empty() ? "" : interface->peers.front().device;
  call.life.Pending(*interface, peer, call.now);
  interface->peers.push_back(std::move(peer));
  return Json{{"virtualInterface", InterfaceJson(call.world, *interface, call.account())}};
}

// By its id, or by ASN and customer address.
BgpPeer* Named(const OperationCall& call, VirtualInterface& interface) {
  const std::string id = TextOf(call.in, "bgpPeerId");
  const std::string customer = TextOf(call.in, "customerAddress");
  const std::int64_t asn = Has(call.in, "asnLong") ? NumberOf(call.in, "asnLong") : NumberOf(call.in, "asn");
  for (BgpPeer* peer : LivePeers(interface)) {
    if (id.empty() ? peer->asn == asn && peer->customer_address == customer : peer->id == id) return peer;
  }
  return nullptr;
}

StatusOr<Json> DeletePeer(OperationCall& call) {
  IC_ASSIGN_OR_RETURN(VirtualInterface * interface, InterfaceOf(call));
  BgpPeer* peer = Named(call, *interface);
  if (peer == nullptr) {
    return ClientError(fmt::format("The BGP Peer does not exist on Virtual Interface {}", interface->id));
  }
  if (LivePeers(*interface).size() == 1) {
    return ClientError("The last BGP Peer on a Virtual Interface cannot be deleted");
  }
  call.life.Deleting(*peer, call.now);
  return Json{{"virtualInterface", InterfaceJson(call.world, *interface, call.account())}};
}

}  // namespace

std::span<const Operation> PeerOperations() {
  static constexpr Operation kOperations[] = {{"CreateBGPPeer", CreatePeer}, {"DeleteBGPPeer", DeletePeer}};
  return kOperations;
}

}  // namespace ic::sim::aws
