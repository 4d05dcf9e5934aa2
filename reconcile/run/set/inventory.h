// Inventory: what there is in the accounts, managed or not.
#ifndef RECONCILE_RUN_SET_INVENTORY_H_
#define RECONCILE_RUN_SET_INVENTORY_H_

#include <compare>
#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <tuple>
#include <utility>
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
  Observed observed;                       // as that account sees it
  std::vector<std::string> accounts = {};  // all that see it; with Owners, those of one owner

  std::string import_id() const;  // `<cloud>/<region>/<vendor id or natural key>`
};

struct Place {
  std::string account;
  std::string region;
  auto operator<=>(const Place&) const = default;
};

// Whose the accounts are (ADR 0026). What two owners have part in, an offer and what was accepted of it, is an object
// of each; two entries of one owner see one object twice.
class Owners {
 public:
  Owners() = default;  // all are one
  // Asks for those of `accounts` that share their cloud with another one. Of a cloud that tells not all of them they
  // are one.
  Owners(Engine& engine, const std::set<std::string>& accounts);

  // Empty: one with all others. Only objects that can be taken over (`adopt`) are told apart.
  std::string Of(Kind kind, const std::string& account) const;

 private:
  std::map<std::string, std::string> owners_;  // by account
};

// The regions where `accounts` have anything to do with `desired` or `known`, and their default ones. An account that
// has neither is unread.
std::set<Place> PlacesOf(Engine& engine, const DesiredSet& desired, const KnownObjects& known,
                         const std::set<std::string>& accounts, Unread& unread);

// Everything of `kinds` there, `workers` listings at a time; each object once for each owner, sorted.
std::vector<Live> ListAll(Engine& engine, const std::set<Place>& places, const std::vector<Kind>& kinds,
                          std::size_t workers, Freshness freshness, Unread& unread, const Owners& owners = {});

// What a state or a configuration has.
class Managed {
 public:
  explicit Managed(Owners owners = {}) : owners_(std::move(owners)) {}
  void Add(const FieldIndex& fields, const KnownObjects& known);
  // What a configuration asks to take over.
  void AddAdopted(Engine& engine, const DesiredSet& desired);
  void Add(const Identity& identity, const std::string& account = {}) {
    identities_[identity].insert(owners_.Of(identity.kind, account));
  }
  // `object` (attributes) is an interface: its own session is no object of its own.
  void AddSessionOf(const FieldIndex& fields, const std::string& cloud, const Value& object);

  bool Has(const Live& live) const;

 private:
  Owners owners_;
  std::map<Identity, std::set<std::string>> identities_;  // and the owners that have it
  // Cloud, interface, address family; the customer's address where it tells sessions of one family apart, else empty.
  std::map<std::tuple<std::string, std::string, std::string>, std::string> sessions_;
};

}  // namespace ic::run

#endif  // RECONCILE_RUN_SET_INVENTORY_H_
