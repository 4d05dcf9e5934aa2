// The one seam between a vendor's kinds and its API: a call as the kinds make it, what is known of each operation
// before it is sent, and the client that carries it out. Below it is HTTP, above it the vocabulary; a fake
// (testing/fake_api.h) takes its place in the tests of the kinds.
#ifndef ADAPTERS_COMMON_CLIENT_API_CLIENT_H_
#define ADAPTERS_COMMON_CLIENT_API_CLIENT_H_

#include <chrono>
#include <cstddef>
#include <memory>
#include <span>
#include <stop_token>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

#include "adapters/contract/caller.h"
#include "base/clock.h"
#include "base/run_budget.h"
#include "base/status.h"

namespace ic {

// One call. Aggregate: {.operation = "ShowVirtualInterface", .id = id}. It owns what it names.
struct ApiCall {
  std::string operation;                                        // a name of the vendor's table of operations
  std::string id = {};                                          // goes into the path, where there is one
  nlohmann::json members = {};                                  // an object; null: the operation takes nothing
  std::vector<std::pair<std::string, std::string>> query = {};  // not encoded yet
  Duration timeout = std::chrono::seconds(60);                  // of one sending
  bool once = false;  // it is of no weight: not sent again, and its failure says nothing of its endpoint
};

// How an operation tells a long list. Paths are names in the answer, joined by dots.
struct Paging {
  std::string_view list = {};   // path of the list: "connections", "BgpGroups.BgpGroup"; empty: it tells none
  std::string_view id = {};     // the member by which each element of it is told; empty: they are not told apart
  std::string_view next = {};   // path of the token of the page that follows; empty: pages have numbers, from 1
  std::string_view ask = {};    // what the call names the token or the number; empty: all is on one page
  std::string_view size = {};   // what the call names the size of a page; empty: the service decides
  std::size_t most = 0;         // that size
  std::string_view total = {};  // of numbered pages, path of how many elements there are on all of them
  bool in_query = false;        // the three are part of the address, not members
};

// One row of a vendor's table. A read has what the defaults say.
struct Operation {
  std::string_view name;
  bool mutating = false;   // it changes something: read_only refuses it
  bool idempotent = true;  // sent twice it does what it does once, so a lost answer is no reason to stop
  std::string_view method = "POST";
  std::string_view path = {};    // below the service's address; "{}" stands for the id
  std::string_view member = {};  // wraps the members, and what is answered: "virtual_interface"
  std::string_view token = {};   // parameter of a client token; empty: it takes none
  Paging paging = {};
  std::string_view service = {};  // of the vendor's, where it is another than the one that the client is for
};

// Null if there is no such operation. `operations` is sorted by name.
const Operation* FindOperation(std::span<const Operation> operations, std::string_view name);

// Thread-safe.
class ApiClient {
 public:
  static constexpr int kMostPages = 1000;                // of one list
  static constexpr std::size_t kMostText = 256'000'000;  // of one list, about what it takes in memory

  // `operations`: sorted by name; outlives the client. `run`: what it shares with the other clients of the run; not
  // null.
  explicit ApiClient(std::span<const Operation> operations,
                     std::shared_ptr<RunBudget> run = std::make_shared<RunBudget>())
      : operations_(operations), run_(std::move(run)) {}
  virtual ~ApiClient() = default;
  ApiClient(const ApiClient&) = delete;
  ApiClient& operator=(const ApiClient&) = delete;

  // Makes one call in `region` (empty: the default one) and gives what the operation answers with, unwrapped from its
  // member where it has one. Errors carry a RemoteError with the vendor's code and request id, and one of these codes:
  //   kNotFound           the call names an object that does not exist
  //   kAlreadyExists      something with that key is there already
  //   kInvalidArgument    the request is wrong; or `operation` is none
  //   kFailedPrecondition the object's state does not allow it now; something depends on it; clock skew; no region
  //   kPermissionDenied   the vendor's access management refuses it, or read_only does
  //   kUnauthenticated    no, wrong or expired credentials
  //   kResourceExhausted  throttled until the retries ran out, or a quota is reached
  //   kUnimplemented      the endpoint or the region has no such thing
  //   kUnavailable, kDeadlineExceeded  not reached, failed or too slow
  //   kCancelled          `stop` was requested
  //   kInternal           the answer is not what the API promises
  // ambiguous() is true where the call may have been carried out: the object must be looked for before the call is
  // made again. That covers lost answers, failures on the service's side and unreadable answers.
  virtual StatusOr<nlohmann::json> Call(const ApiCall& call, const std::string& region, std::stop_token stop) = 0;

  // Follows the pages of a listing operation and gives all elements as one array. An answer without the list, or with
  // something else in its place, is kInternal: it is not taken for an answer that there is nothing. So is an element
  // without its id, which may be any of those that seem to be missing; an end before the total that is told; a token
  // seen twice, a list of more pages or of more text than anybody has, and what goes beyond the pages of a run (all
  // lists of the run together, their first pages not counted). Of numbered pages an element that moved meanwhile may be
  // there twice.
  StatusOr<nlohmann::json> List(const ApiCall& call, const std::string& region, std::stop_token stop);

  // The region calls go to that name none. Error: kFailedPrecondition, says how to set it.
  virtual StatusOr<std::string> DefaultRegion() const = 0;

  // Who calls in `region` (empty: the default one); Adapter::WhoCalls says more.
  virtual StatusOr<Caller> WhoCalls(const std::string& /*region*/, std::stop_token /*stop*/) { return Caller(); }

 protected:
  // Null if the vendor's table does not have it.
  const Operation* Find(std::string_view name) const { return FindOperation(operations_, name); }
  const std::shared_ptr<RunBudget>& run() const { return run_; }

 private:
  const std::span<const Operation> operations_;
  const std::shared_ptr<RunBudget> run_;
};

}  // namespace ic

#endif  // ADAPTERS_COMMON_CLIENT_API_CLIENT_H_
