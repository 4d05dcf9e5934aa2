#include "simulators/server/front.h"

#include <optional>
#include <utility>

namespace ic::sim {
namespace {

std::string_view FaultName(const std::optional<Fault>& fault) {
  if (!fault) return "";
  switch (fault->kind) {
    case Fault::Kind::kFail:
      return "fail";
    case Fault::Kind::kThrottle:
      return "throttle";
    case Fault::Kind::kDelay:
      return "delay";
    case Fault::Kind::kLateResponse:
      return "late_response";
    case Fault::Kind::kLoseResponse:
      return "lose_response";
    case Fault::Kind::kGarbage:
      return "garbage";
    case Fault::Kind::kCloseBefore:
      return "close_before";
  }
  return "";
}

CallResult Refuse(Cloud& cloud, const InjectedError& error) {
  return {.response = cloud.ErrorAnswer(error), .error = error.code};
}

}  // namespace

Front::Front(std::string name, Cloud& cloud, CallLog& log, Faults& faults, Clock& wall,
             std::reference_wrapper<const Pace> pace)
    : name_(std::move(name)), cloud_(cloud), log_(log), faults_(faults), wall_(wall), pace_(pace), rate_(wall) {}

HttpResponse Front::Handle(const HttpRequest& request, const std::stop_token& stop) {
  const std::string operation = cloud_.OperationOf(request);
  const std::optional<Fault> fault = faults_.Next(name_, operation);
  CallResult result = Carry(request, fault, stop);
  log_.Add({.cloud = name_,
            .operation = operation,
            .target = result.target,
            .account = result.account,
            .error = result.error,
            .fault = std::string(FaultName(fault)),
            .status = result.response.cut ? 0 : result.response.status});
  // Logged before the wait: a client that gives up meanwhile has called all the same.
  if (fault && fault->kind == Fault::Kind::kLateResponse) {
    wall_.SleepFor(std::chrono::milliseconds(fault->delay_ms), stop);
  }
  return std::move(result.response);
}

CallResult Front::Carry(const HttpRequest& request, const std::optional<Fault>& fault, const std::stop_token& stop) {
  const PaceOptions pace = pace_.Get();
  if (pace.latency > Duration::zero()) wall_.SleepFor(pace.latency, stop);
  if (!rate_.Take(pace.rate)) return Refuse(cloud_, cloud_.Throttling());
  if (!fault) return cloud_.Carry(request);

  switch (fault->kind) {
    case Fault::Kind::kFail:
      return Refuse(cloud_, fault->error);
    case Fault::Kind::kThrottle:
      return Refuse(cloud_, cloud_.Throttling());
    case Fault::Kind::kDelay:
      wall_.SleepFor(std::chrono::milliseconds(fault->delay_ms), stop);
      return cloud_.Carry(request);
    case Fault::Kind::kLateResponse:
      return cloud_.Carry(request);
    case Fault::Kind::kCloseBefore:
      return {.response = {.status = 0, .cut = true}};
    case Fault::Kind::kLoseResponse: {
      CallResult result = cloud_.Carry(request);
      result.response = {.status = 0, .cut = true};
      return result;
    }
    case Fault::Kind::kGarbage: {
      CallResult result = cloud_.Carry(request);
      result.response.status = 200;
      result.response.body = "<html><body>The proxy at your service</body></html>";
      return result;
    }
  }
  return cloud_.Carry(request);
}

}  // namespace ic::sim
