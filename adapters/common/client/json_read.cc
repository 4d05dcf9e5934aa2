#include "adapters/common/client/json_read.h"

#include <algorithm>
#include <charconv>
#include <limits>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "base/text.h"

namespace ic {

const nlohmann::json* MemberOf(const nlohmann::json& object, std::string_view name) {
  if (!object.is_object()) return nullptr;
  const auto found = object.find(name);
  if (found == object.end() || found->is_null()) return nullptr;
  return &*found;
}

std::string TextOf(const nlohmann::json& object, std::string_view name) {
  return std::string(TextViewOf(object, name));
}

std::string_view TextViewOf(const nlohmann::json& object, std::string_view name) {
  const nlohmann::json* member = MemberOf(object, name);
  return member != nullptr && member->is_string() ? std::string_view(member->get_ref<const std::string&>())
                                                  : std::string_view();
}

std::optional<std::int64_t> IntegerOf(const nlohmann::json& object, std::string_view name) {
  const nlohmann::json* member = MemberOf(object, name);
  if (member == nullptr || !member->is_number_integer()) return std::nullopt;
  if (member->is_number_unsigned() &&
      member->get<std::uint64_t>() > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max())) {
    return std::nullopt;
  }
  return member->get<std::int64_t>();
}

std::optional<bool> FlagOf(const nlohmann::json& object, std::string_view name) {
  const nlohmann::json* member = MemberOf(object, name);
  if (member == nullptr || !member->is_boolean()) return std::nullopt;
  return member->get<bool>();
}

std::optional<std::int64_t> NumberOf(const nlohmann::json& object, std::string_view name) {
  if (const auto number = IntegerOf(object, name)) return number;
  const std::string text = TextOf(object, name);
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (text.empty() || error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return number;
}

std::optional<bool> LenientFlagOf(const nlohmann::json& object, std::string_view name) {
  if (const auto flag = FlagOf(object, name)) return flag;
  const std::string text = ToLowerAscii(TextOf(object, name));
  if (text == "true") return true;
  if (text == "false") return false;
  return std::nullopt;
}

bool TellsList(const nlohmann::json& object, std::string_view name) {
  const nlohmann::json* member = MemberOf(object, name);
  return member != nullptr && member->is_array();
}

Status CheckTold(const nlohmann::json& object, std::string_view name, std::string_view id, std::string_view what) {
  if (!TellsList(object, name)) {
    return InternalError(
        fmt::format("what the cloud answered of {} does not have the list that it promises ({}), so "
                    "nothing is known of what is in it: check the endpoint setting and proxies",
                    what, name));
  }
  const auto is_told = [&](const nlohmann::json& element) {
    return id.empty() ? element.is_string() : !TextViewOf(element, id).empty();
  };
  if (std::ranges::all_of(ListOf(object, name), is_told)) return OkStatus();
  return InternalError(
      fmt::format("what the cloud answered of {} has an element in its list {} that {}, so nothing is known of what is "
                  "in it: check the endpoint setting and proxies",
                  what, name, id.empty() ? std::string("is no text") : fmt::format("does not tell its {}", id)));
}

const nlohmann::json& ListOf(const nlohmann::json& object, std::string_view name) {
  static const nlohmann::json kEmpty = nlohmann::json::array();
  const nlohmann::json* member = MemberOf(object, name);
  return member != nullptr && member->is_array() ? *member : kEmpty;
}

}  // namespace ic
