// From the vocabulary to the API's parameters. Rows say which field goes where; what is not set is not sent.
#include <array>
#include <span>
#include <utility>

#include "adapters/alibaba/kinds/mapping.h"
#include "adapters/alibaba/tables/traits.h"
#include "adapters/common/kinds/change.h"
#include "adapters/contract/bandwidth.h"
#include "adapters/contract/path.h"
#include "base/ip.h"

namespace ic::alibaba {
namespace {

constexpr std::int64_t kMegabit = 1'000'000;

enum class Form : std::uint8_t { kPlain, kMegabits, kAsn };

struct Row {
  std::string_view path;
  std::string_view parameter;
  Form form = Form::kPlain;
  bool create = true;   // the create takes it
  bool change = true;   // the Modify takes it
  bool clears = false;  // an empty value removes it
};

// The API writes the bandwidth of a connection with a small letter.
constexpr std::array kConnectionRows = std::to_array<Row>({
    {"name", "Name"},
    {"location", "AccessPointId", Form::kPlain, true, false},
    {"bandwidth", "bandwidth", Form::kMegabits},
    {"alibaba.line_operator", "LineOperator"},
    {"alibaba.port_type", "PortType"},
    {"alibaba.circuit_code", "CircuitCode"},
    {"alibaba.peer_location", "PeerLocation"},
    {"alibaba.redundant_connection_id", "RedundantPhysicalConnectionId"},
});

constexpr std::array kInterfaceRows = std::to_array<Row>({
    {"name", "Name"},
    {"connection_id", "PhysicalConnectionId", Form::kPlain, true, false},
    {"vlan", "VlanId"},
    {"bandwidth", "Bandwidth", Form::kMegabits},
    {"mtu", "Mtu", Form::kPlain, false},
    {"bfd.min_transmit_interval", "MinTxInterval", Form::kPlain, false},
    {"bfd.min_receive_interval", "MinRxInterval", Form::kPlain, false},
    {"bfd.detect_multiplier", "DetectMultiplier", Form::kPlain, false},
    {"alibaba.circuit_code", "CircuitCode"},
});

constexpr std::array kGroupRows = std::to_array<Row>({
    {"virtual_interface_id", "RouterId", Form::kPlain, true, false},
    {"name", "Name", Form::kPlain, true, true, true},
    {"description", "Description", Form::kPlain, true, true, true},
    {"customer_asn", "PeerAsn", Form::kAsn},
    {"cloud_asn", "LocalAsn", Form::kAsn},
    {"alibaba.fake_asn", "IsFakeAsn"},
    {"alibaba.route_limit", "RouteQuota"},
});

std::optional<std::string> Written(const Value& value, Form form) {
  switch (value.kind()) {
    case Value::Kind::kBool:
      return value.AsBool() ? "true" : "false";
    case Value::Kind::kNumber:
      return value.AsNumber().ToString();
    case Value::Kind::kString:
      break;
    default:
      return std::nullopt;
  }
  const std::string& text = value.AsString();
  if (form == Form::kAsn) return Asplain(text);
  if (form == Form::kPlain) return text;
  const auto bits = ParseBandwidth(text);
  return bits.ok() ? std::optional(std::to_string(*bits / kMegabit)) : std::nullopt;
}

Parameters Create(std::span<const Row> rows, const Value& desired) {
  Parameters parameters;
  for (const Row& row : rows) {
    if (!row.create) continue;
    if (auto text = Written(ValueAt(desired, row.path), row.form); text && !text->empty()) {
      parameters[std::string(row.parameter)] = *std::move(text);
    }
  }
  return parameters;
}

Parameters Modify(std::span<const Row> rows, const std::vector<std::string>& changed, const Value& desired) {
  Parameters parameters;
  for (const Row& row : rows) {
    if (!row.change || !Touches(changed, row.path)) continue;
    auto text = Written(ValueAt(desired, row.path), row.form);
    if (text || row.clears) parameters[std::string(row.parameter)] = std::move(text).value_or("");
  }
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
  Parameters parameters = Create(kConnectionRows, desired);
  parameters["Type"] = "VPC";
  return parameters;
}

Parameters WriteConnectionChange(const std::vector<std::string>& changed, const Value& desired) {
  return Modify(kConnectionRows, changed, desired);
}

// Only the owner of the connection sets VLAN and circuit code, and only that of the router name and addresses.
// Source: API reference, CreateVirtualBorderRouter and ModifyVirtualBorderRouterAttribute.
bool IsForOther(const Value& interface) { return !VendorText(interface, vendor_field::kOwnerAccount).empty(); }

Parameters WriteInterface(const Value& desired) {
  Parameters parameters = Create(kInterfaceRows, desired);
  if (IsForOther(desired)) {
    parameters.erase("Name");
    parameters["VbrOwnerId"] = VendorText(desired, vendor_field::kOwnerAccount);
  } else {
    PutLink(desired, parameters);
  }
  return parameters;
}

Parameters WriteInterfaceChange(const std::vector<std::string>& changed, const Value& desired) {
  Parameters parameters = Modify(kInterfaceRows, changed, desired);
  if (IsForOther(desired)) {
    parameters.erase("Name");
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
  Parameters parameters = Create(kGroupRows, desired);
  parameters["IpVersion"] = TextField(desired, field::kAddressFamily) == "ipv6" ? "IPv6" : "IPv4";
  PutKey(parameters, auth_key, true);
  return parameters;
}

Parameters WriteGroupChange(const std::vector<std::string>& changed, const Value& desired,
                            const std::optional<std::string>& auth_key) {
  Parameters parameters = Modify(kGroupRows, changed, desired);
  if (Touches(changed, field::kAuthKey)) PutKey(parameters, auth_key, false);
  return parameters;
}

}  // namespace ic::alibaba
