#include "adapters/alibaba/kinds/leaving.h"

#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

#include "adapters/alibaba/client/api_errors.h"
#include "adapters/common/client/json_read.h"

namespace ic::alibaba {

Status SendWhenLeft(const std::function<Status()>& send, const Holders& holders, const WaitContext& context,
                    std::stop_token stop) {
  Status refused = send();
  if (!HasCode(refused, holders.code)) return refused;
  const auto snapshot = holders.listing.All(Freshness::kLive, stop);
  if (!snapshot.ok()) return refused;
  std::vector<std::string> leaving;
  for (const auto& [id, object] : (*snapshot)->objects) {
    if (object == nullptr || !holders.stands_on_it(*object)) continue;
    const Stage stage = StateOf(holders.kind, TextViewOf(*object, "Status")).stage;
    if (stage == Stage::kLeaving) leaving.push_back(id);
    if (NeedsDelete(stage)) return refused;  // it is right
  }
  const auto judge = [&holders](const nlohmann::json* object) -> Verdict {
    if (object == nullptr) return {.done = true};
    const std::string state = TextOf(*object, "Status");
    return {.done = StateOf(holders.kind, state).stage == Stage::kGone, .failure = {}, .state = state};
  };
  for (const std::string& id : leaving) {
    IC_RETURN_IF_ERROR(WaitFor(holders.listing, id, id + " to be deleted", judge, context, stop).status());
  }
  return send();
}

}  // namespace ic::alibaba
