#include "adapters/alibaba/tables/states.h"

#include <array>
#include <string>
#include <utility>

#include "base/text.h"

namespace ic::alibaba {
namespace {

using Word = std::pair<std::string_view, Stage>;

constexpr std::array kConnectionWords = std::to_array<Word>({
    {"initial", Stage::kUnderway},
    {"approved", Stage::kUnderway},
    {"allocating", Stage::kUnderway},
    {"allocated", Stage::kUnderway},
    {"confirmed", Stage::kUnderway},
    {"enabled", Stage::kReady},
    {"terminating", Stage::kLeaving},
    {"terminated", Stage::kGone},
    {"canceled", Stage::kGone},
    {"rejected", Stage::kGone},
    {"allocationfailed", Stage::kGone},
});

constexpr std::array kInterfaceWords = std::to_array<Word>({
    {"active", Stage::kReady},
    {"enabled", Stage::kReady},
    {"unconfirmed", Stage::kReady},
    {"recovering", Stage::kUnderway},
    {"terminating", Stage::kStopped},
    {"terminated", Stage::kStopped},
    {"deleting", Stage::kLeaving},
    {"deleted", Stage::kGone},
});

constexpr std::array kBgpWords = std::to_array<Word>({
    {"pending", Stage::kUnderway},
    {"modifying", Stage::kUnderway},
    {"available", Stage::kReady},
    {"deleting", Stage::kLeaving},
    {"deleted", Stage::kGone},
});

template <typename Words>
Stage Find(const Words& words, std::string_view state) {
  std::string plain;
  for (const char c : ToLowerAscii(state)) {
    if (c != ' ') plain += c;
  }
  for (const auto& [word, stage] : words) {
    if (word == plain) return stage;
  }
  return Stage::kUnknown;
}

}  // namespace

Stage ConnectionStage(std::string_view state) { return Find(kConnectionWords, state); }
Stage InterfaceStage(std::string_view state) { return Find(kInterfaceWords, state); }
Stage BgpStage(std::string_view state) { return Find(kBgpWords, state); }

bool IsKnownState(Kind kind, std::string_view state) {
  switch (kind) {
    case Kind::kConnection:
      return ConnectionStage(state) != Stage::kUnknown;
    case Kind::kVirtualInterface:
      return InterfaceStage(state) != Stage::kUnknown;
    case Kind::kBgpPeer:
    case Kind::kBgpGroup:
    case Kind::kBgpCidr:
      break;
  }
  return BgpStage(state) != Stage::kUnknown;
}

HealthState ConnectionHealth(std::string_view state, std::string_view business_status) {
  const Stage stage = ConnectionStage(state);
  if (stage == Stage::kUnknown) return HealthState::kUnknown;
  const bool paid = business_status.empty() || business_status == "Normal";
  return stage == Stage::kReady && paid ? HealthState::kUp : HealthState::kDown;
}

HealthState InterfaceHealth(std::string_view state, int sessions_up) {
  const Stage stage = InterfaceStage(state);
  if (stage == Stage::kUnknown) return HealthState::kUnknown;
  if (stage != Stage::kReady || ToLowerAscii(state) == "unconfirmed") return HealthState::kDown;
  return sessions_up == 0 ? HealthState::kDown : HealthState::kUp;
}

HealthState SessionHealth(std::string_view peer_state, std::string_view bgp_status) {
  const Stage stage = BgpStage(peer_state);
  if (stage == Stage::kLeaving || stage == Stage::kGone) return HealthState::kDown;
  if (bgp_status.empty()) return HealthState::kUnknown;
  return EqualsIgnoreCase(bgp_status, "Established") ? HealthState::kUp : HealthState::kDown;
}

}  // namespace ic::alibaba
