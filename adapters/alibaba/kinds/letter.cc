#include "adapters/alibaba/kinds/letter.h"

#include <string_view>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "adapters/alibaba/kinds/region.h"
#include "adapters/common/client/json_read.h"

namespace ic::alibaba {
namespace {

constexpr std::string_view kApply =
    "it is applied for in the console, with the names of those who will work on site (ApplyPhysicalConnectionLOA)";

}  // namespace

StatusOr<Letter> ReadLetter(Region& region, const std::string& connection, const std::string& /*provider*/,
                            std::stop_token stop) {
  auto answer = region.Call("DescribePhysicalConnectionLOA", {{"InstanceId", connection}}, std::move(stop));
  if (!answer.ok() && answer.status().code() == StatusCode::kNotFound) {
    return FailedPreconditionError(
        fmt::format("{} has no letter of authorization ({}): {}", connection, answer.status().message(), kApply));
  }
  IC_RETURN_IF_ERROR(answer.status());
  const nlohmann::json* letter = MemberOf(*answer, "PhysicalConnectionLOAType");
  if (letter == nullptr) return InternalError(fmt::format("the answer about the letter of {} has none", connection));
  const std::string state = TextOf(*letter, "Status");
  std::string address = TextOf(*letter, "LoaUrl");
  if (!address.empty()) return Letter{.address = std::move(address)};
  // Of one that was refused: why, as a code.
  const std::string reason = TextOf(*letter, "Description");
  if (!reason.empty()) {
    return FailedPreconditionError(
        fmt::format("the letter of authorization of {} is in state `{}` ({}): {}", connection, state, reason, kApply));
  }
  return FailedPreconditionError(
      fmt::format("the letter of authorization of {} is in state `{}`: its address comes with the state `Available`",
                  connection, state));
}

}  // namespace ic::alibaba
