// What a link is made of: objects as they are known, and what the vendor's tables say.
#ifndef ROUTER_LINK_INPUT_H_
#define ROUTER_LINK_INPUT_H_

#include <cstdint>
#include <string>
#include <vector>

#include "adapters/contract/limits.h"
#include "adapters/contract/traits.h"
#include "base/ip.h"
#include "schema/value/value.h"

namespace ic::router {

// Whether the cloud has an MD5 key for a session. kUnknown: nobody asked it.
enum class KeyState : std::uint8_t { kUnknown, kNone, kSet };

// A bgp_peer on the interface.
struct PeerInput {
  std::string object;  // "bgp_peer.prod-v6"; empty if no configuration names it
  Value attributes;
  Value group;  // the bgp_group it is in; null: none, or not known
  KeyState key = KeyState::kUnknown;
};

// One interface and what belongs to it. Attributes are those of the kinds (adapters/contract/fields.h); what is null or
// unknown in them is not known.
struct LinkInput {
  const VendorTraits* traits = nullptr;
  std::string object;  // "virtual_interface.prod"; empty if no configuration names it
  Value interface;
  std::string connection;    // "connection.dc1"; likewise
  Value connection_of_link;  // null: not known
  std::vector<PeerInput> peers;
  KeyState key = KeyState::kUnknown;  // of the interface's own session
  std::vector<Cidr> from_cloud;       // what its bgp_cidrs advertise. Empty: nobody knows what is advertised
  LimitOverrides limits;
};

}  // namespace ic::router

#endif  // ROUTER_LINK_INPUT_H_
