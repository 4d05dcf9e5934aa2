#include "simulators/server/faults.h"

#include <array>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace ic::sim {
namespace {

using Json = nlohmann::json;

constexpr std::uint64_t kMaxDelayMs = 600'000;
constexpr std::array<std::pair<std::string_view, Fault::Kind>, 7> kKinds = {{
    {"fail", Fault::Kind::kFail},
    {"throttle", Fault::Kind::kThrottle},
    {"delay", Fault::Kind::kDelay},
    {"late_response", Fault::Kind::kLateResponse},
    {"lose_response", Fault::Kind::kLoseResponse},
    {"garbage", Fault::Kind::kGarbage},
    {"close_before", Fault::Kind::kCloseBefore},
}};

Status ReadText(const Json& json, const char* name, std::string& out) {
  const auto found = json.find(name);
  if (found == json.end()) return OkStatus();
  if (!found->is_string()) return InvalidArgumentError(fmt::format("\"{}\" must be a string", name));
  out = found->get<std::string>();
  return OkStatus();
}

Status ReadNumber(const Json& json, const char* name, std::uint64_t least, std::uint64_t most, std::uint64_t& out) {
  const auto found = json.find(name);
  if (found == json.end()) return OkStatus();
  if (!found->is_number_unsigned() || found->get<std::uint64_t>() < least || found->get<std::uint64_t>() > most) {
    return InvalidArgumentError(fmt::format("\"{}\" must be a whole number from {} to {}", name, least, most));
  }
  out = found->get<std::uint64_t>();
  return OkStatus();
}

Status ReadKind(const Json& json, Fault& fault) {
  std::string kind;
  IC_RETURN_IF_ERROR(ReadText(json, "kind", kind));
  for (const auto& [name, value] : kKinds) {
    if (name == kind) {
      fault.kind = value;
      return OkStatus();
    }
  }
  return InvalidArgumentError(fmt::format(
      "\"kind\" is \"{}\"; it must be fail, throttle, delay, late_response, lose_response, garbage or close_before",
      kind));
}

Status CheckMembers(const Json& json) {
  static constexpr std::array<std::string_view, 9> kMembers = {"cloud", "operation", "nth",         "count",   "kind",
                                                               "code",  "message",   "http_status", "delay_ms"};
  for (const auto& [name, value] : json.items()) {
    bool known = false;
    for (const std::string_view member : kMembers) known = known || member == name;
    if (!known) return InvalidArgumentError(fmt::format("a fault has no member \"{}\"", name));
  }
  return OkStatus();
}

}  // namespace

StatusOr<Fault> ParseFault(const Json& json) {
  if (!json.is_object()) return InvalidArgumentError("a fault must be a JSON object");
  IC_RETURN_IF_ERROR(CheckMembers(json));
  Fault fault{.cloud = "aws", .operation = "*"};
  fault.error = {.code = "InternalFailure", .message = "injected fault", .http_status = 500};
  IC_RETURN_IF_ERROR(ReadText(json, "cloud", fault.cloud));
  IC_RETURN_IF_ERROR(ReadText(json, "operation", fault.operation));
  IC_RETURN_IF_ERROR(ReadKind(json, fault));
  IC_RETURN_IF_ERROR(ReadNumber(json, "nth", 1, 1'000'000, fault.nth));
  IC_RETURN_IF_ERROR(ReadNumber(json, "count", 1, 1'000'000, fault.count));
  IC_RETURN_IF_ERROR(ReadNumber(json, "delay_ms", 0, kMaxDelayMs, fault.delay_ms));
  IC_RETURN_IF_ERROR(ReadText(json, "code", fault.error.code));
  IC_RETURN_IF_ERROR(ReadText(json, "message", fault.error.message));
  std::uint64_t status = 500;
  // 200: some services answer failures so, and tell them by the code alone.
  if (json.value("http_status", Json()) == 200) {
    status = 200;
  } else {
    IC_RETURN_IF_ERROR(ReadNumber(json, "http_status", 400, 599, status));
  }
  fault.error.http_status = static_cast<int>(status);
  const bool waits = fault.kind == Fault::Kind::kDelay || fault.kind == Fault::Kind::kLateResponse;
  if (waits && fault.delay_ms == 0) {
    return InvalidArgumentError("a fault of kind delay or late_response needs \"delay_ms\", from 1 to 600000");
  }
  return fault;
}

void Faults::Add(Fault fault) {
  const std::lock_guard lock(mutex_);
  armed_.push_back({std::move(fault)});
}

void Faults::Clear() {
  const std::lock_guard lock(mutex_);
  armed_.clear();
}

std::optional<Fault> Faults::Next(std::string_view cloud, std::string_view operation) {
  const std::lock_guard lock(mutex_);
  std::optional<Fault> hit;
  for (Armed& armed : armed_) {
    const Fault& fault = armed.fault;
    if (fault.cloud != cloud || (fault.operation != "*" && fault.operation != operation)) continue;
    ++armed.seen;
    if (!hit && armed.seen >= fault.nth && armed.seen < fault.nth + fault.count) hit = fault;
  }
  std::erase_if(armed_, [](const Armed& armed) { return armed.seen + 1 >= armed.fault.nth + armed.fault.count; });
  return hit;
}

std::size_t Faults::pending() const {
  const std::lock_guard lock(mutex_);
  return armed_.size();
}

}  // namespace ic::sim
