#include "reconcile/state/migrations.h"

#include <charconv>
#include <cstdint>
#include <string_view>

#include <fmt/format.h>

#include "base/harmless.h"

namespace ic {
namespace {

// Times are ISO 8601 in UTC, to the second. `depends_on` is a JSON array of addresses. `keyed` is 0 or 1. `meta` has
// one row; `run` is the `id` of the run that took the lock last: a run whose number it no longer is may not write.
const Migration kVersion1 = {{
    "CREATE TABLE meta ("
    " lineage TEXT NOT NULL PRIMARY KEY,"
    " schema_version BIGINT NOT NULL,"
    " serial BIGINT NOT NULL,"
    " run BIGINT NOT NULL)",
    "CREATE TABLE objects ("
    " address TEXT NOT NULL PRIMARY KEY,"
    " account TEXT NOT NULL,"
    " cloud TEXT NOT NULL,"
    " region TEXT NOT NULL,"
    " id TEXT NOT NULL,"
    " attributes TEXT NOT NULL,"
    " facts TEXT NOT NULL,"
    " keyed SMALLINT NOT NULL,"
    " depends_on TEXT NOT NULL,"
    " updated TEXT NOT NULL)",
    "CREATE TABLE findings ("
    " id TEXT NOT NULL PRIMARY KEY,"
    " seen_since TEXT NOT NULL)",
    "CREATE TABLE runs ("
    " id BIGINT NOT NULL PRIMARY KEY,"
    " who TEXT NOT NULL,"
    " command TEXT NOT NULL,"
    " pid BIGINT NOT NULL,"
    " started TEXT NOT NULL,"
    " finished TEXT)",
}};

// Creates that were sent without a mark that would show whose they are, and whose end no run has learned.
const Migration kVersion2 = {{
    "CREATE TABLE begun ("
    " address TEXT NOT NULL PRIMARY KEY,"
    " record TEXT NOT NULL)",
}};

const std::vector<Migration> kMigrations = {kVersion1, kVersion2};

// The version of a store that exists.
StatusOr<std::size_t> Version(StateDatabase& database, std::size_t known) {
  std::size_t version = 0;
  IC_RETURN_IF_ERROR(database.Query("SELECT schema_version FROM meta", {}, [&](SqlRow row) {
    std::from_chars(row[0].data(), row[0].data() + row[0].size(), version);
    return OkStatus();
  }));
  if (version == 0) return InvalidArgumentError(fmt::format("{} is no state: it says no version", database.name()));
  if (version <= known) return version;
  return FailedPreconditionError(
      fmt::format("{} has schema version {}, which a newer interconnect made; this one knows version {} and older. Use "
                  "the newer one: a state is never taken back to an older version",
                  database.name(), version, known));
}

Status RunSteps(StateDatabase& database, std::span<const Migration> steps) {
  for (const Migration& migration : steps) {
    for (const std::string& statement : migration.statements) {
      const auto changed = database.Execute(statement);
      if (!changed.ok()) return changed.status();
    }
  }
  return OkStatus();
}

// Another process may have made it meanwhile: then there is nothing to do.
Status Create(StateDatabase& database, std::span<const Migration> migrations, Random& random) {
  return InTransaction(database, [&]() -> Status {
    IC_ASSIGN_OR_RETURN(const bool made, database.HasState());
    if (made) return OkStatus();
    IC_RETURN_IF_ERROR(database.Prepare());
    IC_RETURN_IF_ERROR(RunSteps(database, migrations));
    const std::string lineage = random.Uuid();
    const std::string version = std::to_string(migrations.size());
    return database
        .Execute("INSERT INTO meta (lineage, schema_version, serial, run) VALUES ($1, $2, 0, 0)", {lineage, version})
        .status();
  });
}

Status Upgrade(StateDatabase& database, std::span<const Migration> migrations) {
  IC_ASSIGN_OR_RETURN(const bool locked, database.TryLock());
  if (!locked) return LockedError(database, "must be migrated to a newer schema version, but is locked");
  const Status status = InTransaction(database, [&]() -> Status {
    IC_ASSIGN_OR_RETURN(const std::size_t version, Version(database, migrations.size()));
    IC_RETURN_IF_ERROR(RunSteps(database, migrations.subspan(version)));
    const std::string target = std::to_string(migrations.size());
    return database.Execute("UPDATE meta SET schema_version = $1", {target}).status();
  });
  database.Unlock();
  return status;
}

}  // namespace

std::span<const Migration> Migrations() { return kMigrations; }

Status Migrate(StateDatabase& database, std::span<const Migration> migrations, bool create, Random& random) {
  IC_ASSIGN_OR_RETURN(const bool exists, database.HasState());
  if (!exists && !create) return NotFoundError(fmt::format("{} holds no state", database.name()));
  if (!exists) IC_RETURN_IF_ERROR(Create(database, migrations, random));
  IC_ASSIGN_OR_RETURN(const std::size_t version, Version(database, migrations.size()));
  return version < migrations.size() ? Upgrade(database, migrations) : OkStatus();
}

Status LockedError(StateDatabase& database, const std::string& what) {
  std::string holder = "another run that has just begun";
  IC_RETURN_IF_ERROR(database.Query(
      "SELECT who, command, pid, started FROM runs WHERE finished IS NULL AND id = (SELECT run FROM meta)", {},
      [&](SqlRow row) {
        const auto word = [&row](std::size_t column) { return SpelledOut(row[column], Breaks::kSpelledOut); };
        holder = fmt::format("{}, which runs '{}' (process {}) since {}", word(0), word(1), word(2), word(3));
        return OkStatus();
      }));
  return FailedPreconditionError(fmt::format("{} {} by {}. Wait until it has finished; the lock ends with its process",
                                             database.name(), what, holder));
}

}  // namespace ic
