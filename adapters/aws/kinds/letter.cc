#include "adapters/aws/kinds/letter.h"

#include <optional>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "adapters/aws/kinds/region.h"
#include "adapters/common/client/json_read.h"
#include "base/digest.h"

namespace ic::aws {

StatusOr<Letter> ReadLetter(Region& region, const std::string& connection, const std::string& provider,
                            std::stop_token stop) {
  nlohmann::json asked = {{"connectionId", connection}, {"loaContentType", "application/pdf"}};
  if (!provider.empty()) asked["providerName"] = provider;
  auto answer = region.Call("DescribeLoa", asked, std::move(stop));
  if (!answer.ok() && answer.status().code() == StatusCode::kInvalidArgument) {
    // Which of these it is no code tells.
    return FailedPreconditionError(
        fmt::format("{}. A letter is there from when AWS has reviewed the order until the port is deleted, and for its "
                    "owner alone: "
                    "that of a hosted connection is the partner's",
                    answer.status().message()));
  }
  IC_RETURN_IF_ERROR(answer.status());
  std::optional<std::string> content = FromBase64(TextOf(*answer, "loaContent"));
  if (!content || content->empty()) {
    return InternalError(fmt::format("the answer to DescribeLoa of {} has no document", connection));
  }
  return Letter{.content = *std::move(content), .media_type = TextOf(*answer, "loaContentType")};
}

}  // namespace ic::aws
