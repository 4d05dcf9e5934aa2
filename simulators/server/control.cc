#include "simulators/server/control.h"

#include <array>
#include <functional>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace ic::sim {
namespace {

using Json = nlohmann::json;

constexpr std::int64_t kMaxLatencyMs = 600'000;
constexpr std::int64_t kMaxAdvanceMs = 1000LL * 3600 * 24 * 3650;

HttpResponse Answer(int status, const Json& body) {
  return {.status = status,
          .headers = {{"Content-Type", "application/json"}},
          .body = body.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n"};
}

HttpResponse Failure(int status, const std::string& message) { return Answer(status, {{"error", message}}); }

int StatusFor(const Status& status) { return status.code() == StatusCode::kNotFound ? 404 : 400; }

}  // namespace

HttpResponse Control::Handle(const HttpRequest& request) {
  Json body = Json::object();
  if (!request.body.empty()) {
    body = Json::parse(request.body, nullptr, false);
    if (body.is_discarded()) return Failure(400, "the body is not JSON");
    if (!body.is_object() && !body.is_array()) return Failure(400, "the body must be a JSON object");
  }

  struct Route {
    std::string_view method;
    std::string_view path;
    std::function<StatusOr<Json>()> run;
  };
  const std::array<Route, 11> routes = {{
      {"GET", "/calls", [&] { return log_.Counts(); }},
      {"GET", "/calls/log",
       [&] {
         return Json{{"calls", log_.Entries()}};
       }},
      {"POST", "/calls/reset",
       [&] {
         log_.Clear();
         return Json::object();
       }},
      {"POST", "/faults", [&] { return AddFaults(body); }},
      {"DELETE", "/faults",
       [&] {
         faults_.Clear();
         return Json::object();
       }},
      {"GET", "/objects", [&] { return Objects(); }},
      {"POST", "/create", [&] { return Create(body); }},
      {"POST", "/edit", [&] { return Edit(body); }},
      {"POST", "/clock", [&] { return MoveClock(body); }},
      {"POST", "/pace", [&] { return SetPace(body); }},
      {"POST", "/reset", [&] { return Reset(body); }},
  }};
  bool path_known = false;
  for (const Route& route : routes) {
    if (route.path != request.path) continue;
    path_known = true;
    if (route.method != request.method) continue;
    const StatusOr<Json> result = route.run();
    return result.ok() ? Answer(200, *result) : Failure(StatusFor(result.status()), result.status().message());
  }
  if (path_known) return Failure(405, fmt::format("{} does not take {}", request.path, request.method));
  return Failure(404, fmt::format("there is no {}; see simulators/README.md for the control calls", request.path));
}

StatusOr<Json> Control::AddFaults(const Json& body) {
  const Json list = body.is_array() ? body : Json::array({body});
  std::vector<Fault> faults;
  for (const Json& item : list) {
    IC_ASSIGN_OR_RETURN(Fault fault, ParseFault(item));
    if (!clouds_.contains(fault.cloud)) {
      return NotFoundError(fmt::format("the cloud \"{}\" is not running", fault.cloud));
    }
    faults.push_back(std::move(fault));
  }
  for (Fault& fault : faults) faults_.Add(std::move(fault));
  return Json{{"pending", faults_.pending()}};
}

StatusOr<Json> Control::MoveClock(const Json& body) {
  const auto advance = body.find("advance_ms");
  if (!body.is_object() || advance == body.end() || !advance->is_number_integer() || advance->get<std::int64_t>() < 0 ||
      advance->get<std::int64_t>() > kMaxAdvanceMs) {
    return InvalidArgumentError(
        fmt::format("\"advance_ms\" must be a whole number of milliseconds from 0 to {}", kMaxAdvanceMs));
  }
  clock_.Advance(std::chrono::milliseconds(advance->get<std::int64_t>()));
  const auto now = std::chrono::duration_cast<std::chrono::milliseconds>(clock_.Now().time_since_epoch());
  return Json{{"now_ms", now.count()}};
}

StatusOr<Json> Control::SetPace(const Json& body) {
  const Json latency = body.is_object() ? body.value("latency_ms", Json(0)) : Json();
  const Json rate = body.is_object() ? body.value("rate", Json(0)) : Json();
  if (!latency.is_number_integer() || latency < 0 || latency > kMaxLatencyMs || !rate.is_number() || rate < 0) {
    return InvalidArgumentError(
        fmt::format("\"latency_ms\" must be a whole number from 0 to {}, \"rate\" a number of requests a second, 0 for "
                    "no limit",
                    kMaxLatencyMs));
  }
  pace_.Set({.latency = std::chrono::milliseconds(latency.get<std::int64_t>()), .rate = rate.get<double>()});
  return Json{{"latency_ms", latency}, {"rate", rate}};
}

StatusOr<Json> Control::Create(const Json& body) {
  IC_ASSIGN_OR_RETURN(Cloud * cloud, FindCloud(body));
  return cloud->Create(body);
}

StatusOr<Json> Control::Edit(const Json& body) {
  IC_ASSIGN_OR_RETURN(Cloud * cloud, FindCloud(body));
  return cloud->Edit(body);
}

StatusOr<Json> Control::Reset(const Json&) {
  for (const auto& [name, cloud] : clouds_) cloud->Reset();
  faults_.Clear();
  log_.Clear();
  return Json::object();
}

Json Control::Objects() {
  Json all = Json::object();
  for (const auto& [name, cloud] : clouds_) all[name] = cloud->Objects();
  return all;
}

StatusOr<Cloud*> Control::FindCloud(const Json& body) const {
  if (!body.is_object()) return InvalidArgumentError("the body must be a JSON object");
  const std::string name = body.contains("cloud") && body["cloud"].is_string() ? body["cloud"].get<std::string>() : "";
  const auto found = clouds_.find(name);
  if (found == clouds_.end()) {
    return NotFoundError(fmt::format("\"cloud\" is \"{}\", which is not running", name));
  }
  return found->second;
}

}  // namespace ic::sim
