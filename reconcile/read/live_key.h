// The BGP key that is in force, asked of the cloud: no object holds one.
#ifndef RECONCILE_READ_LIVE_KEY_H_
#define RECONCILE_READ_LIVE_KEY_H_

#include <optional>
#include <stop_token>
#include <string>

#include "adapters/contract/adapter.h"
#include "base/status.h"

namespace ic::reconcile {

struct KeyQuestion {
  Kind kind = Kind::kVirtualInterface;
  std::string region;
  std::string id;
  std::string family;  // of an interface's own session, where that may be of either; empty: of its own
};

// Of the interface's own session, of a further one, or of a group; of a session in a group that has the key, that one.
// Nullopt: there is none. A secret: for nothing that is printed. kNotFound: there is no such object.
// kFailedPrecondition: the cloud does not tell keys, or the session is not this object's. kInvalidArgument: such an
// object has none.
StatusOr<std::optional<std::string>> LiveKey(Adapter& adapter, const KeyQuestion& question, std::stop_token stop);

}  // namespace ic::reconcile

#endif  // RECONCILE_READ_LIVE_KEY_H_
