#include "adapters/alibaba/client/operations.h"

#include <algorithm>
#include <array>

namespace ic::alibaba {
namespace {

constexpr bool kReads = false;
constexpr bool kMutating = true;
constexpr std::string_view kNone;
constexpr std::string_view kClientToken = "ClientToken";
// Operations of hosted connections call it so.
constexpr std::string_view kToken = "Token";

constexpr std::array kOperations = std::to_array<OperationTraits>({
    {"AddBgpNetwork", kMutating, kClientToken},
    {"ApplyPhysicalConnectionLOA", kMutating, kClientToken},
    {"CancelPhysicalConnection", kMutating, kClientToken},
    {"CompletePhysicalConnectionLOA", kMutating, kClientToken},
    {"ConfirmPhysicalConnection", kMutating, kClientToken},
    {"CreateBgpGroup", kMutating, kClientToken},
    {"CreateBgpPeer", kMutating, kClientToken},
    {"CreatePhysicalConnection", kMutating, kClientToken},
    {"CreateVirtualBorderRouter", kMutating, kClientToken},
    {"DeleteBgpGroup", kMutating, kClientToken},
    {"DeleteBgpNetwork", kMutating, kClientToken},
    {"DeleteBgpPeer", kMutating, kClientToken},
    {"DeletePhysicalConnection", kMutating, kClientToken},
    {"DeleteVirtualBorderRouter", kMutating, kClientToken},
    {"DescribeAccessPoints", kReads, kNone},
    {"DescribeBgpGroups", kReads, kNone},
    {"DescribeBgpNetworks", kReads, kNone},
    {"DescribeBgpPeers", kReads, kNone},
    {"DescribePhysicalConnectionLOA", kReads, kNone},
    {"DescribePhysicalConnections", kReads, kNone},
    {"DescribeVirtualBorderRouters", kReads, kNone},
    {"DescribeVirtualBorderRoutersForPhysicalConnection", kReads, kNone},
    {"EnablePhysicalConnection", kMutating, kClientToken},
    {"ListVirtualPhysicalConnections", kReads, kNone},
    {"ModifyBgpGroupAttribute", kMutating, kClientToken},
    {"ModifyBgpPeerAttribute", kMutating, kClientToken},
    {"ModifyPhysicalConnectionAttribute", kMutating, kClientToken},
    {"ModifyVirtualBorderRouterAttribute", kMutating, kClientToken},
    {"RecoverPhysicalConnection", kMutating, kToken},
    {"RecoverVirtualBorderRouter", kMutating, kClientToken},
    {"TagResourcesForExpressConnect", kMutating, kNone},
    {"TerminatePhysicalConnection", kMutating, kClientToken},
    {"TerminateVirtualBorderRouter", kMutating, kClientToken},
    {"UntagResourcesForExpressConnect", kMutating, kNone},
});

}  // namespace

std::span<const OperationTraits> Operations() { return kOperations; }

const OperationTraits* FindOperation(std::string_view name) {
  const auto* const found = std::ranges::lower_bound(kOperations, name, {}, &OperationTraits::name);
  return found != kOperations.end() && found->name == name ? found : nullptr;
}

}  // namespace ic::alibaba
