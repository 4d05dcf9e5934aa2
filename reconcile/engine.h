// Engine: desired against real, one object at a time, with what the whole run must know in one place (the ledger).
// Both front doors call it: the provider once a remote call, the command line once a step of its plan.
//
// Objects are Values with the fields of AllFields(traits, kind) for every vendor of the factory (other vendors' objects
// null). An `account` is the name of an entry of EngineConfig::clouds; where it may be left out, the entry named as the
// object's cloud is meant. Objects of two accounts are two, whatever their ids. All methods may be called from many
// threads at once.
#ifndef RECONCILE_ENGINE_H_
#define RECONCILE_ENGINE_H_

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "adapters/contract/factory.h"
#include "base/diagnostics.h"
#include "schema/value/value.h"

namespace ic {

struct EngineConfig {
  // Entry → that vendor's object of the provider block or of `clouds`. An entry is named as its cloud, or is another
  // account of a cloud and is in `accounts`.
  std::map<std::string, Value> clouds;
  std::map<std::string, std::string> accounts;  // entry → cloud, for entries whose name is not the cloud's own
  bool read_only = false;
  std::string owner;                       // marks what this configuration creates; may be empty
  std::set<std::string> allow_disruption;  // redundancy groups, or ids, that the guard may let go down
  LimitOverrides limits;
};

// What the process around the engine lends it; outlives the engine.
struct EngineEnvironment {
  const AdapterFactory* factory = nullptr;
  std::map<std::string, std::string> environment;
  Clock* clock = nullptr;
  Random* random = nullptr;
  Logger logger;
};

// One field that changes, for people. Secrets are masked.
struct FieldChange {
  std::string path;
  std::string before;
  std::string after;
  OnChange on_change;
  std::string reason;             // why it replaces
  std::string interrupts;         // what it interrupts
  bool replaces_session = false;  // in place of an interface's session comes another; the interface stays
};

enum class Action : std::uint8_t { kNothing, kCreate, kAdopt, kUpdate, kReplace, kDelete, kForget };

// `facts` is opaque text the engine wants kept beside the object's state between calls (JSON, no secret).

struct PlanInput {
  Kind kind;
  Value prior;   // null: create
  Value config;  // null: destroy. May hold unknowns.
  std::string facts;
  std::string account;  // of `prior` and `config`; empty: the entry named as the object's cloud
  // What is planned is applied at once: a create then is not compared with what is live, because Apply does just that.
  bool applied_at_once = false;
  // Whoever asks says of every replacement what it replaces: by `prior`, or by the facts of the plan that replaced it.
  // Otherwise (Terraform: taint, -replace) a create may turn out to be the replacement of an object that is held.
  bool replacements_are_said = false;
  // An id is unknown while its object is to be made in the same run. Names that tell such objects apart, by the field
  // of `config` that is unknown for it (`id`: the object's own name, by which others may stand on it): limits over
  // several objects count by them. In nothing that comes out.
  std::vector<std::pair<std::string, std::string>> stand_ins = {};
};
struct PlanOutput {
  Action action = Action::kNothing;
  Value planned;  // null: destroy, or an error that leaves nothing to plan (the cloud is not known)
  std::vector<AttributePath> replace;
  std::vector<FieldChange> changes;
  std::string facts;
  Diagnostics diagnostics;
};

struct ApplyInput {
  Kind kind;
  Value prior;    // null: create
  Value planned;  // null: destroy
  Value config;   // where write-only values are; null: destroy
  std::string facts;
  std::string account;  // as in PlanInput
  // When this began, 0: with the call. A create looks at what a cloud has listed since then, and asks it if need be.
  Moment since = 0;
};
struct ObjectOutput {
  Value state;  // null: it does not exist
  std::string facts;
  Diagnostics diagnostics;
};

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

  // A state holds this object. Makes no call; a create never takes such an object for what it left behind, and one that
  // is planned as if nothing were there, because it is tainted, counts as its replacement.
  void Hold(Kind kind, const Value& state, const std::string& account = {});
  ObjectOutput Read(Kind kind, const Value& state, const std::string& facts, const std::string& account = {});
  PlanOutput Plan(const PlanInput& input);
  // Whether the plan of an object that exists is to leave it as it is, judged by itself: neither the clouds nor the
  // rest of the run are asked, so that it can be asked ahead and of many objects at once. With what there is to say
  // about it; nullopt: Plan knows, or says what is wrong.
  std::optional<Diagnostics> PlansNothing(const PlanInput& input);
  // In place of Plan, where PlansNothing has had an answer: the object takes its place in the run. Returns what the
  // rest of the run makes of it.
  Diagnostics PlanStaying(Kind kind, const Value& prior, const std::string& account = {});
  ObjectOutput Apply(const ApplyInput& input);
  // `id` is `<cloud>/<region>/<vendor id or natural key>`.
  ObjectOutput Import(Kind kind, const std::string& id, const std::string& account = {});

  // Of one account. An empty region is the default one. Everything there is of `kind`, managed or not; of a kind that
  // is lowered there, nothing.
  StatusOr<std::vector<Observed>> List(const std::string& account, const std::string& region, Kind kind,
                                       Freshness freshness);
  StatusOr<std::vector<Health>> CheckHealth(const std::string& account, const std::string& region, Kind kind,
                                            const std::vector<std::string>& ids);
  StatusOr<std::vector<Location>> Locations(const std::string& account, const std::string& region);
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
