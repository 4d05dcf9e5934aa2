#include "simulators/aws/operations/operation.h"

#include <algorithm>
#include <charconv>
#include <set>

#include <fmt/format.h>

namespace ic::sim::aws {
namespace {

constexpr std::int64_t kMaxPage = 100;
constexpr std::string_view kTokenPrefix = "page-";

bool NameCharacter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         std::string_view("_ -,/").find(c) != std::string_view::npos;
}

// The position that a token of ours names; nullopt for anything else.
std::optional<std::size_t> ReadToken(std::string_view token, std::string_view member) {
  const std::string prefix = fmt::format("{}{}-", kTokenPrefix, member);
  if (!token.starts_with(prefix)) return std::nullopt;
  token.remove_prefix(prefix.size());
  std::size_t position = 0;
  const auto parsed = std::from_chars(token.data(), token.data() + token.size(), position);
  if (token.empty() || parsed.ec != std::errc() || parsed.ptr != token.data() + token.size()) return std::nullopt;
  return position;
}

}  // namespace

std::string TextOf(const Json& in, std::string_view name) {
  const auto found = in.find(name);
  return found == in.end() ? "" : found->get<std::string>();
}

std::int64_t NumberOf(const Json& in, std::string_view name, std::int64_t otherwise) {
  const auto found = in.find(name);
  return found == in.end() ? otherwise : found->get<std::int64_t>();
}

bool FlagOf(const Json& in, std::string_view name) {
  const auto found = in.find(name);
  return found != in.end() && found->get<bool>();
}

bool Has(const Json& in, std::string_view name) { return in.find(name) != in.end(); }

StatusOr<Connection*> OwnConnection(const OperationCall& call, std::string_view id) {
  Connection* found = call.world.connections.Find(id);
  if (found == nullptr || found->owner != call.account() || found->region != call.region()) {
    return ClientError(fmt::format("Could not find Connection with ID {}", id));
  }
  return found;
}

StatusOr<Lag*> OwnLag(const OperationCall& call, std::string_view id) {
  if (!id.starts_with("dxlag-")) return ClientError(fmt::format("Lag ID {} has an invalid format.", id));
  Lag* found = call.world.lags.Find(id);
  if (found == nullptr || found->owner != call.account() || found->region != call.region()) {
    return ClientError(fmt::format("Could not find Lag with ID {}", id));
  }
  return found;
}

StatusOr<Port> OwnPort(const OperationCall& call, std::string_view id) {
  Port port;
  if (id.starts_with("dxlag-")) {
    IC_ASSIGN_OR_RETURN(port.lag, OwnLag(call, id));
  } else {
    IC_ASSIGN_OR_RETURN(port.connection, OwnConnection(call, id));
  }
  return port;
}

Status CheckName(std::string_view what, std::string_view name, std::size_t most) {
  if (name.empty() || name.size() > most || !std::all_of(name.begin(), name.end(), NameCharacter)) {
    return ClientError(fmt::format(
        "{} must have 1 to {} characters: letters, numbers, spaces and the characters _ - , /", what, most));
  }
  return OkStatus();
}

Status CheckAccountId(std::string_view account) {
  if (account.size() != 12 || account.find_first_not_of("0123456789") != std::string_view::npos) {
    return ClientError(fmt::format("Account ID {} is invalid", account));
  }
  return OkStatus();
}

StatusOr<Tags> ReadTags(const Json& in, std::string_view member) {
  Tags tags;
  const auto list = in.find(member);
  if (list == in.end()) return tags;
  std::set<std::string> keys;
  for (const Json& tag : *list) {
    const std::string key = TextOf(tag, "key");
    if (!keys.insert(key).second) return AwsError("DuplicateTagKeysException", "");
    if (key.starts_with("aws:")) {
      return ClientError(fmt::format("Tag key {} is invalid: the prefix aws: is reserved", key));
    }
    tags.emplace_back(key, TextOf(tag, "value"));
  }
  if (tags.size() > kMaxTags) return AwsError("TooManyTagsException", "");
  return tags;
}

StatusOr<Json> Page(const OperationCall& call, std::string_view member, Json items) {
  const std::string token = TextOf(call.in, "nextToken");
  std::size_t begin = 0;
  if (!token.empty()) {
    const auto position = ReadToken(token, member);
    if (!position || *position > items.size()) return ClientError("The nextToken is invalid.");
    begin = *position;
  }
  std::size_t size = items.size();
  if (Has(call.in, "maxResults")) {
    const std::int64_t most = NumberOf(call.in, "maxResults");
    if (most < 1) return ClientError("maxResults must be greater than or equal to 1");
    size = static_cast<std::size_t>(std::min(most, kMaxPage));
  }
  const std::size_t end = std::min(items.size(), begin + size);
  Json page = Json::array();
  for (std::size_t i = begin; i < end; ++i) page.push_back(std::move(items[i]));
  Json answer{{std::string(member), std::move(page)}};
  if (end < items.size()) answer["nextToken"] = fmt::format("{}{}-{}", kTokenPrefix, member, end);
  return answer;
}

}  // namespace ic::sim::aws
