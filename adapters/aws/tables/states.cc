#include "adapters/aws/tables/states.h"

#include <algorithm>
#include <span>

namespace ic::aws {
namespace {

struct StateRow {
  std::string_view word;
  Stage stage;
};

constexpr StateRow kConnectionStates[] = {
    {"ordering", Stage::kUnderway}, {"requested", Stage::kUnderway}, {"pending", Stage::kUnderway},
    {"available", Stage::kReady},   {"down", Stage::kReady},         {"deleting", Stage::kLeaving},
    {"deleted", Stage::kGone},      {"rejected", Stage::kGone},      {"unknown", Stage::kUnknown},
};

constexpr StateRow kInterfaceStates[] = {
    {"confirming", Stage::kUnderway}, {"verifying", Stage::kUnderway}, {"pending", Stage::kUnderway},
    {"available", Stage::kReady},     {"down", Stage::kReady},         {"testing", Stage::kReady},
    {"deleting", Stage::kLeaving},    {"deleted", Stage::kGone},       {"rejected", Stage::kGone},
    {"unknown", Stage::kUnknown},
};

constexpr StateRow kPeerStates[] = {
    {"verifying", Stage::kUnderway}, {"pending", Stage::kUnderway}, {"available", Stage::kReady},
    {"deleting", Stage::kLeaving},   {"deleted", Stage::kGone},
};

constexpr StateRow kAssociationStates[] = {
    {"associating", Stage::kUnderway},   {"updating", Stage::kUnderway},  {"associated", Stage::kReady},
    {"disassociating", Stage::kLeaving}, {"disassociated", Stage::kGone},
};

const StateRow* Find(std::span<const StateRow> rows, std::string_view word) {
  const auto found = std::ranges::find(rows, word, &StateRow::word);
  return found == rows.end() ? nullptr : &*found;
}

Stage StageOf(std::span<const StateRow> rows, std::string_view word) {
  const StateRow* row = Find(rows, word);
  return row != nullptr ? row->stage : Stage::kUnknown;
}

std::span<const StateRow> RowsOf(Kind kind) {
  switch (kind) {
    case Kind::kConnection:
      return kConnectionStates;
    case Kind::kVirtualInterface:
      return kInterfaceStates;
    case Kind::kBgpPeer:
      return kPeerStates;
    case Kind::kBgpCidr:
      return kAssociationStates;
    case Kind::kBgpGroup:
      break;
  }
  return {};
}

}  // namespace

Stage ConnectionStage(std::string_view state) { return StageOf(kConnectionStates, state); }
Stage InterfaceStage(std::string_view state) { return StageOf(kInterfaceStates, state); }
Stage PeerStage(std::string_view state) { return StageOf(kPeerStates, state); }
Stage AssociationStage(std::string_view state) { return StageOf(kAssociationStates, state); }

bool IsKnownState(Kind kind, std::string_view state) { return Find(RowsOf(kind), state) != nullptr; }

HealthState ConnectionHealth(std::string_view state) {
  if (state == "available") return HealthState::kUp;
  return ConnectionStage(state) == Stage::kUnknown ? HealthState::kUnknown : HealthState::kDown;
}

HealthState InterfaceHealth(std::string_view state, int sessions_up) {
  if (InterfaceStage(state) == Stage::kUnknown) return HealthState::kUnknown;
  if (state != "available") return HealthState::kDown;
  // `available` says that BGP is up, but the service is known to say it while every session is down.
  if (sessions_up < 0) return HealthState::kUnknown;
  return sessions_up > 0 ? HealthState::kUp : HealthState::kDown;
}

HealthState SessionHealth(std::string_view peer_state, std::string_view bgp_status) {
  if (bgp_status == "down") return HealthState::kDown;
  const Stage stage = PeerStage(peer_state);
  if (stage == Stage::kUnderway || stage == Stage::kLeaving || stage == Stage::kGone) return HealthState::kDown;
  return bgp_status == "up" && stage == Stage::kReady ? HealthState::kUp : HealthState::kUnknown;
}

}  // namespace ic::aws
