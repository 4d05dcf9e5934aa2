// DriftReport: what drift tells, as data. Filled in by drift.h, printed by cli/output.
#ifndef RECONCILE_RUN_DRIFT_REPORT_H_
#define RECONCILE_RUN_DRIFT_REPORT_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/contract/adapter.h"
#include "base/clock.h"
#include "reconcile/run/set/located.h"
#include "reconcile/run/set/unread_clouds.h"

namespace ic {

enum class DriftClass : std::uint8_t {
  kMaterial,         // somebody changed, made or removed something that carries traffic or decides how
  kMarks,            // somebody changed the tags that tell whose an object is
  kPending,          // the configuration asks for something that was not applied yet
  kVendorInitiated,  // the cloud changed what it decides itself
  kCosmetic,         // names, descriptions, tags
  kUnmanaged,        // it is there, and neither the configuration nor the state has it
};
// "material", "marks", "pending", "vendor-initiated", "cosmetic", "unmanaged".
std::string_view DriftClassName(DriftClass value);
std::optional<DriftClass> ParseDriftClass(std::string_view name);

struct DriftFinding {
  std::string id;  // stable over runs: "drift-" and 12 hex digits of a hash of object and field
  DriftClass klass = DriftClass::kMaterial;
  std::string address;  // of an unmanaged object: its kind and import id, "bgp_peer aws/us-east-1/dxpeer-1"
  std::optional<Address> managed;
  Kind kind = Kind::kConnection;
  std::string account;
  std::string region;
  std::string object_id;
  std::string field;    // empty: the object as a whole (gone, to be created, unmanaged)
  std::string desired;  // for people, secrets masked; empty: not known or not set
  std::string last_applied;
  std::string actual;
  std::string summary;    // one sentence
  std::string endangers;  // what it endangers; empty: nothing known
  Time first_seen{};
  std::string ignored;  // the reason, if an ignore in force covers it: does not count then
  std::string file;     // where the object is written; empty: nowhere
  std::uint32_t line = 0;
  std::uint32_t column = 0;
};

struct SessionHealth {
  std::string address;
  std::string account;
  std::string id;
  std::string address_family;  // empty: the object as a whole
  HealthState state = HealthState::kUnknown;
  std::string vendor_state;
  std::string redundancy_group;
  bool of_other_half = false;  // a session that only the account of the object's other half sees
};

struct GroupHealth {
  std::string group;
  Kind kind = Kind::kConnection;
  std::size_t members = 0;
  std::size_t healthy = 0;
};

// How much of a limit on routes or prefixes is used.
struct Headroom {
  std::string address;  // of the object it is about
  std::string limit;    // the row's id
  std::string words;    // "allowed prefixes of the association"
  std::int64_t used = 0;
  std::int64_t max = 0;
};

struct DriftReport {
  std::vector<DriftFinding> findings;  // by class, then address and field
  std::vector<SessionHealth> sessions;
  std::vector<GroupHealth> groups;
  std::vector<Headroom> headroom;
  std::vector<UnreadCloud> unread;
  std::vector<LocatedDiagnostic> diagnostics;  // expired ignores among them
  std::size_t checked = 0;                     // objects compared
  Time at{};
  bool health_counts = false;  // whoever asked wants to know of what is down as of drift

  // Findings of these classes that no ignore covers.
  std::size_t CountOf(const std::set<DriftClass>& classes) const;
  bool Unhealthy() const;  // a session or group is down
};

}  // namespace ic

#endif  // RECONCILE_RUN_DRIFT_REPORT_H_
