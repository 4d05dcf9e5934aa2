// The XML document that an interface carries as customerRouterConfig.
#ifndef SIMULATORS_AWS_WORLD_ROUTER_XML_H_
#define SIMULATORS_AWS_WORLD_ROUTER_XML_H_

#include <cstdint>
#include <string>

#include "simulators/aws/world/objects.h"

namespace ic::sim::aws {

// Elements and their order as in AWS's own command-line examples: the IPv4 session without a prefix, the IPv6 one with
// `ipv6_`; a session is in it from the moment it is asked for until its deletion is. Two spaces of indent, a final
// newline. Holds the sessions' keys.
std::string RouterXml(const VirtualInterface& interface, std::int64_t amazon_asn);

}  // namespace ic::sim::aws

#endif  // SIMULATORS_AWS_WORLD_ROUTER_XML_H_
