#include "adapters/aws/kinds/region.h"

#include <utility>

#include <nlohmann/json.hpp>

#include "adapters/aws/kinds/listing_source.h"
#include "adapters/aws/tables/states.h"
#include "adapters/common/client/api_client.h"
#include "adapters/common/client/json_read.h"

namespace ic::aws {
namespace {

// The literal parts of the messages are what AWS answers for an id that is none; an unknown interface gives an empty
// list instead. Source: terraform-provider-aws, internal/service/directconnect (find functions); AWS's answers as
// recorded by community.aws.
constexpr ListingSpec kConnections = {"DescribeConnections", "connectionId", "Could not find Connection with ID"};
constexpr ListingSpec kInterfaces = {"DescribeVirtualInterfaces", "virtualInterfaceId", ""};
constexpr ListingSpec kLags = {"DescribeLags", "lagId", "Could not find Lag with ID"};
// An unknown gateway gives an empty list.
constexpr ListingSpec kGateways = {"DescribeDirectConnectGateways", "directConnectGatewayId", ""};

// Virtual private gateways are told all at once: the operation takes nothing, so one is looked up among them.
ListingSource VirtualGatewaySource(const std::string& region, ApiClient& client) {
  ListingSource source;
  source.id_member = "virtualGatewayId";
  source.all = [region, &client](std::stop_token stop) {
    return client.List({.operation = "DescribeVirtualGateways"}, region, std::move(stop));
  };
  source.one = [all = source.all](const std::string& id, std::stop_token stop) -> StatusOr<Object> {
    IC_ASSIGN_OR_RETURN(const nlohmann::json list, all(std::move(stop)));
    for (const nlohmann::json& element : list) {
      if (TextOf(element, "virtualGatewayId") == id) return std::make_shared<const nlohmann::json>(element);
    }
    return Object();
  };
  return source;
}

}  // namespace

Region::Region(std::string name, ApiClient& client, Clock& clock, const Logger& logger, WriteEntries write_prefixes)
    : RegionBase(std::move(name), "AWS", States(), client, clock, logger),
      connections_(SourceOf(kConnections, this->name(), client), clock),
      interfaces_(SourceOf(kInterfaces, this->name(), client), clock),
      lags_(SourceOf(kLags, this->name(), client), clock),
      gateways_(SourceOf(kGateways, this->name(), client), clock),
      virtual_gateways_(VirtualGatewaySource(this->name(), client), clock),
      associations_(
          [this](const std::string& id, std::stop_token stop) -> StatusOr<Object> {
            IC_ASSIGN_OR_RETURN(const nlohmann::json list,
                                List("DescribeDirectConnectGatewayAssociations", {{"associationId", id}}, stop));
            for (const nlohmann::json& element : list) {
              if (TextOf(element, "associationId") == id) return std::make_shared<const nlohmann::json>(element);
            }
            return Object();
          },
          clock, Duration::max()),
      prefixes_([this, write_prefixes](const std::string& association, const ListWriter::Goal& goal,
                                       std::stop_token stop) { return write_prefixes(*this, association, goal, stop); },
                "prefixes", clock) {}

StatusOr<Object> Region::Association(const std::string& id, Freshness freshness, std::stop_token stop) {
  const auto read = !freshness.is_shared() ? associations_.GetFresh(id, stop) : associations_.Get(id, stop);
  if (!read.ok()) return read.status();
  return **read;
}

void Region::InvalidateAssociation(const std::string& id) { associations_.Invalidate(id); }

StatusOr<nlohmann::json> Region::Call(std::string_view operation, const nlohmann::json& input, std::stop_token stop) {
  return Call({.operation = std::string(operation), .members = input}, std::move(stop));
}

StatusOr<nlohmann::json> Region::List(std::string_view operation, const nlohmann::json& input, std::stop_token stop) {
  return List({.operation = std::string(operation), .members = input}, std::move(stop));
}

}  // namespace ic::aws
