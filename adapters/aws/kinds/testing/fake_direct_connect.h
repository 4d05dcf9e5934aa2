// Direct Connect in memory, for tests of what stands on the client: it keeps objects, answers as the API does (flat,
// wrapped, empty, refused), and does as it is told about slow states. It checks little: the simulator does.
#ifndef ADAPTERS_AWS_KINDS_TESTING_FAKE_DIRECT_CONNECT_H_
#define ADAPTERS_AWS_KINDS_TESTING_FAKE_DIRECT_CONNECT_H_

#include <algorithm>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

#include "adapters/aws/client/operations.h"
#include "adapters/common/client/testing/fake_api.h"

namespace ic::aws {

class FakeDirectConnect final : public FakeApi {
 public:
  FakeDirectConnect() : FakeApi(Operations(), "us-east-1") {}

  static constexpr std::string_view kAccount = "123456789012";

  // Objects by id, as the API shows them; tests put and change them at will (not while calls are running).
  std::map<std::string, Json> connections;
  std::map<std::string, Json> interfaces;
  std::map<std::string, Json> lags;
  std::map<std::string, Json> associations;
  Json locations = Json::array();
  Json gateway = {{"directConnectGatewayId", "0a000000-0000-0000-0000-000000000001"}};
  // How many listings see an object in its passing state before it settles.
  int slow = 0;

  static Status ClientError(const std::string& message) {
    StatusCode code = StatusCode::kInvalidArgument;
    const auto says = [&](std::string_view words) { return message.find(words) != std::string::npos; };
    if (says("Could not find") || says("does not exist")) code = StatusCode::kNotFound;
    if (says("transitioning state") || says("not available") || says("in state")) {
      code = StatusCode::kFailedPrecondition;
    }
    return Status(code, message).WithRemote({.code = "DirectConnectClientException", .http_status = 400});
  }

  Json& AddConnection(const std::string& id, const std::string& state = "available") {
    connections[id] = {{"ownerAccount", kAccount},
                       {"connectionId", id},
                       {"connectionName", "name of " + id},
                       {"connectionState", state},
                       {"region", "us-east-1"},
                       {"location", "EqDC2"},
                       {"bandwidth", "1Gbps"},
                       {"hasLogicalRedundancy", "unknown"},
                       {"tags", Json::array()},
                       {"macSecCapable", false}};
    return connections[id];
  }
  Json& AddLag(const std::string& id, const std::string& state = "available") {
    lags[id] = {{"lagId", id},
                {"lagState", state},
                {"ownerAccount", kAccount},
                {"minimumLinks", 1},
                {"connections", Json::array()}};
    return lags[id];
  }
  Json& AddInterface(const std::string& id, const std::string& connection, int vlan,
                     const std::string& state = "down") {
    Json& interface = interfaces[id];
    interface = {{"ownerAccount", kAccount},
                 {"virtualInterfaceId", id},
                 {"location", "EqDC2"},
                 {"connectionId", connection},
                 {"virtualInterfaceType", "private"},
                 {"virtualInterfaceName", "name of " + id},
                 {"vlan", vlan},
                 {"mtu", 1500},
                 {"amazonSideAsn", 64512},
                 {"virtualInterfaceState", state},
                 {"virtualGatewayId", "vgw-11111111"},
                 {"directConnectGatewayId", ""},
                 {"routeFilterPrefixes", Json::array()},
                 {"region", "us-east-1"},
                 {"siteLinkEnabled", false},
                 {"tags", Json::array()},
                 {"bgpPeers", Json::array()}};
    AddPeer(interface, {{"asn", 65000}, {"addressFamily", "ipv4"}}, "available");
    MirrorFirst(interface);
    return interface;
  }
  // Appends a session to an interface, with what AWS would choose filled in.
  Json& AddPeer(Json& interface, const Json& request, const std::string& state) {
    Json peer = request;
    const std::string family = peer.value("addressFamily", "ipv4");
    const int number = ++next_;
    peer["bgpPeerId"] = Id("dxpeer");
    peer["addressFamily"] = family;
    if (!peer.contains("asnLong")) peer["asnLong"] = peer["asn"];
    if (!peer.contains("asn")) peer["asn"] = 0;
    if (!peer.contains("authKey")) peer["authKey"] = "0xgenerated" + std::to_string(number);
    const std::string block = family == "ipv6" ? "2001:db8::" + std::to_string(number) + ":" : "169.254.255.";
    if (!peer.contains("amazonAddress")) peer["amazonAddress"] = block + (family == "ipv6" ? "1/125" : "1/30");
    if (!peer.contains("customerAddress")) peer["customerAddress"] = block + (family == "ipv6" ? "6/125" : "2/30");
    peer["bgpPeerState"] = state;
    peer["bgpStatus"] = "down";
    interface["bgpPeers"].push_back(std::move(peer));
    return interface["bgpPeers"].back();
  }
  Json& AddAssociation(const std::string& id, const std::vector<std::string>& prefixes) {
    Json list = Json::array();
    for (const std::string& cidr : prefixes) list.push_back({{"cidr", cidr}});
    associations[id] = {{"associationId", id},
                        {"directConnectGatewayId", "0a000000-0000-0000-0000-000000000001"},
                        {"associationState", "associated"},
                        {"allowedPrefixesToDirectConnectGateway", std::move(list)}};
    return associations[id];
  }

 private:
  std::string Id(const std::string& type) {
    const std::string number = std::to_string(++next_);
    return type + "-fg" + std::string(6 - number.size(), '0') + number;
  }

  // The members at the top mirror the first session that lives.
  static void MirrorFirst(Json& interface) {
    for (const Json& peer : interface["bgpPeers"]) {
      if (peer.value("bgpPeerState", "") == "deleting") continue;
      for (const char* name : {"asn", "asnLong", "authKey", "addressFamily", "amazonAddress", "customerAddress"}) {
        interface[name] = peer[name];
      }
      return;
    }
  }

  // One step of the service's work on an object, at each look.
  void Step(Json& object, const char* member, const std::map<std::string, std::string>& next) {
    const auto found = next.find(object.value(member, ""));
    if (found == next.end()) return;
    int seen = object.value("_seen", 0);
    if (seen++ < slow) {
      object["_seen"] = seen;
      return;
    }
    object.erase("_seen");
    object[member] = found->second;
  }

  void StepInterface(Json& interface) {
    Step(interface, "virtualInterfaceState", {{"pending", "down"}, {"deleting", "deleted"}});
    Json& peers = interface["bgpPeers"];
    for (Json& peer : peers) Step(peer, "bgpPeerState", {{"pending", "available"}, {"deleting", "deleted"}});
    for (std::size_t i = peers.size(); i-- > 0;) {
      if (peers[i].value("bgpPeerState", "") == "deleted") peers.erase(i);
    }
  }

  static Json Shown(Json object) {
    object.erase("_seen");
    if (object.contains("bgpPeers")) {
      for (Json& peer : object["bgpPeers"]) peer.erase("_seen");
    }
    return object;
  }

  StatusOr<Json> Describe(std::map<std::string, Json>& objects, const Json& input, const char* id_member,
                          const char* list_member, const char* missing) {
    Json list = Json::array();
    for (auto& [id, object] : objects) {
      if (&objects == &interfaces) StepInterface(object);
      if (&objects == &connections) Step(object, "connectionState", {{"deleting", "deleted"}});
      if (&objects == &associations) Step(object, "associationState", {{"updating", "associated"}});
      if (!input.contains(id_member) || input[id_member] == id) list.push_back(Shown(object));
    }
    if (list.empty() && input.contains(id_member) && *missing != '\0') {
      return ClientError(missing + (" " + input[id_member].get<std::string>()));
    }
    return Json{{list_member, list}};
  }

  StatusOr<Json> CarryOut(const ApiCall& call) override {
    const std::string_view operation = call.operation;
    const Json& input = call.members;
    if (operation == "DescribeConnections") {
      return Describe(connections, input, "connectionId", "connections", "Could not find Connection with ID");
    }
    if (operation == "DescribeVirtualInterfaces") {
      return Describe(interfaces, input, "virtualInterfaceId", "virtualInterfaces", "");
    }
    if (operation == "DescribeLags") return Describe(lags, input, "lagId", "lags", "Could not find Lag with ID");
    if (operation == "DescribeDirectConnectGatewayAssociations") {
      return Describe(associations, input, "associationId", "directConnectGatewayAssociations", "");
    }
    if (operation == "DescribeDirectConnectGateways") {
      return Json{{"directConnectGateways", Json::array({gateway})}};
    }
    if (operation == "DescribeLocations") return Json{{"locations", locations}};
    if (operation == "TagResource" || operation == "UntagResource") return Tag(operation, input);
    if (operation == "UpdateDirectConnectGatewayAssociation") return UpdatePrefixes(input);
    if (input.contains("virtualInterfaceId")) return OnInterface(operation, input);
    if (operation.ends_with("VirtualInterface")) return CreateInterface(operation, input);
    return OnConnection(operation, input);
  }

  StatusOr<Json> OnConnection(std::string_view operation, const Json& input) {
    if (operation == "CreateConnection") {
      const std::string id = Id("dxcon");
      Json& made = AddConnection(id, "requested");
      made["connectionName"] = input["connectionName"];
      for (const char* name : {"location", "bandwidth", "lagId", "tags", "providerName", "billingMode"}) {
        if (input.contains(name)) made[name] = input[name];
      }
      return made;
    }
    if (operation == "UpdateConnectionsBillingMode") {
      for (const Json& id : input["connectionIds"]) connections[id]["billingMode"] = input["billingMode"];
      return Json{{"billingMode", input["billingMode"]}};
    }
    const auto found = connections.find(input.value("connectionId", ""));
    if (found == connections.end()) return ClientError("Could not find Connection with ID");
    Json& connection = found->second;
    if (operation == "UpdateConnection") {
      for (const char* name : {"connectionName", "encryptionMode"}) {
        if (input.contains(name)) connection[name] = input[name];
      }
    } else if (operation == "ConfirmConnection") {
      if (connection["connectionState"] != "ordering") {
        return ClientError("ConfirmConnection failed. " + found->first + " is in state " +
                           connection["connectionState"].get<std::string>());
      }
      connection["connectionState"] = "pending";
      return Json{{"connectionState", "pending"}};
    } else if (operation == "AssociateConnectionWithLag") {
      connection["lagId"] = input["lagId"];
      for (auto& [id, interface] : interfaces) {
        if (interface["connectionId"] == found->first) interface["connectionId"] = input["lagId"];
      }
    } else if (operation == "DisassociateConnectionFromLag") {
      connection.erase("lagId");
    } else if (operation == "DeleteConnection") {
      for (const auto& [id, interface] : interfaces) {
        if (interface["connectionId"] == found->first && interface["virtualInterfaceState"] != "deleted") {
          return ClientError("Connection " + found->first + " cannot be deleted");
        }
      }
      connection["connectionState"] = "deleting";
    } else {
      return InternalError("the fake has no " + std::string(operation));
    }
    return connection;
  }

  StatusOr<Json> CreateInterface(std::string_view operation, const Json& input) {
    const Json* members = nullptr;
    for (const auto& [name, value] : input.items()) {
      if (name.starts_with("new")) members = &value;
    }
    const std::string id = Id("dxvif");
    Json& made = AddInterface(id, input["connectionId"], (*members)["vlan"], "pending");
    made["bgpPeers"] = Json::array();
    for (const char* name : {"virtualInterfaceName", "mtu", "routeFilterPrefixes", "tags", "rateLimit",
                             "prefixPoolAllocatedCountIpv4", "prefixPoolAllocatedCountIpv6"}) {
      if (members->contains(name)) made[name] = (*members)[name];
    }
    made["virtualGatewayId"] = members->value("virtualGatewayId", "");
    made["directConnectGatewayId"] = members->value("directConnectGatewayId", "");
    made["siteLinkEnabled"] = members->value("enableSiteLink", false);
    if (input.contains("ownerAccount")) {
      made["ownerAccount"] = input["ownerAccount"];
      made["virtualInterfaceState"] = "confirming";
    }
    const bool transit = operation.find("Transit") != std::string_view::npos;
    if (operation.find("Public") != std::string_view::npos) {
      made["virtualInterfaceType"] = "public";
      if (!input.contains("ownerAccount")) made["virtualInterfaceState"] = "verifying";
    }
    if (transit) made["virtualInterfaceType"] = "transit";
    Json request = Json::object();
    for (const char* name : {"asn", "asnLong", "authKey", "addressFamily", "amazonAddress", "customerAddress"}) {
      if (members->contains(name)) request[name] = (*members)[name];
    }
    AddPeer(made, request, "available");
    MirrorFirst(made);
    return transit ? Json{{"virtualInterface", made}} : made;
  }

  StatusOr<Json> OnInterface(std::string_view operation, const Json& input) {
    const std::string id = input["virtualInterfaceId"];
    const auto found = interfaces.find(id);
    if (found == interfaces.end()) return ClientError("Virtual Interface " + id + " does not exist");
    Json& interface = found->second;
    if (operation == "DeleteVirtualInterface") {
      interface["virtualInterfaceState"] = "deleting";
      return Json{{"virtualInterfaceState", "deleting"}};
    }
    if (operation == "AssociateVirtualInterface") {
      interface["connectionId"] = input["connectionId"];
      interface["virtualInterfaceState"] = "pending";
      return interface;
    }
    if (operation.starts_with("Confirm")) {
      for (const char* name : {"virtualGatewayId", "directConnectGatewayId"}) {
        if (input.contains(name)) interface[name] = input[name];
      }
      const bool reviewed = operation == "ConfirmPublicVirtualInterface";
      interface["virtualInterfaceState"] = reviewed ? "verifying" : "pending";
      return Json{{"virtualInterfaceState", interface["virtualInterfaceState"]}};
    }
    if (operation == "UpdateVirtualInterfaceAttributes") {
      if (input.contains("mtu")) {
        interface["mtu"] = input["mtu"];
        interface["virtualInterfaceState"] = "pending";
      }
      if (input.contains("enableSiteLink")) interface["siteLinkEnabled"] = input["enableSiteLink"];
      for (const char* name : {"rateLimit", "prefixPoolAllocatedCountIpv4", "prefixPoolAllocatedCountIpv6"}) {
        if (input.contains(name)) interface[name] = input[name];
      }
      if (input.contains("virtualInterfaceName")) interface["virtualInterfaceName"] = input["virtualInterfaceName"];
      return interface;
    }
    return OnPeers(operation, input, interface);
  }

  StatusOr<Json> OnPeers(std::string_view operation, const Json& input, Json& interface) {
    Json& peers = interface["bgpPeers"];
    if (operation == "CreateBGPPeer") {
      const Json& request = input["newBGPPeer"];
      for (const Json& peer : peers) {
        if (peer["addressFamily"] == request.value("addressFamily", "ipv4") && peer["bgpPeerState"] != "deleting") {
          return ClientError("a BGP peer of this address family exists");
        }
      }
      AddPeer(interface, request, "pending");
      return Json{{"virtualInterface", Shown(interface)}};
    }
    if (operation != "DeleteBGPPeer") return InternalError("the fake has no " + std::string(operation));
    const auto alive =
        std::ranges::count_if(peers, [](const Json& peer) { return peer["bgpPeerState"] != "deleting"; });
    if (alive < 2) return ClientError("The last BGP Peer on a Virtual Interface cannot be deleted");
    for (Json& peer : peers) {
      if (peer["bgpPeerId"] == input.value("bgpPeerId", "")) peer["bgpPeerState"] = "deleting";
    }
    MirrorFirst(interface);
    return Json{{"virtualInterface", Shown(interface)}};
  }

  StatusOr<Json> Tag(std::string_view operation, const Json& input) {
    const std::string arn = input["resourceArn"];
    const std::string id = arn.substr(arn.rfind('/') + 1);
    Json& tags = (connections.contains(id) ? connections : interfaces)[id]["tags"];
    const auto erase = [&](const std::string& key) {
      for (std::size_t i = tags.size(); i-- > 0;) {
        if (tags[i]["key"] == key) tags.erase(i);
      }
    };
    if (operation == "TagResource") {
      for (const Json& tag : input["tags"]) {
        erase(tag["key"]);
        tags.push_back(tag);
      }
    } else {
      for (const Json& key : input["tagKeys"]) erase(key);
    }
    return Json::object();
  }

  StatusOr<Json> UpdatePrefixes(const Json& input) {
    Json& association = associations[input["associationId"]];
    Json& list = association["allowedPrefixesToDirectConnectGateway"];
    for (const Json& add : input.value("addAllowedPrefixesToDirectConnectGateway", Json::array())) {
      if (add["cidr"] == "192.0.2.0/24") return ClientError("192.0.2.0/24 cannot be advertised");
      list.push_back(add);
    }
    for (const Json& remove : input.value("removeAllowedPrefixesToDirectConnectGateway", Json::array())) {
      list.erase(std::find(list.begin(), list.end(), remove));
    }
    association["associationState"] = "updating";
    return Json{{"directConnectGatewayAssociation", association}};
  }

  int next_ = 0;
};

}  // namespace ic::aws

#endif  // ADAPTERS_AWS_KINDS_TESTING_FAKE_DIRECT_CONNECT_H_
