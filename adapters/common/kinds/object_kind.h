// ObjectKind: what one kind of object is at one vendor. What is done with it (reading, creating, taking over, changing,
// deleting, health) is the same for all and stands in object_handler.h; a kind says with small hooks what differs.
//
// Hooks get the region as what all vendors share of one; a kind knows its own (Region::Of). They keep no state and are
// called from many threads.
#ifndef ADAPTERS_COMMON_KINDS_OBJECT_KIND_H_
#define ADAPTERS_COMMON_KINDS_OBJECT_KIND_H_

#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "adapters/common/kinds/listing.h"
#include "adapters/common/kinds/region_base.h"
#include "adapters/common/kinds/tags.h"
#include "adapters/common/kinds/wait.h"
#include "adapters/common/tables/stages.h"
#include "adapters/contract/adapter.h"

namespace ic {

// A change of an object that exists.
struct ObjectChange {
  std::string id;
  Object live;  // as it was read before; null right after it was made
  Value prior;  // null: it was just made, or is being taken over
  Value desired;
  Secrets secrets;
  Marks marks;                       // to be on it, with the desired group
  std::vector<std::string> changed;  // paths
  WaitContext context;
  Freshness freshness = Freshness::kLive;  // of what is looked at beside it
};

// What a create's one call made.
struct Made {
  std::string id;
  Object shown = nullptr;  // the whole object, where the answer tells it and it needs nothing more
  Object told = nullptr;   // likewise, where the object is still to be waited for
};

class ObjectKind {
 public:
  virtual ~ObjectKind() = default;

  // ---- what it is
  virtual Kind kind() const = 0;
  virtual const VendorTraits& traits() const = 0;
  // As the vendor's people call one: "virtual border router".
  virtual std::string_view noun() const { return KindTitle(kind()); }
  virtual Duration DefaultTimeout() const = 0;
  virtual Listing& Objects(RegionBase& region) const = 0;
  virtual std::string NameOf(const nlohmann::json& live) const = 0;
  // The vendor's word for its state, as it is shown, and what that means: of two words where one alone does not tell.
  virtual std::string WordOf(const nlohmann::json& live) const = 0;
  virtual const StateRow& RowOf(const nlohmann::json& live) const = 0;
  // False for objects that stand for no resource of ours: they are part of another one.
  virtual bool IsResource(const nlohmann::json& /*live*/) const { return true; }
  virtual TagSplit TagsOf(const nlohmann::json& /*live*/) const { return {}; }
  virtual Marks MarksOf(const CreateRequest& request) const;
  // It has as many tags as it may, where marks make room for those of the user.
  virtual bool IsFullOfTags(const nlohmann::json& /*live*/) const { return false; }
  // The name of the lock under which it is made (`id` is empty), changed and deleted; empty: none. `object`: as desired
  // where it is made, else as it was.
  virtual std::string LockOf(const std::string& id, const Value& /*object*/) const { return id; }

  // ---- reading
  // Id, attributes, sessions and children; the rest is filled in from TagsOf and WordOf. `prior` as in ReadRequest;
  // `beside` says how fresh what is read beside the object has to be.
  virtual StatusOr<Observed> Observe(RegionBase& region, const nlohmann::json& live, const Value& prior,
                                     Freshness beside, std::stop_token stop) const = 0;
  // Lists once what Observe needs beside every object of a listing: then the shared listing of that will do.
  virtual Status ListBeside(RegionBase& /*region*/, Freshness /*freshness*/, std::stop_token /*stop*/) const {
    return OkStatus();
  }
  // This account's part in the object.
  virtual StatusOr<AccountRole> RoleIn(RegionBase& /*region*/, const nlohmann::json& /*live*/,
                                       std::stop_token /*stop*/) const {
    return AccountRole::kOwner;
  }
  // It is on another account's line, and that account made it for this one: no create of ours is answered with such.
  virtual bool IsAllocated(const nlohmann::json& /*live*/) const { return false; }
  // Whatever of its health is not in its own state: sessions, whether its bill is paid. State, word, name and group are
  // there already.
  virtual Status AddHealth(RegionBase& /*region*/, const nlohmann::json& /*live*/, Freshness /*beside*/,
                           Health& /*health*/, std::stop_token /*stop*/) const {
    return OkStatus();
  }

  // ---- creating
  // False: nothing that exists can be what is asked for, and nothing has to be listed.
  virtual bool HasKey(const CreateRequest& /*request*/) const { return true; }
  // How objects are found that may match; null: each is looked at. What has none of the keys of a request does not
  // match it.
  virtual Listing::Way WayToAlike() const { return nullptr; }
  virtual std::vector<std::string> KeysOf(const CreateRequest& /*request*/) const { return {}; }
  // False: surely not what is asked for, nor in its way. Cheap: it may be asked of every object there is.
  virtual bool MayMatch(const nlohmann::json& live, const CreateRequest& request) const = 0;
  // `observed` is the object as the desired one is read. Nullopt: it is another object.
  virtual StatusOr<std::optional<Candidate>> Match(RegionBase& region, const nlohmann::json& live, Observed observed,
                                                   const CreateRequest& request, std::stop_token stop) const = 0;
  // Reads only: waits for what it stands on, and checks what only the cloud can tell. A create calls it first; it may
  // be called without one.
  virtual Status Check(RegionBase& /*region*/, const CreateRequest& /*request*/, const WaitContext& /*context*/,
                       std::stop_token /*stop*/) const {
    return OkStatus();
  }
  // One mutating call, no more. An answer without an id is a failure (AnswerWithoutId).
  virtual StatusOr<Made> Make(RegionBase& region, const CreateRequest& request, const WaitContext& context,
                              std::stop_token stop) const = 0;
  // What Make's call does not do, until the object is where a create leaves it.
  virtual Status Complete(RegionBase& region, const ObjectChange& made, Diagnostics& diagnostics,
                          std::stop_token stop) const {
    return Settle(region, made.id, made.live, made.desired, made.context, diagnostics, stop);
  }
  // Waits until the object is where a create leaves it. `live` is null right after it was made.
  virtual Status Settle(RegionBase& /*region*/, const std::string& /*id*/, const Object& /*live*/,
                        const Value& /*desired*/, const WaitContext& /*context*/, Diagnostics& /*diagnostics*/,
                        std::stop_token /*stop*/) const {
    return OkStatus();
  }

  // ---- taking over
  // As what an object is read that is compared with `desired`: null, as an import reads it, or the desired one, where
  // that says what is tracked.
  virtual Value ReadAs(const Value& /*desired*/) const { return Value::Null(); }
  // What is compared: what the object cannot have yet, and what does not tell two of them apart, is left out.
  virtual Value Comparable(const Value& desired, bool /*offered*/) const { return desired; }
  virtual bool IsOffered(RegionBase& region, const nlohmann::json& live, std::stop_token stop) const;
  // The same without a call, and so without asking which of the two accounts this one is; and what another account
  // gives to this one where the cloud knows no acceptance (Observed::offered).
  virtual bool IsUnaccepted(const nlohmann::json& live) const;
  virtual Status CheckTakeover(RegionBase& /*region*/, const nlohmann::json& /*live*/, const CreateRequest& /*request*/,
                               std::stop_token /*stop*/) const {
    return OkStatus();
  }
  // Accepts what is offered. What somebody accepted meanwhile is no error: the handler looks.
  virtual Status Accept(RegionBase& region, const nlohmann::json& live, const CreateRequest& request,
                        const WaitContext& context, std::stop_token stop) const;
  // Declines it, in one mutating call; like Remove. A vendor without such a call takes the delete of whoever the offer
  // is made to for it.
  virtual StatusOr<nlohmann::json> Decline(RegionBase& region, const nlohmann::json& live, const std::string& id,
                                           const WaitContext& context, std::stop_token stop) const;
  virtual Status SettleTaken(RegionBase& /*region*/, const std::string& /*id*/, bool /*accepted*/,
                             const WaitContext& /*context*/, std::stop_token /*stop*/) const {
    return OkStatus();
  }

  // ---- changing
  // Reads only, of what is as fresh as `beside`, and no waiting: what only the cloud can tell of a change before it is
  // made. Of a change of what exists; it may be called without one.
  virtual Status CheckChange(RegionBase& /*region*/, const ObjectChange& /*change*/, Freshness /*beside*/,
                             std::stop_token /*stop*/) const {
    return OkStatus();
  }
  // Everything that changes in place but tags, as far as `change.changed` names it and it differs from what is live.
  virtual Status ChangeInPlace(RegionBase& region, const ObjectChange& change, Diagnostics& diagnostics,
                               std::stop_token stop) const = 0;
  // Sends what of `tags` there is to send: never called for nothing.
  virtual Status ApplyTags(RegionBase& region, const ObjectChange& change, const TagChange& tags,
                           Diagnostics& diagnostics, std::stop_token stop) const;
  // What comes after tags.
  virtual Status ChangeLast(RegionBase& /*region*/, const ObjectChange& /*change*/, Diagnostics& /*diagnostics*/,
                            std::stop_token /*stop*/) const {
    return OkStatus();
  }

  // ---- deleting
  // Adapter::CheckDelete, of one that is by itself.
  virtual Status CheckEnd(RegionBase& /*region*/, const DeleteRequest& /*request*/, std::stop_token /*stop*/) const {
    return OkStatus();
  }
  // Sends the delete, and whatever has to come before it. The waiting is the handler's. The answer may show the object.
  // kNotFound: it is gone.
  virtual StatusOr<nlohmann::json> Remove(RegionBase& region, const nlohmann::json& live, const DeleteRequest& request,
                                          const WaitContext& context, std::stop_token stop) const = 0;
  // What is in the way, as far as it can be found out.
  virtual Status Explain(RegionBase& region, const nlohmann::json& live, const std::string& id, const Status& refusal,
                         std::stop_token stop) const;
};

}  // namespace ic

#endif  // ADAPTERS_COMMON_KINDS_OBJECT_KIND_H_
