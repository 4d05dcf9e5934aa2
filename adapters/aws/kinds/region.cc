#include "adapters/aws/kinds/region.h"

#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "adapters/aws/client/client.h"
#include "adapters/aws/kinds/listing_source.h"
#include "adapters/aws/tables/states.h"
#include "adapters/common/client/json_read.h"

namespace ic::aws {
namespace {

// The literal parts of the messages are what AWS answers for an id that is none; an unknown interface gives an empty
// list instead. Source: terraform-provider-aws, internal/service/directconnect (find functions); AWS's answers as
// recorded by community.aws.
constexpr ListingSpec kConnections = {"DescribeConnections", "connections", "connectionId",
                                      "Could not find Connection with ID"};
constexpr ListingSpec kInterfaces = {"DescribeVirtualInterfaces", "virtualInterfaces", "virtualInterfaceId", ""};
constexpr ListingSpec kLags = {"DescribeLags", "lags", "lagId", "Could not find Lag with ID"};

constexpr std::string_view kAssociationMember = "directConnectGatewayAssociations";

}  // namespace

Region::Region(std::string name, DirectConnectClient& client, Clock& clock, const Logger& logger)
    : name_(std::move(name)),
      client_(client),
      clock_(clock),
      logger_(logger),
      connections_(SourceOf(kConnections, name_, client), clock),
      interfaces_(SourceOf(kInterfaces, name_, client), clock),
      lags_(SourceOf(kLags, name_, client), clock),
      associations_(
          [this](const std::string& id, std::stop_token stop) -> StatusOr<Object> {
            IC_ASSIGN_OR_RETURN(const nlohmann::json list,
                                CallPaged("DescribeDirectConnectGatewayAssociations", {{"associationId", id}},
                                          kAssociationMember, stop));
            for (const nlohmann::json& element : list) {
              if (TextOf(element, "associationId") == id) return std::make_shared<const nlohmann::json>(element);
            }
            return Object();
          },
          clock, Duration::max()),
      prefixes_(*this, clock) {}

StatusOr<Object> Region::Association(const std::string& id, Freshness freshness, std::stop_token stop) {
  const auto read = !freshness.is_shared() ? associations_.GetFresh(id, stop) : associations_.Get(id, stop);
  if (!read.ok()) return read.status();
  return **read;
}

void Region::InvalidateAssociation(const std::string& id) { associations_.Invalidate(id); }

StatusOr<nlohmann::json> Region::Call(std::string_view operation, const nlohmann::json& input, std::stop_token stop) {
  return client_.Call(operation, input, {.region = name_}, stop);
}

StatusOr<nlohmann::json> Region::CallPaged(std::string_view operation, const nlohmann::json& input,
                                           std::string_view list_member, std::stop_token stop) {
  return client_.CallPaged(operation, input, list_member, {.region = name_}, stop);
}

void Region::NoteUnknownState(Kind kind, std::string_view id, std::string_view state) {
  if (state.empty() || States().Knows(kind, state)) return;
  {
    const std::lock_guard lock(noted_mutex_);
    if (!noted_.insert(fmt::format("{}/{}", KindName(kind), state)).second) return;
  }
  logger_.Warn(
      fmt::format("AWS reports a state of a {} that this version does not know; it is taken as it is", KindTitle(kind)),
      {{"id", std::string(id)}, {"state", std::string(state)}});
}

}  // namespace ic::aws
