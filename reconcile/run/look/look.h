// Looking: every object of a state as the clouds have it now, or as it was last applied, or as a configuration wants
// it. Read-only by construction: the engine it asks with refuses every mutating call in its transport.
#ifndef RECONCILE_RUN_LOOK_LOOK_H_
#define RECONCILE_RUN_LOOK_LOOK_H_

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "base/ip.h"
#include "reconcile/run/drift/report.h"
#include "reconcile/run/set/desired_set.h"
#include "reconcile/run/set/environment.h"

namespace ic {

// Where facts come from.
enum class LookAt : std::uint8_t {
  kClouds,         // asked now
  kState,          // as last applied or read; no cloud is asked
  kConfiguration,  // as it is written, with the clouds' defaults; no state is read. What the cloud chooses is null, and
                   // ids are addresses
};

struct LookOptions {
  LookAt at = LookAt::kClouds;
  bool health = true;  // how connections, interfaces and sessions are, and what limits leave; of kClouds
  bool routes = true;  // what the sessions of interfaces exchange: a call or more each; of kClouds
  bool keys = false;   // the keys themselves, not only whether there are some; of kClouds
};

enum class KeyFact : std::uint8_t { kNotAsked, kNone, kSet };

struct SeenObject {
  Address address;
  std::string account;
  std::string cloud;
  std::string region;
  std::string id;
  Value attributes;     // fields of AllFields; never with a key
  bool gone = false;    // the cloud no longer has it: `attributes` are those that it had
  bool unread = false;  // it could not be read: likewise
  KeyFact key = KeyFact::kNotAsked;
  std::string secret = {};  // the key, if it was asked for: for nothing that is printed
};

struct LookReport {
  std::vector<SeenObject> objects;                  // by address
  std::map<Address, std::vector<Cidr>> advertised;  // by interface: what bgp_cidrs advertise over it, sorted
  std::map<Address, Routes> routes;                 // by interface, where the cloud tells
  std::vector<SessionHealth> sessions;              // as DriftReport
  std::vector<GroupHealth> groups;
  std::vector<Headroom> headroom;
  std::vector<UnreadCloud> unread;
  std::vector<LocatedDiagnostic> diagnostics;

  // Null if there is none.
  const SeenObject* Find(const Address& address) const;
  // The one of that kind, cloud and id; null if there is none.
  const SeenObject* FindById(Kind kind, std::string_view cloud, std::string_view id) const;
};

LookReport Look(const RunEnvironment& environment, const DesiredSet& desired, const LookOptions& options);

}  // namespace ic

#endif  // RECONCILE_RUN_LOOK_LOOK_H_
