#include "adapters/huawei/kinds/states.h"

#include <algorithm>
#include <string>

#include <nlohmann/json.hpp>

#include "adapters/common/client/json_read.h"
#include "base/text.h"

namespace ic::huawei {
namespace {

struct StateRow {
  std::string_view word;
  Stage stage;
};

constexpr StateRow kLineStates[] = {
    {"ACTIVE", Stage::kReady},
    {"DOWN", Stage::kReady},
    {"BUILD", Stage::kUnderway},
    {"PAID", Stage::kUnderway},
    {"APPLY", Stage::kUnderway},
    {"PENDING_SURVEY", Stage::kUnderway},
    {"PENDING_PAY", Stage::kUnderway},
    {"LEASED_LINE_DELIVERY", Stage::kUnderway},
    {"ORDERING", Stage::kUnderway},
    {"ACCEPT", Stage::kUnderway},
    {"PENDING_CREATE", Stage::kUnderway},
    {"PENDING_UPDATE", Stage::kUnderway},
    {"ERROR", Stage::kFailed},
    {"DENY", Stage::kFailed},
    {"REJECTED", Stage::kFailed},
    {"PENDING_DELETE", Stage::kLeaving},
    {"DELETED", Stage::kGone},
};

constexpr StateRow kStates[] = {
    {"ACTIVE", Stage::kReady},
    {"DOWN", Stage::kReady},
    {"ADMIN_SHUTDOWN", Stage::kReady},
    {"BUILD", Stage::kUnderway},
    {"PENDING_CREATE", Stage::kUnderway},
    {"PENDING_UPDATE", Stage::kUnderway},
    {"AUTHORIZATION", Stage::kUnderway},
    {"ERROR", Stage::kFailed},
    {"REJECTED", Stage::kFailed},
    {"PENDING_DELETE", Stage::kLeaving},
    {"DELETED", Stage::kGone},
};

template <typename Rows>
const StateRow* Find(const Rows& rows, std::string_view word) {
  const auto* const found = std::ranges::find(rows, word, &StateRow::word);
  return found == std::end(rows) ? nullptr : found;
}

}  // namespace

Stage ConnectionStage(const nlohmann::json& connection) {
  const std::string status = TextOf(connection, "status");
  if (status == "BUILD" && TextOf(connection, "type") == "hosted") return Stage::kReady;
  const StateRow* row = Find(kLineStates, status);
  return row != nullptr ? row->stage : Stage::kUnknown;
}

Stage StageOf(std::string_view status) {
  const StateRow* row = Find(kStates, status);
  return row != nullptr ? row->stage : Stage::kUnknown;
}

bool IsKnownState(Kind kind, std::string_view status) {
  return kind == Kind::kConnection ? Find(kLineStates, status) != nullptr : Find(kStates, status) != nullptr;
}

HealthState ConnectionHealth(const nlohmann::json& connection) {
  if (TextOf(connection, "status") == "ACTIVE") return HealthState::kUp;
  return ConnectionStage(connection) == Stage::kUnknown ? HealthState::kUnknown : HealthState::kDown;
}

HealthState InterfaceHealth(std::string_view status, int sessions_up) {
  if (StageOf(status) == Stage::kUnknown) return HealthState::kUnknown;
  // A change that is under way interrupts nothing by itself: what carries traffic goes on.
  if (status != "ACTIVE" && status != "PENDING_UPDATE") return HealthState::kDown;
  if (sessions_up < 0) return status == "ACTIVE" ? HealthState::kUp : HealthState::kUnknown;
  return sessions_up > 0 ? HealthState::kUp : HealthState::kDown;
}

HealthState SessionHealth(std::string_view peer_status, std::string_view bgp_status) {
  const Stage stage = StageOf(peer_status);
  if (peer_status == "DOWN" || peer_status == "ADMIN_SHUTDOWN" || stage == Stage::kFailed || stage == Stage::kLeaving ||
      stage == Stage::kGone || peer_status == "PENDING_CREATE") {
    return HealthState::kDown;
  }
  const std::string word = ToLowerAscii(bgp_status);
  if (word == "up" || word == "established") return HealthState::kUp;
  constexpr std::string_view kNotUp[] = {"down", "idle", "connect", "opensent", "openconfirm"};
  if (std::ranges::find(kNotUp, word) != std::end(kNotUp)) return HealthState::kDown;
  if (word.empty()) return peer_status == "ACTIVE" ? HealthState::kUp : HealthState::kUnknown;
  return HealthState::kUnknown;
}

}  // namespace ic::huawei
