// Whose an object is: the account (or project) that it was made or found with is kept in its facts, and a caller that
// is another one neither reads nor changes it. To its eyes the object would be gone, and a plan would order it again.
#ifndef RECONCILE_LEDGER_OWNER_H_
#define RECONCILE_LEDGER_OWNER_H_

#include <initializer_list>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostics.h"
#include "reconcile/ledger/call.h"

namespace ic::reconcile {

// An error if whoever calls is not the owner that `facts` tell of. Facts that tell of none, and a cloud that does not
// tell who calls, are no error. `object` is what it is about.
Diagnostics CheckOwner(const Asked& asked, const Value& object, std::string_view facts);

// Before `object` is deleted or replaced: an error too if it cannot be asked who calls.
Diagnostics CheckMayEnd(const Asked& asked, const Value& object, std::string_view facts);

// The cloud has no `object`: an error unless whoever calls is the owner that `facts` tell of. Where they tell of none,
// the accounts that the settings allow say that it is the right one.
Diagnostics CheckAbsence(const Asked& asked, const Value& object, std::string_view facts);

// `facts` of an object that was made or found by whoever calls, with the owner in it: the one of `before`, if it tells
// of one.
std::string WithOwner(const Asked& asked, const Value& object, std::string facts, std::string_view before);

// `facts` with the owner that `before` tells of.
std::string KeepOwner(std::string facts, std::string_view before);

// ---- fields that name the account an object is for (VendorTraits::accounts)
// Whoever calls is as good as none in such a field: the object is a plain one of this account. So nothing below the
// faces of the engine sees it there; what was written stays written.

// Who calls, if one of `objects` names an account. Empty: none does, or the cloud does not tell.
std::string CallerAmong(const Asked& asked, std::initializer_list<const Value*> objects);
// `object` without `own` in such fields.
Value WithoutOwnAccount(const Subject& subject, std::string_view own, Value object);
// `object` with `own` in such fields exactly where one of `written` has it.
Value WithOwnAccount(const Subject& subject, std::string_view own, Value object,
                     std::initializer_list<const Value*> written);
// Such fields in which `written` has `own` and `there` another account, which is taken out of `there`.
std::map<std::string, Value> TakenBack(const Subject& subject, std::string_view own, const Value& written,
                                       Value& there);
// An error in `said` is about such a field.
bool SpeaksOfAccounts(const Subject& subject, const Diagnostics& said);
// True if `object` names another account than the caller's in such a field that the cloud never tells: then nothing
// else shows whose it is. False too if the cloud does not tell who calls.
bool NamesAnotherUntold(const Asked& asked, const Value& object);
// `object` as it would be if the account it names were the caller's. Null: it names none.
Value WithoutAccounts(const Subject& subject, const Value& object);

}  // namespace ic::reconcile

#endif  // RECONCILE_LEDGER_OWNER_H_
