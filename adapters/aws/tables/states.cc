#include "adapters/aws/tables/states.h"

namespace ic::aws {
namespace {

constexpr StateRow kConnections[] = {
    {.word = "ordering",
     .stage = Stage::kOffered,
     .hint = "it is a hosted connection that nobody accepted yet, which `adopt` of an interconnect_connection does"},
    {.word = "requested",
     .stage = Stage::kUnderway,
     .hint = "AWS has not issued its letter of authorization yet, which takes up to 72 hours"},
    {.word = "pending", .stage = Stage::kUnderway, .hint = "AWS or the partner is still provisioning it"},
    {.word = "available", .stage = Stage::kReady, .carries = Carries::kYes},
    {.word = "down", .stage = Stage::kReady},
    {.word = "deleting", .stage = Stage::kLeaving},
    {.word = "deleted", .stage = Stage::kGone},
    {.word = "rejected",
     .stage = Stage::kDeclined,
     .hint =
         "it is a hosted connection that was declined: have the partner offer another one and name that in `adopt`, "
         "or take it out of the configuration"},
    {.word = "unknown", .stage = Stage::kUnknown},
};

constexpr StateRow kInterfaces[] = {
    {.word = "confirming", .stage = Stage::kOffered},
    // AWS's review of a public interface takes up to 72 working hours.
    {.word = "verifying", .stage = Stage::kReviewed},
    {.word = "pending", .stage = Stage::kUnderway},
    // It says that BGP is up, but the service is known to say it while every session is down.
    {.word = "available", .stage = Stage::kReady, .carries = Carries::kBySessions},
    {.word = "down", .stage = Stage::kReady},
    {.word = "testing", .stage = Stage::kReady},
    {.word = "deleting", .stage = Stage::kLeaving},
    {.word = "deleted", .stage = Stage::kGone},  // listed for 15 minutes
    {.word = "rejected", .stage = Stage::kDeclined},
    {.word = "unknown", .stage = Stage::kUnknown},
};

constexpr StateRow kPeers[] = {
    {.word = "verifying", .stage = Stage::kReviewed}, {.word = "pending", .stage = Stage::kUnderway},
    {.word = "available", .stage = Stage::kReady},    {.word = "deleting", .stage = Stage::kLeaving},
    {.word = "deleted", .stage = Stage::kGone},
};

constexpr StateRow kAssociations[] = {
    {.word = "associating", .stage = Stage::kUnderway},
    // It goes on announcing what it has.
    {.word = "updating", .stage = Stage::kChanging, .carries = Carries::kYes},
    {.word = "associated", .stage = Stage::kReady, .carries = Carries::kYes},
    {.word = "disassociating", .stage = Stage::kLeaving},
    {.word = "disassociated", .stage = Stage::kGone},
};

}  // namespace

const StateTable& States() {
  static constexpr StateTable kTable(kConnections, kInterfaces, kPeers, {}, kAssociations);
  return kTable;
}

bool IsGatewayEnding(std::string_view word) { return word == "deleting" || word == "deleted"; }

HealthState SessionHealth(std::string_view peer_state, std::string_view bgp_status) {
  if (bgp_status == "down") return HealthState::kDown;
  const Stage stage = StateOf(Kind::kBgpPeer, peer_state).stage;
  if (IsUnderway(stage) || IsLost(stage)) return HealthState::kDown;
  return bgp_status == "up" && stage == Stage::kReady ? HealthState::kUp : HealthState::kUnknown;
}

}  // namespace ic::aws
