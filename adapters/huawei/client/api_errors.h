// What an answer of Huawei's APIs means: its body, or the failure it stands for. Services answer {"error_code",
// "error_msg", "request_id"} (older ones "requestId"), IAM {"error": {"code", "message"}}. Almost every refusal of
// Direct Connect has HTTP status 400, so that only the code tells them apart.
// Source: Direct Connect API reference, error codes; API Gateway error codes.
#ifndef ADAPTERS_HUAWEI_CLIENT_API_ERRORS_H_
#define ADAPTERS_HUAWEI_CLIENT_API_ERRORS_H_

#include <string>

#include <nlohmann/json_fwd.hpp>

#include "adapters/common/client/answer.h"
#include "adapters/wire/http.h"
#include "adapters/wire/retry.h"
#include "base/status.h"

namespace ic::huawei {

// The JSON object of a successful answer (an empty one for an empty body), or the failure (its codes: api_client.h).
StatusOr<nlohmann::json> ReadAnswer(const AnswerContext& context, const HttpResponse& response);

// What a failure of ReadAnswer or of the transport means for sending it again.
FailureKind ClassifyFailure(const Status& failure);

// The service refused the credentials: temporary ones may have expired.
bool IsRefusedCredentials(const Status& failure);

// Another operation holds the virtual gateway or interface (DC.1118): nothing was carried out, and it passes.
bool IsLocked(const Status& failure);
// The object is of another tenant, who alone may do this.
bool IsOfAnotherTenant(const Status& failure);

// True if the failure has one of these codes: HasCode(status, {"DC.1209"}).
bool HasCode(const Status& failure, std::initializer_list<std::string_view> codes);

}  // namespace ic::huawei

#endif  // ADAPTERS_HUAWEI_CLIENT_API_ERRORS_H_
