// Matching: which objects of the clouds are the ones that a configuration asks for, where no state says so. First by
// the mark that a create left, then by what tells objects of a kind apart: the name and place of a connection,
// connection and VLAN of an interface, and so on down, with the ids of parents that were matched before.
#ifndef RECONCILE_RUN_IMPORT_MATCHING_H_
#define RECONCILE_RUN_IMPORT_MATCHING_H_

#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "reconcile/engine.h"
#include "reconcile/object/vendor_tables.h"
#include "reconcile/run/set/desired_set.h"
#include "reconcile/run/set/field_index.h"
#include "reconcile/run/set/inventory.h"
#include "reconcile/run/set/refresh.h"

namespace ic::run {

// A desired object that has no state.
struct Wanted {
  const DesiredObject* object = nullptr;
  Value config;     // with the ids of its parents; unknown for those that do not exist
  Value completed;  // with its region and every default
  // Its own mark says that this configuration made it, or, where objects carry none, that of the interface it stands
  // on. What nothing proves is somebody else's.
  bool ours = false;
};

struct Matches {
  std::map<std::size_t, Wanted> of_live;  // by index of what was found
  std::vector<Wanted> lowered;            // groups that no cloud has; they live in the state only
  std::vector<Wanted> unlisted;           // prefixes: what is not listed may be found by its name
  std::set<std::size_t> unclear;          // found, and perhaps what the configuration asks for: in `problems`
  std::set<std::size_t> offered;          // found, and what the configuration is to take over
  std::vector<std::pair<Address, std::string>> problems;  // sentences
};

// Knows more with each kind it matches, and asks tables and regions once: what it found of parents is what their
// children are looked for by.
class Matching {
 public:
  // All outlive it.
  Matching(Engine& engine, const FieldIndex& field_index, const DesiredSet& desired, const KnownObjects& known);

  // `live`: everything there is that the state does not have. Each object is matched with one at most.
  Matches Run(const std::vector<Live>& live);

  // One that is known to be `live`.
  Wanted Of(const DesiredObject& object, const Live& live);

 private:
  // By what is looked for: a mark or a key, and where.
  using Index = std::multimap<std::string, std::size_t>;

  void Learn(const std::vector<Live>& live);
  Wanted WantedOf(const DesiredObject& object);
  Value IdOf(const Address& target) const;
  const reconcile::VendorTables& TablesOf(std::string_view cloud, Kind kind);
  bool StandsOnOurs(const Wanted& wanted) const;

  void MatchKind(Kind kind);
  void MatchNamed(std::vector<Wanted>& wanted);
  std::optional<std::size_t> FindNamed(const Wanted& wanted, const std::string& id) const;
  std::vector<std::size_t> Marked(const Wanted& wanted, const Index& marks);
  std::vector<std::size_t> Alike(const Wanted& wanted, const Index& keys);
  void Decide(std::vector<Wanted>& wanted, const std::vector<std::vector<std::size_t>>& candidates);
  void Take(Wanted wanted, std::size_t live);
  void Refuse(const Wanted& wanted, const std::vector<std::size_t>& candidates);
  bool IsFree(std::size_t live, const Wanted& wanted) const;

  Engine& engine_;
  const FieldIndex& field_index_;
  const DesiredSet& desired_;
  const KnownObjects& known_;
  std::map<std::pair<std::string, Kind>, reconcile::VendorTables> tables_;
  std::map<std::string, std::string> regions_;  // default one of each account
  const std::vector<Live>* live_ = nullptr;
  std::multimap<Identity, std::size_t> by_id_;  // what two owners have part in is there for each
  std::map<Address, Value> ids_;
  std::set<std::pair<std::string, std::string>> stood_on_;  // cloud and id: something live refers to it
  std::set<std::pair<std::string, std::string>> ours_;      // cloud and id of interfaces
  Matches matches_;
};

}  // namespace ic::run

#endif  // RECONCILE_RUN_IMPORT_MATCHING_H_
