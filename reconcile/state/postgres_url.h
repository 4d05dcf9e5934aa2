// A PostgreSQL URL taken apart, so that nothing secret in it can come up in a message. Inside this folder only.
#ifndef RECONCILE_STATE_POSTGRES_URL_H_
#define RECONCILE_STATE_POSTGRES_URL_H_

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/status.h"

struct pg_conn;  // libpq's PGconn

namespace ic {

struct FinishPostgres {
  void operator()(pg_conn* connection) const;
};
using PostgresConnection = std::unique_ptr<pg_conn, FinishPostgres>;

// A connection that is begun and not waited for, as libpq's PQconnectStartParams. Null: out of memory.
PostgresConnection BeginPostgres(const std::map<std::string, std::string>& options);

struct PostgresUrl {
  std::map<std::string, std::string> options;  // as libpq names them; `schema` is not among them
  std::string schema;                          // a plain identifier
  std::string name;                            // for messages: without password
  std::vector<std::string> secrets;            // values that must not come up in any message
  bool verifies_by_default = false;            // `sslmode` is ours: another machine, and the URL does not say
};

// Errors (kInvalidArgument) do not quote the URL.
StatusOr<PostgresUrl> ParsePostgresUrl(std::string_view text);

// Of the files that libpq would open for this URL: none is a pipe, or somebody else's who would so decide which server
// is trusted and what it is told. Errors as CheckTrustedFile's, with the parameter.
Status CheckPostgresFiles(const PostgresUrl& url);

// Whether it is the name of a parameter that libpq takes, in any case: "host", "sslmode".
bool IsPostgresKeyword(std::string_view word);

// `text` on one line, each of `secrets` replaced.
std::string WithoutSecrets(std::string_view text, const std::vector<std::string>& secrets);

}  // namespace ic

#endif  // RECONCILE_STATE_POSTGRES_URL_H_
