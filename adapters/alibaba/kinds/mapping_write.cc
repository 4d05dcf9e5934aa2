// From the vocabulary to the API's parameters. Rows say which field goes where; what is not set is not sent.
#include <nlohmann/json.hpp>

#include "adapters/alibaba/kinds/mapping.h"
#include "adapters/alibaba/tables/traits.h"
#include "adapters/common/client/json_read.h"
#include "adapters/common/kinds/change.h"
#include "adapters/common/kinds/rows.h"
#include "base/ip.h"

namespace ic::alibaba {
namespace {

// As the service takes them: every value is a text.
Parameters ToParameters(const nlohmann::json& members) {
  Parameters parameters;
  for (const auto& [name, value] : members.items()) {
    parameters[name] = value.is_string() ? value.get<std::string>() : value.dump();
  }
  return parameters;
}

Parameters Create(Kind kind, const Value& desired) {
  return ToParameters(CreateMembers(RowsOf(AlibabaTables(), kind), desired));
}

// A Modify is sent what the plan says has changed, compared with nothing: rows of one kind travel together.
Parameters Modify(Kind kind, const std::vector<std::string>& changed, const Value& desired) {
  const auto changes = ModifyMembers(RowsOf(AlibabaTables(), kind), changed, desired, nullptr);
  return changes.empty() ? Parameters() : ToParameters(changes.front().members);
}

// The kind of a port tells what the member for the bandwidth cannot.
Parameters WithoutFastPort(Parameters parameters) {
  const auto found = parameters.find("bandwidth");
  if (found != parameters.end() && std::stoll(found->second) > kMostMegabits) parameters.erase(found);
  return parameters;
}

void PutLink(const Value& desired, Parameters& parameters) {
  const auto cloud = Cidr::Parse(TextField(desired, field::kCloudAddress));
  const auto customer = Cidr::Parse(TextField(desired, field::kCustomerAddress));
  if (!cloud.ok() || !customer.ok()) return;
  parameters["LocalGatewayIp"] = cloud->address().ToString();
  parameters["PeerGatewayIp"] = customer->address().ToString();
  parameters["PeeringSubnetMask"] = MaskOf(cloud->length());
}

// Of a router that says it; empty: it does not.
Parameters SaidIpv6Link(const Value& desired) {
  const auto cloud = Cidr::Parse(VendorText(desired, vendor_field::kIpv6CloudAddress));
  const auto customer = Cidr::Parse(VendorText(desired, vendor_field::kIpv6CustomerAddress));
  return cloud.ok() && customer.ok() ? Ipv6Link(*cloud, customer->address()) : Parameters();
}

}  // namespace

Parameters Ipv6Link(const Cidr& cloud, const IpAddress& customer) {
  return {{"EnableIpv6", "true"},
          {"LocalIpv6GatewayIp", cloud.address().ToString()},
          {"PeerIpv6GatewayIp", customer.ToString()},
          {"PeeringIpv6SubnetMask", cloud.Prefix().ToString()}};
}

Parameters WriteConnection(const Value& desired) {
  Parameters parameters = WithoutFastPort(Create(Kind::kConnection, desired));
  parameters["Type"] = "VPC";
  return parameters;
}

Parameters WriteConnectionChange(const std::vector<std::string>& changed, const Value& desired) {
  return WithoutFastPort(Modify(Kind::kConnection, changed, desired));
}

// Only the owner of the connection sets VLAN and circuit code, and only that of the router name and addresses.
// Source: API reference, CreateVirtualBorderRouter and ModifyVirtualBorderRouterAttribute.
bool IsForOther(const Value& interface) { return !VendorText(interface, vendor_field::kOwnerAccount).empty(); }

Parameters WriteInterface(const Value& desired) {
  Parameters parameters = Create(Kind::kVirtualInterface, desired);
  if (IsForOther(desired)) {
    for (const char* theirs : {"Name", "Description", "ResourceGroupId"}) parameters.erase(theirs);
    parameters["VbrOwnerId"] = VendorText(desired, vendor_field::kOwnerAccount);
  } else {
    PutLink(desired, parameters);
    parameters.merge(SaidIpv6Link(desired));
  }
  return parameters;
}

Parameters WriteInterfaceChange(const std::vector<std::string>& changed, const Value& desired) {
  Parameters parameters = Modify(Kind::kVirtualInterface, changed, desired);
  if (IsForOther(desired)) {
    for (const char* theirs : {"Name", "Description"}) parameters.erase(theirs);
    return parameters;
  }
  if (Touches(changed, field::kCloudAddress) || Touches(changed, field::kCustomerAddress)) PutLink(desired, parameters);
  return parameters;
}

Parameters WriteIpv6Change(const std::vector<std::string>& changed, const Value& desired, const nlohmann::json& live) {
  const bool on_or_off = Touches(changed, "alibaba.ipv6");
  const bool ends = Touches(changed, "alibaba.ipv6_cloud_address") || Touches(changed, "alibaba.ipv6_customer_address");
  if (IsForOther(desired) || (!on_or_off && !ends)) return {};
  if (on_or_off && VendorFlag(desired, vendor_field::kIpv6) == false) {
    return LenientFlagOf(live, "EnableIpv6") == false ? Parameters() : Parameters{{"EnableIpv6", "false"}};
  }
  const Link link = LinkOf(live, "ipv6");
  const auto cloud = Cidr::Parse(link.cloud);
  const auto customer = Cidr::Parse(link.customer);
  Parameters wanted = SaidIpv6Link(desired);
  const bool there = cloud.ok() && customer.ok() && wanted == Ipv6Link(*cloud, customer->address());
  return there ? Parameters() : wanted;
}

void PutKey(Parameters& parameters, const std::optional<std::string>& auth_key, bool creating) {
  if (!auth_key) return;
  if (!auth_key->empty()) {
    parameters["AuthKey"] = *auth_key;
  } else if (!creating) {
    parameters["ClearAuthKey"] = "true";
  }
}

Parameters WriteGroup(const Value& desired, const std::optional<std::string>& auth_key) {
  Parameters parameters = Create(Kind::kBgpGroup, desired);
  parameters["IpVersion"] = TextField(desired, field::kAddressFamily) == "ipv6" ? "IPv6" : "IPv4";
  PutKey(parameters, auth_key, true);
  return parameters;
}

Parameters WriteGroupChange(const std::vector<std::string>& changed, const Value& desired,
                            const std::optional<std::string>& auth_key) {
  Parameters parameters = Modify(Kind::kBgpGroup, changed, desired);
  if (Touches(changed, field::kAuthKey)) PutKey(parameters, auth_key, false);
  return parameters;
}

}  // namespace ic::alibaba
