// What a BGP peer is to be, once its group and its router have been asked. Nothing is changed here.
#ifndef ADAPTERS_ALIBABA_KINDS_PEER_WISH_H_
#define ADAPTERS_ALIBABA_KINDS_PEER_WISH_H_

#include <optional>
#include <stop_token>
#include <string>

#include <nlohmann/json_fwd.hpp>

#include "adapters/alibaba/kinds/session.h"
#include "adapters/alibaba/kinds/session_change.h"
#include "adapters/common/kinds/listing.h"
#include "adapters/contract/adapter.h"

namespace ic::alibaba {

class Region;

// The wish, with what the group and the router tell.
class Wishing {
 public:
  // `region` and `desired` outlive it.
  Wishing(Region& region, const Value& desired, const std::optional<std::string>& auth_key, Freshness freshness,
          std::stop_token stop);

  // kInvalidArgument: it contradicts its group or its router. kNotFound: there is no such group. kFailedPrecondition:
  // the router has no addresses yet.
  StatusOr<SessionWish> Make();

  // The router, once it was asked.
  const Object& interface() const { return interface_; }

 private:
  Status TakeFromGroup();
  Status TakeAddress();

  Region& region_;
  const Value& desired_;
  const Freshness freshness_;
  SessionWish wish_;
  std::stop_token stop_;
  Object interface_;
};

// Left out, the number of the cloud's side is that of the interface's own session: towards one router the cloud is one
// autonomous system. Without such a session it is the vendor's usual one.
Status TakeCloudAsn(Region& region, const nlohmann::json& interface, Freshness freshness, SessionWish& wish,
                    std::stop_token stop);

// True if `live` is what is wished for, and no part of an interface.
bool IsSameSession(const Session& live, const SessionWish& wish);

}  // namespace ic::alibaba

#endif  // ADAPTERS_ALIBABA_KINDS_PEER_WISH_H_
