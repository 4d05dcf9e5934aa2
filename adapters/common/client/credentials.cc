#include "adapters/common/client/credentials.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace ic {

StatusOr<SourceAnswer> FirstOf(const std::vector<CredentialSource>& sources, std::string_view whose) {
  std::vector<std::string> reasons;
  for (const CredentialSource& source : sources) {
    StatusOr<SourceAnswer> answer = source.ask();
    if (!answer.ok()) return answer.status().Annotate(fmt::format("{} from {}", whose, source.name));
    if (answer->credentials) return answer;
    reasons.push_back(fmt::format("{}: {}", source.name, answer->absent));
  }
  return SourceAnswer::None(fmt::format("{}", fmt::join(reasons, kNextReason)));
}

StatusOr<Credentials> FindFirst(const std::vector<CredentialSource>& sources, std::string_view whose,
                                std::string_view advice) {
  IC_ASSIGN_OR_RETURN(SourceAnswer answer, FirstOf(sources, whose));
  if (answer.credentials) return *std::move(answer.credentials);
  return UnauthenticatedError(
      fmt::format("no {} were found. {}. Looked at:{}{}", whose, advice, kNextReason, answer.absent));
}

}  // namespace ic
