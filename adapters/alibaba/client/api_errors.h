// What an answer of the vendor's RPC APIs means: its body, or the failure it stands for. An error has a Code; some come
// with HTTP status 200, and one operation says Code "200" when all went well, so status and code are both looked at.
// Source: VPC API reference (error codes of each operation), and the codes that the vendor's own clients act on.
#ifndef ADAPTERS_ALIBABA_CLIENT_API_ERRORS_H_
#define ADAPTERS_ALIBABA_CLIENT_API_ERRORS_H_

#include <string>
#include <string_view>

#include <nlohmann/json_fwd.hpp>

#include "adapters/common/client/answer.h"
#include "adapters/wire/http.h"
#include "adapters/wire/retry.h"
#include "base/status.h"

namespace ic::alibaba {

// The JSON object of a successful answer, or the failure (its codes: api_client.h).
StatusOr<nlohmann::json> ReadAnswer(const AnswerContext& context, const HttpResponse& response);

// What a failure of ReadAnswer or of the transport means for sending it again. Conflicts with another change that is
// under way (TaskConflict and its relatives) were not carried out: they are sent again.
FailureKind ClassifyFailure(const Status& failure);

// True if the service refused the credentials as expired: others may still be found.
bool IsExpiredCredentials(const Status& failure);

// True if the vendor's code is `code`, or begins with it and a point.
bool HasCode(const Status& failure, std::string_view code);

// True if the failure says that the object the call is about is not there.
bool SaysGone(const Status& failure);

}  // namespace ic::alibaba

#endif  // ADAPTERS_ALIBABA_CLIENT_API_ERRORS_H_
