// What an answer of the Direct Connect API means: its body, or the failure it stands for. Almost every refusal has the
// one code DirectConnectClientException, so that only the message tells them apart; the phrases are those of AWS's own
// documents and of the errors users report.
#ifndef ADAPTERS_AWS_CLIENT_API_ERRORS_H_
#define ADAPTERS_AWS_CLIENT_API_ERRORS_H_

#include <string>
#include <string_view>

#include <nlohmann/json_fwd.hpp>

#include "adapters/common/client/answer.h"
#include "adapters/wire/http.h"
#include "adapters/wire/retry.h"
#include "base/status.h"

namespace ic::aws {

// The JSON object of a successful answer, or the failure (its codes: api_client.h).
StatusOr<nlohmann::json> ReadAnswer(const AnswerContext& context, const HttpResponse& response);

// What a failure of ReadAnswer or of the transport means for sending it again.
FailureKind ClassifyFailure(const Status& failure);

// True if the service refused the credentials as expired: others may still be found.
bool IsExpiredCredentials(const Status& failure);

}  // namespace ic::aws

#endif  // ADAPTERS_AWS_CLIENT_API_ERRORS_H_
