// Resource types of hashicorp/aws: the schemas in its repository (internal/service/directconnect) and bindings that
// were made of them, versions 2 to 6.63, read 2026-11-30. None but that of aws_dx_connection ever had another schema
// version than 0: there `vlan_id` was a text once, and is a number.
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "foreign/forms.h"
#include "foreign/source_type.h"

namespace ic::foreign::aws {
namespace {

constexpr std::string_view kSource = "hashicorp/aws, internal/service/directconnect, 2026-11-30";

SourceType TypeOf(std::string_view type, std::optional<Kind> kind, std::vector<Row> rows) {
  return {.cloud = "aws",
          .providers = {"hashicorp/aws"},
          .type = type,
          .kind = kind,
          .rows = std::move(rows),
          .source = kSource};
}

// Objects told their region from version 6 on; before, those that have an ARN do.
void AddPlace(std::vector<Row>& rows) {
  rows.push_back(Take("region", "region"));
  rows.push_back(Take("arn", "region", Form::kArnRegion));
}

void AddTags(std::vector<Row>& rows) {
  rows.push_back(Take("tags_all", "tags", Form::kTags));
  rows.push_back(Take("tags", "tags", Form::kTags));
}

void AddSession(std::vector<Row>& rows) {
  const std::vector<Row> session = {Take("address_family", "address_family"),
                                    Take("amazon_address", "cloud_address"),
                                    Take("bgp_asn_long", "customer_asn", Form::kDigits),
                                    Take("bgp_asn", "customer_asn", Form::kDigits),
                                    Secret("bgp_auth_key"),
                                    Take("customer_address", "customer_address"),
                                    Take("timeouts", "timeouts", Form::kTimeouts)};
  rows.insert(rows.end(), session.begin(), session.end());
}

SourceType Connection() {
  SourceType type = TypeOf(
      "aws_dx_connection", Kind::kConnection,
      {Take("id", "id"), Take("arn", "aws.arn"), Told("aws_device"), Take("bandwidth", "bandwidth"),
       Take("encryption_mode", "aws.encryption_mode"), Take("has_logical_redundancy", "aws.has_logical_redundancy"),
       Take("jumbo_frame_capable", "aws.jumbo_frame_capable", Form::kFlag), Take("location", "location"),
       Take("macsec_capable", "aws.macsec_capable", Form::kFlag), Take("name", "name"),
       Take("owner_account_id", "aws.owner_account"), Told("partner_name"), Told("port_encryption_status"),
       Take("provider_name", "aws.provider_name"), Take("request_macsec", "aws.request_macsec", Form::kFlag),
       Setting("skip_destroy", "`on_destroy` says it here, and what was taken over is kept.", "false"),
       Take("vlan_id", "vlan", Form::kPositive)});
  type.versions = {0, 1};
  AddPlace(type.rows);
  AddTags(type.rows);
  return type;
}

SourceType HostedConnection() {
  SourceType type = TypeOf(
      "aws_dx_hosted_connection", Kind::kConnection,
      {Take("id", "id"), Told("aws_device"), Take("bandwidth", "bandwidth"), Told("connection_id"),
       Take("has_logical_redundancy", "aws.has_logical_redundancy"),
       Take("jumbo_frame_capable", "aws.jumbo_frame_capable", Form::kFlag), Take("lag_id", "aws.lag_id"),
       Told("loa_issue_time"), Take("location", "location"), Take("name", "name"),
       Take("owner_account_id", "aws.owner_account"), Told("partner_name"), Take("provider_name", "aws.provider_name"),
       Take("region", "region"), Told("state"), Take("vlan", "vlan", Form::kPositive)});
  type.note =
      "a hosted connection is shown to the account that it is for (`owner_account_id`), and managed with the "
      "credentials "
      "of that one. With those of the account that handed it out it is not found; leave it with its provider there.";
  return type;
}

SourceType ConnectionConfirmation() {
  return TypeOf("aws_dx_connection_confirmation", Kind::kConnection,
                {Take("connection_id", "id"), Take("id", "id"), Take("region", "region")});
}

SourceType BgpPeer() {
  SourceType type = TypeOf("aws_dx_bgp_peer", Kind::kBgpPeer,
                           {Take("bgp_peer_id", "id"), Told("id"), Told("aws_device"), Told("bgp_status"),
                            Take("virtual_interface_id", "virtual_interface_id"), Take("region", "region")});
  AddSession(type.rows);
  return type;
}

// What interfaces of every type tell; some have a part of it.
std::vector<Row> InterfaceRows() {
  std::vector<Row> rows = {Take("id", "id"),
                           Take("arn", "aws.arn"),
                           Take("amazon_side_asn", "cloud_asn", Form::kDigits),
                           Take("aws_device", "aws.router_device"),
                           Take("connection_id", "connection_id"),
                           Take("name", "name"),
                           Take("rate_limit", "aws.rate_limit"),
                           Take("vlan", "vlan", Form::kNumber)};
  AddPlace(rows);
  AddSession(rows);
  return rows;
}

void AddPrivateOrTransit(std::vector<Row>& rows) {
  const std::vector<Row> further = {
      Take("jumbo_frame_capable", "aws.jumbo_frame_capable", Form::kFlag), Take("mtu", "mtu", Form::kPositive),
      Take("prefix_pool_allocated_count_ipv4", "aws.prefix_allocation_ipv4", Form::kNumber),
      Take("prefix_pool_allocated_count_ipv6", "aws.prefix_allocation_ipv6", Form::kNumber)};
  rows.insert(rows.end(), further.begin(), further.end());
}

// `type`: "private", "public" or "transit".
SourceType Interface(std::string_view name, std::string_view type) {
  SourceType made = TypeOf(name, Kind::kVirtualInterface, InterfaceRows());
  made.fixed = {{"type", type}};
  if (type == "public") {
    made.rows.push_back(Take("route_filter_prefixes", "customer_prefixes", Form::kPrefixes));
  } else {
    AddPrivateOrTransit(made.rows);
  }
  return made;
}

SourceType OwnInterface(std::string_view name, std::string_view type) {
  SourceType made = Interface(name, type);
  AddTags(made.rows);
  if (type == "public") return made;
  made.rows.push_back(Take("dx_gateway_id", "gateway_id"));
  if (type == "private") made.rows.push_back(Take("vpn_gateway_id", "gateway_id"));
  made.rows.push_back(Take("sitelink_enabled", "aws.site_link", Form::kFlag));
  return made;
}

// Made for another account, which has its tags and says its gateway.
SourceType HostedInterface(std::string_view name, std::string_view type) {
  SourceType made = Interface(name, type);
  made.rows.push_back(Take("owner_account_id", "aws.owner_account"));
  return made;
}

// The same, to the account that it is for. Its state has what accepting it takes; the rest is read.
SourceType Accepter(std::string_view name, std::string_view type) {
  SourceType made = TypeOf(name, Kind::kVirtualInterface,
                           {Take("id", "id"), Take("virtual_interface_id", "id"), Take("arn", "aws.arn"),
                            Take("timeouts", "timeouts", Form::kTimeouts)});
  made.fixed = {{"type", type}};
  AddPlace(made.rows);
  AddTags(made.rows);
  if (type != "public") made.rows.push_back(Take("dx_gateway_id", "gateway_id"));
  if (type == "private") made.rows.push_back(Take("vpn_gateway_id", "gateway_id"));
  return made;
}

// One import block a prefix of the association.
std::string PrefixBlocks(const nlohmann::json& attributes) {
  const std::string id = TextOf(attributes, "dx_gateway_association_id");
  const auto prefixes = attributes.find("allowed_prefixes");
  if (id.empty() || prefixes == attributes.end() || !prefixes->is_array()) return "";
  std::string region = TextOf(attributes, "region");
  if (region.empty()) region = "<region>";
  std::string blocks;
  int number = 0;
  for (const nlohmann::json& prefix : *prefixes) {
    if (!prefix.is_string()) continue;
    blocks += fmt::format("import {{\n  to = interconnect_bgp_cidr.prefix_{}\n  id = \"aws/{}/{}/{}\"\n}}\n", ++number,
                          region, id, prefix.get<std::string>());
  }
  return blocks;
}

SourceType GatewayAssociation() {
  SourceType type = TypeOf("aws_dx_gateway_association", std::nullopt, {});
  type.words =
      "Its `allowed_prefixes` are a set, and each prefix is an interconnect_bgp_cidr. The association itself stays "
      "with "
      "its provider: take `allowed_prefixes` out of its configuration, and name it in `ignore_changes` there, so that "
      "one program writes the list.";
  type.blocks = PrefixBlocks;
  return type;
}

SourceType Stays(std::string_view name, std::string_view words) {
  SourceType type = TypeOf(name, std::nullopt, {});
  type.words = words;
  return type;
}

}  // namespace

std::vector<SourceType> SourceTypes() {
  constexpr std::string_view kById = "It stays with its provider, and is named by its id here.";
  return {Connection(),
          HostedConnection(),
          ConnectionConfirmation(),
          OwnInterface("aws_dx_private_virtual_interface", "private"),
          OwnInterface("aws_dx_public_virtual_interface", "public"),
          OwnInterface("aws_dx_transit_virtual_interface", "transit"),
          HostedInterface("aws_dx_hosted_private_virtual_interface", "private"),
          HostedInterface("aws_dx_hosted_public_virtual_interface", "public"),
          HostedInterface("aws_dx_hosted_transit_virtual_interface", "transit"),
          Accepter("aws_dx_hosted_private_virtual_interface_accepter", "private"),
          Accepter("aws_dx_hosted_public_virtual_interface_accepter", "public"),
          Accepter("aws_dx_hosted_transit_virtual_interface_accepter", "transit"),
          BgpPeer(),
          GatewayAssociation(),
          Stays("aws_dx_connection_association",
                "That a connection is in a LAG is `aws.lag_id` of the connection: forget this object by a `removed` "
                "block with `destroy = false`."),
          Stays("aws_dx_gateway", kById),
          Stays("aws_dx_gateway_association_proposal", kById),
          Stays("aws_dx_lag", kById),
          Stays("aws_dx_macsec_key_association", "MACsec keys stay with their provider.")};
}

}  // namespace ic::foreign::aws
