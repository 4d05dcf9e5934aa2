// What there is to choose from: locations, virtual private gateways, and the account's agreements.
#include <fmt/format.h>

#include "simulators/aws/operations/operation.h"
#include "simulators/aws/world/locations.h"

namespace ic::sim::aws {
namespace {

StatusOr<Json> DescribeLocations(OperationCall& call) {
  Json list = Json::array();
  for (const Location& location : Locations()) {
    if (location.region != call.region()) continue;
    list.push_back({{"locationCode", location.code},
                    {"locationName", location.name},
                    {"region", location.region},
                    {"availablePortSpeeds", location.speeds},
                    {"availableProviders", location.providers},
                    {"availableMacSecPortSpeeds", location.macsec_speeds}});
  }
  return Json{{"locations", std::move(list)}};
}

StatusOr<Json> DescribeVirtualGateways(OperationCall& call) {
  Json list = Json::array();
  for (const auto& gateway : call.world.cloud_gateways.items()) {
    if (gateway->type != "virtualPrivateGateway" || gateway->owner != call.account()) continue;
    if (gateway->region != call.region()) continue;
    list.push_back({{"virtualGatewayId", gateway->id}, {"virtualGatewayState", gateway->state}});
  }
  return Json{{"virtualGateways", std::move(list)}};
}

StatusOr<Json> DescribeCustomerMetadata(OperationCall& call) {
  Json agreements = Json::array();
  const std::string prefix = call.account() + "/";
  for (const auto& [key, status] : call.world.agreements) {
    if (key.starts_with(prefix))
      agreements.push_back({{"agreementName", key.substr(prefix.size())}, {"status", status}});
  }
  const bool partner = call.account() == kPartnerAccount;
  return Json{{"agreements", std::move(agreements)}, {"nniPartnerType", partner ? "v2" : "nonPartner"}};
}

StatusOr<Json> ConfirmCustomerAgreement(OperationCall& call) {
  std::string& status = call.world.agreements[fmt::format("{}/{}", call.account(), TextOf(call.in, "agreementName"))];
  status = "signed";
  return Json{{"status", status}};
}

}  // namespace

std::span<const Operation> CatalogueOperations() {
  static constexpr Operation kOperations[] = {
      {"DescribeLocations", DescribeLocations},
      {"DescribeVirtualGateways", DescribeVirtualGateways},
      {"DescribeCustomerMetadata", DescribeCustomerMetadata},
      {"ConfirmCustomerAgreement", ConfirmCustomerAgreement},
  };
  return kOperations;
}

}  // namespace ic::sim::aws
