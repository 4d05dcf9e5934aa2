#include "adapters/alibaba/tables/states.h"

#include "base/text.h"

namespace ic::alibaba {
namespace {

// Allocated and Confirmed: the port is there, and not in service. What ended is listed until it is deleted.
// Source: VPC API reference, ModifyPhysicalConnectionAttribute (a rejected application that is changed is examined
// again), RecoverPhysicalConnection.
constexpr StateRow kConnections[] = {
    {.word = "Initial", .stage = Stage::kUnderway},
    {.word = "Approved", .stage = Stage::kUnderway},
    {.word = "Allocating", .stage = Stage::kUnderway},
    {.word = "Allocated", .stage = Stage::kUnderway},
    {.word = "Confirmed", .stage = Stage::kUnderway},
    {.word = "Enabled", .stage = Stage::kReady, .carries = Carries::kYes},
    {.word = "Terminating",
     .stage = Stage::kDead,
     .hint = "somebody took it out of service for good: replace it to order another port"},
    {.word = "Terminated",
     .stage = Stage::kDead,
     .hint = "somebody took it out of service for good: replace it to order another port"},
    {.word = "Canceled", .stage = Stage::kDead, .hint = "its order was cancelled: replace it to order another port"},
    {.word = "Rejected",
     .stage = Stage::kDead,
     .hint = "Alibaba Cloud rejected its application: a change of its bandwidth, circuit or description applies again, "
             "and replacing it orders another port"},
    {.word = "Allocation Failed",
     .stage = Stage::kDead,
     .hint = "there is no free port of this kind at the access point: replace it, with another location or port type "
             "if need be, or ask Alibaba Cloud for a port"},
};

constexpr std::string_view kOutOfService =
    "it was taken out of service and carries nothing: alibaba = { terminated = false } recovers it";

constexpr StateRow kInterfaces[] = {
    {.word = "active", .stage = Stage::kReady, .carries = Carries::kYes},
    {.word = "enabled", .stage = Stage::kReady, .carries = Carries::kYes},
    {.word = "unconfirmed",
     .stage = Stage::kOffered,
     .hint =
         "it carries nothing until the account that it was made for takes it over: by adopting it, or in its console"},
    {.word = "recovering", .stage = Stage::kUnderway},
    {.word = "terminating", .stage = Stage::kStopping, .hint = kOutOfService, .asked = "alibaba.terminated"},
    {.word = "terminated", .stage = Stage::kStopped, .hint = kOutOfService, .asked = "alibaba.terminated"},
    {.word = "deleting", .stage = Stage::kLeaving},
    {.word = "deleted", .stage = Stage::kGone},
};

// A group carries nothing itself: it is well as long as it is there.
constexpr StateRow kGroups[] = {
    {.word = "Pending", .stage = Stage::kUnderway, .carries = Carries::kYes},
    {.word = "Modifying", .stage = Stage::kChanging, .carries = Carries::kYes},
    {.word = "Available", .stage = Stage::kReady, .carries = Carries::kYes},
    {.word = "Deleting", .stage = Stage::kLeaving},
    {.word = "Deleted", .stage = Stage::kGone},
};

constexpr StateRow kPeersAndNetworks[] = {
    {.word = "Pending", .stage = Stage::kUnderway},
    {.word = "Modifying", .stage = Stage::kChanging},
    {.word = "Available", .stage = Stage::kReady, .carries = Carries::kYes},
    {.word = "Deleting", .stage = Stage::kLeaving},
    {.word = "Deleted", .stage = Stage::kGone},
};

}  // namespace

const StateTable& States() {
  static constexpr StateTable kTable(kConnections, kInterfaces, kPeersAndNetworks, kGroups, kPeersAndNetworks);
  return kTable;
}

Stage RouteStage(std::string_view word) {
  static constexpr StateRow kRoutes[] = {
      {.word = "Pending", .stage = Stage::kUnderway},   {.word = "Creating", .stage = Stage::kUnderway},
      {.word = "Modifying", .stage = Stage::kChanging}, {.word = "Available", .stage = Stage::kReady},
      {.word = "Created", .stage = Stage::kReady},      {.word = "Deleting", .stage = Stage::kLeaving},
      {.word = "Deleted", .stage = Stage::kGone}};
  for (const StateRow& row : kRoutes) {
    if (EqualsIgnoreCase(row.word, word)) return row.stage;
  }
  return Stage::kUnknown;
}

bool IsOffered(std::string_view vpconn_status) { return EqualsIgnoreCase(vpconn_status, "UnConfirmed"); }

bool IsPaid(std::string_view business_status) { return business_status.empty() || business_status == "Normal"; }

PortStep PortStepOf(std::string_view state) {
  if (EqualsIgnoreCase(state, "Initial") || EqualsIgnoreCase(state, "Approved")) return PortStep::kOrdered;
  if (EqualsIgnoreCase(state, "Allocating")) return PortStep::kAllocating;
  if (EqualsIgnoreCase(state, "Allocated")) return PortStep::kAllocated;
  if (EqualsIgnoreCase(state, "Confirmed")) return PortStep::kConfirmed;
  if (EqualsIgnoreCase(state, "Enabled")) return PortStep::kInService;
  return EqualsIgnoreCase(state, "Terminating") ? PortStep::kTerminating : PortStep::kOther;
}

LoaStep LoaStepOf(std::string_view loa_status) {
  if (loa_status.empty() || EqualsIgnoreCase(loa_status, "Rejected") || EqualsIgnoreCase(loa_status, "Deleted")) {
    return LoaStep::kNone;
  }
  if (EqualsIgnoreCase(loa_status, "Available")) return LoaStep::kAvailable;
  const bool complete = EqualsIgnoreCase(loa_status, "Completing") || EqualsIgnoreCase(loa_status, "Complete");
  return complete ? LoaStep::kComplete : LoaStep::kReviewed;
}

bool IsGatewayEnding(std::string_view status) {
  return EqualsIgnoreCase(status, "DELETING") || EqualsIgnoreCase(status, "RECLAIMING");
}

HealthState SessionHealth(std::string_view peer_state, std::string_view bgp_status) {
  if (HasLeft(StateOf(Kind::kBgpPeer, peer_state).stage)) return HealthState::kDown;
  if (bgp_status.empty()) return HealthState::kUnknown;
  return EqualsIgnoreCase(bgp_status, "Established") ? HealthState::kUp : HealthState::kDown;
}

}  // namespace ic::alibaba
