// What the engine is asked and what it answers, and the settings it is given. Values only; the face itself is
// `engine.h`, whose comment says what an object and an account are.
#ifndef RECONCILE_OBJECT_REQUESTS_H_
#define RECONCILE_OBJECT_REQUESTS_H_

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <stop_token>
#include <string>
#include <utility>
#include <vector>

#include "adapters/contract/factory.h"
#include "base/diagnostics.h"
#include "base/status.h"
#include "reconcile/object/tag_settings.h"
#include "schema/value/value.h"

namespace ic {

struct EngineConfig {
  // Entry → that vendor's object of the provider block or of `clouds`. An entry is named as its cloud, or is another
  // account of a cloud and is in `accounts`.
  std::map<std::string, Value> clouds;
  std::map<std::string, std::string> accounts;  // entry → cloud, for entries whose name is not the cloud's own
  bool read_only = false;
  std::string owner;                        // marks what this configuration creates; may be empty
  std::set<std::string> allow_disruption;   // redundancy groups, or ids, that the guard may let go down
  std::set<std::string> allow_replacement;  // ids that may be replaced for what somebody else changed
  LimitOverrides limits;
  TagSettings tags;
  bool limits_known = true;  // false: nobody said them yet, and a number that could be raised refuses nothing
  // The engine is told of all that the state holds (Engine::Hold): what is live and not among that is in no state of
  // this configuration. False with Terraform, which tells a process of some objects only, and in no order.
  bool state_is_held = false;
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

// What another entry of the same set asks for that is the same object, in the account that has the rest of it.
struct OtherHalf {
  Value config = Value::Null();  // as PlanInput::config; null: there is none, or nothing is known of it
  bool offers = false;           // that account made the object, and the one that is asked of accepted it
};

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
  // What was read is planned in moments, by other threads: Terraform reads an object and plans it at once, whatever
  // else it plans meanwhile. A new object, or one that comes to another place, waits that long for who stays, where
  // they would be too many with it: then it is refused, and not one of those.
  bool others_are_under_way = false;
  // A replacement of it was asked for, by name: it may be for what somebody else changed.
  bool replacement_is_asked = false;
  // What changes in place does so before what stands on it goes. Terraform does it the other way round.
  bool changes_before_removals = false;
  // An id is unknown while its object is to be made in the same run. Names that tell such objects apart, by the field
  // of `config` that is unknown for it (`id`: the object's own name, by which others may stand on it): limits over
  // several objects count by them. In nothing that comes out.
  std::vector<std::pair<std::string, std::string>> stand_ins = {};
  // What was noted of a create of this object that was sent and whose end nobody has learned (ApplyInput::begin). What
  // was noted of another create shows nothing. Empty: nothing.
  std::string begun = {};
  // Paths that are written as nothing (`[]`, `""`, `false`) where `config` has null: a takeover takes off an object
  // what it is told to, and not what nobody wrote a word of. Whoever leaves the spelling in `config` gives none.
  std::vector<std::string> none = {};
  // What ends this in place of Engine::Stop: what finishes something that was begun goes on after that.
  std::optional<std::stop_token> stopped_by = {};
  // Filled by PlanObject: fields in which `prior` had another account, and `config` the caller's own. Neither has them
  // any more; what was made for the other account is no plain object of this one.
  std::map<std::string, Value> taken_back = {};
  // A value that both halves are to have is changed by one of them, and the other one only learns of it.
  OtherHalf other_half = {};
};
struct PlanOutput {
  Action action = Action::kNothing;
  std::string takes_over;  // id of the object that a create takes over, if it is known
  Value planned;           // null: destroy, or an error that leaves nothing to plan (the cloud is not known)
  std::vector<AttributePath> replace;
  std::vector<FieldChange> changes;
  // Of an object that `adopt` names: what was read of it where the configuration says nothing, path and value for
  // people, in the order of the fields.
  std::vector<std::pair<std::string, std::string>> found = {};
  std::string facts;
  Diagnostics diagnostics;
  // A replacement that the configuration does not ask for: it is refused among the diagnostics unless it is
  // acknowledged.
  bool unasked = false;
  std::string declined = {};  // the object is an offer that was refused: what is to be said of it
};

struct ApplyInput {
  Kind kind;
  Value prior;    // null: create
  Value planned;  // null: destroy
  Value config;   // where write-only values are; null: destroy
  std::string facts;
  std::string account;                 // as in PlanInput
  std::string begun = {};              // as in PlanInput
  std::vector<std::string> none = {};  // as in PlanInput
  OtherHalf other_half = {};           // as in PlanInput
  // Engine::Hold was told of all that the state has: what carries the mark of a create of it and is not among that, is
  // in no state.
  bool all_is_held = false;
  // Called right before a create is sent, when nothing like it is there. If what it is given is kept and comes back as
  // `begun`, a run that does not learn the end of the create is gone on with, and Engine::FindLeftBehind finds what it
  // made where nothing asks for that any more. Without it only a mark that names an owner shows what is ours; anything
  // else stands in its own way. An error: it is not sent. May be empty.
  std::function<Status(const std::string& record)> begin = {};
  // Called right before a change of an object that is there is sent, with its facts as they are until its end is
  // learned. If they are kept, and come back as `facts`, a run that follows one that died knows that something may
  // still come. An error: nothing is sent. May be empty.
  std::function<Status(const std::string& facts)> begin_change = {};
  std::optional<std::stop_token> stopped_by = {};  // as in PlanInput
  // Of the deletion of what is replaced: whoever asks for it makes what takes its place, after Engine::Stop too.
  bool makes_successor = false;
};
// What is left of a create that was noted and whose end nobody has learned.
struct LeftBehind {
  Value state;  // what it made, with its id and else as it was planned: to be read. Null: nothing is found
  std::string facts;
  std::string account;
  std::string cloud;
  bool over = false;   // there is nothing, for sure, or what there is is known already: the note is of no use any more
  bool young = false;  // it was sent so lately that something may still come of it
  Diagnostics diagnostics;
};
struct ObjectOutput {
  Value state;  // null: it does not exist
  std::string facts;
  Diagnostics diagnostics;
  // A create made it, and something that was asked for was refused; not: it is still waited for. Warnings say what.
  bool unfinished = false;
  bool made_nothing = false;            // a create was sent, and for certain nothing came of it, nor of an earlier one
  std::string trouble = {};             // of a read: Observed::trouble, of which the diagnostics warn
  std::string_view trouble_asked = {};  // Observed::trouble_asked
  // Of an import, which is an error then: another account offers it, and it waits for this one.
  bool offered = false;
  // Of a read: that somebody changed the tags that say whose it is; a sentence without its object and the full stop.
  std::string marks_changed = {};
};

}  // namespace ic

#endif  // RECONCILE_OBJECT_REQUESTS_H_
