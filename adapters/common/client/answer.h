// What every vendor's reading of answers has in common: what a message may hold, and how far two clocks are apart.
#ifndef ADAPTERS_COMMON_CLIENT_ANSWER_H_
#define ADAPTERS_COMMON_CLIENT_ANSWER_H_

#include <chrono>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "adapters/wire/http.h"
#include "base/clock.h"
#include "base/status.h"

namespace ic {

struct AnswerContext {
  std::string operation;
  Time now = {};  // to tell a clock that is off
  // Values that must not come back in a message: services quote what they were sent.
  std::vector<std::string> secrets = {};
};

// What a vendor's answer says of a failure, as it stands there.
struct ApiError {
  std::string code;
  std::string message;
  std::string request_id;
};

// What it means.
struct FailureMeaning {
  StatusCode code;
  std::string hint = {};   // for people, added in brackets
  bool ambiguous = false;  // the call may have been carried out
};

// The failure, with the service's own words as far as they can be shown: without the context's secrets, without what
// comes after `quotes_from` (there a service quotes the request), valid and not endless; without any, with the HTTP
// status and the type of what came.
Status FailureOf(const AnswerContext& context, const HttpResponse& response, ApiError error,
                 const std::function<FailureMeaning(const ApiError&)>& meaning_of, std::string_view quotes_from);

// An answer that says success and is not what `service` ("Direct Connect") promises: kInternal, ambiguous.
Status BrokenAnswer(const AnswerContext& context, const HttpResponse& response, std::string_view service);

// A request that was refused for its signature: kFailedPrecondition and the difference if the service's clock is more
// than `worst` apart from ours, else kUnauthenticated and `hint`. `whose`: "AWS".
FailureMeaning MeaningOfSignature(const AnswerContext& context, const HttpResponse& response,
                                  std::chrono::seconds worst, std::string_view whose, std::string_view hint);

// The texts that stand under one of `names`, anywhere in `members`.
std::vector<std::string> SecretsIn(const nlohmann::json& members, std::span<const std::string_view> names);

}  // namespace ic

#endif  // ADAPTERS_COMMON_CLIENT_ANSWER_H_
