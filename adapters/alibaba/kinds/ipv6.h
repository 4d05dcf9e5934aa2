// IPv6 of a virtual border router. The link is the router's; a session may bring it where the router says none.
#ifndef ADAPTERS_ALIBABA_KINDS_IPV6_H_
#define ADAPTERS_ALIBABA_KINDS_IPV6_H_

#include <stop_token>
#include <string>

#include <nlohmann/json_fwd.hpp>

#include "adapters/alibaba/kinds/mapping.h"
#include "adapters/alibaba/kinds/session_change.h"
#include "adapters/common/kinds/object_kind.h"
#include "adapters/common/kinds/wait.h"
#include "base/status.h"
#include "schema/value/value.h"

namespace ic::alibaba {

class Region;

// Of a session that a change or a create is for.
struct LinkWish {
  std::string session_id;  // empty: it is to be made
  bool moves = true;       // it asks for the router's own end to be where it says; false: that only shows there
};

// Switches IPv6 on at the interface of `wish` with the addresses of `desired`, if it is off or has other addresses.
// Other addresses are only replaced if no other IPv6 session stands on them: otherwise kFailedPrecondition says whose
// they are. Does nothing for IPv4, without addresses, and for a session off the link. The caller holds the lock of the
// interface. It stays on when the session goes: others may route over it.
Status EnsureIpv6(Region& region, const SessionWish& wish, const Value& desired, const LinkWish& link,
                  const WaitContext& context, std::stop_token stop);

// kFailedPrecondition if the router has no link in IPv6, with the words to get one.
Status CheckHasIpv6(const std::string& id, const nlohmann::json& interface);

// The interface's own change of its link (WriteIpv6Change). Whether it may switch IPv6 off: not while something stands
// on it. `beside`: of what is looked at.
Status CheckIpv6MayGo(Region& region, const ObjectChange& change, Freshness beside, std::stop_token stop);
// What comes before `link` is sent: the session with the router's far end gets the new one, and when IPv6 goes, what
// interrupted runs left of its sessions does. First, so that an interrupted run finds the link where it was, and goes
// on.
Status PrepareIpv6(Region& region, const ObjectChange& change, const Parameters& link, std::stop_token stop);

}  // namespace ic::alibaba

#endif  // ADAPTERS_ALIBABA_KINDS_IPV6_H_
