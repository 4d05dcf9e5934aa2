// Making, changing and deleting sessions: a peer, and the group that the API wants for each. Callers hold the lock of
// the interface.
#ifndef ADAPTERS_ALIBABA_KINDS_SESSION_CHANGE_H_
#define ADAPTERS_ALIBABA_KINDS_SESSION_CHANGE_H_

#include <optional>
#include <stop_token>
#include <string>

#include "adapters/alibaba/kinds/session_lookup.h"
#include "adapters/common/kinds/wait.h"
#include "base/status.h"

namespace ic::alibaba {

class Region;

// A session as it is asked for. Nullopt and empty: as it is, or the vendor's default.
struct SessionWish {
  std::string interface_id;
  std::string group_id;    // of a group that is a resource of its own; empty: the session has one to itself
  std::string group_name;  // of the latter
  std::string address_family;
  std::string address;  // the customer's, without a length
  std::string customer_asn;
  std::string cloud_asn;
  std::optional<std::string> auth_key;  // empty: none
  std::optional<bool> fake_asn;
  std::optional<std::int64_t> route_limit;
  std::optional<bool> bfd;
  std::optional<std::int64_t> hops;
};

// From a virtual interface or a BGP peer of the vocabulary: numbers, key, limit and BFD.
SessionWish WishOf(const Value& desired, const std::optional<std::string>& auth_key);

// Makes what is missing of the group and the peer, and changes what is there but differs. `*id` is set as soon as the
// peer exists, whatever goes wrong after that. Waits until it is Available. `freshness`, here and below: of what is
// looked at first.
Status MakeSession(Region& region, const SessionWish& wish, Freshness freshness, const WaitContext& context,
                   std::string* id, std::stop_token stop);

// Brings a live session to what is wished. A number or a key of a group that is a resource of its own is not touched:
// kFailedPrecondition says where to change it.
Status ChangeSession(Region& region, const Session& live, const SessionWish& wish, Freshness freshness,
                     const WaitContext& context, std::stop_token stop);

// Deletes the peer, and its group if that stands for no resource. Already gone is success.
Status DeleteSession(Region& region, const Session& live, Freshness freshness, const WaitContext& context,
                     std::stop_token stop);

// Deletes groups of that name on the interface that have no session: what an interrupted run left.
Status DeleteEmptyGroups(Region& region, const std::string& interface_id, std::string_view name, Freshness freshness,
                         const WaitContext& context, std::stop_token stop);

// One call; waits for peers that are being deleted already. The group need not be gone yet.
Status SendDeleteGroup(Region& region, const std::string& id, const WaitContext& context, std::stop_token stop);

// Waits until the object of the listing is Available, or gone. `deleted`: this process deleted it.
Status WaitAvailable(Listing& listing, const std::string& id, const WaitContext& context, std::stop_token stop);
Status WaitGone(Listing& listing, const std::string& id, const WaitContext& context, std::stop_token stop,
                bool deleted = false);

}  // namespace ic::alibaba

#endif  // ADAPTERS_ALIBABA_KINDS_SESSION_CHANGE_H_
