#include "reconcile/state/sqlite.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdint>
#include <cstdio>
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

#include "base/trusted_file.h"
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

Status CannotMake(const std::string& path, int error) {
  const std::string text = fmt::format("cannot make the state {}: {}", path, SystemText(error));
  return error == EACCES || error == EROFS ? PermissionDeniedError(text) : UnavailableError(text);
}

// Gives the draft the name, unless something has it. 0 or an errno.
int Publish(const std::string& draft, const std::string& file) {
  if (link(draft.c_str(), file.c_str()) == 0) {
    unlink(draft.c_str());
    return 0;
  }
  if (errno == EEXIST) return EEXIST;
  // A file system without hard links.
  return renameat2(AT_FDCWD, draft.c_str(), AT_FDCWD, file.c_str(), RENAME_NOREPLACE) == 0 ? 0 : errno;
}

// SQLite then neither locks the file nor looks for anything beside it.
std::string UnchangingUri(const std::string& file) {
  std::string uri = "file:";
  for (const char c : file) {
    const bool special = c == '%' || c == '?' || c == '#';
    uri += special ? fmt::format("%{:02X}", static_cast<unsigned char>(c)) : std::string(1, c);
  }
  return uri + "?immutable=1";
}

// Where a state is, without symbolic links, so that every name of it has the same lock.
struct FilePlace {
  std::string file;
  // A new one is made here, beside, and gets its name when it is whole: a file that is there is a state. Empty: it is
  // there.
  std::string draft = {};
};

class SqliteDatabase : public StateDatabase {
 public:
  SqliteDatabase(std::string name, FilePlace place)
      : name_(std::move(name)), place_(std::move(place)), lock_(place_.file + ".lock") {}
  ~SqliteDatabase() override {
    Close();
    if (!place_.draft.empty()) unlink(place_.draft.c_str());
  }
  SqliteDatabase(const SqliteDatabase&) = delete;
  SqliteDatabase& operator=(const SqliteDatabase&) = delete;

  Status Open() {
    const Status opened = OpenAs(place_.draft.empty() ? place_.file : place_.draft, SQLITE_OPEN_READWRITE);
    if (opened.ok() || !IsFixed()) return opened;
    // Its last writer kept a write-ahead log, and here no file can be made beside it.
    Close();
    return OpenAs(UnchangingUri(place_.file), SQLITE_OPEN_READONLY | SQLITE_OPEN_URI);
  }

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
    const bool empty = application == "0" && tables == "0";
    if (empty && !place_.draft.empty()) return false;
    if (empty) {
      return InvalidArgumentError(fmt::format(
          "{} is no state: it is an empty file. If a state was there, take a copy from before, or rebuild it "
          "with 'interconnect import --all'; to begin with a new one, remove the file",
          name_));
    }
    return InvalidArgumentError(fmt::format("{} is no state: it is a SQLite file of another program", name_));
  }

  Status Prepare() override { return Execute(fmt::format("PRAGMA application_id = {}", kApplicationId), {}).status(); }

  // Each commit is in the one file: a copy of it is the state. A file of before has a write-ahead log; where that
  // cannot be ended (a file that may only be read, another process just now), it is as safe, but for copies.
  StatusOr<bool> Settle() override {
    if (place_.draft.empty()) {
      static_cast<void>(Execute("PRAGMA journal_mode = DELETE", {}));
      return false;
    }
    Close();
    const std::string draft = std::exchange(place_.draft, {});
    const int error = Publish(draft, place_.file);
    if (error != 0) unlink(draft.c_str());
    if (error != 0 && error != EEXIST) return CannotMake(name_, error);
    IC_RETURN_IF_ERROR(OpenAs(place_.file, SQLITE_OPEN_READWRITE));
    return error == EEXIST;
  }

  StatusOr<bool> TryLock() override { return lock_.TryLock(); }
  void Unlock() override { lock_.Unlock(); }

 private:
  void Close() {
    statements_.clear();
    connection_.reset();
  }

  Status OpenAs(const std::string& file, int flags) {
    sqlite3* opened = nullptr;
    // The store takes turns, so SQLite's own mutex is not needed.
    const int code = sqlite3_open_v2(file.c_str(), &opened, flags | SQLITE_OPEN_NOMUTEX, nullptr);
    connection_.reset(opened);
    return code == SQLITE_OK ? Configure() : Error(code);
  }

  // True if nobody can be writing it: this process may not, and there is nothing beside it that is not in it yet.
  bool IsFixed() const {
    namespace fs = std::filesystem;
    const std::string folder = fs::path(place_.file).parent_path().string();
    if (!place_.draft.empty() || access(folder.c_str(), W_OK) == 0) return false;
    return std::ranges::none_of(std::array{"-wal", "-journal"}, [&](const char* suffix) {
      std::error_code error;
      const std::uintmax_t size = fs::file_size(place_.file + suffix, error);
      return !error && size > 0;
    });
  }

  // `synchronous = FULL`: a commit is on the disk when it returns. The last one reads: what cannot be read fails here.
  Status Configure() {
    sqlite3_extended_result_codes(connection_.get(), 1);
    sqlite3_busy_timeout(connection_.get(), kBusyMilliseconds);
    // The file may come from anybody: what its schema says must not run functions.
    sqlite3_db_config(connection_.get(), SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    for (const char* pragma : {"PRAGMA trusted_schema = OFF", "PRAGMA cell_size_check = ON", "PRAGMA foreign_keys = ON",
                               "PRAGMA synchronous = FULL", "PRAGMA schema_version"}) {
      IC_RETURN_IF_ERROR(Execute(pragma, {}).status());
    }
    return OkStatus();
  }

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
  FilePlace place_;
  FileLock lock_;
};

// The state, and what SQLite would take for the unfinished end of it: who may write one of them writes the state.
Status CheckFiles(const std::string& file) {
  IC_RETURN_IF_ERROR(CheckTrustedFile(file).Annotate("the state"));
  for (const char* suffix : {"-journal", "-wal", "-shm"}) {
    IC_RETURN_IF_ERROR(CheckTrustedFile(file + suffix).Annotate("beside the state"));
  }
  return OkStatus();
}

// With an empty draft that only its owner may read, before SQLite would make one that others may, if none is there.
StatusOr<FilePlace> PlaceOf(const std::string& path, bool create) {
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
    const fs::path folder = fs::canonical(parent, error);
    FilePlace place{.file = (folder / fs::path(path).filename()).string()};
    IC_RETURN_IF_ERROR(CheckFiles(place.file));
    place.draft = place.file + ".XXXXXX";
    const int descriptor = error ? -1 : mkostemp(place.draft.data(), O_CLOEXEC);
    if (descriptor < 0) return CannotMake(path, error ? error.value() : errno);
    close(descriptor);
    return place;
  }
  if (status.type() == fs::file_type::directory) {
    return InvalidArgumentError(fmt::format("the state {} is a folder; name a file in it", path));
  } else if (status.type() != fs::file_type::regular) {
    const std::string why = error ? error.message() : "it is no file";
    return InvalidArgumentError(fmt::format("the state {} cannot be opened: {}", path, why));
  }
  IC_RETURN_IF_ERROR(CheckTrustedFile(path).Annotate("the state"));
  const fs::path resolved = fs::canonical(path, error);
  if (error) return UnavailableError(fmt::format("the state {} cannot be opened: {}", path, error.message()));
  IC_RETURN_IF_ERROR(CheckFiles(resolved.string()));
  return FilePlace{.file = resolved.string()};
}

}  // namespace

StatusOr<std::unique_ptr<StateDatabase>> OpenSqlite(const std::string& path, bool create) {
  IC_ASSIGN_OR_RETURN(FilePlace place, PlaceOf(path, create));
  auto database = std::make_unique<SqliteDatabase>(path, std::move(place));
  IC_RETURN_IF_ERROR(database->Open());
  return std::unique_ptr<StateDatabase>(std::move(database));
}

}  // namespace ic
