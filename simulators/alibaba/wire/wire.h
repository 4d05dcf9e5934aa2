// The form of requests and answers: which service and action is asked, JSON or XML, the body of an error.
#ifndef SIMULATORS_ALIBABA_WIRE_WIRE_H_
#define SIMULATORS_ALIBABA_WIRE_WIRE_H_

#include <string>
#include <string_view>

#include <nlohmann/json_fwd.hpp>

#include "base/status.h"
#include "simulators/alibaba/wire/signature.h"
#include "simulators/server/http.h"

namespace ic::sim::alibaba {

inline constexpr std::string_view kVpcVersion = "2016-04-28";
inline constexpr std::string_view kStsVersion = "2015-04-01";
inline constexpr std::string_view kQuotasVersion = "2020-05-10";
inline constexpr std::string_view kRoutersVersion = "2023-09-01";  // Express Connect routers

// What a request asks for. V3 names it in headers, V1 in parameters.
struct Request {
  bool v3 = false;
  bool xml = false;  // V1 without Format=JSON
  std::string action;
  std::string version;
  std::string host;
  Parameters parameters;
};
Request ReadRequest(const HttpRequest& request);

// The same document in the services' XML: lists become repeated elements.
std::string ToXml(std::string_view root, const nlohmann::json& body);

HttpResponse Answer(const Request& request, int status, const nlohmann::json& body);
// {"RequestId", "HostId", "Code", "Message", "Recommend"}
HttpResponse ErrorAnswer(const Request& request, const Status& status, const std::string& request_id);

}  // namespace ic::sim::alibaba

#endif  // SIMULATORS_ALIBABA_WIRE_WIRE_H_
