// What a change of a field costs at AWS. Fields without a row change in place and interrupt nothing.
#include "adapters/aws/tables/sources.h"
#include "adapters/aws/tables/tables.h"

namespace ic::aws {
namespace {

constexpr std::string_view kWholeConnection = "everything on the connection: its virtual interfaces go with it";
constexpr std::string_view kWholeInterface = "all traffic of the virtual interface";
constexpr std::string_view kOnlyThisSession = "the BGP session, until the new one is up";

void AddConnectionRows(std::vector<Change>& rows) {
  const Kind kind = Kind::kConnection;
  const auto replace = [&](std::string_view field, std::string_view reason) {
    rows.push_back({kind, field, OnChange::kReplace, kWholeConnection, reason, kSchemas});
  };
  replace("location", "a port cannot move to another location");
  replace("bandwidth", "the speed of a port is fixed when it is ordered");
  replace("aws.provider_name", "the API takes the provider only when the connection is created");
  replace("aws.request_macsec", "a port for MACsec is chosen when the connection is created");
  rows.push_back({kind, "name", OnChange::kInPlace, "", "", kApi});
  rows.push_back({kind, "tags", OnChange::kInPlace, "", "", kApi});
  rows.push_back({kind, "aws.encryption_mode", OnChange::kInPlace,
                  "the connection, until both ends agree on encryption", "", kMacsecPage});
  rows.push_back({kind,
                  "aws.lag_id",
                  OnChange::kInPlace,
                  "the connection while it joins or leaves the LAG",
                  "",
                  kApi,
                  {"device", "logical_device"}});
}

void AddInterfaceRows(std::vector<Change>& rows) {
  const Kind kind = Kind::kVirtualInterface;
  const auto replace = [&](std::string_view field, std::string_view reason) {
    rows.push_back({kind, field, OnChange::kReplace, kWholeInterface, reason, kApi});
  };
  replace("vlan", "the API has no call that changes a VLAN");
  replace("type", "the API has no call that changes an interface's type");
  replace("gateway_id", "the API has no call that attaches an interface to another gateway");
  replace("aws.owner_account", "the API has no call that gives an interface to another account");
  replace("address_family", "the interface's own session would be another one");
  constexpr std::string_view kSession =
      "AWS has no call that changes a BGP session, and does not delete an interface's last one";
  replace("customer_asn", kSession);
  replace("cloud_address", kSession);
  replace("customer_address", kSession);
  rows.push_back({kind, "auth_key", OnChange::kRefused, kWholeInterface, kSession, kApi});
  rows.push_back(
      {kind,
       "customer_prefixes",
       OnChange::kReplace,
       kWholeInterface,
       "AWS fixes the route filter of a public interface when it is created; AWS Support can add prefixes to "
       "it",
       kInterfacesPage,
       {},
       "type",
       {"public"}});
  rows.push_back(
      {kind, "customer_prefixes", OnChange::kInPlace, "", "", kInterfacesPage, {}, "type", {"private", "transit"}});
  rows.push_back({kind, "connection_id", OnChange::kInPlace, "the interface's BGP sessions while it moves", "", kApi});
  rows.push_back({kind, "mtu", OnChange::kInPlace,
                  "possibly every virtual interface of the connection, for up to 30 seconds", "", kApi});
  rows.push_back({kind, "aws.site_link", OnChange::kInPlace, "", "", kApi});
  rows.push_back({kind, "name", OnChange::kInPlace, "", "", kApi});
  rows.push_back({kind, "tags", OnChange::kInPlace, "", "", kApi});
}

void AddPeerRows(std::vector<Change>& rows) {
  const Kind kind = Kind::kBgpPeer;
  constexpr std::string_view kReason = "AWS has no call that changes a BGP session: it is deleted and created anew";
  for (const std::string_view field :
       {"address_family", "customer_asn", "cloud_address", "customer_address", "auth_key"}) {
    rows.push_back({kind, field, OnChange::kReplace, kOnlyThisSession, kReason, kApi});
  }
  rows.push_back({kind, "virtual_interface_id", OnChange::kReplace, kOnlyThisSession,
                  "a BGP session belongs to one virtual interface", kApi});
  rows.push_back({kind, "customer_prefixes", OnChange::kInPlace, "", "", kApi});
}

void AddOtherRows(std::vector<Change>& rows) {
  constexpr std::string_view kMembers = "the sessions of its members, which are replaced";
  for (const std::string_view field : {"address_family", "customer_asn"}) {
    rows.push_back({Kind::kBgpGroup, field, OnChange::kInPlace, kMembers, "", kApi, {"id"}});
  }
  constexpr std::string_view kRoutes = "traffic to the prefix, until the new one is advertised";
  constexpr std::string_view kEntry = "a prefix is one entry of one association's list";
  rows.push_back({Kind::kBgpCidr, "advertised_by", OnChange::kReplace, kRoutes, kEntry, kApi});
  rows.push_back({Kind::kBgpCidr, "cidr", OnChange::kReplace, kRoutes, kEntry, kApi});
}

// Endpoints are regional, and an object's region is part of its ARN.
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
  AddConnectionRows(rows);
  AddInterfaceRows(rows);
  AddPeerRows(rows);
  AddOtherRows(rows);
  return rows;
}

}  // namespace ic::aws
