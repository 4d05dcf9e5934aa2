// How objects look on the wire.
#ifndef SIMULATORS_HUAWEI_WORLD_RENDER_H_
#define SIMULATORS_HUAWEI_WORLD_RENDER_H_

#include "simulators/huawei/world/world.h"

namespace ic::sim::huawei {

Json LineJson(const World& world, const Resource& line);
// The same line as its partner sees it under hosted-connects.
Json HostedJson(const World& world, const Resource& line);
Json GatewayJson(const Resource& gateway);
Json PeerJson(const World& world, const Resource& peer);
// With its peers, and with the members that described the only session before there were peers: they mirror the IPv6
// peer if there is one. The model has the addresses and the subnets among them; how a session is routed, its ASN and
// its key it has in the peers only.
Json InterfaceJson(const World& world, const Resource& interface);
Json TagsJson(const Tags& tags);

}  // namespace ic::sim::huawei

#endif  // SIMULATORS_HUAWEI_WORLD_RENDER_H_
