// LedgerContents: what the ledger holds, and the ways into it. Not thread-safe: the ledger locks it.
//
// A run may hold 100 000 objects, and each of them is compared with all others: every question here is answered from
// an index, in time that does not grow with what it is not about.
#ifndef RECONCILE_LEDGER_LEDGER_CONTENTS_H_
#define RECONCILE_LEDGER_LEDGER_CONTENTS_H_

#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "adapters/contract/kind.h"
#include "reconcile/ledger/clouds.h"
#include "reconcile/ledger/hash_index.h"
#include "schema/value/value.h"

namespace ic::reconcile {

// An object that exists.
struct ObjectKey {
  std::string account;
  std::string region;
  Kind kind = Kind::kConnection;
  std::string id;
  auto operator<=>(const ObjectKey&) const = default;
  bool operator==(const ObjectKey&) const = default;
};

struct ObjectKeyHash {
  std::size_t operator()(const ObjectKey& key) const;
};

// What this run means to do with an object that exists.
enum class Fate : std::uint8_t {
  kUndecided,  // read, but not planned yet (or never in this process)
  kStays,      // planned: unchanged or changed in place
  kGoes,       // planned: deleted, or replaced by a planned create
  kForgotten,  // planned: left in the cloud, out of the state
};

struct Existing {
  Value attributes;  // as last known
  Value planned;     // kStays: as it will be. With stand-ins.
  Value before;      // of an interface that is to change, where it may say the link of its sessions: as it was
  Fate fate = Fate::kUndecided;
  // A create of this run took it over. If a deletion of it comes after that, the two are one object: with
  // create_before_destroy Terraform says only then that the old one was in its state.
  bool taken_over = false;
  bool made = false;    // by this run
  bool leaves = false;  // planned: deleted, because a state has it that the configuration does not
  // Likewise, and it was read before: of what is to be destroyed, Terraform reads only what create_before_destroy had
  // set aside. It destroys that after it has made what takes the place.
  bool set_aside = false;
  bool any_time = false;      // leaves, and nobody says whether before or after what takes its place is made
  bool refused = false;       // kGoes: the plan was refused, so nothing that is on it has to go for that
  bool lost_session = false;  // when it was read, an interface's own session was not there any more
  std::string declined;       // when it was read, it was an offer that had been refused: what is to be said of it
  std::vector<Extra> extras;  // of Observed, when it was read
  std::string mark;           // of its values, see mark.h
  std::string group;          // redundancy group it is in now
};

struct PlannedCreate {
  Kind kind = Kind::kConnection;
  std::string account;
  std::string region;    // empty: not known yet
  Value planned;         // completed configuration: what the cloud will choose is null. With stand-ins.
  std::string mark;      // empty: a value it is made of is not known yet
  std::string replaces;  // id of the object it replaces
  std::string adopts;    // id of the object it takes over
  // Of the values it is made of, stand-ins among them, where these tell what it stands on; else empty.
  std::string digest = {};
  // Id of what an interrupted create of it left behind, once that was looked for.
  std::string takes_over = {};
};

class LedgerContents {
 public:
  using ExistingMap = std::unordered_map<ObjectKey, Existing, ObjectKeyHash>;
  using HeldMap = std::unordered_map<ObjectKey, Value, ObjectKeyHash>;
  using CreateMap = std::map<std::uint64_t, PlannedCreate>;
  // In the order of their keys. Valid until the next change.
  using ExistingList = std::vector<const ExistingMap::value_type*>;
  using HeldList = std::vector<const HeldMap::value_type*>;
  using CreateList = std::vector<const CreateMap::value_type*>;

  // `clouds` outlives this.
  explicit LedgerContents(const Clouds& clouds);

  // Objects that are claimed: each is in a state. Null if it is not.
  const Existing* Find(const ObjectKey& key) const;
  const ExistingMap::value_type* FindEntry(const ObjectKey& key) const;
  // False if it is there already.
  bool Enter(const ObjectKey& key);
  // Changes an entry, which is made if there is none.
  template <typename Change>
  void Set(const ObjectKey& key, Change change) {
    const auto [entry, fresh] = EnterOrFind(key);
    if (!fresh) LeaveIndexes(*entry);
    change(entry->second);
    EnterIndexes(*entry);
  }
  void Erase(const ObjectKey& key);

  // Objects as the state has them that this run began with.
  const Value* FindHeld(const ObjectKey& key) const;
  void Hold(const ObjectKey& key, const Value& state);
  void Release(const ObjectKey& key);
  // It leaves the state and stays in the cloud, or is to be taken over there: whoever deletes the same object still has
  // to know what it is here.
  void GiveUp(const ObjectKey& key, const Value& state);
  // Of all accounts and regions, with those that were given up.
  std::vector<std::pair<ObjectKey, Value>> HeldWithId(Kind kind, const std::string& id);

  // Creates, by tickets that grow. Never 0.
  std::uint64_t Add(PlannedCreate create);
  void EraseCreates(const std::string& account, Kind kind, const std::string& mark);
  // Of a kind without marks: that of `object`, which has been carried out.
  void EraseCreate(const VendorTables& tables, const std::string& account, const std::string& region,
                   const Value& object, const std::string& digest);
  // What the create of that ticket takes over was found.
  void TakesOver(std::uint64_t ticket, const std::string& id) { creates_.at(ticket).takes_over = id; }
  bool has_creates() const { return !creates_.empty(); }
  // How many objects of a kind this run makes anew.
  std::size_t CreatesOf(const std::string& account, Kind kind) const;
  // Whether one of them takes the place of no object that is there.
  bool MakesMore(const std::string& account, Kind kind) const;
  // Where they go; with an empty text if it is not known of one yet.
  std::set<std::string> RegionsOfCreates(const std::string& account, Kind kind) const;

  // What goes down in this run, and how, by the address family whose session goes; the empty one: all of the object.
  std::unordered_map<ObjectKey, std::map<std::string, std::string>, ObjectKeyHash> disrupted;

  // Of what goes down, by group, the ids of other members that a state holds, as far as was known when it was judged.
  std::unordered_map<ObjectKey, std::map<std::string, std::set<std::string>>, ObjectKeyHash> held_with;

  // Groups that objects get in this run, by kind and name, with the objects as they are now.
  std::map<std::pair<Kind, std::string>, std::map<ObjectKey, Value>> joining;

  // Connections that leave a bundle in this run, by their ids, with the bundle.
  std::map<std::string, std::string> bundles_left;

  // Something that stays is to change in place.
  bool has_movers = false;

  // New objects, by their tickets, whose own plans say whether there is room for them, or have said that there is none;
  // and likewise objects that are to change in place. Whoever stays beside them need not say it (again).
  std::set<std::uint64_t> self_judged;
  std::set<ObjectKey> refused_changes;

  // Objects that leave in this run, though they are planned after what comes (Engine::NoteLeaving).
  std::set<ObjectKey> to_leave;

  // Kinds of creates that were interrupted and are asked for still: what is unknown of them may be their work.
  std::set<Kind> unfinished;

  // Of an interface, by address families: the sessions of which one must stay while its own is made anew, and those
  // that go in this run.
  struct SessionsAtWork {
    std::set<std::string> leaning;
    std::set<std::string> leaving;
  };
  std::unordered_map<ObjectKey, SessionsAtWork, ObjectKeyHash> sessions;

  // All accounts and regions.
  ExistingList WithId(Kind kind, const std::string& id);
  ExistingList InGroup(Kind kind, const std::string& redundancy_group);
  // Those of `kind` that stand on `below`, the id in `field`; now, or when this run is through. None of an empty id.
  ExistingList StandingOn(Kind kind, std::string_view field, const std::string& below);
  ExistingList InterfacesOn(const std::string& connection);
  // Those that stand on it when this run is through, as far as that is planned.
  ExistingList InterfacesPlannedOn(const std::string& connection);
  // Those that `object`, of a place, could be mistaken for, and perhaps some more of the kind and place.
  ExistingList Alike(const VendorTables& tables, const std::string& account, const std::string& region,
                     const Value& object);
  HeldList HeldAlike(const VendorTables& tables, const std::string& account, const std::string& region,
                     const Value& object);
  CreateList CreatesAlike(const VendorTables& tables, const std::string& account, const std::string& region,
                          const Value& object);
  // Those that will count in a group of a quota: objects that stay, as they are planned.
  ExistingList Staying(const Quota& quota, const std::string& account, const std::string& region,
                       const std::string& group);
  CreateList Creating(const Quota& quota, const std::string& account, const std::string& region,
                      const std::string& group);
  // Those in it that leave at any time.
  ExistingList Leaving(const Quota& quota, const std::string& account, const std::string& region,
                       const std::string& group);
  // No fewer than both together. Quick.
  std::size_t MostIn(const Quota& quota, const std::string& account, const std::string& region,
                     const std::string& group);
  // By its id, or what stands in for it.
  CreateList CreatesNamed(const std::string& account, Kind kind, const std::string& id);
  CreateList WithMark(const std::string& account, const std::string& mark);
  CreateList WithDigest(const std::string& account, Kind kind, const std::string& digest);
  // Those that take the place of the object `id`.
  CreateList Replacing(const std::string& account, Kind kind, const std::string& id);
  CreateList Adopting(const std::string& account, Kind kind, const std::string& id);

 private:
  std::pair<ExistingMap::value_type*, bool> EnterOrFind(const ObjectKey& key);
  void EnterIndexes(const ExistingMap::value_type& entry);
  void LeaveIndexes(const ExistingMap::value_type& entry);
  void EraseCreate(CreateMap::iterator create);
  std::array<HashIndex<CreateMap>*, 7> CreateIndexes() {
    return {&create_twins_, &create_places_,   &create_marks_,  &create_adopts_,
            &create_names_, &create_replaces_, &create_digests_};
  }

  const Clouds& clouds_;
  ExistingMap existing_;
  HeldMap held_;
  std::map<std::pair<Kind, std::string>, std::map<ObjectKey, Value>> given_up_;  // by kind and id
  CreateMap creates_;
  std::map<std::pair<std::string, Kind>, std::map<std::string, std::size_t>> creates_of_;  // by region
  std::map<std::pair<std::string, Kind>, std::size_t> more_of_;                            // those that replace nothing
  std::uint64_t last_ticket_ = 0;

  HashIndex<ExistingMap> ids_;
  HashIndex<ExistingMap> groups_;
  HashIndex<ExistingMap> standing_;  // by what it stands on
  HashIndex<ExistingMap> twins_;
  HashIndex<ExistingMap> places_;   // in quotas
  HashIndex<ExistingMap> leaving_;  // likewise
  HashIndex<HeldMap> held_twins_;
  HashIndex<HeldMap> held_ids_;
  HashIndex<CreateMap> create_twins_;
  HashIndex<CreateMap> create_places_;
  HashIndex<CreateMap> create_marks_;
  HashIndex<CreateMap> create_digests_;
  HashIndex<CreateMap> create_adopts_;
  HashIndex<CreateMap> create_names_;
  HashIndex<CreateMap> create_replaces_;
};

}  // namespace ic::reconcile

#endif  // RECONCILE_LEDGER_LEDGER_CONTENTS_H_
