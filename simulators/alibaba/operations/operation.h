// What every operation of the simulated service gets and gives.
#ifndef SIMULATORS_ALIBABA_OPERATIONS_OPERATION_H_
#define SIMULATORS_ALIBABA_OPERATIONS_OPERATION_H_

#include <algorithm>
#include <cstdint>
#include <initializer_list>
#include <iterator>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include <nlohmann/json.hpp>

#include "base/clock.h"
#include "base/status.h"
#include "simulators/alibaba/wire/credentials.h"
#include "simulators/alibaba/wire/error.h"
#include "simulators/alibaba/wire/input.h"
#include "simulators/alibaba/world/lifecycle.h"
#include "simulators/alibaba/world/world.h"
#include "simulators/server/cloud.h"

namespace ic::sim::alibaba {

using Json = nlohmann::json;

// One call. The input has passed CheckInput. The world is locked for as long as it runs.
struct OperationCall {
  World& world;
  const Lifecycle& life;
  const CloudOptions& options;
  const Identity& who;
  const Input& in;
  std::string region;
  Time now;            // simulated
  std::string target;  // set to the id of the object the call is about, for the log

  const std::string& account() const { return who.account; }
};

using RunOperation = StatusOr<Json> (*)(OperationCall& call);

struct Operation {
  std::string_view name;
  RunOperation run;
};

std::span<const Operation> CircuitOperations();
std::span<const Operation> CircuitChangeOperations();
std::span<const Operation> LoaOperations();
std::span<const Operation> HostedOperations();
std::span<const Operation> RouterOperations();
std::span<const Operation> RouterChangeOperations();
std::span<const Operation> AssociationOperations();
std::span<const Operation> GroupOperations();
std::span<const Operation> PeerOperations();
std::span<const Operation> NetworkOperations();
std::span<const Operation> RouteOperations();
std::span<const Operation> TagOperations();
std::span<const Operation> CatalogueOperations();

// The caller's objects in the call's region; null if there is none.
Circuit* OwnCircuit(const OperationCall& call, std::string_view id);
Router* OwnRouter(const OperationCall& call, std::string_view id);

// 404 InvalidPhysicalConnectionId.NotFound.
StatusOr<Circuit*> FindOwnCircuit(OperationCall& call, const std::string& id);

// Names: 2 to 128 characters, first a letter (a CJK character counts as one), then letters, digits, "_", "-" and ".".
// Descriptions: 2 to 256, first a letter. Neither may begin with http:// or https://.
bool GoodName(std::string_view text);
bool GoodDescription(std::string_view text);

template <typename List, typename Value>
bool OneOf(const List& list, const Value& value) {
  return std::find(std::begin(list), std::end(list), value) != std::end(list);
}

// IllegalParam.RouteLimit style failures name the parameter and what it may be.
Status Illegal(std::string_view name, std::string_view what);

// OperationFailed.PconnTrafficNotEnable unless outbound traffic billing is open.
Status CheckTrafficService(const OperationCall& call);

// What PageNumber and PageSize ask for, of so many.
struct PageSlice {
  std::int64_t number = 0;
  std::int64_t size = 0;
  std::size_t total = 0;
  std::size_t begin = 0;
  std::size_t end = 0;
};
StatusOr<PageSlice> SliceFor(const OperationCall& call, std::size_t total);
Json AnswerOf(const PageSlice& slice, std::string_view wrapper, std::string_view member, Json page);

// The page of `items` that PageNumber (from 1) and PageSize (10, at most 50) ask for, under {wrapper: {member: […]}},
// with PageNumber, PageSize and TotalCount. The wrapper is there even if nothing is in it.
StatusOr<Json> NumberedPage(const OperationCall& call, std::string_view wrapper, std::string_view member, Json items);
// The same of objects, of which only those on the page are shown: a listing of thousands has many pages.
template <typename T, typename Show>
StatusOr<Json> NumberedPage(const OperationCall& call, std::string_view wrapper, std::string_view member,
                            const std::vector<const T*>& objects, const Show& show) {
  IC_ASSIGN_OR_RETURN(const PageSlice slice, SliceFor(call, objects.size()));
  Json page = Json::array();
  for (std::size_t i = slice.begin; i < slice.end; ++i) page.push_back(show(*objects[i]));
  return AnswerOf(slice, wrapper, member, std::move(page));
}

// A page by token: `size_name` (1 to 100) and NextToken. Gives the items and where the next page begins ("" at the
// end).
struct TokenPage {
  Json items;
  std::string next;
};
StatusOr<TokenPage> PageByToken(const OperationCall& call, const std::string& size_name, std::int64_t otherwise,
                                Json items);

// Filter.N.Key and Filter.N.Value.M of a Describe: at most five keys with five values each; 404
// InvalidFilterKey.ValueNotSupported for a key that `known` does not have.
using Filters = std::vector<std::pair<std::string, std::vector<std::string>>>;
StatusOr<Filters> ReadFilters(const OperationCall& call, std::initializer_list<std::string_view> known);
// True if each filter names one of the values that `value_of` gives for its key.
template <typename ValueOf>
bool Matches(const Filters& filters, ValueOf value_of) {
  for (const auto& [key, values] : filters) {
    bool one = false;
    for (const std::string& value : values) one = one || value == value_of(key);
    if (!one) return false;
  }
  return true;
}

// Reads a list of tags under `name` ("Tag" or "Tags"): at most 20, the documented rules of keys and values.
StatusOr<Tags> ReadTags(const OperationCall& call, std::string_view name);
// True if `tags` has all of the tags that the call's Tags.N ask for.
bool HasTags(const OperationCall& call, const Tags& tags);

}  // namespace ic::sim::alibaba

#endif  // SIMULATORS_ALIBABA_OPERATIONS_OPERATION_H_
