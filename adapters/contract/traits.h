// VendorTraits: what the engine and the front doors know of a vendor without knowing the vendor: data and pure
// functions, available before any credential is.
#ifndef ADAPTERS_CONTRACT_TRAITS_H_
#define ADAPTERS_CONTRACT_TRAITS_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/contract/fields.h"
#include "adapters/contract/kind.h"
#include "adapters/contract/limits.h"
#include "adapters/contract/router_facts.h"

namespace ic {

enum class Capability : std::uint8_t {
  kCreateConnection,  // the API orders a port by itself
  kAcceptConnection,  // an offered connection can be accepted
  kAcceptInterface,   // an offered virtual interface can be accepted
  kSecondFamily,      // a second session of the other address family
  kOwnIpv6Addresses,  // the user chooses the IPv6 peer addresses
  kBfdSettings,       // BFD can be switched or tuned
  kBgpGroups,         // the vendor has groups; otherwise they are lowered
  kStaticRouting,
  kTags,          // objects carry tags, so a create can be marked
  kWriteOnlyKey,  // the key can be sent without being read back
};

enum class Support : std::uint8_t { kYes, kNo, kUnverified };

struct CapabilityRow {
  Capability what;
  Support support;
  std::string_view note;
  Source source;
};

// A field that tells objects of a kind without tags apart although it changes in place: the address of a session.
struct KeyField {
  Kind kind;
  std::string_view field;
};

// This account's part in an object that one account puts on its connection for another.
enum class AccountRole : std::uint8_t {
  kOwner,      // all of it is this account's, as far as can be seen
  kOffering,   // the connection is this account's, the object another's
  kAccepting,  // the object is this account's, the connection another's
};

// Who decides a value of such an object, once it is made.
enum class Party : std::uint8_t { kConnectionOwner, kObjectOwner };
// A field without a row: either of them.
struct Decision {
  Kind kind;
  std::string_view field;  // path; of an object, all that is in it
  Party who;
  Source source;
  bool made_with = false;  // the connection's owner gives it when it makes the object
};

// Where a virtual interface itself may say the link that its sessions of a family stand on. Paths of its fields.
struct SaidLink {
  std::string_view family;        // "ipv6"
  std::string_view cloud_end;     // the cloud's address; known only if the configuration says it, or an import told it
  std::string_view customer_end;  // likewise the customer's: a session that says none is with it, and follows it
  std::string_view on;            // a flag that says, with false, that there is no such link
};

// What an object may have that the vocabulary does not know: set from outside, and not on a new one in its place.
struct Beyond {
  Kind kind;
  std::string_view member;  // as the vendor's API tells it
  std::string_view usual;   // what an object has where nobody set it; that, nothing, 0 and false are not told
  Source source;
  std::string_view field = {};  // the field that brings it to a new object where it is written
  bool secret = false;          // its value is not shown
};

struct VendorTraits {
  std::string_view cloud;  // "aws": the value of `cloud`, the name of the vendor's object and of the provider's block
  std::string_view title;  // "AWS Direct Connect"

  // What only this vendor has, per kind (index: Kind). Shown as one object named `cloud`; empty: no such object.
  std::vector<std::vector<Field>> fields;
  // Fields of the provider block's object of this vendor (region, endpoint, credentials).
  std::vector<Field> provider_fields;
  // What settings that touch a host may say without anybody's leave: texts in small letters, without a last `/`, that
  // one of these expressions matches wholly. Hosts of the APIs that are called, not all of the vendor's domain: under
  // that are its customers' buckets, functions and load balancers.
  std::vector<std::string_view> own_hosts = {};

  std::vector<Limit> limits;
  std::vector<Change> changes;
  std::vector<Decision> decisions = {};
  // Who changes, where two accounts have part in an object, what has no such row.
  Party decides_rest = Party::kConnectionOwner;
  std::vector<Rule> rules;
  std::vector<Quota> quotas;
  std::vector<CapabilityRow> capabilities;

  // Kinds that the vendor has no object for: the engine lowers them (their id describes them and is known at plan).
  std::vector<Kind> lowered;
  // Kinds whose objects carry tags, and so the mark of a create.
  std::vector<Kind> marked;
  // Beside the name, what an object stands on and what replaces it when it changes.
  std::vector<KeyField> keys = {};
  // Fields that name the account an object is for. The caller's own in them is as good as none.
  std::vector<KeyField> accounts = {};
  // Fields that say, where they are set, that the object's tags are somebody else's: it takes none, nor is told any.
  std::vector<KeyField> tagged_by_others = {};
  // Kinds of which only the account that made a virtual interface for another one puts an object on it.
  std::vector<Kind> parts_of_offers = {};
  std::vector<Beyond> beyond = {};
  // Path of the vendor's field that, where it is set, says what a connection is put on, and so where it is: `location`
  // is not demanded then. Empty: there is none.
  std::string_view location_given_by = {};
  // A virtual interface itself advertises prefixes: `advertised_by` of a bgp_cidr is the id of one.
  bool interface_advertises = false;
  // Families of which the interface may say the link, where sessions may bring it too.
  std::vector<SaidLink> links = {};
  // What sorts of gateways a look-up tells, for people: "`hub` or `edge`". Empty: it tells none (lookup.h).
  std::string_view gateway_types = {};
  // What the documents tell of the cloud's end of a link.
  RouterFacts router = {};

  // Fills what is known before any call: the vendor's defaults, what a child takes from a lowered group's id.
  // `object` is a desired object (config with neutral defaults); may hold unknowns. Must not change configured values.
  void (*complete)(Kind kind, Value& object) = nullptr;
};

// The fields of `kind` at this vendor: neutral ones, then the vendor's object if it has one for the kind.
std::vector<Field> AllFields(const VendorTraits& traits, Kind kind);

// What a change of `path` costs; null: in place, interrupting nothing. Rows with a condition count only if it holds for
// `object` (the prior one, wholly known).
const Change* FindChange(const VendorTraits& traits, Kind kind, std::string_view path, const Value& object);
// Likewise, where no object is at hand: rows with a condition do not count.
const Change* FindChange(const VendorTraits& traits, Kind kind, std::string_view path);

// Who decides the value at `path` where two accounts have part in the object; null: either of them.
const Decision* FindDecision(const VendorTraits& traits, Kind kind, std::string_view path);
// True if that is not who has this role.
bool IsOthers(const Decision& decision, AccountRole role);

}  // namespace ic

#endif  // ADAPTERS_CONTRACT_TRAITS_H_
