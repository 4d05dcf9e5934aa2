// Whose an object is: the account (or project) that it was made or found with is kept in its facts, and a caller that
// is another one neither reads nor changes it. To its eyes the object would be gone, and a plan would order it again.
#ifndef RECONCILE_LEDGER_OWNER_H_
#define RECONCILE_LEDGER_OWNER_H_

#include <string>
#include <string_view>

#include "base/diagnostics.h"
#include "reconcile/ledger/call.h"

namespace ic::reconcile {

// An error if whoever calls is not the owner that `facts` tell of. Facts that tell of none, and a cloud that does not
// tell who calls, are no error. `object` is what it is about.
Diagnostics CheckOwner(const Asked& asked, const Value& object, std::string_view facts);

// The cloud has no `object`: an error unless whoever calls is the owner that `facts` tell of, or they tell of none.
Diagnostics CheckAbsence(const Asked& asked, const Value& object, std::string_view facts);

// `facts` of an object that was made or found by whoever calls, with the owner in it: the one of `before`, if it tells
// of one.
std::string WithOwner(const Asked& asked, const Value& object, std::string facts, std::string_view before);

// `facts` with the owner that `before` tells of.
std::string KeepOwner(std::string facts, std::string_view before);

}  // namespace ic::reconcile

#endif  // RECONCILE_LEDGER_OWNER_H_
