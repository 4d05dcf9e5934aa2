#include "reconcile/object/standing.h"

#include "reconcile/object/object.h"

namespace ic::reconcile {

bool SessionsGoWithIt(const VendorTraits& traits) { return IsLowered(traits, Kind::kBgpGroup); }

std::vector<Standing> StandingOn(const VendorTraits& traits, Kind kind) {
  const bool has_groups = !SessionsGoWithIt(traits);
  std::vector<Standing> all;
  if (kind == Kind::kConnection) all.push_back({Kind::kVirtualInterface, field::kConnectionId});
  if (kind == Kind::kBgpGroup) all.push_back({Kind::kBgpPeer, field::kBgpGroupId});
  if (kind != Kind::kVirtualInterface) return all;
  if (has_groups) all.push_back({Kind::kBgpGroup, field::kVirtualInterfaceId});
  if (has_groups) all.push_back({Kind::kBgpPeer, field::kVirtualInterfaceId});
  if (traits.interface_advertises) all.push_back({Kind::kBgpCidr, field::kAdvertisedBy});
  return all;
}

std::vector<Standing> GoingWith(const VendorTraits& traits, Kind kind) {
  if (kind != Kind::kVirtualInterface || !SessionsGoWithIt(traits)) return {};
  return {{Kind::kBgpPeer, field::kVirtualInterfaceId}};
}

}  // namespace ic::reconcile
