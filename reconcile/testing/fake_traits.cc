// The tables of the fake vendors: alike, but "rock" has BGP groups, and "fen" does without marks and changes keys.
#include <fmt/format.h>

#include "adapters/contract/fields.h"
#include "reconcile/testing/fake_cloud.h"

namespace ic::reconcile {
namespace {

constexpr Source kSource = {"Fake cloud's manual", "2026-11-21", ""};

std::string TextOf(const Value& object, std::string_view name) {
  const Value& value = object.Get(name);
  return value.kind() == Value::Kind::kString ? value.AsString() : "";
}

std::string VlanGroup(Kind /*kind*/, const Value& object) {
  const Value& vlan = object.Get(field::kVlan);
  const std::string connection = TextOf(object, field::kConnectionId);
  if (vlan.kind() != Value::Kind::kNumber || connection.empty()) return "";
  return connection + "|" + vlan.AsNumber().ToString();
}

std::string ConnectionGroup(Kind /*kind*/, const Value& object) { return TextOf(object, field::kConnectionId); }

std::string AssociationGroup(Kind /*kind*/, const Value& object) { return TextOf(object, field::kAdvertisedBy); }

std::string SessionGroup(Kind kind, const Value& object) {
  const bool peer = kind == Kind::kBgpPeer;
  if (!peer && TextOf(object, field::kCustomerAsn).empty()) return "";
  const std::string interface = TextOf(object, peer ? field::kVirtualInterfaceId : field::kId);
  const std::string family = TextOf(object, field::kAddressFamily);
  return interface.empty() || family.empty() ? "" : interface + "|" + family;
}

std::vector<std::vector<Field>> VendorFields() {
  std::vector<std::vector<Field>> fields(kAllKinds.size());
  fields[static_cast<std::size_t>(Kind::kConnection)] = {
      {.name = "lag_id", .presence = Presence::kOptionalComputed, .description = "Bundle."},
      {.name = "port_class", .presence = Presence::kOptionalComputed, .description = "Class of the port."},
      {.name = "owner_account", .presence = Presence::kComputed, .description = "Owner."}};
  fields[static_cast<std::size_t>(Kind::kVirtualInterface)] = {
      {.name = "shortcut",
       .type = FieldType::kBool,
       .presence = Presence::kOptionalComputed,
       .description = "Shortcut."},
      {.name = "receiver", .presence = Presence::kOptionalComputed, .untold = true, .description = "Whom it is for."}};
  return fields;
}

void AddChanges(VendorTraits& traits, std::string_view port_class, std::string_view lag_id, std::string_view owner,
                std::string_view receiver, std::string_view shortcut) {
  const auto add = [&traits](Kind kind, std::string_view field, OnChange on_change, std::string_view interrupts,
                             std::string_view reason, std::vector<std::string_view> recomputes = {}) {
    traits.changes.push_back({kind, field, on_change, interrupts, reason, kSource, std::move(recomputes)});
  };
  for (const std::string_view field : {std::string_view("location"), std::string_view("bandwidth"), port_class}) {
    add(Kind::kConnection, field, OnChange::kReplace, "everything on it", "the API cannot change it");
  }
  add(Kind::kConnection, lag_id, OnChange::kInPlace, "the connection, briefly", "", {"device", owner});
  for (const std::string_view field :
       {std::string_view("vlan"), field::kType, field::kGatewayId, field::kAddressFamily, receiver}) {
    add(Kind::kVirtualInterface, field, OnChange::kReplace, "all its traffic", "the API cannot change it");
  }
  for (const std::string_view field : {"customer_asn", "cloud_address", "customer_address"}) {
    add(Kind::kVirtualInterface, field, OnChange::kReplace, "its session", "a session cannot be changed");
  }
  add(Kind::kVirtualInterface, "auth_key", OnChange::kRefused, "its session", "a session cannot be changed");
  add(Kind::kVirtualInterface, "mtu", OnChange::kInPlace, "the interface, for seconds", "");
  add(Kind::kVirtualInterface, shortcut, OnChange::kInPlace, "every interface of its connection, for seconds", "");
  traits.changes.back().reach = Reach::kConnection;
  add(Kind::kVirtualInterface, "cloud_asn", OnChange::kRefused, "", "the gateway decides it");
  for (const std::string_view field :
       {"virtual_interface_id", "address_family", "customer_asn", "cloud_address", "customer_address", "auth_key"}) {
    add(Kind::kBgpPeer, field, OnChange::kReplace, "the session", "a session cannot be changed");
  }
  for (const std::string_view field : {"advertised_by", "cidr"}) {
    add(Kind::kBgpCidr, field, OnChange::kReplace, "the prefix", "an entry cannot be changed");
  }
}

void AddQuotas(VendorTraits& traits, std::string_view vlan_id, std::string_view session_id, std::string_view count_id,
               std::string_view prefixes_id) {
  traits.quotas.push_back({vlan_id,
                           "interfaces with one VLAN on one connection",
                           {Kind::kVirtualInterface},
                           VlanGroup,
                           1,
                           "vlan",
                           "VLAN is taken",
                           "Choose another.",
                           Scope::kPort,
                           false,
                           kSource});
  traits.quotas.push_back({session_id,
                           "sessions of one family on one interface",
                           {Kind::kVirtualInterface, Kind::kBgpPeer},
                           SessionGroup,
                           1,
                           "address_family",
                           "Family has a session already",
                           "Choose the other.",
                           Scope::kObject,
                           false,
                           kSource});
  traits.quotas.push_back({count_id,
                           "interfaces on one connection",
                           {Kind::kVirtualInterface},
                           ConnectionGroup,
                           4,
                           "connection_id",
                           "Too many interfaces",
                           "Use another connection.",
                           Scope::kPort,
                           true,
                           kSource});
  traits.quotas.back().told_as = [](std::string_view) -> std::string_view { return "interfaces"; };
  traits.quotas.back().told_by_group = true;
  traits.quotas.push_back({prefixes_id,
                           "prefixes of one association",
                           {Kind::kBgpCidr},
                           AssociationGroup,
                           4,
                           "advertised_by",
                           "Too many prefixes",
                           "Use a wider prefix.",
                           Scope::kObject,
                           true,
                           kSource});
}

// The family of a peer is that of its address, as an example of a value derived from others.
void Complete(Kind kind, Value& object) {
  if (kind != Kind::kBgpPeer || !object.Get(field::kAddressFamily).is_null()) return;
  const std::string address = TextOf(object, field::kCustomerAddress);
  if (address.empty()) return;
  object.Put(field::kAddressFamily, Value::String(address.find(':') == std::string::npos ? "ipv4" : "ipv6"));
}

VendorTraits Common(std::string_view cloud, std::string_view title) {
  VendorTraits traits;
  traits.cloud = cloud;
  traits.title = title;
  traits.fields = VendorFields();
  traits.provider_fields = {{.name = "region", .description = "Region."},
                            {.name = "account", .description = "Account."}};
  traits.marked = {Kind::kConnection, Kind::kVirtualInterface};
  traits.complete = Complete;
  return traits;
}

}  // namespace

const VendorTraits& SkyTraits() {
  static const VendorTraits kTraits = [] {
    VendorTraits traits = Common("sky", "Sky Link");
    traits.lowered = {Kind::kBgpGroup};
    traits.limits.push_back({"sky.vlan", Kind::kVirtualInterface, "vlan", Range{1, 4094}, "VLAN out of range",
                             "Choose one of 1 to 4094.", kSource});
    AddChanges(traits, "sky.port_class", "sky.lag_id", "sky.owner_account", "sky.receiver", "sky.shortcut");
    AddQuotas(traits, "sky.unique_vlan", "sky.one_per_family", "sky.per_connection", "sky.per_association");
    traits.quotas.push_back({"sky.per_gateway",
                             "interfaces on one gateway",
                             {Kind::kVirtualInterface},
                             [](Kind, const Value& object) { return TextOf(object, field::kGatewayId); },
                             1000,
                             "gateway_id",
                             "Too many interfaces on the gateway",
                             "Use another gateway.",
                             Scope::kAccount,
                             true,
                             kSource});
    return traits;
  }();
  return kTraits;
}

const VendorTraits& RockTraits() {
  static const VendorTraits kTraits = [] {
    VendorTraits traits = Common("rock", "Rock Connect");
    AddChanges(traits, "rock.port_class", "rock.lag_id", "rock.owner_account", "rock.receiver", "rock.shortcut");
    traits.parts_of_offers = {Kind::kBgpPeer};
    AddQuotas(traits, "rock.unique_vlan", "rock.one_per_family", "rock.per_connection", "rock.per_association");
    return traits;
  }();
  return kTraits;
}

const VendorTraits& FenTraits() {
  static const VendorTraits kTraits = [] {
    VendorTraits traits = Common("fen", "Fen Circuit");
    AddChanges(traits, "fen.port_class", "fen.lag_id", "fen.owner_account", "fen.receiver", "fen.shortcut");
    AddQuotas(traits, "fen.unique_vlan", "fen.one_per_family", "fen.per_connection", "fen.per_association");
    for (Change& row : traits.changes) {
      if (row.kind == Kind::kVirtualInterface && row.field == field::kAuthKey) row.on_change = OnChange::kInPlace;
    }
    traits.marked = {};
    traits.keys = {{Kind::kBgpPeer, field::kCustomerAddress}};
    traits.accounts = {{Kind::kVirtualInterface, "fen.receiver"}};
    traits.decisions = {{Kind::kVirtualInterface, field::kMtu, Party::kObjectOwner, kSource},
                        {Kind::kVirtualInterface, field::kName, Party::kConnectionOwner, kSource, true}};
    return traits;
  }();
  return kTraits;
}

}  // namespace ic::reconcile
