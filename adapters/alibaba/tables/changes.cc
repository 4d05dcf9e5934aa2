// What a change of each field costs at Alibaba Cloud. Almost everything changes in place; a field without a row does,
// and interrupts nothing.
#include "adapters/alibaba/tables/sources.h"
#include "adapters/alibaba/tables/tables.h"

namespace ic::alibaba {
namespace {

constexpr std::string_view kWholeConnection = "everything on the connection: its virtual interfaces go with it";
constexpr std::string_view kWholeInterface = "all traffic of the virtual interface";
constexpr std::string_view kSession = "the BGP session, until it is up again";
constexpr std::string_view kMembers = "the sessions of the group, until they are up again";
constexpr std::string_view kRoutes = "traffic to the prefix, until the new one is advertised";

void AddConnectionChanges(std::vector<Change>& rows) {
  const Kind kind = Kind::kConnection;
  rows.push_back({kind, "location", OnChange::kReplace, kWholeConnection, "a port cannot move to another access point",
                  kCircuitPage});
  rows.push_back({kind,
                  "alibaba.enabled",
                  OnChange::kRefused,
                  kWholeConnection,
                  "a port in service cannot be disabled; destroying the connection terminates it",
                  kApi,
                  {},
                  "alibaba.enabled",
                  {"true"}});
  for (const std::string_view field :
       {"name", "bandwidth", "tags", "alibaba.line_operator", "alibaba.port_type", "alibaba.circuit_code",
        "alibaba.peer_location", "alibaba.redundant_connection_id"}) {
    rows.push_back({kind, field, OnChange::kInPlace, "", "", kApi});
  }
}

void AddInterfaceChanges(std::vector<Change>& rows) {
  const Kind kind = Kind::kVirtualInterface;
  rows.push_back({kind, "connection_id", OnChange::kReplace, kWholeInterface,
                  "a virtual border router stays on the connection it was made on", kVbrPage});
  rows.push_back({kind, "type", OnChange::kReplace, kWholeInterface, "there is one type only", kVbrPage});
  rows.push_back({kind, "alibaba.owner_account", OnChange::kReplace, kWholeInterface,
                  "the API has no call that gives a virtual border router to another account", kVbrPage});
  for (const std::string_view field : {"vlan", "cloud_address", "customer_address", "alibaba.terminated"}) {
    rows.push_back({kind, field, OnChange::kInPlace, kWholeInterface, "", kVbrPage});
  }
  for (const std::string_view field : {"customer_asn", "cloud_asn", "auth_key", "bfd.enabled", "alibaba.bfd_hops"}) {
    rows.push_back({kind, field, OnChange::kInPlace, kSession, "", kBgpPage});
  }
  for (const std::string_view field : {"name", "bandwidth", "mtu", "tags", "bfd", "alibaba.circuit_code"}) {
    rows.push_back({kind, field, OnChange::kInPlace, "", "", kVbrPage});
  }
}

void AddSessionRows(std::vector<Change>& rows) {
  const Kind peer = Kind::kBgpPeer;
  rows.push_back({peer, "address_family", OnChange::kReplace, kSession, "a session keeps its IP version", kPeerPage});
  rows.push_back({peer, "virtual_interface_id", OnChange::kReplace, kSession,
                  "a session belongs to one virtual border router", kPeerPage});
  // The API would move it, but a group that is replaced can only go after its sessions have.
  rows.push_back({peer, "bgp_group_id", OnChange::kReplace, kSession,
                  "the sessions of a group are deleted before the group is", kApi});
  for (const std::string_view field :
       {"customer_asn", "cloud_address", "customer_address", "auth_key", "bfd.enabled", "alibaba.bfd_hops"}) {
    rows.push_back({peer, field, OnChange::kInPlace, kSession, "", kBgpPage});
  }
  const Kind group = Kind::kBgpGroup;
  rows.push_back({group, "virtual_interface_id", OnChange::kReplace, kMembers,
                  "a group belongs to one virtual border router", kGroupPage});
  rows.push_back({group, "address_family", OnChange::kReplace, kMembers, "a group keeps its IP version", kGroupPage});
  for (const std::string_view field : {"customer_asn", "cloud_asn", "auth_key", "alibaba.fake_asn"}) {
    rows.push_back({group, field, OnChange::kInPlace, kMembers, "", kBgpPage});
  }
  for (const std::string_view field : {"name", "description", "alibaba.route_limit"}) {
    rows.push_back({group, field, OnChange::kInPlace, "", "", kGroupPage});
  }
}

void AddCidrChanges(std::vector<Change>& rows) {
  constexpr std::string_view kEntry = "a prefix is one entry of one virtual border router's list";
  for (const std::string_view field : {"advertised_by", "cidr", "alibaba.vpc_id"}) {
    rows.push_back({Kind::kBgpCidr, field, OnChange::kReplace, kRoutes, kEntry, kNetworkPage});
  }
}

// Endpoints are regional.
void AddPlaceRows(std::vector<Change>& rows) {
  constexpr std::string_view kReason = "an object cannot move to another cloud or region";
  const auto add = [&](Kind kind, std::string_view interrupts) {
    for (const std::string_view field : {"cloud", "region"}) {
      rows.push_back({kind, field, OnChange::kReplace, interrupts, kReason, kApi});
    }
  };
  add(Kind::kConnection, kWholeConnection);
  add(Kind::kVirtualInterface, kWholeInterface);
  add(Kind::kBgpPeer, kSession);
  add(Kind::kBgpGroup, kMembers);
  add(Kind::kBgpCidr, kRoutes);
}

}  // namespace

std::vector<Change> Changes() {
  std::vector<Change> rows;
  AddPlaceRows(rows);
  AddConnectionChanges(rows);
  AddInterfaceChanges(rows);
  AddSessionRows(rows);
  AddCidrChanges(rows);
  return rows;
}

}  // namespace ic::alibaba
