// StateDatabase: what the store (sql_store.h) needs of a SQL engine. The statements are written once, for both engines:
// parameters are `$1`, `$2`, … in the order in which they first occur, and every value travels as text.
// Inside this folder only.
//
// Not thread-safe; the store takes turns. Errors name the database and never hold a password or a value of a row.
#ifndef RECONCILE_STATE_DATABASE_H_
#define RECONCILE_STATE_DATABASE_H_

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/status.h"

namespace ic {

using SqlParameters = std::vector<std::string_view>;
using SqlRow = std::span<const std::string_view>;  // NULL is empty; valid until the callback returns

class StateDatabase {
 public:
  virtual ~StateDatabase() = default;

  virtual const std::string& name() const = 0;

  // How many rows were changed.
  virtual StatusOr<std::int64_t> Execute(const std::string& sql, const SqlParameters& parameters) = 0;
  StatusOr<std::int64_t> Execute(const std::string& sql) { return Execute(sql, {}); }
  // One consistent snapshot, row by row; ends at the first error of `row`, which it returns.
  virtual Status Query(const std::string& sql, const SqlParameters& parameters,
                       const std::function<Status(SqlRow)>& row) = 0;

  // A transaction that writes: one at a time over all processes, others wait for a bounded time. Commit is durable.
  virtual Status Begin() = 0;
  virtual Status Commit() = 0;
  virtual void Rollback() = 0;

  // Is a state here? kInvalidArgument if something else is.
  virtual StatusOr<bool> HasState() = 0;
  // Makes the place for the tables. Inside the transaction that makes them.
  virtual Status Prepare() = 0;
  // Called once, when the tables are there. True: another process made the state meanwhile, and this is that one now.
  virtual StatusOr<bool> Settle() = 0;

  // The lock of a run, apart from transactions: does not keep anybody from reading, and ends with the process. False:
  // another run has it.
  virtual StatusOr<bool> TryLock() = 0;
  virtual void Unlock() = 0;
};

// `body` in a transaction: all of it or, if it or the commit fails, nothing.
Status InTransaction(StateDatabase& database, const std::function<Status()>& body);

}  // namespace ic

#endif  // RECONCILE_STATE_DATABASE_H_
