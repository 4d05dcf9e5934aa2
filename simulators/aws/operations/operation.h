// What every operation of the simulated service gets and gives.
#ifndef SIMULATORS_AWS_OPERATIONS_OPERATION_H_
#define SIMULATORS_AWS_OPERATIONS_OPERATION_H_

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

#include "base/clock.h"
#include "base/status.h"
#include "simulators/aws/wire/credentials.h"
#include "simulators/aws/wire/error.h"
#include "simulators/aws/world/lifecycle.h"
#include "simulators/aws/world/world.h"
#include "simulators/server/cloud.h"

namespace ic::sim::aws {

using Json = nlohmann::json;

// One call. The input has passed Model::Check. The world is locked for as long as it runs.
struct OperationCall {
  World& world;
  const Lifecycle& life;
  const CloudOptions& options;
  const Identity& who;
  const Json& in;
  Time now;            // simulated
  std::string target;  // set to the id of the object the call is about, for the log

  const std::string& account() const { return who.account; }
  const std::string& region() const { return who.region; }
};

using RunOperation = StatusOr<Json> (*)(OperationCall& call);

struct Operation {
  std::string_view name;
  RunOperation run;
};

std::span<const Operation> ConnectionOperations();
std::span<const Operation> HostedOperations();
std::span<const Operation> LagOperations();
std::span<const Operation> LoaOperations();
std::span<const Operation> MacSecOperations();
std::span<const Operation> InterfaceOperations();
std::span<const Operation> InterfaceChangeOperations();
std::span<const Operation> PeerOperations();
std::span<const Operation> FailoverOperations();
std::span<const Operation> GatewayOperations();
std::span<const Operation> ResiliencyOperations();
std::span<const Operation> RouteOperations();
std::span<const Operation> AssociationOperations();
std::span<const Operation> ProposalOperations();
std::span<const Operation> TagOperations();
std::span<const Operation> CatalogueOperations();

// Members of an input or of one of its structures; absent ones give the empty value.
std::string TextOf(const Json& in, std::string_view name);
std::int64_t NumberOf(const Json& in, std::string_view name, std::int64_t otherwise = 0);
bool FlagOf(const Json& in, std::string_view name);
bool Has(const Json& in, std::string_view name);

// The caller's objects in the region of the request. The errors are the service's "Could not find …".
StatusOr<Connection*> OwnConnection(const OperationCall& call, std::string_view id);
StatusOr<Lag*> OwnLag(const OperationCall& call, std::string_view id);

// A connection or a LAG, as many `connectionId` members take either. Exactly one is set.
struct Port {
  Connection* connection = nullptr;
  Lag* lag = nullptr;

  const std::string& id() const { return connection != nullptr ? connection->id : lag->id; }
  const std::string& owner() const { return connection != nullptr ? connection->owner : lag->owner; }
  const std::string& location() const { return connection != nullptr ? connection->location : lag->location; }
  const std::string& device() const { return connection != nullptr ? connection->device : lag->device; }
  const std::string& bandwidth() const { return connection != nullptr ? connection->bandwidth : lag->bandwidth; }
  const Life& life() const { return connection != nullptr ? connection->life : lag->life; }
  bool hosted() const { return connection != nullptr && connection->hosted(); }
};
StatusOr<Port> OwnPort(const OperationCall& call, std::string_view id);

// Names of connections, LAGs (at most 200 characters), interfaces and gateways (at most 100).
Status CheckName(std::string_view what, std::string_view name, std::size_t most);
Status CheckAccountId(std::string_view account);

inline constexpr std::size_t kMaxTags = 50;  // of an object, and in one call

// Reads a TagList: DuplicateTagKeysException, TooManyTagsException, and the reserved prefix.
StatusOr<Tags> ReadTags(const Json& in, std::string_view member);

// One page of `items` under `member`, with `nextToken` if there are more. Without maxResults all of them; more than 100
// asked for gives 100. The token names where the next page begins; one that this list did not give is an error.
StatusOr<Json> Page(const OperationCall& call, std::string_view member, Json items);

}  // namespace ic::sim::aws

#endif  // SIMULATORS_AWS_OPERATIONS_OPERATION_H_
