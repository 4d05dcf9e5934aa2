#include "adapters/huawei/tables/states.h"

#include <algorithm>

#include "base/text.h"

namespace ic::huawei {
namespace {

constexpr std::string_view kBuild = "BUILD";
constexpr std::string_view kOpened = "BUILD hosted";

constexpr StateRow kLines[] = {
    {.word = "ACTIVE", .stage = Stage::kReady, .carries = Carries::kYes},
    {.word = "DOWN", .stage = Stage::kReady},
    {.word = kOpened, .stage = Stage::kReady},
    {.word = kBuild, .stage = Stage::kUnderway},
    {.word = "PAID", .stage = Stage::kUnderway},
    {.word = "APPLY", .stage = Stage::kUnderway},
    {.word = "PENDING_SURVEY", .stage = Stage::kUnderway},
    {.word = "PENDING_PAY", .stage = Stage::kUnderway},
    {.word = "LEASED_LINE_DELIVERY", .stage = Stage::kUnderway},
    {.word = "ORDERING", .stage = Stage::kUnderway},
    {.word = "ACCEPT", .stage = Stage::kUnderway},
    {.word = "PENDING_CREATE", .stage = Stage::kUnderway},
    {.word = "PENDING_UPDATE", .stage = Stage::kChanging},
    {.word = "ERROR", .stage = Stage::kFailed},
    {.word = "DENY", .stage = Stage::kFailed},
    {.word = "REJECTED", .stage = Stage::kFailed},
    {.word = "PENDING_DELETE", .stage = Stage::kLeaving},
    {.word = "DELETED", .stage = Stage::kGone},
};

constexpr StateRow kInterfaces[] = {
    {.word = "ACTIVE", .stage = Stage::kReady, .carries = Carries::kYes},
    {.word = "DOWN", .stage = Stage::kReady},
    {.word = "ADMIN_SHUTDOWN", .stage = Stage::kReady},
    {.word = kBuild, .stage = Stage::kUnderway},
    {.word = "PENDING_CREATE", .stage = Stage::kUnderway},
    // A change that is under way interrupts nothing by itself: what carries traffic goes on.
    {.word = "PENDING_UPDATE", .stage = Stage::kChanging, .carries = Carries::kBySessions},
    {.word = "AUTHORIZATION", .stage = Stage::kOffered},
    {.word = "ERROR", .stage = Stage::kFailed},
    {.word = "REJECTED",
     .stage = Stage::kFailed,
     .hint = "the tenant it was offered to declined it, and it holds its VLAN until it is deleted: agree with that "
             "tenant and replace it to offer it again, or take it out of the configuration",
     .refused = true},
    {.word = "PENDING_DELETE", .stage = Stage::kLeaving},
    {.word = "DELETED", .stage = Stage::kGone},
};

// What matters of a peer is its BGP session: `carries` says whether that counts, or what counts where none is told.
constexpr StateRow kPeers[] = {
    {.word = "ACTIVE", .stage = Stage::kReady, .carries = Carries::kYes},
    {.word = "DOWN", .stage = Stage::kReady},
    {.word = "ADMIN_SHUTDOWN", .stage = Stage::kReady},
    {.word = kBuild, .stage = Stage::kUnderway, .carries = Carries::kBySessions},
    {.word = "PENDING_CREATE", .stage = Stage::kUnderway},
    {.word = "PENDING_UPDATE", .stage = Stage::kChanging, .carries = Carries::kBySessions},
    {.word = "AUTHORIZATION", .stage = Stage::kOffered, .carries = Carries::kBySessions},
    {.word = "ERROR", .stage = Stage::kFailed},
    {.word = "REJECTED", .stage = Stage::kFailed},
    {.word = "PENDING_DELETE", .stage = Stage::kLeaving},
    {.word = "DELETED", .stage = Stage::kGone},
};

constexpr StateRow kGateways[] = {
    {.word = "ACTIVE", .stage = Stage::kReady, .carries = Carries::kYes},
    {.word = "DOWN", .stage = Stage::kReady},
    {.word = kBuild, .stage = Stage::kUnderway},
    {.word = "PENDING_CREATE", .stage = Stage::kUnderway},
    // It goes on announcing what it has.
    {.word = "PENDING_UPDATE", .stage = Stage::kChanging, .carries = Carries::kYes},
    {.word = "ERROR", .stage = Stage::kFailed},
    {.word = "PENDING_DELETE", .stage = Stage::kLeaving},
    {.word = "DELETED", .stage = Stage::kGone},
};

}  // namespace

const StateTable& States() {
  static constexpr StateTable kTable(kLines, kInterfaces, kPeers, {}, kGateways);
  return kTable;
}

bool IsGatewayEnding(std::string_view status) { return HasLeft(StateOf(Kind::kBgpCidr, status).stage); }

std::string LineWord(std::string_view status, bool hosted) {
  return std::string(hosted && status == kBuild ? kOpened : status);
}

HealthState SessionHealth(std::string_view peer_status, std::string_view bgp_status) {
  const StateRow& peer = StateOf(Kind::kBgpPeer, peer_status);
  if (peer.stage != Stage::kUnknown && peer.carries == Carries::kNo) return HealthState::kDown;
  const std::string word = ToLowerAscii(bgp_status);
  if (word == "up" || word == "established") return HealthState::kUp;
  constexpr std::string_view kNotUp[] = {"down", "idle", "connect", "opensent", "openconfirm"};
  if (std::ranges::find(kNotUp, word) != std::end(kNotUp)) return HealthState::kDown;
  return word.empty() ? HealthOf(peer, -1) : HealthState::kUnknown;
}

}  // namespace ic::huawei
