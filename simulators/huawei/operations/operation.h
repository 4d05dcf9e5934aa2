// What every operation of the simulated service gets and gives.
#ifndef SIMULATORS_HUAWEI_OPERATIONS_OPERATION_H_
#define SIMULATORS_HUAWEI_OPERATIONS_OPERATION_H_

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/status.h"
#include "simulators/huawei/wire/accounts.h"
#include "simulators/huawei/wire/encoding.h"
#include "simulators/huawei/wire/error.h"
#include "simulators/huawei/world/lifecycle.h"
#include "simulators/huawei/world/world.h"
#include "simulators/server/cloud.h"

namespace ic::sim::huawei {

// One call. The world is locked for as long as it runs, and settled.
struct OperationCall {
  World& world;
  const Lifecycle& life;
  const CloudOptions& options;
  const Project& project;         // of the path: who calls, and which region is meant
  std::vector<std::string> path;  // the variable segments, decoded
  Query query;
  Json in;             // the object inside the body's wrapper (the whole body where there is none), without nulls
  Time now;            // simulated
  std::string target;  // set to the id of the object the call is about, for the log

  const std::string& caller() const { return project.id; }
};

// Gives the body of the answer without `request_id`; null if there is none.
using RunOperation = StatusOr<Json> (*)(OperationCall& call);

struct Operation {
  std::string_view name;
  std::string_view method;
  std::string_view path;     // below /v3/{project_id}/, "{}" for a variable segment
  int status = 200;          // of success
  std::string_view wrapper;  // of the request's body; "*": the body itself; empty: no body is read
  RunOperation run = nullptr;
};

std::span<const Operation> LineOperations();
std::span<const Operation> HostedOperations();
std::span<const Operation> GatewayOperations();
std::span<const Operation> InterfaceOperations();
std::span<const Operation> InterfaceChangeOperations();
std::span<const Operation> PeerOperations();
std::span<const Operation> TestOperations();
std::span<const Operation> TagOperations();
std::span<const Operation> CatalogueOperations();

// False if the filter by ids leaves the object out: then it need not be rendered for ListAnswer.
bool MayBeListed(const Query& query, std::string_view id);
// One page of `items` under `key`, with page_info: filters, sort_key, sort_dir, limit, marker and fields of the query.
StatusOr<Json> ListAnswer(const OperationCall& call, std::string_view key, std::vector<Json> items);

// The caller's objects, by id. Reads and deletions answer 404, everything else 400.
StatusOr<Resource*> FindLine(const OperationCall& call, std::string_view id, int http_status = 400);
StatusOr<Resource*> FindGateway(const OperationCall& call, std::string_view id, int http_status = 400);
StatusOr<Resource*> FindInterface(const OperationCall& call, std::string_view id, int http_status = 400);

// DC.1118 while the virtual gateway, or anything on it, is in a PENDING state.
Status CheckUnlocked(const OperationCall& call, std::string_view gateway_id);

// 2026-01-01T00:00:00.000Z
std::string Timestamp(Time time);

}  // namespace ic::sim::huawei

#endif  // SIMULATORS_HUAWEI_OPERATIONS_OPERATION_H_
