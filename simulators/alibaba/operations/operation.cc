#include "simulators/alibaba/operations/operation.h"

#include <algorithm>
#include <set>

#include <fmt/format.h>

namespace ic::sim::alibaba {
namespace {

constexpr std::int64_t kPage = 10;
constexpr std::int64_t kMaxPage = 50;
constexpr std::int64_t kMaxTokenPage = 100;
constexpr std::size_t kMaxFilters = 5;
constexpr std::size_t kMaxTags = 20;
constexpr std::size_t kMaxTagText = 128;
constexpr std::string_view kTokenPrefix = "page-";

bool Letter(unsigned char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c >= 0x80; }

// Characters, not bytes.
std::size_t Length(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

bool LooksLikeUrl(std::string_view text) { return text.starts_with("http://") || text.starts_with("https://"); }

// Keys and values alike.
bool IsTagText(const std::string& text) {
  return Length(text) <= kMaxTagText && !text.starts_with("aliyun") && !text.starts_with("acs:") &&
         text.find("http://") == std::string::npos && text.find("https://") == std::string::npos;
}

Status CheckTag(const std::string& key, const std::string& value) {
  if (key.empty()) return ApiError("MissingParameter.TagKey", "The parameter Tag.N.Key is mandatory.");
  if (!IsTagText(key)) {
    return ApiError("InvalidTagKey.Malformed",
                    fmt::format("The tag key {} is not valid: up to {} characters, not beginning with aliyun or acs:, "
                                "without http:// and https://.",
                                key, kMaxTagText));
  }
  if (!IsTagText(value)) {
    return ApiError(
        "InvalidTagValue.Malformed",
        fmt::format("The value of the tag {} is not valid: up to {} characters, not beginning with aliyun or "
                    "acs:, without http:// and https://.",
                    key, kMaxTagText));
  }
  return OkStatus();
}

}  // namespace

Circuit* OwnCircuit(const OperationCall& call, std::string_view id) {
  Circuit* found = call.world.circuits.Find(id);
  const bool mine = found != nullptr && found->owner == call.account() && found->region == call.region &&
                    found->vpconn_status != "Deleted";
  return mine ? found : nullptr;
}

Router* OwnRouter(const OperationCall& call, std::string_view id) {
  Router* found = call.world.routers.Find(id);
  return found != nullptr && found->owner == call.account() && found->region == call.region ? found : nullptr;
}

StatusOr<Circuit*> FindOwnCircuit(OperationCall& call, const std::string& id) {
  call.target = id;
  Circuit* found = OwnCircuit(call, id);
  if (found == nullptr) {
    return ApiError("InvalidPhysicalConnectionId.NotFound", "The PhysicalConnectionId provided does not exist.", 404);
  }
  return found;
}

bool GoodName(std::string_view text) {
  const std::size_t length = Length(text);
  if (length < 2 || length > 128 || !Letter(static_cast<unsigned char>(text[0])) || LooksLikeUrl(text)) return false;
  return std::all_of(text.begin(), text.end(), [](char c) {
    return Letter(static_cast<unsigned char>(c)) || (c >= '0' && c <= '9') || c == '_' || c == '-' || c == '.';
  });
}

bool GoodDescription(std::string_view text) {
  const std::size_t length = Length(text);
  return length >= 2 && length <= 256 && Letter(static_cast<unsigned char>(text[0])) && !LooksLikeUrl(text);
}

Status Illegal(std::string_view name, std::string_view what) {
  return ApiError(fmt::format("IllegalParam.{}", name), fmt::format("The parameter {} is illegal: {}.", name, what));
}

Status CheckTrafficService(const OperationCall& call) {
  if (call.world.switches.traffic_service) return OkStatus();
  return ApiError("OperationFailed.PconnTrafficNotEnable",
                  "Operation failed because the outbound data transfer billing is not enabled.");
}

StatusOr<PageSlice> SliceFor(const OperationCall& call, std::size_t total) {
  PageSlice slice{.number = call.in.Number("PageNumber", 1), .size = call.in.Number("PageSize", kPage), .total = total};
  if (slice.number < 1) return Illegal("PageNumber", "it must be 1 or more");
  if (slice.size < 1 || slice.size > kMaxPage)
    return Illegal("PageSize", fmt::format("it must be from 1 to {}", kMaxPage));
  const auto all = static_cast<std::int64_t>(total);
  const std::int64_t before = std::min(slice.number - 1, all) * slice.size;  // bounded, so that no product overflows
  slice.begin = static_cast<std::size_t>(std::min(before, all));
  slice.end = static_cast<std::size_t>(std::min(before + slice.size, all));
  return slice;
}

Json AnswerOf(const PageSlice& slice, std::string_view wrapper, std::string_view member, Json page) {
  return Json{{std::string(wrapper), {{std::string(member), std::move(page)}}},
              {"PageNumber", slice.number},
              {"PageSize", slice.size},
              {"TotalCount", slice.total}};
}

StatusOr<Json> NumberedPage(const OperationCall& call, std::string_view wrapper, std::string_view member, Json items) {
  IC_ASSIGN_OR_RETURN(const PageSlice slice, SliceFor(call, items.size()));
  Json page = Json::array();
  for (std::size_t i = slice.begin; i < slice.end; ++i) page.push_back(std::move(items[i]));
  return AnswerOf(slice, wrapper, member, std::move(page));
}

StatusOr<TokenPage> PageByToken(const OperationCall& call, const std::string& size_name, std::int64_t otherwise,
                                Json items) {
  const std::int64_t size = call.in.Number(size_name, otherwise);
  if (size < 1 || size > kMaxTokenPage)
    return Illegal(size_name, fmt::format("it must be from 1 to {}", kMaxTokenPage));
  std::size_t begin = 0;
  if (const std::string token = call.in.Text("NextToken"); !token.empty()) {
    const auto position =
        token.starts_with(kTokenPrefix) ? ReadNumber(token.substr(kTokenPrefix.size())) : std::optional<std::int64_t>();
    if (!position || *position < 0 || *position > static_cast<std::int64_t>(items.size())) {
      return Illegal("NextToken", "it is none that an earlier page gave");
    }
    begin = static_cast<std::size_t>(*position);
  }
  const std::size_t end = std::min(items.size(), begin + static_cast<std::size_t>(size));
  TokenPage page{.items = Json::array()};
  for (std::size_t i = begin; i < end; ++i) page.items.push_back(std::move(items[i]));
  if (end < items.size()) page.next = fmt::format("{}{}", kTokenPrefix, end);
  return page;
}

StatusOr<Filters> ReadFilters(const OperationCall& call, std::initializer_list<std::string_view> known) {
  Filters filters;
  for (const Input& filter : call.in.Structures("Filter")) {
    std::string key = filter.Text("Key");
    std::vector<std::string> values = filter.List("Value");
    if (std::find(known.begin(), known.end(), key) == known.end()) {
      return ApiError("InvalidFilterKey.ValueNotSupported", fmt::format("Invalid filter key: {}.", key), 404);
    }
    if (values.size() > kMaxFilters) return Illegal("Filter", "a filter takes at most 5 values");
    filters.emplace_back(std::move(key), std::move(values));
  }
  if (filters.size() > kMaxFilters) return Illegal("Filter", "at most 5 filters can be given");
  return filters;
}

StatusOr<Tags> ReadTags(const OperationCall& call, std::string_view name) {
  Tags tags;
  std::set<std::string> keys;
  for (const Input& tag : call.in.Structures(name)) {
    const std::string key = tag.Text("Key");
    IC_RETURN_IF_ERROR(CheckTag(key, tag.Text("Value")));
    if (!keys.insert(key).second) {
      return ApiError("Duplicate.TagKey", fmt::format("The tag key {} was given more than once.", key));
    }
    tags.emplace_back(key, tag.Text("Value"));
  }
  if (tags.size() > kMaxTags) {
    return ApiError("SizeLimitExceeded.TagNum", fmt::format("At most {} tags can be given in one call.", kMaxTags));
  }
  return tags;
}

bool HasTags(const OperationCall& call, const Tags& tags) {
  for (const Input& wanted : call.in.Structures("Tags")) {
    const bool has = std::any_of(tags.begin(), tags.end(), [&](const auto& tag) {
      return tag.first == wanted.Text("Key") && (!wanted.Has("Value") || tag.second == wanted.Text("Value"));
    });
    if (!has) return false;
  }
  return true;
}

}  // namespace ic::sim::alibaba
