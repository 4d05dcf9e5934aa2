#include "adapters/alibaba/kinds/connection_steps.h"

#include <algorithm>
#include <chrono>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "adapters/alibaba/client/api_errors.h"
#include "adapters/alibaba/kinds/leaving.h"
#include "adapters/alibaba/kinds/mapping.h"
#include "adapters/alibaba/kinds/region.h"
#include "adapters/alibaba/tables/states.h"
#include "adapters/alibaba/tables/traits.h"
#include "adapters/common/client/json_read.h"
#include "adapters/common/kinds/change.h"

namespace ic::alibaba {
namespace {

// Allocation takes seconds where a port is free, and weeks where people look for one: longer than this nobody waits.
constexpr Duration kAllocationBound = std::chrono::minutes(2);
// A step that the service says it cannot take now may be under way; then it is done in less than this.
constexpr Duration kStepBound = std::chrono::minutes(2);

bool MovesByItself(PortStep step) { return step == PortStep::kOrdered || step == PortStep::kAllocating; }

StatusOr<Object> WaitUntilNot(Region& region, const std::string& id, bool (*underway)(PortStep),
                              const std::string& goal, const WaitContext& context, std::stop_token stop) {
  const auto judge = [&](const nlohmann::json* connection) -> Verdict {
    if (connection == nullptr) return {.done = true};
    const std::string state = ConnectionState(*connection);
    return {.done = !underway(PortStepOf(state)), .failure = {}, .state = state};
  };
  return WaitFor(region.connections(), id, fmt::format("{} to be {}", id, goal), judge, context, std::move(stop));
}

class Advancing {
 public:
  Advancing(Region& region, std::string id, const Value& desired, const WaitContext& context, Diagnostics& diagnostics,
            std::stop_token stop)
      : region_(region),
        id_(std::move(id)),
        desired_(desired),
        context_(context),
        diagnostics_(diagnostics),
        stop_(std::move(stop)) {}

  Status Run() {
    const bool wants_loa = !VendorText(desired_, vendor_field::kLoaCompany).empty();
    const bool wants_service = VendorFlag(desired_, vendor_field::kEnabled) == true;
    if (!wants_loa && !wants_service) return OkStatus();
    IC_RETURN_IF_ERROR(Allocate());
    if (PortStepOf(state_) == PortStep::kInService || waiting_) return OkStatus();
    const StateRow& row = StateOf(Kind::kConnection, state_);
    if (IsLost(row.stage)) return FailedPreconditionError(fmt::format("{} {}", id_, TroubleOf(row, state_)));
    if (row.stage != Stage::kUnderway) {
      return FailedPreconditionError(
          fmt::format("{} is in state {} and cannot be taken into service from there", id_, state_));
    }
    const bool allocated = PortStepOf(state_) == PortStep::kAllocated;
    if (wants_loa && allocated) IC_RETURN_IF_ERROR(AdvanceLoa());
    if (!wants_service || waiting_) return OkStatus();
    if (allocated) IC_RETURN_IF_ERROR(Step("ConfirmPhysicalConnection", PortStep::kConfirmed, "confirmed"));
    return Step("EnablePhysicalConnection", PortStep::kInService, "enabled");
  }

 private:
  void WaitForPeople(std::string_view what) {
    waiting_ = true;
    diagnostics_.AddWarning(
        AttributePath("alibaba").Attribute(vendor_field::kEnabled), "Connection is not in service yet",
        fmt::format("{} {}. Apply again when that is done: the next run goes on from there.", id_, what));
  }

  Status Look() {
    IC_ASSIGN_OR_RETURN(const Object connection, region_.connections().Get(id_, Freshness::kLive, stop_));
    if (connection == nullptr) return NotFoundError(fmt::format("the connection {} is gone", id_));
    state_ = ConnectionState(*connection);
    loa_state_ = TextOf(*connection, "LoaStatus");
    return OkStatus();
  }

  Status Allocate() {
    const Time bound = std::min(context_.deadline, context_.clock.Now() + kAllocationBound);
    const auto waited =
        WaitUntilNot(region_, id_, MovesByItself, "allocated", {context_.clock, context_.logger, bound}, stop_);
    if (!waited.ok() && waited.status().code() != StatusCode::kDeadlineExceeded) return waited.status();
    IC_RETURN_IF_ERROR(Look());
    if (MovesByItself(PortStepOf(state_))) {
      WaitForPeople(fmt::format("is in state {}: Alibaba Cloud still looks for a port", state_));
    }
    return OkStatus();
  }

  Status AdvanceLoa() {
    if (LoaStepOf(loa_state_) == LoaStep::kNone) {
      const Parameters application = {{"InstanceId", id_},
                                      {"CompanyName", VendorText(desired_, vendor_field::kLoaCompany)},
                                      {"Si", VendorText(desired_, vendor_field::kLoaConstructor)},
                                      {"ConstructionTime", VendorText(desired_, vendor_field::kLoaConstructionTime)},
                                      {"LineType", VendorText(desired_, vendor_field::kLoaLineType)}};
      const auto answer = region_.Call("ApplyPhysicalConnectionLOA", application, stop_);
      region_.connections().Invalidate(id_);
      if (!answer.ok()) return answer.status().Annotate("applying for the letter of authorization of " + id_);
      IC_RETURN_IF_ERROR(Look());
    }
    if (LoaStepOf(loa_state_) == LoaStep::kAvailable) {
      if (VendorFlag(desired_, vendor_field::kLoaFinished) != true) {
        WaitForPeople("has its letter of authorization: let the line be built, then set loa_finished = true");
        return OkStatus();
      }
      const auto answer =
          region_.Call("CompletePhysicalConnectionLOA", {{"InstanceId", id_}, {"FinishWork", "true"}}, stop_);
      region_.connections().Invalidate(id_);
      return answer.ok() ? OkStatus() : answer.status().Annotate("reporting the end of construction of " + id_);
    }
    if (LoaStepOf(loa_state_) == LoaStep::kComplete) return OkStatus();
    WaitForPeople(fmt::format("waits for its letter of authorization ({}), which people at Alibaba Cloud review",
                              loa_state_.empty() ? "Applying" : loa_state_));
    return OkStatus();
  }

  Status Step(std::string_view operation, PortStep goal, std::string_view goal_words) {
    const auto answer = region_.Call(operation, {{"PhysicalConnectionId", id_}}, stop_);
    region_.connections().Invalidate(id_);
    // While a step is under way the state is the one before it: a run that was stopped may have sent it.
    const bool sent = !answer.ok() && HasCode(answer.status(), "INSTANCE.STATUS.NOT.ALLOW");
    if (!answer.ok() && !sent) return Failed(operation, answer.status());
    const auto judge = [&](const nlohmann::json* connection) -> Verdict {
      if (connection == nullptr) return {.failure = NotFoundError(fmt::format("the connection {} is gone", id_))};
      state_ = ConnectionState(*connection);
      const PortStep step = PortStepOf(state_);
      return {.done = step == goal || step == PortStep::kInService, .failure = {}, .state = state_};
    };
    const Time bound = sent ? std::min(context_.deadline, context_.clock.Now() + kStepBound) : context_.deadline;
    const Status waited = WaitFor(region_.connections(), id_, fmt::format("{} to be {}", id_, goal_words), judge,
                                  {context_.clock, context_.logger, bound}, stop_)
                              .status();
    const bool refused = sent && waited.code() == StatusCode::kDeadlineExceeded;
    return refused ? Failed(operation, answer.status()) : waited;
  }

  Status Failed(std::string_view operation, const Status& status) const {
    return status.Annotate(fmt::format("{} of {}", operation, id_));
  }

  Region& region_;
  const std::string id_;
  const Value& desired_;
  const WaitContext& context_;
  Diagnostics& diagnostics_;
  std::stop_token stop_;
  std::string state_;
  std::string loa_state_;
  bool waiting_ = false;  // for people
};

bool IsTerminating(PortStep step) { return step == PortStep::kTerminating; }
bool IsAllocating(PortStep step) { return step == PortStep::kAllocating; }

Status CallAbout(Region& region, std::string_view operation, const std::string& id, std::stop_token stop) {
  const auto answer = region.Call(operation, {{"PhysicalConnectionId", id}}, std::move(stop));
  region.connections().Invalidate(id);
  if (answer.ok() || SaysGone(answer.status())) return OkStatus();
  return answer.status().Annotate(fmt::format("{} of {}", operation, id));
}

}  // namespace

std::string ConnectionState(const nlohmann::json& connection) { return TextOf(connection, "Status"); }

Status AdvanceConnection(Region& region, const std::string& id, const Value& desired, const WaitContext& context,
                         Diagnostics& diagnostics, std::stop_token stop) {
  Status ended = Advancing(region, id, desired, context, diagnostics, std::move(stop)).Run();
  region.NoteAdvance(id, ended);
  return ended;
}

Status RemoveConnection(Region& region, const nlohmann::json& connection, const WaitContext& context,
                        std::stop_token stop) {
  const std::string id = TextOf(connection, "PhysicalConnectionId");
  PortStep step = PortStepOf(ConnectionState(connection));
  if (step == PortStep::kAllocating) {
    IC_ASSIGN_OR_RETURN(const Object settled, WaitUntilNot(region, id, IsAllocating, "allocated", context, stop));
    if (settled == nullptr) return OkStatus();
    step = PortStepOf(ConnectionState(*settled));
  }
  if (step == PortStep::kOrdered) {
    IC_RETURN_IF_ERROR(CallAbout(region, "CancelPhysicalConnection", id, stop));
  } else if (step == PortStep::kInService) {
    const auto send = [&] { return CallAbout(region, "TerminatePhysicalConnection", id, stop); };
    const auto on_it = [&id](const nlohmann::json& router) { return TextOf(router, "PhysicalConnectionId") == id; };
    IC_RETURN_IF_ERROR(SendWhenLeft(
        send, {"Forbidden.VbrAttached", region.interfaces(), on_it, Kind::kVirtualInterface}, context, stop));
  }
  IC_ASSIGN_OR_RETURN(const Object ended, WaitUntilNot(region, id, IsTerminating, "terminated", context, stop));
  if (ended == nullptr) return OkStatus();
  return CallAbout(region, "DeletePhysicalConnection", id, std::move(stop));
}

}  // namespace ic::alibaba
