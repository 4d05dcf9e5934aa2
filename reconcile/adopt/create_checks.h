// What has to hold before an object is created or taken over, judged without doing either: when planning, and again
// right before the call.
#ifndef RECONCILE_ADOPT_CREATE_CHECKS_H_
#define RECONCILE_ADOPT_CREATE_CHECKS_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "adapters/contract/adapter.h"
#include "base/diagnostics.h"
#include "reconcile/guard/quota.h"
#include "reconcile/ledger/call.h"

namespace ic::reconcile {

// An object that is to come, as its checks see it.
struct Intent {
  Value wanted;                  // as planned; with `adopt`, what exists must fit it
  Value said;                    // as configured: an offer has to be named in it
  Value counted;                 // as limits over several objects count it: completed, when planning with stand-ins
  std::string replaces;          // id of the object that makes room for it
  std::string takes_over;        // id of what an interrupted create of it left behind
  std::uint64_t ticket{};        // its entry among the planned creates, 0 if it has none
  bool before_deletion = false;  // of what it replaces, see QuotaSubject
  std::vector<std::string> beside = {};  // likewise
  bool awaits_others = false;            // likewise
};

struct CreateCheck {
  Diagnostics diagnostics;
  std::optional<Observed> found;  // what is to be taken over, as the cloud has it
};

// Whether what is to be taken over may be, and whether there is room. When applying, what is taken over is not counted
// again: it is there.
CreateCheck CheckCreate(const Call& call, const Intent& intent, When when, Freshness freshness);

// What only the cloud can tell of `wanted`, a create, by reads alone (Adapter::Check). When planning nothing is waited
// for, and what another object of the run may still change is a warning; when applying what it stands on is waited for,
// up to `timeout`, and a cloud that cannot be asked is an error. `replaces`: id of what goes for it, so that a list
// of locations that cannot be had, or is empty, is one too. Empty: nothing goes.
Diagnostics CheckWithCloud(const Call& call, const Value& wanted, Duration timeout, When when,
                           const std::string& replaces = {});

// `wanted` with its location as the cloud writes it, if it is one of the cloud's: what is sent. Asks for the list of
// locations only where the code is written in one case.
Value WithLocationSpelled(const Call& call, Value wanted);

// Of a change in place that is planned, of these paths (UpdateRequest::changed).
Diagnostics CheckChangeWithCloud(const Call& call, const Value& prior, const Value& planned,
                                 std::vector<std::string> changed);

}  // namespace ic::reconcile

#endif  // RECONCILE_ADOPT_CREATE_CHECKS_H_
