// Engine: desired against real, one object at a time, with what the whole run must know in one place (the ledger).
// Both front doors call it: the provider once a remote call, the command line once a step of its plan.
//
// Objects are Values with the fields of AllFields(traits, kind) for every vendor of the factory (other vendors' objects
// null). An `account` is the name of an entry of EngineConfig::clouds; where it may be left out, the entry named as the
// object's cloud is meant. Objects of two accounts are two, whatever their ids. All methods may be called from many
// threads at once.
#ifndef RECONCILE_ENGINE_H_
#define RECONCILE_ENGINE_H_

#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "adapters/contract/adapter.h"
#include "base/diagnostics.h"
#include "reconcile/object/lookup_request.h"
#include "reconcile/object/requests.h"
#include "schema/value/value.h"

namespace ic {

class Engine {
 public:
  explicit Engine(const EngineEnvironment& environment);
  ~Engine();
  Engine(const Engine&) = delete;
  Engine& operator=(const Engine&) = delete;

  // Must be called before anything that talks to a cloud; may be called again (adapters are made anew).
  // Makes no call. An error is on the path of the provider block it belongs to.
  Diagnostics Configure(EngineConfig config);

  // Offline; works before Configure.
  Diagnostics Validate(Kind kind, const Value& config);

  // Offline: what `input.config` and the ones given before it, since Configure, leave each other no room for, as if
  // nothing were there. What an object refers to is given before it.
  Diagnostics ValidateBeside(const PlanInput& input);

  // A state holds this object. Makes no call; a create never takes such an object for what it left behind, and one that
  // is planned as if nothing were there, because it is tainted, counts as its replacement.
  void Hold(Kind kind, const Value& state, const std::string& account = {});
  // This object is to leave in this run, and is planned after what comes into its place. Makes no call.
  void NoteLeaving(Kind kind, const Value& state, const std::string& account);
  // `account` is to take over what is `offered` by another one, and its state does not have it: if it is in a
  // redundancy group there all the same, an earlier run had it, and what takes it down is judged by that group too.
  // Asks that account's cloud, of which the guard learns nothing if it does not answer.
  void NoteHalf(Kind kind, const Value& offered, const std::string& account);
  // A create of that kind was interrupted and is asked for still: what is unknown of it may be its work.
  void ExpectRemains(Kind kind);
  ObjectOutput Read(Kind kind, const Value& state, const std::string& facts, const std::string& account = {});
  PlanOutput Plan(const PlanInput& input);
  // Whether the plan of an object that exists is to leave it as it is, judged by itself: neither the clouds nor the
  // rest of the run are asked, so that it can be asked ahead and of many objects at once. With what there is to say
  // about it; nullopt: Plan knows, or says what is wrong.
  std::optional<Diagnostics> PlansNothing(const PlanInput& input);
  // In place of Plan, where PlansNothing has had an answer: the object takes its place in the run. Returns what the
  // rest of the run makes of it.
  Diagnostics PlanStaying(Kind kind, const Value& prior, const std::string& account = {});
  // Whether a create of `input.config` is the very one that `input.begun` was noted of. Asks no cloud.
  bool WouldBeBegun(const PlanInput& input);
  // Looks for what a create made that was noted (ApplyInput::begin). Takes nothing over.
  LeftBehind FindLeftBehind(Kind kind, const std::string& note);
  // The same before another one of `account` is created: until it is found, or so long ago that it is not carried out
  // any more. Nothing is said of what is not found.
  LeftBehind AwaitLeftBehind(Kind kind, const std::string& account, const std::string& note);
  // While a run is carried out that has read everything: errors if something stands on `prior`, which is to be deleted,
  // that nothing of the run knows. Asked now: before what stands on it and is to be made again goes for it.
  // `stopped_by`: as for a deletion of it (ApplyInput).
  Diagnostics CheckMayGo(Kind kind, const Value& prior, const std::string& account = {},
                         const std::optional<std::stop_token>& stopped_by = {});
  // Likewise: a refusal if the redundancy guard would not let `prior`, which is to be deleted, go as things are now.
  Diagnostics CheckGuard(Kind kind, const Value& prior, const std::string& account = {},
                         const std::optional<std::stop_token>& stopped_by = {});
  // When planning: errors if `planned`, which takes the place of an object that goes only after it, has no room beside
  // that as things are.
  Diagnostics CheckRoomBeside(Kind kind, const Value& planned, const std::string& account = {});
  ObjectOutput Apply(const ApplyInput& input);
  // `id` is `<cloud>/<region>/<vendor id or natural key>`.
  ObjectOutput Import(Kind kind, const std::string& id, const std::string& account = {});
  // What another program's state has of an object, as a state of this one: it counts as imported, and the first read of
  // it is one (reconcile/read/import.h). Offline; works before Configure.
  ObjectOutput Move(Kind kind, const Value& attributes, const std::string& account = {});
  // What stands for `state` behind cloud and region in the id that imports it. Empty: the state does not tell it.
  // Offline; works before Configure.
  std::string ImportName(Kind kind, const Value& state);

  // Of one account. An empty region is the default one. Everything there is of `kind`, managed or not; of a kind that
  // is lowered there, nothing.
  StatusOr<std::vector<Observed>> List(const std::string& account, const std::string& region, Kind kind,
                                       Freshness freshness);
  // What another account offers to this one, as it is now. An error if there is no such object, or it is no offer (any
  // more).
  StatusOr<Observed> OfferOf(const std::string& account, const std::string& region, Kind kind, const std::string& id);
  // Declines it: looked at once more right before, and nothing else than an offer is touched (Adapter::Decline).
  Status Decline(const std::string& account, const std::string& region, Kind kind, const std::string& id);
  // What others manage and a configuration names. Made of the same listings as everything else.
  LookupOutput LookUp(const LookupRequest& asked);
  StatusOr<std::vector<Health>> CheckHealth(const std::string& account, const std::string& region, Kind kind,
                                            const std::vector<std::string>& ids);
  // What the sessions of an interface exchange, and over which gateway's interfaces a prefix is advertised: as
  // Adapter::RoutesOf and Adapter::AdvertisingGateway.
  StatusOr<std::optional<Routes>> RoutesOf(const std::string& account, const std::string& region,
                                           const std::string& interface);
  StatusOr<std::string> AdvertisingGateway(const std::string& account, const std::string& region,
                                           const std::string& prefix);
  // The BGP key in force of an interface's own session (of `family`, if that is not empty), a peer or a group: a
  // secret. Nullopt: there is none. Errors: as reconcile::LiveKey.
  StatusOr<std::optional<std::string>> KeyOf(const std::string& account, const std::string& region, Kind kind,
                                             const std::string& id, const std::string& family = {});
  // Whose the account is (ADR 0026). Empty: that is not told.
  std::string OwnerOf(const std::string& account, const std::string& region);
  StatusOr<std::vector<Location>> Locations(const std::string& account, const std::string& region);
  // As Adapter::LetterOf.
  StatusOr<Letter> LetterOf(const std::string& account, const std::string& region, const std::string& connection,
                            const std::string& provider);
  // The region used when none is named; an error says how to set it.
  StatusOr<std::string> DefaultRegion(const std::string& account);
  // The cloud that `account` is one of; empty if there is no such account.
  std::string CloudOf(const std::string& account);

  // Running calls end soon, in a state that can be resumed.
  void Stop();

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace ic

#endif  // RECONCILE_ENGINE_H_
