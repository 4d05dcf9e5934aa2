#include "reconcile/state/sqlite.h"

#include <cerrno>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <fmt/format.h>
#include <sqlite3.h>
#include <sys/stat.h>
#include <unistd.h>

#include "reconcile/state/file_lock.h"

namespace ic {
namespace {

constexpr int kBusyMilliseconds = 10'000;
constexpr std::string_view kApplicationId = "1229147732";  // "ICNT"

struct CloseConnection {
  void operator()(sqlite3* connection) const { sqlite3_close_v2(connection); }
};
struct FinalizeStatement {
  void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};
using SqliteConnection = std::unique_ptr<sqlite3, CloseConnection>;
using Statement = std::unique_ptr<sqlite3_stmt, FinalizeStatement>;

// Lets the next user of a statement begin afresh, and ends its read.
class ResetAtEnd {
 public:
  explicit ResetAtEnd(sqlite3_stmt* statement) : statement_(statement) {}
  ~ResetAtEnd() {
    sqlite3_reset(statement_);
    sqlite3_clear_bindings(statement_);
  }
  ResetAtEnd(const ResetAtEnd&) = delete;
  ResetAtEnd& operator=(const ResetAtEnd&) = delete;

 private:
  sqlite3_stmt* statement_;
};

std::string SystemText(int error) { return std::generic_category().message(error); }

Status SqliteError(sqlite3* connection, int code, const std::string& name) {
  const std::string text = connection != nullptr ? sqlite3_errmsg(connection) : sqlite3_errstr(code);
  const int cause = connection != nullptr ? sqlite3_system_errno(connection) : 0;
  const std::string why = cause != 0 ? fmt::format("{} ({})", text, SystemText(cause)) : text;
  switch (code & 0xff) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return UnavailableError(
          fmt::format("{} is busy: another process has been writing to it for {} s", name, kBusyMilliseconds / 1000));
    case SQLITE_FULL:
      return UnavailableError(fmt::format("{} cannot be written: the disk is full", name));
    case SQLITE_READONLY:
    case SQLITE_PERM:
      return PermissionDeniedError(fmt::format("{} cannot be written: {}", name, why));
    case SQLITE_CANTOPEN: {
      const std::string message =
          fmt::format("{} cannot be opened: {}; the folder must be writable too, for SQLite's journal", name, why);
      return cause == EACCES || cause == EROFS || cause == EPERM ? PermissionDeniedError(message)
                                                                 : UnavailableError(message);
    }
    case SQLITE_IOERR:
      return UnavailableError(fmt::format("{} cannot be read or written: {}", name, why));
    case SQLITE_NOTADB:
      return InvalidArgumentError(fmt::format("{} is no state: it is not a SQLite file", name));
    case SQLITE_CORRUPT:
      return InvalidArgumentError(fmt::format(
          "{} is damaged: {}; take a copy from before, or rebuild it with 'interconnect import'", name, text));
    default:
      return InternalError(fmt::format("{}: SQLite: {}", name, text));
  }
}

class SqliteDatabase : public StateDatabase {
 public:
  SqliteDatabase(SqliteConnection connection, std::string name, const std::string& file)
      : connection_(std::move(connection)), name_(std::move(name)), lock_(file + ".lock") {}

  const std::string& name() const override { return name_; }

  StatusOr<std::int64_t> Execute(const std::string& sql, const SqlParameters& parameters) override {
    IC_RETURN_IF_ERROR(Query(sql, parameters, [](SqlRow) { return OkStatus(); }));
    return sqlite3_changes64(connection_.get());
  }

  Status Query(const std::string& sql, const SqlParameters& parameters,
               const std::function<Status(SqlRow)>& row) override {
    IC_ASSIGN_OR_RETURN(sqlite3_stmt* const statement, Prepared(sql));
    const ResetAtEnd reset(statement);
    for (std::size_t i = 0; i < parameters.size(); ++i) {
      const int code = sqlite3_bind_text64(statement, static_cast<int>(i) + 1, parameters[i].data(),
                                           parameters[i].size(), SQLITE_STATIC, SQLITE_UTF8);
      if (code != SQLITE_OK) return Error(code);
    }
    std::vector<std::string_view> columns(static_cast<std::size_t>(sqlite3_column_count(statement)));
    int code = sqlite3_step(statement);
    for (; code == SQLITE_ROW; code = sqlite3_step(statement)) {
      for (std::size_t i = 0; i < columns.size(); ++i) columns[i] = Column(statement, static_cast<int>(i));
      IC_RETURN_IF_ERROR(row(columns));
    }
    return code == SQLITE_DONE ? OkStatus() : Error(code);
  }

  Status Begin() override { return Execute("BEGIN IMMEDIATE", {}).status(); }
  Status Commit() override { return Execute("COMMIT", {}).status(); }
  void Rollback() override {
    // Some errors (disk full) have rolled back already.
    if (sqlite3_get_autocommit(connection_.get()) == 0) static_cast<void>(Execute("ROLLBACK", {}));
  }

  // One statement, so that it sees one moment of the file: between two, another process may have made the state.
  StatusOr<bool> HasState() override {
    std::string application;
    std::string tables;
    IC_RETURN_IF_ERROR(Query("SELECT application_id, (SELECT COUNT(*) FROM sqlite_master) FROM pragma_application_id",
                             {}, [&](SqlRow row) {
                               application = row[0];
                               tables = row[1];
                               return OkStatus();
                             }));
    if (application == kApplicationId) return true;
    if (application == "0" && tables == "0") return false;
    return InvalidArgumentError(fmt::format("{} is no state: it is a SQLite file of another program", name_));
  }

  Status Prepare() override { return Execute(fmt::format("PRAGMA application_id = {}", kApplicationId), {}).status(); }

  // Readers and a writer then do not wait for each other, and a commit costs one write to the disk. Where it cannot be
  // had (a file that may only be read, another process just now), SQLite's other journal is as safe.
  void Settle() override { static_cast<void>(Execute("PRAGMA journal_mode = WAL", {})); }

  StatusOr<bool> TryLock() override { return lock_.TryLock(); }
  void Unlock() override { lock_.Unlock(); }

  // `synchronous = FULL`: a commit is on the disk when it returns.
  Status Configure() {
    sqlite3_extended_result_codes(connection_.get(), 1);
    sqlite3_busy_timeout(connection_.get(), kBusyMilliseconds);
    // The file may come from anybody: what its schema says must not run functions.
    sqlite3_db_config(connection_.get(), SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    for (const char* pragma : {"PRAGMA trusted_schema = OFF", "PRAGMA cell_size_check = ON", "PRAGMA foreign_keys = ON",
                               "PRAGMA synchronous = FULL"}) {
      IC_RETURN_IF_ERROR(Execute(pragma, {}).status());
    }
    return OkStatus();
  }

 private:
  static std::string_view Column(sqlite3_stmt* statement, int index) {
    const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(statement, index));
    if (text == nullptr) return {};
    return {text, static_cast<std::size_t>(sqlite3_column_bytes(statement, index))};
  }

  Status Error(int code) const { return SqliteError(connection_.get(), code, name_); }

  StatusOr<sqlite3_stmt*> Prepared(const std::string& sql) {
    const auto found = statements_.find(sql);
    if (found != statements_.end()) return found->second.get();
    sqlite3_stmt* made = nullptr;
    const int code = sqlite3_prepare_v3(connection_.get(), sql.c_str(), -1, SQLITE_PREPARE_PERSISTENT, &made, nullptr);
    Statement statement(made);
    if (code != SQLITE_OK) return Error(code);
    statements_.emplace(sql, std::move(statement));
    return made;
  }

  SqliteConnection connection_;
  std::map<std::string, Statement> statements_;  // by their text; ends before the connection
  std::string name_;
  FileLock lock_;
};

// Makes an empty file that only its owner may read, before SQLite would make one that others may.
Status CreateFile(const std::string& path) {
  const int descriptor = open(path.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (descriptor >= 0) {
    close(descriptor);
    return OkStatus();
  }
  const int error = errno;
  if (error == EEXIST) return OkStatus();
  const std::string text = fmt::format("cannot make the state {}: {}", path, SystemText(error));
  return error == EACCES || error == EROFS ? PermissionDeniedError(text) : UnavailableError(text);
}

// The file without symbolic links, so that every name of it has the same lock; made if need be.
StatusOr<std::string> ResolveFile(const std::string& path, bool create) {
  namespace fs = std::filesystem;
  std::error_code error;
  const fs::file_status status = fs::status(path, error);
  if (status.type() == fs::file_type::not_found) {
    fs::path parent = fs::path(path).parent_path();
    if (parent.empty()) parent = ".";
    if (!fs::is_directory(parent, error)) {
      return InvalidArgumentError(
          fmt::format("the state {} cannot be there: there is no folder {}; make it first", path, parent.string()));
    }
    if (!create) return NotFoundError(fmt::format("there is no state {}", path));
    IC_RETURN_IF_ERROR(CreateFile(path));
  } else if (status.type() == fs::file_type::directory) {
    return InvalidArgumentError(fmt::format("the state {} is a folder; name a file in it", path));
  } else if (status.type() != fs::file_type::regular) {
    const std::string why = error ? error.message() : "it is no file";
    return InvalidArgumentError(fmt::format("the state {} cannot be opened: {}", path, why));
  }
  const fs::path resolved = fs::canonical(path, error);
  if (error) return UnavailableError(fmt::format("the state {} cannot be opened: {}", path, error.message()));
  return resolved.string();
}

}  // namespace

StatusOr<std::unique_ptr<StateDatabase>> OpenSqlite(const std::string& path, bool create) {
  IC_ASSIGN_OR_RETURN(const std::string file, ResolveFile(path, create));
  sqlite3* opened = nullptr;
  // The store takes turns, so SQLite's own mutex is not needed.
  const int code = sqlite3_open_v2(file.c_str(), &opened, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, nullptr);
  SqliteConnection connection(opened);
  if (code != SQLITE_OK) return SqliteError(connection.get(), code, path);
  auto database = std::make_unique<SqliteDatabase>(std::move(connection), path, file);
  IC_RETURN_IF_ERROR(database->Configure());
  return std::unique_ptr<StateDatabase>(std::move(database));
}

}  // namespace ic
