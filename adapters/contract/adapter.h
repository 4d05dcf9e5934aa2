// Adapter: one vendor, one account. The engine calls it; it knows no Terraform, no YAML and no other vendor.
//
// Objects travel as Values with the fields of AllFields(traits, kind), in the vocabulary's terms. No secret is in an
// object the adapter returns, but for `auth_key` when the prior object holds one (the user chose to keep it in clear):
// then the live key stands there, so that a key changed behind our back is drift. All methods may be called from many
// threads at once; each ends early, with kCancelled, when `stop` is requested, unless a change is half done and can
// only be finished.
#ifndef ADAPTERS_CONTRACT_ADAPTER_H_
#define ADAPTERS_CONTRACT_ADAPTER_H_

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "adapters/contract/caller.h"
#include "adapters/contract/traits.h"
#include "base/clock.h"
#include "base/diagnostics.h"
#include "base/moment.h"
#include "base/status.h"
#include "schema/value/value.h"

namespace ic {

// Others may change a cloud while a run does: how old what a run looks at together may be.
inline constexpr Duration kYoung = std::chrono::seconds(10);

// How new an answer has to be.
class Freshness {
 public:
  static const Freshness
      kShared;                   // from a listing shared inside the process (absence is confirmed by a read of that id)
  static const Freshness kLive;  // asked of the vendor now
  // Asked of the vendor after `moment`: what several questions of one decision need of one answer.
  static constexpr Freshness Since(Moment moment) { return Freshness(moment); }
  // Asked of the vendor after `moment`, and a few seconds ago at most (`age`), with what this process changed since:
  // what the changes of one run look at together. Where an answer was lost nothing is young.
  static constexpr Freshness Young(Moment moment, Duration age = kYoung) { return Freshness(moment, age); }

  bool is_shared() const { return since_ == kAnyTime; }
  bool is_young() const { return age_ > Duration::zero(); }
  Duration age() const { return age_; }  // of Young only
  // An answer that was asked for after this will do. Not for kShared.
  Moment since() const { return since_ == kNow ? NextMoment() : since_; }
  bool operator==(const Freshness&) const = default;

 private:
  static constexpr Moment kAnyTime = 0;
  static constexpr Moment kNow = ~Moment{0};
  explicit constexpr Freshness(Moment since, Duration age = Duration::zero()) : since_(since), age_(age) {}

  Moment since_;
  Duration age_;
};
inline constexpr Freshness Freshness::kShared{Freshness::kAnyTime};
inline constexpr Freshness Freshness::kLive{Freshness::kNow};

// What an object has beyond the vocabulary (VendorTraits::beyond).
struct Extra {
  std::string name;   // as the vendor's API calls it
  std::string value;  // for people; empty: it is not shown
  std::string field;  // the field that brings it with a new object where it is written; empty: none does
};

// An object as the vendor has it.
struct Observed {
  std::string id;
  std::string region;
  Value attributes;                   // what was known before (ReadRequest::prior), with what the vendor tells
                                      // in it. Null where a value was known: the vendor tells that there is none
  std::string mark;                   // what the create carried (CreateRequest::mark), empty if none or foreign
  std::string redundancy_group;       // as marked on the object, empty if none
  bool has_children = false;          // something stands on it
  std::vector<std::string> sessions;  // virtual_interface: address families of its live sessions, sorted
  // Why it will not work by itself, with the vendor's word for its state and the way out: `is in state "Rejected": …`.
  // Empty: it works, or nobody has to do anything about it.
  std::string trouble;
  // Path of a boolean with which a configuration asks for it to be so: no trouble then. Static.
  std::string_view trouble_asked = {};
  bool ended = false;      // nothing will come of it any more: it is there, and cannot be taken over
  std::string owner = {};  // as marked on the object (CreateRequest::owner), empty if none
  std::string nonce = {};  // likewise (CreateRequest::nonce)
  // It has as many tags as it may: a mark that is not on it may have found no room.
  bool is_full_of_tags = false;
  bool is_part = false;   // it stands for no resource: part of another object, and managed with that
  bool declined = false;  // it was offered to another account, which refused it: only another offer can be accepted
  // bgp_peer of a listing, where sessions are parts of their interfaces: it may be the interface's own, or a peer
  // beside it. Only a state tells which.
  bool may_be_own = false;
  bool offered = false;            // another account made it, and none has accepted it: to take it over is to accept it
  std::vector<Extra> extras = {};  // what a new object in its place would be without
  // Of what is seen for the first time (ReadRequest::prior is null): what it has in the cloud and `attributes` has not,
  // as a sentence that says how to have it too, and the field that would. Empty: nothing.
  std::string left_out = {};
  std::string_view left_out_of = {};  // static
};

struct ReadRequest {
  Kind kind;
  std::string region;  // empty: the adapter's default
  std::string id;
  Freshness freshness = Freshness::kShared;
  // What was known before (null at import). For a virtual interface it tells which session is tracked.
  Value prior;
};

// Keys come apart from the object, so that no object holds one.
struct Secrets {
  std::optional<std::string> auth_key;
};

struct CreateRequest {
  Kind kind;
  std::string region;
  Value desired;  // planned object, wholly known; computed fields still to be decided are null
  Secrets secrets;
  std::string mark;   // opaque; stored with the object where the vendor has tags
  std::string owner;  // likewise, readable
  // Kept with the mark: nobody can guess it, so what carries it is what this very request made. Empty: none.
  std::string nonce = {};
  Duration timeout;
  Freshness freshness = Freshness::kLive;  // of what FindCandidates looks at; kShared only if it is planned
  // Of Check and FindCandidates: it is only planned. What else the run does may change what there is on its gateway,
  // and what is null may be known later.
  bool planned = false;
  // Likewise: id of what is deleted for it, empty if nothing is. What is asked only to spare that is asked then.
  std::string replaces = {};

  // Of what it stands on. A create that is under way the vendor refuses by itself; before something is deleted for it,
  // only what is so now counts.
  Freshness beneath() const { return planned || freshness.is_young() ? Freshness::kShared : freshness; }
};

// A live object that might be what a create asks for.
struct Candidate {
  Observed observed;
  bool marked = false;     // carries the mark of this create
  bool identical = false;  // equal in all values that cannot change in place
  std::string same;        // what it shares, for people: "the same VLAN 125 on dxcon-…"
  // Why no create of this account and owner can have made it, whatever mark it carries: a mark can be written by
  // anybody. A clause, "another account allocated it"; empty: nothing says so.
  std::string foreign = {};
  // It has the very key that the create gives (Secrets), and the vendor tells keys: whoever made it knew that.
  bool same_key = false;
};

// The answer to every change. If `id` is set the object exists at the vendor whatever else went wrong.
struct ChangeResult {
  Status status;  // why it failed; OK if it did not
  std::string id;
  Value attributes;  // as observed after the change; null if it could not be read
  std::vector<std::string> sessions;
  Diagnostics diagnostics;  // warnings (and errors on attributes) for the user
};

struct UpdateRequest {
  Kind kind;
  std::string region;
  std::string id;
  Value prior;
  Value desired;
  Secrets secrets;
  std::vector<std::string> changed;  // paths that differ and touch the cloud; `auth_key` stands for a rotated key
  Duration timeout;
  std::string owner = {};  // whose it is from now on (CreateRequest::owner): written where tags are. Empty: as it was
  // What it was marked with (CreateRequest::mark and nonce): written likewise, where it is not there. Empty: as it is.
  std::string mark = {};
  std::string nonce = {};
  bool takes_owner_off = false;  // an owner that it is marked with is somebody else's doing: that goes with the tags
  bool planned = false;          // of CheckChange: as in CreateRequest
};

struct DeleteRequest {
  Kind kind;
  std::string region;
  std::string id;
  Value prior;
  Duration timeout;
  Freshness freshness = Freshness::kLive;  // of what is looked at before anything is sent
  // What the same run makes in its place after that, as far as it was planned; null: nothing, or it is not told. What
  // an adapter makes of it along with the deletion is its create's from then on, as if nothing were there.
  Value successor = {};
};

enum class HealthState : std::uint8_t { kUp, kDown, kUnknown };

struct Health {
  Kind kind;
  std::string id;
  std::string region;
  std::string name;
  HealthState state = HealthState::kUnknown;
  std::string vendor_state;  // the vendor's own word
  std::string redundancy_group;
  struct Session {
    std::string address_family;
    std::string id;
    HealthState state = HealthState::kUnknown;
    std::string vendor_state;
    std::string customer_address;
    std::string cloud_address;
    std::string customer_asn;
  };
  std::vector<Session> sessions;  // of a virtual interface
};

// What the sessions of a virtual interface exchange: prefixes in canonical spelling, sorted.
struct Routes {
  std::vector<std::string> accepted;    // of what the customer's side announces
  std::vector<std::string> advertised;  // to the customer's side
};

struct Location {
  std::string code;
  std::string name;
  std::string region;
  std::vector<std::string> bandwidths;  // in the vocabulary's spelling
  std::vector<std::string> providers;
};

// A letter of authorization (LOA-CFA): with it the people of a site connect the customer's cable to the port.
struct Letter {
  std::string content;     // the document, byte by byte; empty: the vendor has it at `address`
  std::string media_type;  // of `content`: "application/pdf"
  std::string address;     // for whoever has it, and for a time
};

class Adapter {
 public:
  virtual ~Adapter() = default;

  virtual const VendorTraits& traits() const = 0;

  // The region objects go to that name none. An error says how to set it.
  virtual StatusOr<std::string> DefaultRegion() = 0;

  // Who calls in `region` (empty: the default one). The vendor is asked once, and again after some time; a failure is
  // kept a while. An empty owner: this vendor does not tell.
  virtual StatusOr<Caller> WhoCalls(const std::string& /*region*/, std::stop_token /*stop*/) { return Caller(); }

  // What the vendor tells now of this account's own limits in `region` (empty: the default one). Asked once: what fails
  // is not asked again, and an endpoint that is silent is waited for ten seconds at most. Nothing where the settings
  // say so, or the vendor tells none.
  virtual StatusOr<ToldLimits> Limits(const std::string& /*region*/, std::stop_token /*stop*/) { return ToldLimits(); }

  // What the object of that id, on which others stand, tells of how much may (Quota::told_by_group). Nothing of what is
  // not there, or tells nothing.
  virtual StatusOr<Rooms> RoomsOn(const std::string& /*region*/, const std::string& /*id*/, Freshness /*freshness*/,
                                  std::stop_token /*stop*/) {
    return Rooms();
  }

  // Absent: it does not exist (or no longer). Cancelled and failed reads are errors, never absence.
  virtual StatusOr<std::optional<Observed>> Read(const ReadRequest& request, std::stop_token stop) = 0;

  // This account's part in an object that is there. What is not there, or cannot be told, is its own.
  virtual StatusOr<AccountRole> RoleIn(Kind /*kind*/, const std::string& /*region*/, const std::string& /*id*/,
                                       std::stop_token /*stop*/) {
    return AccountRole::kOwner;
  }

  // Whether another account made it for this one, and it waits for this one to accept it. Never of what a cloud gives
  // without asking, nor of what this account offers. What is not there is not offered.
  virtual StatusOr<bool> IsOffered(Kind /*kind*/, const std::string& /*region*/, const std::string& /*id*/,
                                   std::stop_token /*stop*/) {
    return false;
  }

  // Everything of `kind` in the region; what is deleted, declined, or at its end is left out.
  virtual StatusOr<std::vector<Observed>> List(Kind kind, const std::string& region, Freshness freshness,
                                               std::stop_token stop) = 0;

  // Objects that exist already and may be what `request` asks for, or stand in its way (the same natural key), as fresh
  // as the request says.
  virtual StatusOr<std::vector<Candidate>> FindCandidates(const CreateRequest& request, std::stop_token stop) = 0;

  // What only the cloud can tell of a create before it is made, by reads alone: what the object stands on, and whether
  // that takes it. Waits for the former as long as the request's timeout says (kDeadlineExceeded: it is not ready yet).
  // A create checks the same. What is null is not checked. A message about a field begins with its path: "`vlan` is …".
  virtual Status Check(const CreateRequest& /*request*/, std::stop_token /*stop*/) { return OkStatus(); }

  // Creates (or, with `adopt` set, takes over and accepts), and waits as far as the kind waits. A create is sent once:
  // an ambiguous failure comes back with status.ambiguous().
  virtual ChangeResult Create(const CreateRequest& request, std::stop_token stop) = 0;

  // Waits until an object that exists is where a create would leave it, and reads it.
  virtual ChangeResult Settle(Kind kind, const std::string& region, const std::string& id, const Value& desired,
                              Duration timeout, std::stop_token stop) = 0;

  // What only the cloud can tell of a change in place before it is made, by reads alone and without waiting. A change
  // checks the same. What is null is not checked. Messages as of Check. kInvalidArgument: nothing else that the run
  // does helps.
  virtual Status CheckChange(const UpdateRequest& /*request*/, std::stop_token /*stop*/) { return OkStatus(); }

  virtual ChangeResult Update(const UpdateRequest& request, std::stop_token stop) = 0;

  // What the cloud has against a deletion as things are, by reads alone and without waiting, and the way out:
  // kFailedPrecondition. Only another account can delete it, whatever else this one does: kPermissionDenied. `goes`:
  // whether another one of the kind leaves in the same run, as far as that is known. What cannot be told is OK.
  using Goes = std::function<bool(const std::string& id)>;
  virtual Status CheckDelete(const DeleteRequest& /*request*/, const Goes& /*goes*/, std::stop_token /*stop*/) {
    return OkStatus();
  }

  // Already gone is success. Waits until it is gone.
  virtual ChangeResult Delete(const DeleteRequest& request, std::stop_token stop) = 0;

  // Declines what another account offers to this one (IsOffered), which is looked at right before: what is none, or was
  // accepted, is left as it is (kFailedPrecondition). Only whoever made it can offer it again. kUnimplemented: the
  // vendor has no call for it, and the way out.
  virtual Status Decline(Kind kind, const std::string& /*region*/, const std::string& /*id*/, Duration /*timeout*/,
                         std::stop_token /*stop*/) {
    return UnimplementedError(std::string(traits().title) + " has no call that declines a " +
                              std::string(KindTitle(kind)));
  }

  // Health, always live. Ids that do not exist are left out. Empty `ids`: everything of the kind.
  virtual StatusOr<std::vector<Health>> CheckHealth(Kind kind, const std::string& region,
                                                    const std::vector<std::string>& ids, std::stop_token stop) = 0;

  // What the sessions of an interface exchange now: a call or more for each interface, so of those alone that somebody
  // wants to know it of. Absent: there is no such interface, or this vendor does not tell.
  virtual StatusOr<std::optional<Routes>> RoutesOf(const std::string& /*region*/, const std::string& /*interface*/,
                                                   std::stop_token /*stop*/) {
    return std::optional<Routes>();
  }
  // Id of the gateway (`gateway_id`) over whose interfaces the bgp_cidr of that id is advertised. Empty: this vendor
  // does not tell.
  virtual StatusOr<std::string> AdvertisingGateway(const std::string& /*region*/, const std::string& /*prefix*/,
                                                   std::stop_token /*stop*/) {
    return std::string();
  }

  virtual StatusOr<std::vector<Location>> Locations(const std::string& region, std::stop_token stop) = 0;

  // The letter of authorization of a connection. `provider`: who brings the line to the site, where the vendor writes
  // that into the letter; empty: as it was ordered. Changes nothing but what the vendor notes of when it was last asked
  // for. kFailedPrecondition: it is not issued, or not to this account; kUnimplemented: the vendor's API has none.
  virtual StatusOr<Letter> LetterOf(const std::string& /*region*/, const std::string& /*connection*/,
                                    const std::string& /*provider*/, std::stop_token /*stop*/) {
    return UnimplementedError(std::string(traits().title) +
                              " has no letter of authorization in its API: whoever ordered the line has it from there");
  }

  // The default bound of a change of `kind`; timeouts in the configuration override it.
  virtual Duration DefaultTimeout(Kind kind) const = 0;

  // The gateways of the region, and those that belong to none: what a virtual interface ends at and the vendor's own
  // tools manage. Attributes are those of GatewayFields (lookup.h). What is being deleted is left out.
  virtual StatusOr<std::vector<Observed>> Gateways(const std::string& /*region*/, Freshness /*freshness*/,
                                                   std::stop_token /*stop*/) {
    return std::vector<Observed>();
  }
};

}  // namespace ic

#endif  // ADAPTERS_CONTRACT_ADAPTER_H_
