#include "adapters/common/kinds/region_base.h"

#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "adapters/common/client/api_client.h"

namespace ic {

RegionBase::RegionBase(std::string name, std::string vendor, const StateTable& states, ApiClient& client, Clock& clock,
                       Logger logger)
    : name_(std::move(name)),
      vendor_(std::move(vendor)),
      states_(&states),
      client_(&client),
      clock_(&clock),
      logger_(std::move(logger)) {}

StatusOr<nlohmann::json> RegionBase::Call(const ApiCall& call, std::stop_token stop) {
  return client_->Call(call, name_, std::move(stop));
}

StatusOr<nlohmann::json> RegionBase::List(const ApiCall& call, std::stop_token stop) {
  return client_->List(call, name_, std::move(stop));
}

void RegionBase::NoteUnknownState(Kind kind, std::string_view id, std::string_view word) {
  if (word.empty() || states_->Knows(kind, word)) return;
  {
    const std::lock_guard lock(noted_mutex_);
    if (!noted_.insert(fmt::format("{}/{}", KindName(kind), word)).second) return;
  }
  logger_.Warn(fmt::format("{} reports a state of a {} that this version does not know; it is taken as it is", vendor_,
                           KindTitle(kind)),
               {{"id", std::string(id)}, {"state", std::string(word)}});
}

StatusOr<nlohmann::json> RegionBase::CallUntilFree(const ApiCall& call, bool (*is_busy)(const Status&), Time deadline,
                                                   std::stop_token stop) {
  Backoff backoff;
  while (true) {
    StatusOr<nlohmann::json> answer = Call(call, stop);
    if (answer.ok() || !is_busy(answer.status()) || clock_->Now() >= deadline) return answer;
    logger_.Info(vendor_ + " is still at work on the object, trying again",
                 {{"operation", call.operation}, {"id", call.id}});
    if (!clock_->SleepFor(backoff.Next(), stop)) return CancelledError("stopped before " + call.operation);
  }
}

}  // namespace ic
