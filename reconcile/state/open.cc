#include "reconcile/state/open.h"

#include <algorithm>
#include <optional>
#include <string>

#include <fmt/format.h>

#include "base/text.h"
#include "reconcile/state/postgres.h"
#include "reconcile/state/postgres_url.h"
#include "reconcile/state/sql_store.h"
#include "reconcile/state/sqlite.h"

namespace ic {
namespace {

// "postgres" of "postgres://…", in small letters. One letter is none, and neither is what follows the first slash.
std::optional<std::string> Scheme(std::string_view where) {
  const std::size_t colon = where.find(':');
  if (colon == std::string_view::npos || colon < 2) return std::nullopt;
  const std::string scheme = ToLowerAscii(where.substr(0, colon));
  const bool is_scheme = std::all_of(scheme.begin(), scheme.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '+';
  });
  return is_scheme ? std::optional(scheme) : std::nullopt;
}

// "host=db dbname=net password=x", as PostgreSQL's own tools take it.
bool IsConnectionString(std::string_view where) {
  const std::size_t equals = where.find('=');
  return equals != std::string_view::npos && IsPostgresKeyword(Trim(where.substr(0, equals)));
}

constexpr std::string_view kPlaces =
    "a state is in a file (PATH or sqlite:PATH) or in PostgreSQL "
    "(postgres://USER@HOST/DATABASE)";

}  // namespace

StatusOr<std::unique_ptr<StateDatabase>> OpenStateDatabase(std::string_view where, bool create) {
  const std::optional<std::string> scheme = Scheme(where);
  // A NUL would end the name for the operating system, not for us.
  if (where.find('\0') != std::string_view::npos) return InvalidArgumentError("the name of the state holds a NUL");
  if (scheme == "postgres" || scheme == "postgresql") {
    // libpq knows it in small letters only.
    return OpenPostgres(*scheme + std::string(where.substr(scheme->size())));
  }
  if (scheme && scheme != "sqlite") {
    // The rest may hold a password.
    return InvalidArgumentError(fmt::format(
        "no state is kept in '{}:': {}; a file whose name holds a colon is written sqlite:NAME", *scheme, kPlaces));
  }
  if (!scheme && IsConnectionString(where)) {
    // The rest may hold a password.
    return InvalidArgumentError(fmt::format(
        "'{}=…' is how PostgreSQL's tools name a database, and {}; a file of such a name is written sqlite:NAME",
        Trim(where.substr(0, where.find('='))), kPlaces));
  }
  const std::string_view path = scheme ? where.substr(scheme->size() + 1) : where;
  if (path.empty()) return InvalidArgumentError(fmt::format("no state is named: {}", kPlaces));
  if (scheme && path.starts_with("//")) {
    return InvalidArgumentError(
        fmt::format("'{}' is no place for a state: write sqlite:PATH, without slashes before "
                    "the path",
                    where));
  }
  return OpenSqlite(std::string(path), create);
}

StatusOr<std::unique_ptr<StateStore>> OpenStateWith(std::span<const Migration> migrations, std::string_view where,
                                                    const StateOptions& options) {
  std::unique_ptr<Random> machine_random;
  Random* random = options.random;
  if (random == nullptr) {
    machine_random = SystemRandom();
    random = machine_random.get();
  }
  IC_ASSIGN_OR_RETURN(std::unique_ptr<StateDatabase> database, OpenStateDatabase(where, options.create));
  IC_RETURN_IF_ERROR(Migrate(*database, migrations, options.create, *random));
  IC_ASSIGN_OR_RETURN(const bool anothers, database->Settle());
  if (anothers) IC_RETURN_IF_ERROR(Migrate(*database, migrations, /*create=*/false, *random));
  Clock& clock = options.clock != nullptr ? *options.clock : RealClock();
  return std::unique_ptr<StateStore>(
      std::make_unique<SqlStore>(std::move(database), static_cast<int>(migrations.size()), clock));
}

StatusOr<std::unique_ptr<StateStore>> OpenState(std::string_view where, const StateOptions& options) {
  return OpenStateWith(Migrations(), where, options);
}

}  // namespace ic
