#include "reconcile/state/postgres.h"

#include <charconv>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <libpq-fe.h>

#include "base/redact.h"
#include "reconcile/state/postgres_url.h"

namespace ic {
namespace {

struct ClearResult {
  void operator()(PGresult* result) const { PQclear(result); }
};
using Result = std::unique_ptr<PGresult, ClearResult>;

// FNV-1a: advisory locks have numbers, the same in every program that knows the schema's name.
std::int64_t LockNumber(std::string_view purpose, std::string_view schema) {
  std::uint64_t hash = 0xcbf29ce484222325ULL;
  for (const char c : fmt::format("interconnect {} {}", purpose, schema)) {
    hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3ULL;
  }
  return static_cast<std::int64_t>(hash);
}

StatusCode CodeOfState(std::string_view sqlstate) {
  if (sqlstate == "42501" || sqlstate == "25006") return StatusCode::kPermissionDenied;  // rights; a read-only server
  if (sqlstate == "42P01" || sqlstate == "42703") return StatusCode::kInvalidArgument;   // no such table, column
  const std::string_view state_class = sqlstate.substr(0, 2);
  if (state_class == "28") return StatusCode::kUnauthenticated;
  // Connection, resources (disk full), waited too long, shut down, serialization.
  for (const char* passing : {"08", "53", "55", "57", "58", "40"}) {
    if (state_class == passing) return StatusCode::kUnavailable;
  }
  return StatusCode::kInternal;
}

class PostgresDatabase : public StateDatabase {
 public:
  PostgresDatabase(PostgresConnection connection, PostgresUrl url)
      : connection_(std::move(connection)),
        url_(std::move(url)),
        begin_(fmt::format("BEGIN ISOLATION LEVEL READ COMMITTED; SELECT pg_advisory_xact_lock({})",
                           LockNumber("write", url_.schema))),
        run_lock_(std::to_string(LockNumber("run", url_.schema))) {}

  const std::string& name() const override { return url_.name; }

  StatusOr<std::int64_t> Execute(const std::string& sql, const SqlParameters& parameters) override {
    IC_RETURN_IF_ERROR(CheckConnection());
    const Result result = Run(sql, parameters);
    IC_RETURN_IF_ERROR(CheckResult(result.get()));
    const std::string_view count = PQcmdTuples(result.get());
    std::int64_t rows = 0;
    std::from_chars(count.data(), count.data() + count.size(), rows);
    return rows;
  }

  // A row at a time: a large state is not held twice.
  Status Query(const std::string& sql, const SqlParameters& parameters,
               const std::function<Status(SqlRow)>& row) override {
    IC_RETURN_IF_ERROR(CheckConnection());
    const std::vector<std::string> texts(parameters.begin(), parameters.end());
    const std::vector<const char*> values = Pointers(texts);
    if (PQsendQueryParams(connection_.get(), sql.c_str(), static_cast<int>(values.size()), nullptr, values.data(),
                          nullptr, nullptr, 0) == 0) {
      return ConnectionError();
    }
    PQsetSingleRowMode(connection_.get());
    Status status;
    std::vector<std::string_view> columns;
    // All results are taken, whatever happens: the connection is not free before.
    for (Result result(PQgetResult(connection_.get())); result != nullptr;
         result.reset(PQgetResult(connection_.get()))) {
      if (!status.ok()) continue;
      status = PQresultStatus(result.get()) == PGRES_SINGLE_TUPLE ? HandRow(result.get(), columns, row)
                                                                  : CheckResult(result.get());
    }
    return status;
  }

  // The lock inside the transaction makes writers take turns, as in a file. Every statement after it sees what was
  // committed before it was had: under a stricter level (the server's or the URL's default) they would see what was
  // there when the wait began.
  Status Begin() override {
    IC_RETURN_IF_ERROR(CheckConnection());
    const Result result(PQexec(connection_.get(), begin_.c_str()));
    const Status status = CheckResult(result.get());
    if (!status.ok()) Rollback();
    return status;
  }
  Status Commit() override {
    // The server answers COMMIT of a failed transaction with ROLLBACK, and calls it no error.
    IC_RETURN_IF_ERROR(CheckConnection());
    const Result result = Run("COMMIT", {});
    IC_RETURN_IF_ERROR(CheckResult(result.get()));
    if (std::string_view(PQcmdStatus(result.get())) == "COMMIT") return OkStatus();
    return InternalError(fmt::format("{}: the transaction was rolled back", name()));
  }
  void Rollback() override {
    if (PQstatus(connection_.get()) == CONNECTION_OK && PQtransactionStatus(connection_.get()) != PQTRANS_IDLE) {
      Run("ROLLBACK", {});
    }
  }

  StatusOr<bool> HasState() override {
    bool has_meta = false;
    std::string other;
    IC_RETURN_IF_ERROR(
        Query("SELECT tablename FROM pg_catalog.pg_tables WHERE schemaname = $1", {url_.schema}, [&](SqlRow row) {
          if (row[0] == "meta") has_meta = true;
          other = row[0];
          return OkStatus();
        }));
    if (has_meta || other.empty()) return has_meta;
    return InvalidArgumentError(fmt::format(
        "{} is no state: its schema '{}' holds a table '{}' of somebody else; name another with ?schema=NAME", name(),
        url_.schema, WithoutSecrets(other, url_.secrets)));
  }

  Status Prepare() override {
    bool is_there = false;
    IC_RETURN_IF_ERROR(Query("SELECT 1 FROM pg_catalog.pg_namespace WHERE nspname = $1", {url_.schema}, [&](SqlRow) {
      is_there = true;
      return OkStatus();
    }));
    // Asked first: `IF NOT EXISTS` wants the right to make one even where there is one. The name needs no quoting.
    return is_there ? OkStatus() : Execute(fmt::format("CREATE SCHEMA {}", url_.schema), {}).status();
  }

  StatusOr<bool> Settle() override { return false; }

  StatusOr<bool> TryLock() override {
    bool locked = false;
    IC_RETURN_IF_ERROR(Query("SELECT pg_try_advisory_lock($1)", {run_lock_}, [&](SqlRow row) {
      locked = row[0] == "t";
      return OkStatus();
    }));
    holds_lock_ = locked;
    return locked;
  }

  void Unlock() override {
    static_cast<void>(Execute("SELECT pg_advisory_unlock($1)", {run_lock_}));
    holds_lock_ = false;
  }

  // What the session needs, whatever the server and the URL say.
  Status Configure() {
    const std::string path = fmt::format("{}, pg_temp", url_.schema);
    const std::pair<const char*, std::string_view> settings[] = {
        {"search_path", path},
        {"lock_timeout", "30s"},
        // The lock of a machine that is gone must not outlive it for hours.
        {"tcp_keepalives_idle", "60"},
        {"tcp_keepalives_interval", "15"},
        {"tcp_keepalives_count", "4"},
    };
    for (const auto& [setting, value] : settings) {
      IC_RETURN_IF_ERROR(Execute("SELECT pg_catalog.set_config($1, $2, false)", {setting, value}).status());
    }
    // A commit must be durable when it returns.
    return Execute(
               "SELECT pg_catalog.set_config('synchronous_commit', 'on', false)"
               " WHERE pg_catalog.current_setting('synchronous_commit') = 'off'",
               {})
        .status();
  }

 private:
  static std::vector<const char*> Pointers(const std::vector<std::string>& texts) {
    std::vector<const char*> values;
    values.reserve(texts.size());
    for (const std::string& text : texts) values.push_back(text.c_str());
    return values;
  }

  static Status HandRow(const PGresult* result, std::vector<std::string_view>& columns,
                        const std::function<Status(SqlRow)>& row) {
    columns.resize(static_cast<std::size_t>(PQnfields(result)));
    for (int i = 0; i < PQnfields(result); ++i) {
      columns[static_cast<std::size_t>(i)] = {PQgetvalue(result, 0, i),
                                              static_cast<std::size_t>(PQgetlength(result, 0, i))};
    }
    return row(columns);
  }

  Result Run(const std::string& sql, const SqlParameters& parameters) {
    const std::vector<std::string> texts(parameters.begin(), parameters.end());
    const std::vector<const char*> values = Pointers(texts);
    return Result(PQexecParams(connection_.get(), sql.c_str(), static_cast<int>(values.size()), nullptr, values.data(),
                               nullptr, nullptr, 0));
  }

  Status CheckConnection() const {
    return PQstatus(connection_.get()) == CONNECTION_OK ? OkStatus() : ConnectionError();
  }

  Status ConnectionError() const {
    const std::string why = WithoutSecrets(PQerrorMessage(connection_.get()), url_.secrets);
    const std::string lost = fmt::format("the connection to {} was lost{}{}", name(), why.empty() ? "" : ": ", why);
    if (!holds_lock_) return UnavailableError(lost);
    return UnavailableError(lost + "; the lock was lost with it, so this run writes nothing more");
  }

  Status CheckResult(const PGresult* result) const {
    const ExecStatusType status = PQresultStatus(result);
    if (status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK) return OkStatus();
    if (PQstatus(connection_.get()) != CONNECTION_OK) return ConnectionError();
    // Not the details: they quote rows.
    const char* state = PQresultErrorField(result, PG_DIAG_SQLSTATE);
    const char* message = PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY);
    const StatusCode code = CodeOfState(state != nullptr ? state : "");
    const std::string text = WithoutSecrets(message != nullptr ? message : "no answer", url_.secrets);
    if (code == StatusCode::kInvalidArgument) return {code, fmt::format("{} is no state: {}", name(), text)};
    return {code, fmt::format("{}: PostgreSQL: {}", name(), text)};
  }

  PostgresConnection connection_;
  PostgresUrl url_;
  std::string begin_;
  std::string run_lock_;
  bool holds_lock_ = false;
};

// What a server says beside its answers goes nowhere: libpq writes it to stderr as it comes, which nothing of ours sees
// (secrets, commands to a terminal), from the first message on. It can be told so only of a connection that was begun:
// so that is begun, told, and made anew at once, which keeps libpq's own patience and its choice among hosts.
PostgresConnection Connect(const std::map<std::string, std::string>& options) {
  PostgresConnection connection = BeginPostgres(options);
  if (PQstatus(connection.get()) == CONNECTION_BAD) return connection;
  PQsetNoticeProcessor(
      connection.get(), [](void*, const char*) {}, nullptr);
  PQreset(connection.get());
  return connection;
}

// Its password may be none of the URL's: the environment, a file of passwords and a service have some, too.
void KnowPasswordOf(const PGconn* connection, PostgresUrl& url) {
  const std::string_view password = connection == nullptr ? "" : PQpass(connection);
  if (password.empty()) return;
  KnowSecret(password);
  url.secrets.emplace_back(password);
}

}  // namespace

StatusOr<std::unique_ptr<StateDatabase>> OpenPostgres(std::string_view url) {
  IC_ASSIGN_OR_RETURN(PostgresUrl parsed, ParsePostgresUrl(url));
  IC_RETURN_IF_ERROR(CheckPostgresFiles(parsed));
  std::map<std::string, std::string> options = parsed.options;
  // Where the URL is silent: bounded waits, and a name for the server's lists.
  options.emplace("connect_timeout", "15");
  options.emplace("tcp_user_timeout", "60000");
  options.emplace("fallback_application_name", "interconnect");
  options["client_encoding"] = "UTF8";
  PostgresConnection connection = Connect(options);
  KnowPasswordOf(connection.get(), parsed);
  if (PQstatus(connection.get()) != CONNECTION_OK) {
    const std::string why = WithoutSecrets(PQerrorMessage(connection.get()), parsed.secrets);
    const std::string_view hint =
        parsed.verifies_by_default
            ? ". The URL has no sslmode, so the server's certificate is verified (verify-full): name the certificates "
              "that sign it as sslrootcert=FILE in the URL (otherwise ~/.postgresql/root.crt), or say another sslmode"
            : "";
    return UnavailableError(fmt::format("{} cannot be opened: {}{}", parsed.name, why, hint));
  }
  auto database = std::make_unique<PostgresDatabase>(std::move(connection), std::move(parsed));
  IC_RETURN_IF_ERROR(database->Configure());
  return std::unique_ptr<StateDatabase>(std::move(database));
}

}  // namespace ic
