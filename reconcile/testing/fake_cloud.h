// A cloud in memory, for tests of whoever uses adapters: two vendors with traits of their own ("sky", which lowers BGP
// groups, and "rock", which has them and lets only who offers an interface put sessions on it), faults at any call, and
// a world that outlives the adapters as a real cloud outlives a process. A third ("fen") is there for who names it: it
// marks nothing, tells sessions apart by address, changes a key in place, and puts interfaces on the connections of
// other accounts. `account` in an entry of `clouds` chooses one of a vendor's accounts; each sees its own objects.
#ifndef RECONCILE_TESTING_FAKE_CLOUD_H_
#define RECONCILE_TESTING_FAKE_CLOUD_H_

#include <cstdint>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/contract/adapter.h"
#include "adapters/contract/factory.h"

namespace ic::reconcile {

const VendorTraits& SkyTraits();
const VendorTraits& RockTraits();
const VendorTraits& FenTraits();

// What may happen to one call.
enum class Fault : std::uint8_t {
  kNone,
  kFailBefore,   // refused, not carried out
  kLostRequest,  // never arrived, but that is not known
  kLostAnswer,   // carried out, but no answer arrives
  kFailAfter,    // carried out, and answered with the id, and that its end was not seen
  kRefuseAfter,  // carried out, and answered with the id, and that a part of it was refused
};

struct FakeCall {
  std::string cloud;
  std::string operation;  // "Read", "List", "Create", …
  Kind kind;
  std::string id;
  Freshness freshness = Freshness::kLive;
  std::vector<std::string> changed;  // of Update
  std::string account = {};
  bool mutating() const {
    return operation == "Create" || operation == "Update" || operation == "Delete" || operation == "Settle" ||
           operation == "Decline";
  }
};

struct FakeObject {
  Kind kind;
  std::string cloud;
  std::string region;
  Value attributes;
  std::string key;  // BGP key in force
  std::string mark;
  std::string group;
  std::string account;       // the entry's `account` that made it; empty: one without
  std::string visible_to;    // another account that sees it too, as the guest of a hosted interface does
  bool offered = false;      // waits to be accepted
  std::string trouble = {};  // Observed::trouble and trouble_asked
  std::string_view trouble_asked = {};
  HealthState health = HealthState::kUp;
  std::map<std::string, HealthState> sessions;       // of an interface: overrides of `health`
  std::map<std::string, HealthState> more_sessions;  // beside these, one more of the family
  std::string owner = {};                            // CreateRequest::owner
  bool allocated = false;                            // by another account for this one
  std::string nonce = {};                            // CreateRequest::nonce
  std::optional<std::string> sessions_told_to = {};  // the only account whose health of it has sessions; none: all
  std::map<std::string, HealthState> health_told_to = {};  // by account: overrides of `health`
};

// Shared by all adapters made by one factory. Tests read and edit it between calls.
class FakeWorld {
 public:
  std::map<std::string, FakeObject> objects;  // by id
  std::vector<FakeCall> calls;
  // Decides about each call; may be empty. Called with the number of the call, from 0.
  std::function<Fault(std::size_t number, const FakeCall& call)> fault;
  // Of what another account has part in, only that one is told the redundancy group.
  bool group_is_guests = false;
  // Set by a test: from this call on every call fails as cancelled, as if the process had died. Before it is carried
  // out, or after.
  std::optional<std::size_t> dies_at;
  bool dies_after = false;
  std::string default_region = "east";
  // Who calls with an entry's `account`; empty: that account is the owner, "own" where there is none.
  std::function<StatusOr<Caller>(const std::string& account)> who;
  // This account's part in an object; empty: it is its own.
  std::function<StatusOr<AccountRole>(const std::string& id)> role;
  // What a call is refused with; may be empty. A fault is only that the cloud cannot be reached.
  std::function<Status(const FakeCall& call)> denies;
  // Where there are ports; empty: L1 to L5, of every bandwidth.
  std::function<StatusOr<std::vector<Location>>(const std::string& region)> locations;
  std::function<StatusOr<Letter>(const std::string& connection, const std::string& provider)> letter;
  // What the cloud tells of the account's own limits; empty: nothing. Counted as "Limits".
  std::function<StatusOr<ToldLimits>()> limits;
  // What the object of an id tells of how much may stand on it; empty: nothing. Not counted among the calls.
  std::function<StatusOr<Rooms>(const std::string& id)> rooms;
  // Gateways of every cloud (adapters/contract/lookup.h).
  std::vector<Observed> gateways;
  // Adapter::RoutesOf by the interface's id; empty: nobody tells. Adapter::AdvertisingGateway, the same of all
  // prefixes.
  std::function<Routes(const std::string& interface)> routes;
  std::string advertising_gateway;
  // What the cloud has against a create; may be empty. Adapters ask it as they check, and a create fails by it. Not
  // counted among the calls.
  std::function<Status(const CreateRequest& request)> refuses;
  // What the cloud has against a deletion by an entry's `account`; may be empty. Only Adapter::CheckDelete asks it.
  std::function<Status(const std::string& account, const DeleteRequest& request)> keeps;
  // Called with nothing held, inside each mutating call while it is carried out.
  std::function<void(const FakeCall& call)> during;
  // The same for each create that is carried out, right before it is answered.
  std::function<void()> unanswered;

  std::size_t Count(std::string_view operation) const;
  std::size_t MutatingCalls() const;
  std::vector<std::string> IdsOf(Kind kind) const;
  FakeObject& Only(Kind kind);
  // An object that somebody else made.
  std::string Plant(Kind kind, std::string_view cloud, const Value& attributes, std::string account = {});
  std::string NewId(Kind kind);

  std::mutex mutex;

 private:
  std::uint64_t next_id_ = 1;
};

class FakeFactory : public AdapterFactory {
 public:
  // `more`: vendors whose tables are used as they are, over the same cloud in memory.
  explicit FakeFactory(FakeWorld& world, const std::vector<const VendorTraits*>& more = {});
  const std::vector<const VendorTraits*>& traits() const override { return traits_; }
  StatusOr<std::unique_ptr<Adapter>> Make(std::string_view cloud, const AdapterOptions& options) const override;

 private:
  FakeWorld& world_;
  std::vector<const VendorTraits*> traits_;
};

}  // namespace ic::reconcile

#endif  // RECONCILE_TESTING_FAKE_CLOUD_H_
