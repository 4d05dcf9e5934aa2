// Lists: filters, order, pages and projection.
#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

#include <fmt/format.h>

#include "base/text.h"
#include "simulators/huawei/operations/operation.h"

namespace ic::sim::huawei {
namespace {

constexpr std::int64_t kMostItems = 2000;  // also the default
constexpr std::size_t kMostValues = 5;     // of one filter
constexpr std::size_t kMostProjects = 10;  // of enterprise_project_id

constexpr std::array<std::string_view, 10> kFilters = {
    "id",     "status", "name",       "direct_connect_id",     "vgw_id",
    "vpc_id", "type",   "hosting_id", "enterprise_project_id", "vif_peer_id"};

// Values come as repeated parameters or joined by commas.
std::vector<std::string> Values(const Query& query, std::string_view name) {
  std::vector<std::string> values;
  for (const auto& [key, value] : query) {
    if (key != name) continue;
    for (std::string& part : Split(value, ',')) {
      if (!part.empty()) values.push_back(std::move(part));
    }
  }
  return values;
}

std::string Last(const Query& query, std::string_view name) {
  std::string value;
  for (const auto& [key, text] : query) {
    if (key == name) value = text;
  }
  return value;
}

std::string MemberText(const Json& item, std::string_view name) {
  const auto found = item.find(name);
  if (found == item.end() || found->is_null()) return "";
  return found->is_string() ? found->get<std::string>() : found->dump();
}

Status Filter(const Query& query, std::vector<Json>& items) {
  for (const std::string_view name : kFilters) {
    const std::vector<std::string> values = Values(query, name);
    if (values.empty()) continue;
    const std::size_t most = name == "enterprise_project_id" ? kMostProjects : kMostValues;
    if (values.size() > most) return ParameterError(fmt::format("{} takes {} values at most", name, most));
    std::erase_if(items, [&](const Json& item) {
      return std::find(values.begin(), values.end(), MemberText(item, name)) == values.end();
    });
  }
  return OkStatus();
}

Status Sort(const Query& query, std::vector<Json>& items) {
  const std::string direction = Last(query, "sort_dir");
  if (!direction.empty() && direction != "asc" && direction != "desc") {
    return ParameterError("sort_dir must be asc or desc");
  }
  const std::string chosen = Last(query, "sort_key");
  const std::string key = chosen.empty() ? "id" : chosen;
  std::sort(items.begin(), items.end(), [&](const Json& a, const Json& b) {
    const auto rank = [&](const Json& item) { return std::pair(MemberText(item, key), MemberText(item, "id")); };
    return direction == "desc" ? rank(b) < rank(a) : rank(a) < rank(b);
  });
  return OkStatus();
}

StatusOr<std::size_t> ReadLimit(const Query& query) {
  const std::string text = Last(query, "limit");
  if (text.empty()) return static_cast<std::size_t>(kMostItems);
  std::int64_t limit = 0;
  const auto parsed = std::from_chars(text.data(), text.data() + text.size(), limit);
  if (parsed.ec != std::errc() || parsed.ptr != text.data() + text.size() || limit < 1 || limit > kMostItems) {
    return ParameterError(fmt::format("limit must be a number from 1 to {}, not {}", kMostItems, text));
  }
  return static_cast<std::size_t>(limit);
}

// Where the page begins: behind the object that the marker names. One that was deleted since still has its place
// among the ids.
StatusOr<std::size_t> BeginOfPage(const Query& query, const std::vector<Json>& items) {
  const std::string marker = Last(query, "marker");
  if (marker.empty()) return std::size_t{0};
  if (Last(query, "limit").empty()) return ParameterError("marker must be used together with limit");
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (MemberText(items[i], "id") == marker) return i + 1;
  }
  if (!Last(query, "sort_key").empty() || Last(query, "sort_dir") == "desc") {
    return ParameterError(fmt::format("marker {} names no object", marker));
  }
  const auto behind =
      std::find_if(items.begin(), items.end(), [&](const Json& item) { return MemberText(item, "id") > marker; });
  return static_cast<std::size_t>(behind - items.begin());
}

Json Projected(const std::vector<std::string>& fields, Json item) {
  if (fields.empty()) return item;
  Json out = Json::object();
  for (const std::string& field : fields) {
    if (item.contains(field)) out[field] = item[field];
  }
  return out;
}

}  // namespace

bool MayBeListed(const Query& query, std::string_view id) {
  const std::vector<std::string> asked = Values(query, "id");
  return asked.empty() || std::find(asked.begin(), asked.end(), id) != asked.end();
}

StatusOr<Json> ListAnswer(const OperationCall& call, std::string_view key, std::vector<Json> items) {
  IC_RETURN_IF_ERROR(Filter(call.query, items));
  IC_RETURN_IF_ERROR(Sort(call.query, items));
  IC_ASSIGN_OR_RETURN(const std::size_t limit, ReadLimit(call.query));
  IC_ASSIGN_OR_RETURN(const std::size_t begin, BeginOfPage(call.query, items));
  const std::size_t end = std::min(items.size(), begin + limit);
  const std::vector<std::string> fields = Values(call.query, "fields");
  Json info{{"previous_marker", begin < end ? MemberText(items[begin], "id") : ""}, {"current_count", end - begin}};
  if (end < items.size()) info["next_marker"] = MemberText(items[end - 1], "id");
  Json page = Json::array();
  for (std::size_t i = begin; i < end; ++i) page.push_back(Projected(fields, std::move(items[i])));
  return Json{{std::string(key), std::move(page)}, {"page_info", std::move(info)}};
}

}  // namespace ic::sim::huawei
