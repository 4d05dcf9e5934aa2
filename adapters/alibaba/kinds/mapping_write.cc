// From the vocabulary to the API's parameters. Rows say which field goes where; what is not set is not sent.
#include <nlohmann/json.hpp>

#include "adapters/alibaba/kinds/mapping.h"
#include "adapters/alibaba/tables/traits.h"
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

}  // namespace

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
