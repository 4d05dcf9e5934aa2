// Links as routers see them, made of what is known of objects: of their live attributes, of a state's, or of what a
// configuration wrote. Pure: no call is made, and no key is looked at.
#ifndef ROUTER_LINK_H_
#define ROUTER_LINK_H_

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/status.h"
#include "router/link_input.h"
#include "schema/value/value.h"

namespace ic::router {

// What only the customer knows of its router.
struct RouterOptions {
  std::string name;                          // "router" if empty
  std::string router_id;                     // an IPv4 address; empty: the first one of a link
  std::string port;                          // of links that `ports` does not name; "eth0" if empty
  std::map<std::string, std::string> ports;  // by link's object, its connection's or its name, "connection.dc1"
  // Links, named likewise, that are preferred in their redundancy groups: the others of the group are spare ones. Those
  // of other routers may be among them.
  std::vector<std::string> preferred;
  // Groups of which a link on another router is preferred, so that all here are spare.
  std::set<std::string> decided_groups = {};
};

// The model of one link, an object with the fields of LinkFields(): what is not known is left out. `port`, `preferred`
// and what else is the router's comes with RouterOf. kFailedPrecondition: what a router cannot be set up without is not
// known (an address, a number, the VLAN); the message names object and attribute.
StatusOr<Value> LinkOf(const LinkInput& input);

// Whether there is any session, or static routes, on the interface: without one there is nothing to set a router up
// for.
bool HasSessions(const LinkInput& input);

// The model of a router with these links (each as LinkOf made it, or read back), an object with the fields of
// RouterFields(). kFailedPrecondition: they cannot be on one router (one VLAN twice on a port).
// kInvalidArgument: a port is given to no link of it, or is no name of a port.
StatusOr<Value> RouterOf(std::vector<Value> links, const RouterOptions& options);

// Whether options may name the link so: by its object, its connection, its name or its id.
bool IsCalled(const Value& link, const std::string& name);
// The redundancy groups of the links that are named.
std::set<std::string> GroupsOf(const std::vector<Value>& links, const std::vector<std::string>& names);

// Letters, digits, `-`, `_` of `text`, each other character as `-`: for what is written into configurations, so that no
// name that somebody gave an object can say anything there. At most 40 characters.
std::string SafeName(std::string_view text);

}  // namespace ic::router

#endif  // ROUTER_LINK_H_
