#include "simulators/alibaba/wire/wire.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "base/text.h"
#include "simulators/server/url.h"
#include "simulators/server/xml.h"

namespace ic::sim::alibaba {
namespace {

using Json = nlohmann::json;

void Append(std::string& out, std::string_view name, const Json& value) {
  if (value.is_array()) {
    for (const Json& item : value) Append(out, name, item);
    return;
  }
  out += fmt::format("<{}>", name);
  if (value.is_object()) {
    for (const auto& [key, member] : value.items()) Append(out, key, member);
  } else {
    out += XmlText(value.is_string() ? value.get<std::string>() : value.dump());
  }
  out += fmt::format("</{}>", name);
}

}  // namespace

Request ReadRequest(const HttpRequest& request) {
  Request out{.v3 = IsV3(request), .host = request.Header("host").value_or(""), .parameters = ReadParameters(request)};
  const auto parameter = [&](const char* name) {
    const auto found = out.parameters.find(name);
    return found == out.parameters.end() ? std::string() : found->second;
  };
  // A V3 request names its action in headers only; an unsigned one (AssumeRoleWithOIDC) either way.
  out.action = out.v3 ? "" : parameter("Action");
  out.version = out.v3 ? "" : parameter("Version");
  if (out.action.empty()) {
    out.v3 = out.v3 || request.Header("x-acs-action").has_value();
    out.action = request.Header("x-acs-action").value_or("");
    out.version = request.Header("x-acs-version").value_or("");
  }
  out.xml = !out.v3 && !EqualsIgnoreCase(parameter("Format"), "json");
  return out;
}

std::string ToXml(std::string_view root, const Json& body) {
  std::string out = "<?xml version='1.0' encoding='UTF-8'?>";
  Append(out, root, body);
  return out;
}

HttpResponse Answer(const Request& request, int status, const Json& body) {
  if (request.xml) {
    const std::string root = status == 200 ? request.action + "Response" : "Error";
    return {.status = status, .headers = {{"Content-Type", "text/xml;charset=utf-8"}}, .body = ToXml(root, body)};
  }
  return {.status = status,
          .headers = {{"Content-Type", "application/json;charset=utf-8"}},
          .body = body.dump(-1, ' ', false, Json::error_handler_t::replace)};
}

HttpResponse ErrorAnswer(const Request& request, const Status& status, const std::string& request_id) {
  const RemoteError& remote = *status.remote();
  const Json body{
      {"RequestId", request_id},
      {"HostId", request.host},
      {"Code", remote.code},
      {"Message", status.message()},
      {"Recommend", fmt::format("https://api.alibabacloud.com/troubleshoot?q={}", PercentEncode(remote.code))}};
  HttpResponse answer = Answer(request, remote.http_status, body);
  if (request.xml) answer.body = ToXml("Error", body);
  answer.headers.emplace_back("x-acs-request-id", request_id);
  return answer;
}

}  // namespace ic::sim::alibaba
