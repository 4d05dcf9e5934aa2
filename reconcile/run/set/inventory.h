// Inventory: what there is in the accounts, managed or not.
#ifndef RECONCILE_RUN_SET_INVENTORY_H_
#define RECONCILE_RUN_SET_INVENTORY_H_

#include <compare>
#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "adapters/contract/adapter.h"
#include "reconcile/engine.h"
#include "reconcile/run/set/desired_set.h"
#include "reconcile/run/set/field_index.h"
#include "reconcile/run/set/refresh.h"
#include "reconcile/run/set/unread_clouds.h"

namespace ic::run {

// An object of a cloud. Two accounts may see one object, so the account is not among it.
struct Identity {
  std::string cloud;
  std::string region;
  Kind kind = Kind::kConnection;
  std::string id;
  auto operator<=>(const Identity&) const = default;
  bool operator==(const Identity&) const = default;
};

struct Live {
  std::string account;  // the first that sees it
  Identity identity;
  Observed observed;
  std::vector<std::string> accounts = {};  // all that see it

  std::string import_id() const;  // `<cloud>/<region>/<vendor id or natural key>`
};

struct Place {
  std::string account;
  std::string region;
  auto operator<=>(const Place&) const = default;
};

// The regions where `accounts` have anything to do with `desired` or `known`, and their default ones. An account that
// has neither is unread.
std::set<Place> PlacesOf(Engine& engine, const DesiredSet& desired, const KnownObjects& known,
                         const std::set<std::string>& accounts, Unread& unread);

// Everything of `kinds` there, `workers` listings at a time; each object once, sorted.
std::vector<Live> ListAll(Engine& engine, const std::set<Place>& places, const std::vector<Kind>& kinds,
                          std::size_t workers, Freshness freshness, Unread& unread);

// What a state or a configuration has.
class Managed {
 public:
  void Add(const FieldIndex& fields, const KnownObjects& known);
  // What a configuration asks to take over.
  void AddAdopted(Engine& engine, const DesiredSet& desired);
  void Add(Identity identity) { identities_.insert(std::move(identity)); }
  // `object` (attributes) is an interface: its own session is no object of its own.
  void AddSessionOf(const FieldIndex& fields, const std::string& cloud, const Value& object);

  bool Has(const Live& live) const;

 private:
  std::set<Identity> identities_;
  // Cloud, interface, address family; the customer's address where it tells sessions of one family apart, else empty.
  std::map<std::tuple<std::string, std::string, std::string>, std::string> sessions_;
};

}  // namespace ic::run

#endif  // RECONCILE_RUN_SET_INVENTORY_H_
