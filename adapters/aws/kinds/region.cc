#include "adapters/aws/kinds/region.h"

#include <utility>

#include <fmt/format.h>
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

}  // namespace

Region::Region(std::string name, ApiClient& client, Clock& clock, const Logger& logger)
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
                                List("DescribeDirectConnectGatewayAssociations", {{"associationId", id}}, stop));
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
  return client_.Call({.operation = std::string(operation), .members = input}, name_, std::move(stop));
}

StatusOr<nlohmann::json> Region::List(std::string_view operation, const nlohmann::json& input, std::stop_token stop) {
  return client_.List({.operation = std::string(operation), .members = input}, name_, std::move(stop));
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
