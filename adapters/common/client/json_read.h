// Lenient access to the API's answers: a member that is absent, null or of another type than expected is simply not
// there. Configuration is validated strictly, clouds are read leniently; nothing in an answer may stop a refresh.
#ifndef ADAPTERS_COMMON_CLIENT_JSON_READ_H_
#define ADAPTERS_COMMON_CLIENT_JSON_READ_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include <nlohmann/json_fwd.hpp>

#include "base/status.h"

namespace ic {

// The member, or null if `object` is no object or has no such member (or a null one).
const nlohmann::json* MemberOf(const nlohmann::json& object, std::string_view name);

// Empty if there is no such string. The second lives as long as `object`.
std::string TextOf(const nlohmann::json& object, std::string_view name);
std::string_view TextViewOf(const nlohmann::json& object, std::string_view name);
std::optional<std::int64_t> IntegerOf(const nlohmann::json& object, std::string_view name);
std::optional<bool> FlagOf(const nlohmann::json& object, std::string_view name);
// Likewise, or their texts: "125", "True".
std::optional<std::int64_t> NumberOf(const nlohmann::json& object, std::string_view name);
std::optional<bool> LenientFlagOf(const nlohmann::json& object, std::string_view name);
// An array, be it empty. What is absent, null or something else does not say that there is nothing.
bool TellsList(const nlohmann::json& object, std::string_view name);
// kInternal if it is not told, or has an element that is not told: one without a text in its member `id`, or, if `id`
// is empty, that is no text itself. It may be the one that seems to be missing. `what`: "the interface dxvif-1".
Status CheckTold(const nlohmann::json& object, std::string_view name, std::string_view id, std::string_view what);
// An empty array if there is no such array.
const nlohmann::json& ListOf(const nlohmann::json& object, std::string_view name);

}  // namespace ic

#endif  // ADAPTERS_COMMON_CLIENT_JSON_READ_H_
