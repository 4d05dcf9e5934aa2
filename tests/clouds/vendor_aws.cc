// AWS, simulated in this process.
#include "adapters/aws/tables/traits.h"
#include "tests/clouds/clouds.h"
#include "tests/clouds/members.h"
#include "tests/clouds/vendor.h"

namespace ic::simulation::aws {
namespace {

using Json = nlohmann::json;

Parents Plant(Clouds& clouds) {
  Parents parents{
      .gateway = "vgw-f9eb0c90", .advertiser = clouds.Create("aws", "association", Json::object()), .lines = {}};
  // A stranger's port that looks like the first one of a set, and one to take over.
  for (const char* name : {"port1", "offered"}) {
    parents.lines = {clouds.Create("aws", "connection", {{"connectionName", name}, {"location", "EqDC2"}})};
  }
  parents.hosted = {{clouds.Create("aws", "hosted_connection", {{"connectionName", "hosted"}, {"vlan", 101}}), 101}};
  clouds.Edit("aws", parents.advertiser, {{"allowedPrefixesToDirectConnectGateway", {{{"cidr", "10.200.0.0/16"}}}}});
  return parents;
}

void Flatten(const Json& all, Things& things) {
  for (const Json& one : all["connections"]) {
    if (IsGone(one, "connectionState")) continue;
    things.Add({.what = "connection",
                .id = TextIn(one, "connectionId"),
                .named = "connectionName",
                .text = Told(one, {"jumboFrameCapable", "hasLogicalRedundancy", "awsDevice", "awsDeviceV2",
                                   "awsLogicalDeviceId"})});
  }
  for (const Json& one : all["virtualInterfaces"]) {
    if (IsGone(one, "virtualInterfaceState")) continue;
    const std::string id = TextIn(one, "virtualInterfaceId");
    things.Add({.what = "interface",
                .id = id,
                .named = "virtualInterfaceName",
                .text = Told(one, {"bgpPeers", "customerRouterConfig", "asn", "asnLong", "authKey", "addressFamily",
                                   "amazonAddress", "customerAddress", "awsDeviceV2", "awsLogicalDeviceId"})});
    for (const Json& peer : one["bgpPeers"]) {
      if (IsGone(peer, "bgpPeerState")) continue;
      things.Add({.what = "peer",
                  .id = TextIn(peer, "bgpPeerId"),
                  .parent = id,
                  .family = TextIn(peer, "addressFamily"),
                  .text = Told(peer, {"awsDeviceV2", "awsLogicalDeviceId"})});
    }
  }
  for (const Json& one : all["directConnectGatewayAssociations"]) {
    const std::string id = TextIn(one, "associationId");
    things.Add({.what = "other", .id = id, .text = Told(one, {"allowedPrefixesToDirectConnectGateway"})});
    for (const Json& prefix : one["allowedPrefixesToDirectConnectGateway"])
      things.AddPrefix(id, TextIn(prefix, "cidr"));
  }
}

// What no row of the tables says.
std::vector<FieldMembers> ByHand() {
  return {{Kind::kVirtualInterface, "connection_id", "interface", {"connectionId", "location"}}};
}

}  // namespace

const SimulatedVendor& TheVendor() {
  static const SimulatedVendor kVendor = {
      .name = "aws",
      .stride = 19,
      .region = "us-east-1",
      .endpoints = {"endpoint"},
      .environment = {{"AWS_ACCESS_KEY_ID", "AKIASIMULATOR0000001"}, {"AWS_SECRET_ACCESS_KEY", "simulator-secret-1"}},
      .secret = "simulator-secret-1",
      .another_account = {{"access_key", "AKIASIMULATOR0000002"}, {"secret_key", "simulator-secret-2"}},
      .plant = Plant,
      .location = "EqDC2",
      .offer = Value::Object({{"customer_asn", Value::String("65000")},
                              {"aws", Value::Object({{"owner_account", Value::String("210987654321")}})}}),
      .other_bandwidth = "10Gbps",
      .other_mtu = 9001,
      .flatten = Flatten,
      .members = MembersOf(ic::aws::AwsTables(), ByHand()),
  };
  return kVendor;
}

}  // namespace ic::simulation::aws
