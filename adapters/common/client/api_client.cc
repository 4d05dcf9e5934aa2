#include "adapters/common/client/api_client.h"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <set>

#include <fmt/format.h>

#include "adapters/common/client/json_read.h"

namespace ic {
namespace {

using Json = nlohmann::json;

Status BrokenList(const ApiCall& call, std::string_view what) {
  return InternalError(fmt::format("the answer to {} {}", call.operation, what))
      .WithRemote({.operation = call.operation});
}

// What a tree takes in memory, about. Its depth is bounded (base/json_text.h).
std::size_t WeightOf(const Json& json) {
  constexpr std::size_t kValue = 48;
  std::size_t weight = kValue;
  if (json.is_string()) return weight + json.get_ref<const std::string&>().size();
  if (json.is_array()) {
    for (const Json& element : json) weight += WeightOf(element);
  } else if (json.is_object()) {
    for (const auto& [name, value] : json.items()) weight += kValue + name.size() + WeightOf(value);
  }
  return weight;
}

// What stands at `path`; null if nothing does, which holds for what is in something else than an object, too.
Json* At(Json& answer, std::string_view path) {
  Json* at = &answer;
  while (!path.empty()) {
    if (!at->is_object()) return nullptr;
    const std::string_view name = path.substr(0, path.find('.'));
    path.remove_prefix(std::min(name.size() + 1, path.size()));
    const auto found = at->find(name);
    if (found == at->end() || found->is_null()) return nullptr;
    at = &*found;
  }
  return at;
}

void Ask(const Paging& paging, std::string_view name, std::string value, ApiCall& call) {
  if (paging.in_query) {
    call.query.emplace_back(name, std::move(value));
  } else {
    call.members[std::string(name)] = std::move(value);
  }
}

// The call for one page; `token` is empty for the first one.
ApiCall PageCall(const ApiCall& call, const Paging& paging, int page, const std::string& token) {
  ApiCall asked = call;
  if (asked.members.is_null() && !paging.in_query) asked.members = Json::object();
  if (!paging.size.empty()) Ask(paging, paging.size, std::to_string(paging.most), asked);
  if (paging.ask.empty()) return asked;
  if (paging.next.empty()) {
    Ask(paging, paging.ask, std::to_string(page), asked);
  } else if (!token.empty()) {
    Ask(paging, paging.ask, token, asked);
  }
  return asked;
}

// Of numbered pages: whether none follows. Error: it ends here, and says itself that there is more.
StatusOr<bool> IsLastPage(const ApiCall& call, const Paging& paging, const Json& answer, std::size_t here,
                          std::size_t so_far) {
  const auto total = IntegerOf(answer, paging.total);
  if (total && static_cast<std::int64_t>(so_far) >= *total) return true;
  if (here > 0) return !total && here < paging.most;
  if (!total) return true;
  return BrokenList(call, fmt::format("ends after {} of the {} that it says there are, so nothing is known of the rest",
                                      so_far, *total));
}

// One that nobody can tell may be any of those that seem to be missing.
Status CheckElements(const ApiCall& call, const Paging& paging, const Json& list) {
  if (paging.id.empty()) return OkStatus();
  const auto is_told = [&](const Json& element) { return !TextViewOf(element, paging.id).empty(); };
  if (std::ranges::all_of(list, is_told)) return OkStatus();
  return BrokenList(call, fmt::format("has an element without its {} in {}, so nothing is known of what is there: "
                                      "check the endpoint setting and proxies",
                                      paging.id, paging.list));
}

}  // namespace

const Operation* FindOperation(std::span<const Operation> operations, std::string_view name) {
  const auto found = std::ranges::lower_bound(operations, name, {}, &Operation::name);
  return found != operations.end() && found->name == name ? &*found : nullptr;
}

StatusOr<Json> ApiClient::List(const ApiCall& call, const std::string& region, std::stop_token stop) {
  const Operation* const operation = Find(call.operation);
  if (operation == nullptr || operation->paging.list.empty()) {
    return InvalidArgumentError(fmt::format("this build knows no list that {} tells", call.operation));
  }
  const Paging& paging = operation->paging;
  Json all = Json::array();
  std::set<std::string> tokens;
  std::string token;
  std::size_t weight = 0;
  for (int page = 1; page <= kMostPages; ++page) {
    if (page > 1 && !run_->TakePage()) {
      return BrokenList(call, fmt::format("goes on, and this run has read {} further pages already, which is more than "
                                          "it reads: ask for fewer objects at once, or check the endpoint setting",
                                          RunBudget::kMostPages));
    }
    IC_ASSIGN_OR_RETURN(Json answer, Call(PageCall(call, paging, page, token), region, stop));
    Json* const list = At(answer, paging.list);
    if (list == nullptr || !list->is_array()) {
      return BrokenList(call, fmt::format("does not have the list that it promises ({} is {}), so nothing is known of "
                                          "what is there: check the endpoint setting and proxies",
                                          paging.list, list == nullptr ? "missing or null" : list->type_name()));
    }
    IC_RETURN_IF_ERROR(CheckElements(call, paging, *list));
    weight += WeightOf(*list);
    if (weight > kMostText) return BrokenList(call, fmt::format("is longer than {} MB", kMostText / 1'000'000));
    const std::size_t here = list->size();
    for (std::size_t i = 0; i < here; ++i) all.push_back(std::move((*list)[i]));
    if (paging.ask.empty()) return all;
    if (paging.next.empty()) {
      IC_ASSIGN_OR_RETURN(const bool last, IsLastPage(call, paging, answer, here, all.size()));
      if (last) return all;
      continue;
    }
    const Json* const next = At(answer, paging.next);
    if (next == nullptr) return all;
    if (!next->is_string()) return BrokenList(call, fmt::format("has a {} that is no text", paging.next));
    token = next->get<std::string>();
    if (token.empty()) return all;
    if (!tokens.insert(token).second) return BrokenList(call, "leads to a page that was read already");
  }
  return BrokenList(call, fmt::format("goes on after {} pages", kMostPages));
}

}  // namespace ic
