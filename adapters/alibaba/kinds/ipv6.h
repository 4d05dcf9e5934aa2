// IPv6 of a virtual border router: an IPv6 session brings the router's addresses with it.
#ifndef ADAPTERS_ALIBABA_KINDS_IPV6_H_
#define ADAPTERS_ALIBABA_KINDS_IPV6_H_

#include <stop_token>
#include <string>

#include "adapters/alibaba/kinds/session_change.h"
#include "adapters/common/kinds/wait.h"
#include "base/status.h"
#include "schema/value/value.h"

namespace ic::alibaba {

class Region;

// Switches IPv6 on at the interface of `wish` with the addresses of `desired`, if it is off or has other addresses.
// Other addresses are only replaced if no IPv6 session but `session_id` (empty: none) stands on them: otherwise
// kFailedPrecondition says whose they are. Does nothing for IPv4, and without addresses. The caller holds the lock of
// the interface. It stays on when the session goes: others may route over it.
Status EnsureIpv6(Region& region, const SessionWish& wish, const Value& desired, const std::string& session_id,
                  const WaitContext& context, std::stop_token stop);

}  // namespace ic::alibaba

#endif  // ADAPTERS_ALIBABA_KINDS_IPV6_H_
