// The end of a create: what came of it, as the state is to have it. Once an object exists, nothing about its creation
// is an error: an error would make Terraform destroy the object.
#ifndef RECONCILE_APPLY_FINISH_H_
#define RECONCILE_APPLY_FINISH_H_

#include <memory>
#include <string>
#include <vector>

#include "adapters/contract/adapter.h"
#include "base/diagnostics.h"
#include "reconcile/guard/guard.h"
#include "reconcile/ledger/call.h"
#include "reconcile/object/object.h"
#include "reconcile/object/requests.h"

namespace ic::reconcile {

// A create in which nothing is open any more but what the cloud decides.
struct Creation {
  std::shared_ptr<Adapter> adapter;
  Value planned;
  Value asked;  // the same, without what was only read when planning
  CreateRequest request = {};
  std::string digest = {};    // DigestOf it
  bool noted = false;         // before it is sent, by this run or an earlier one that did not learn its end
  bool begun_before = false;  // by an earlier one
  std::string earlier = {};   // the nonce of that one's
};

struct Outcome {
  ChangeResult result;        // of the call that made the object or took it over
  Diagnostics diagnostics;    // what there was to say on the way; errors if nothing was made
  GuardHold hold = {};        // of the groups that a takeover disturbs, until all of it is done
  bool made_nothing = false;  // it was sent, and for certain nothing came of it
  std::string nonce = {};     // that the object's mark carries
  bool is_unmarked = false;   // what an earlier run left lacks the marks of this create, and none are written on it
  // Of a takeover: what the configuration takes off the object in so many words, and the object as it was before.
  std::vector<const Leaf*> taken_off = {};
  Value before = Value::Null();

  bool made() const { return !result.id.empty(); }
};

// Does the rest of an object that existed before, and enters it into the ledger. The state is null if nothing was made.
ObjectOutput Merged(const Call& call, const Creation& creation, Outcome outcome);

}  // namespace ic::reconcile

#endif  // RECONCILE_APPLY_FINISH_H_
