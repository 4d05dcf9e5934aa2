// One session of a link, or the static routes in its place. Used by link.cc alone.
#ifndef ROUTER_SESSION_H_
#define ROUTER_SESSION_H_

#include <string>

#include "base/status.h"
#include "router/link_input.h"
#include "schema/value/value.h"

namespace ic::router {

// An object that has a session: an interface, or a peer on it.
struct SessionSource {
  Kind kind = Kind::kVirtualInterface;
  std::string object;       // as the configuration calls it
  const Value* attributes;  // never null
  const Value* group;       // likewise; a null value: none
  KeyState key = KeyState::kUnknown;
};

// The session, or routes, with the fields of SessionFields, but for what RouterOf adds. Errors as of LinkOf.
StatusOr<Value> SessionOf(const LinkInput& link, const SessionSource& source);

// True if the interface carries a session, or static routes, of its own.
bool HasOwnSession(const Value& interface);

// An address of the link with the fields of AddressFields. `length`: of the subnet both are in.
Value AddressValue(const Cidr& local, const IpAddress& remote);

// "customer_address of virtual_interface.prod is not known: …"
Status NotKnown(std::string_view attribute, Kind kind, std::string_view object, const Value& attributes);

}  // namespace ic::router

#endif  // ROUTER_SESSION_H_
