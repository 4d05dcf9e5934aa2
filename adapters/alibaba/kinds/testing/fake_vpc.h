// A small VPC service in memory, for tests of the adapter without HTTP. It keeps what it is told, is busy (Pending,
// Modifying, Deleting) until the next read, and refuses what is asked for too early or in the wrong order.
#ifndef ADAPTERS_ALIBABA_KINDS_TESTING_FAKE_VPC_H_
#define ADAPTERS_ALIBABA_KINDS_TESTING_FAKE_VPC_H_

#include <algorithm>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "adapters/alibaba/client/operations.h"
#include "adapters/common/client/testing/fake_api.h"

namespace ic::alibaba {

class FakeVpc final : public FakeApi {
 public:
  using Table = std::vector<Json>;

  FakeVpc() : FakeApi(Operations(), "cn-hangzhou") {}

  Table circuits, routers, groups, peers, networks, routes;
  Json letter;  // what is told of the letter of a circuit; null: none was applied for
  std::string new_circuit_state = "Allocated";
  bool billed = true;           // outbound traffic, without which no port is ordered
  bool hides_peers = false;     // the list of all leaves them out
  int reads_until_enabled = 0;  // of what is confirmed and being enabled; 0: nothing is

 private:
  StatusOr<Json> CarryOut(const ApiCall& call) override {
    static const Json kNothing = Json::object();
    const std::string& name = call.operation;
    p_ = call.members.is_null() ? &kNothing : &call.members;
    if (name == "DescribePhysicalConnectionLOA") {
      if (letter.is_null()) return Gone("ResourceNotFound.LOA");
      return Json{{"PhysicalConnectionLOAType", letter}};
    }
    if (name.starts_with("Describe")) return Describe(name);
    if (name == "GetPhysicalConnectionServiceStatus") return Json{{"Enabled", billed}};
    if (name.starts_with("Create") || name == "AddBgpNetwork") return Create(name);
    if (name.starts_with("Delete")) return Delete(name);
    return Change(name);
  }

  std::string Get(const std::string& name) const { return p_->value(name, ""); }
  static Status Refused(const std::string& code) {
    return FailedPreconditionError(code).WithRemote({.operation = "", .code = code, .http_status = 400});
  }
  static Status Gone(const std::string& code) {
    return NotFoundError(code).WithRemote({.operation = "", .code = code, .http_status = 400});
  }
  static Json* Find(Table& table, const std::string& member, const std::string& id) {
    const auto found = std::ranges::find_if(table, [&](const Json& item) { return item.value(member, "") == id; });
    return found == table.end() ? nullptr : &*found;
  }
  void Settle(Table& table) {
    std::erase_if(table, [](const Json& item) { return item["Status"] == "Deleting" || item["Status"] == "deleting"; });
    for (Json& item : table) {
      const std::string state = item["Status"];
      if (state == "Pending" || state == "Modifying") item["Status"] = "Available";
      if (state == "Creating") item["Status"] = "Available";
      if (state == "recovering") item["Status"] = "active";
      if (state == "terminating") item["Status"] = "terminated";
      if (state == "Terminating") item["Status"] = "Terminated";
      if (state == "Confirmed" && reads_until_enabled > 0 && --reads_until_enabled == 0) item["Status"] = "Enabled";
    }
  }

  Json Page(const Table& table, const std::string& wrapper, const std::string& item,
            const std::string& id_member) const {
    const std::string wanted = Get(id_member).empty() ? Get("Filter.1.Value.1") : Get(id_member);
    Json list = Json::array();
    for (const Json& one : table) {
      if (wanted.empty() || one.value(id_member, "") == wanted) list.push_back(one);
    }
    const std::size_t total = list.size();
    return {{"TotalCount", total}, {wrapper, {{item, std::move(list)}}}};
  }

  StatusOr<Json> Describe(const std::string& name) {
    const auto page = [&](Table& table, const char* wrapper, const char* item, const char* id_member) {
      Json answer = Page(table, wrapper, item, id_member);
      Settle(table);  // what this read showed is over by the next one
      return answer;
    };
    if (name == "DescribePhysicalConnections") {
      return page(circuits, "PhysicalConnectionSet", "PhysicalConnectionType", "PhysicalConnectionId");
    }
    if (name == "DescribeVirtualBorderRouters") {
      return page(routers, "VirtualBorderRouterSet", "VirtualBorderRouterType", "VbrId");
    }
    if (name == "DescribeVirtualBorderRoutersForPhysicalConnection") {
      return Page(routers, "VirtualBorderRouterForPhysicalConnectionSet",
                  "VirtualBorderRouterForPhysicalConnectionType", "VbrId");
    }
    if (name == "DescribeRouteEntryList") {
      Json list = Json::array();
      for (const Json& one : routes) {
        if (one.value("RouteTableId", "") == Get("RouteTableId")) list.push_back(one);
      }
      Settle(routes);
      return Json{{"RouteEntrys", {{"RouteEntry", std::move(list)}}}, {"NextToken", ""}};
    }
    if (name == "DescribeBgpGroups") return page(groups, "BgpGroups", "BgpGroup", "BgpGroupId");
    if (name == "DescribeBgpNetworks") return page(networks, "BgpNetworks", "BgpNetwork", "RouterId");
    const bool asked = !Get("BgpPeerId").empty() || !Get("RouterId").empty();
    if (hides_peers && !asked) return Page({}, "BgpPeers", "BgpPeer", "BgpPeerId");
    return page(peers, "BgpPeers", "BgpPeer", "BgpPeerId");
  }

  Json Tags(const std::string& name) const {
    Json tags = Json::array();
    for (int i = 1; !Get(name + "." + std::to_string(i) + ".Key").empty(); ++i) {
      const std::string prefix = name + "." + std::to_string(i);
      tags.push_back({{"Key", Get(prefix + ".Key")}, {"Value", Get(prefix + ".Value")}});
    }
    return tags;
  }

  void Copy(Json& object, std::initializer_list<const char*> names) const {
    for (const char* name : names) {
      if (p_->contains(name)) object[name] = Get(name);
    }
  }

  void CopyGroup(Json& group) const {
    Copy(group, {"Name", "Description", "AuthKey"});
    if (!Get("PeerAsn").empty()) group["PeerAsn"] = std::stoll(Get("PeerAsn"));
    if (!Get("LocalAsn").empty()) group["LocalAsn"] = std::stoll(Get("LocalAsn"));
    if (Get("ClearAuthKey") == "true") group["AuthKey"] = "";
  }

  void CopyPeer(Json& peer) const {
    Copy(peer, {"PeerIpAddress", "BgpGroupId"});
    if (!Get("EnableBfd").empty()) peer["EnableBfd"] = Get("EnableBfd") == "true";
    if (!Get("BfdMultiHop").empty()) peer["BfdMultiHop"] = std::stoll(Get("BfdMultiHop"));
  }

  void CopyRouter(Json& router) const {
    Copy(router, {"Name", "LocalGatewayIp", "PeerGatewayIp", "PeeringSubnetMask", "VlanId", "MinTxInterval",
                  "MinRxInterval", "DetectMultiplier", "Mtu", "CircuitCode", "Bandwidth", "EnableIpv6",
                  "LocalIpv6GatewayIp", "PeerIpv6GatewayIp", "PeeringIpv6SubnetMask"});
  }

  StatusOr<Json> Create(const std::string& name) {
    const std::string number = std::to_string(++made_);
    if (name == "CreatePhysicalConnection") {
      Json made = {{"PhysicalConnectionId", "pc-" + number},
                   {"Status", new_circuit_state},
                   {"Tags", {{"tags", Tags("Tag")}}},
                   {"LoaStatus", ""}};
      Copy(made, {"Name", "AccessPointId", "LineOperator", "PortType"});
      made["Bandwidth"] = std::stoll(Get("bandwidth"));
      circuits.push_back(made);
      return Json{{"PhysicalConnectionId", "pc-" + number}};
    }
    if (name == "CreateVirtualBorderRouter") {
      const std::string owner = Get("VbrOwnerId");
      Json made = {{"VbrId", "vbr-" + number},
                   {"Status", owner.empty() ? "active" : "unconfirmed"},
                   {"Tags", {{"Tags", Tags("Tags")}}},
                   {"PhysicalConnectionOwnerUid", "1111111111111111"},
                   {"VbrOwnerUid", owner.empty() ? 1111111111111111 : std::stoll(owner)}};
      Copy(made, {"PhysicalConnectionId"});
      CopyRouter(made);
      routers.push_back(made);
      return Json{{"VbrId", "vbr-" + number}};
    }
    if (name == "CreateBgpGroup") {
      Json made = {{"BgpGroupId", "bgpg-" + number}, {"Status", "Pending"}, {"LocalAsn", 45104}, {"RouteLimit", 110}};
      Copy(made, {"RouterId", "IpVersion"});
      CopyGroup(made);
      groups.push_back(made);
      return Json{{"BgpGroupId", "bgpg-" + number}};
    }
    if (name == "CreateBgpPeer") {
      const Json* group = Find(groups, "BgpGroupId", Get("BgpGroupId"));
      if (group == nullptr) return Gone("InvalidBgpGroup");
      if ((*group)["Status"] != "Available") return Refused("InvalidStatus.CannotOperate");
      Json made = {{"BgpPeerId", "bgp-" + number}, {"Status", "Pending"}, {"RouterId", (*group)["RouterId"]}};
      Copy(made, {"IpVersion"});
      CopyPeer(made);
      peers.push_back(made);
      return Json{{"BgpPeerId", "bgp-" + number}};
    }
    if (name == "CreateRouteEntry") {
      Json made = {{"RouteEntryId", "rte-" + number}, {"Status", "Creating"}};
      Copy(made, {"RouteTableId", "DestinationCidrBlock"});
      made["NextHops"]["NextHop"] = Json::array({{{"NextHopId", Get("NextHopId")}}});
      routes.push_back(made);
      return Json{{"RouteEntryId", "rte-" + number}};
    }
    Json made = {{"Status", "Pending"}};
    Copy(made, {"RouterId", "DstCidrBlock", "VpcId"});
    networks.push_back(made);
    return Json::object();
  }

  StatusOr<Json> Leave(Table& table, const std::string& member, const char* word = "Deleting") {
    Json* found = Find(table, member, Get(member));
    if (found == nullptr) return Gone("Invalid.NotFound");
    (*found)["Status"] = word;
    return Json::object();
  }

  StatusOr<Json> Delete(const std::string& name) {
    if (name == "DeleteBgpPeer") return Leave(peers, "BgpPeerId");
    if (name == "DeleteBgpNetwork") return Leave(networks, "DstCidrBlock");
    if (name == "DeleteRouteEntry") return Leave(routes, "RouteEntryId");
    if (name == "DeleteBgpGroup") {
      if (Find(peers, "BgpGroupId", Get("BgpGroupId")) != nullptr) return Refused("DependencyViolation.BgpPeer");
      return Leave(groups, "BgpGroupId");
    }
    if (name == "DeleteVirtualBorderRouter") {
      if (Find(groups, "RouterId", Get("VbrId")) != nullptr) return Refused("DependencyViolation.BgpGroup");
      return Leave(routers, "VbrId", "deleting");
    }
    Json* circuit = Find(circuits, "PhysicalConnectionId", Get("PhysicalConnectionId"));
    if (circuit == nullptr) return Gone("InvalidPhysicalConnectionId.NotFound");
    if ((*circuit)["Status"] == "Enabled") return Refused("Forbidden.NotAllowedInState");
    std::erase_if(circuits,
                  [&](const Json& one) { return one["PhysicalConnectionId"] == Get("PhysicalConnectionId"); });
    return Json::object();
  }

  StatusOr<Json> Step(const std::string& member, const char* from, const char* to) {
    Json* circuit = Find(circuits, "PhysicalConnectionId", Get(member));
    if (circuit == nullptr) return Gone("InvalidPhysicalConnectionId.NotFound");
    if ((*circuit)["Status"] != from) return Refused("Forbidden.NotAllowedInState");
    (*circuit)["Status"] = to;
    return Json::object();
  }

  StatusOr<Json> Change(const std::string& name) {
    if (name == "ConfirmPhysicalConnection") return Step("PhysicalConnectionId", "Allocated", "Confirmed");
    if (name == "EnablePhysicalConnection") return Step("PhysicalConnectionId", "Confirmed", "Enabled");
    if (name == "TerminatePhysicalConnection") return Step("PhysicalConnectionId", "Enabled", "Terminating");
    if (name == "ApplyPhysicalConnectionLOA" || name == "CompletePhysicalConnectionLOA") {
      Json* circuit = Find(circuits, "PhysicalConnectionId", Get("InstanceId"));
      (*circuit)["LoaStatus"] = name.starts_with("Apply") ? "Applying" : "Completing";
      return Json::object();
    }
    if (name == "TerminateVirtualBorderRouter") return Leave(routers, "VbrId", "terminating");
    if (name == "RecoverVirtualBorderRouter") return Leave(routers, "VbrId", "recovering");
    if (name == "ModifyVirtualBorderRouterAttribute") {
      if (Json* router = Find(routers, "VbrId", Get("VbrId"))) CopyRouter(*router);
    }
    if (name == "ModifyBgpGroupAttribute") {
      Json* group = Find(groups, "BgpGroupId", Get("BgpGroupId"));
      if (group == nullptr) return Gone("InvalidBgpGroup");
      CopyGroup(*group);
      (*group)["Status"] = "Modifying";
    }
    if (name == "ModifyBgpPeerAttribute") {
      Json* peer = Find(peers, "BgpPeerId", Get("BgpPeerId"));
      if (peer == nullptr) return Gone("InvalidBgpPeer");
      CopyPeer(*peer);
      (*peer)["Status"] = "Modifying";
    }
    return Json::object();
  }

  const Json* p_ = nullptr;  // of the call at hand
  int made_ = 0;
};

}  // namespace ic::alibaba

#endif  // ADAPTERS_ALIBABA_KINDS_TESTING_FAKE_VPC_H_
