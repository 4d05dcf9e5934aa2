#include "reconcile/state/database.h"

namespace ic {

Status InTransaction(StateDatabase& database, const std::function<Status()>& body) {
  IC_RETURN_IF_ERROR(database.Begin());
  Status status = body();
  if (status.ok()) status = database.Commit();
  if (!status.ok()) database.Rollback();
  return status;
}

}  // namespace ic
