// What a change of a field costs at Huawei. Fields without a row change in place and interrupt nothing.
#include "adapters/huawei/tables/sources.h"
#include "adapters/huawei/tables/tables.h"

namespace ic::huawei {
namespace {

constexpr std::string_view kWholeConnection = "everything on the connection: its virtual interfaces go with it";
constexpr std::string_view kWholeInterface = "all traffic of the virtual interface";
constexpr std::string_view kOnlyThisSession = "the BGP session, until the new one is up";

void AddConnectionChanges(std::vector<Change>& rows) {
  const Kind kind = Kind::kConnection;
  const auto replace = [&](std::string_view field, std::string_view reason) {
    rows.push_back({kind, field, OnChange::kReplace, kWholeConnection, reason, kApi});
  };
  replace("location", "a line cannot move to another location");
  replace("huawei.hosting_id", "a hosted connection cannot move to another operations connection");
  replace("huawei.resource_tenant_id", "the API has no call that gives a hosted connection to another tenant");
  replace("huawei.vlan", "the API has no call that changes the VLAN of a hosted connection");
  for (const std::string_view field : {"name", "bandwidth", "huawei.peer_location", "huawei.description", "tags"}) {
    rows.push_back({kind, field, OnChange::kInPlace, "", "", kApi});
  }
}

void AddInterfaceChanges(std::vector<Change>& rows) {
  const Kind kind = Kind::kVirtualInterface;
  const auto replace = [&](std::string_view field, std::string_view reason) {
    rows.push_back({kind, field, OnChange::kReplace, kWholeInterface, reason, kApi});
  };
  replace("connection_id", "the API has no call that moves an interface to another connection");
  replace("vlan", "the API has no call that changes a VLAN");
  replace("type", "the API has no call that changes an interface's type");
  replace("gateway_id", "the API has no call that attaches an interface to another gateway");
  replace("route_mode", "the API has no call that changes the routing mode of a session");
  replace("huawei.gateway_type", "the API has no call that attaches an interface to another gateway");
  replace("huawei.enterprise_project_id", "the API has no call that moves an interface to another enterprise project");
  replace("huawei.resource_tenant_id", "the API has no call that gives an interface to another tenant");
  replace("address_family", "the interface's own session would be another one");
  constexpr std::string_view kSession =
      "Huawei has no call that changes a session's numbers, addresses or key, and does not delete an interface's last "
      "session";
  replace("customer_asn", kSession);
  replace("cloud_address", kSession);
  replace("customer_address", kSession);
  rows.push_back({kind, "auth_key", OnChange::kRefused, kWholeInterface, kSession, kApi});
  rows.push_back({kind, "huawei.nqa", OnChange::kInPlace, "", "", kClient});
  for (const std::string_view field :
       {"name", "bandwidth", "customer_prefixes", "bfd", "huawei.priority", "huawei.description", "tags"}) {
    rows.push_back({kind, field, OnChange::kInPlace, "", "", kApi});
  }
}

void AddPeerChanges(std::vector<Change>& rows) {
  const Kind kind = Kind::kBgpPeer;
  constexpr std::string_view kReason =
      "Huawei has no call that changes a session's numbers, addresses or key: it is deleted and created anew";
  for (const std::string_view field :
       {"address_family", "customer_asn", "cloud_address", "customer_address", "auth_key"}) {
    rows.push_back({kind, field, OnChange::kReplace, kOnlyThisSession, kReason, kApi});
  }
  rows.push_back({kind, "virtual_interface_id", OnChange::kReplace, kOnlyThisSession,
                  "a session belongs to one virtual interface", kApi});
  for (const std::string_view field : {"name", "description", "customer_prefixes"}) {
    rows.push_back({kind, field, OnChange::kInPlace, "", "", kApi});
  }
}

void AddOtherChanges(std::vector<Change>& rows) {
  constexpr std::string_view kMembers = "the sessions of its members, which are replaced";
  for (const std::string_view field : {"address_family", "customer_asn"}) {
    rows.push_back({Kind::kBgpGroup, field, OnChange::kInPlace, kMembers, "", kApi, {"id"}});
  }
  constexpr std::string_view kRoutes = "traffic to the prefix, until the new one is advertised";
  constexpr std::string_view kEntry = "a prefix is one entry of one gateway's list of local subnets";
  rows.push_back({Kind::kBgpCidr, "advertised_by", OnChange::kReplace, kRoutes, kEntry, kApi});
  rows.push_back({Kind::kBgpCidr, "cidr", OnChange::kReplace, kRoutes, kEntry, kApi});
}

// Endpoints and projects are regional.
void AddPlaceRows(std::vector<Change>& rows) {
  constexpr std::string_view kReason = "an object cannot move to another cloud or region";
  const auto add = [&](Kind kind, std::string_view interrupts) {
    for (const std::string_view field : {"cloud", "region"}) {
      rows.push_back({kind, field, OnChange::kReplace, interrupts, kReason, kApi});
    }
  };
  add(Kind::kConnection, kWholeConnection);
  add(Kind::kVirtualInterface, kWholeInterface);
  add(Kind::kBgpPeer, kOnlyThisSession);
  add(Kind::kBgpGroup, "the sessions of its members, which are replaced");
  add(Kind::kBgpCidr, "traffic to the prefix, until the new one is advertised");
}

}  // namespace

std::vector<Change> Changes() {
  std::vector<Change> rows;
  AddPlaceRows(rows);
  AddConnectionChanges(rows);
  AddInterfaceChanges(rows);
  AddPeerChanges(rows);
  AddOtherChanges(rows);
  return rows;
}

}  // namespace ic::huawei
