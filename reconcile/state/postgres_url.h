// A PostgreSQL URL taken apart, so that nothing secret in it can come up in a message. Inside this folder only.
#ifndef RECONCILE_STATE_POSTGRES_URL_H_
#define RECONCILE_STATE_POSTGRES_URL_H_

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/status.h"

namespace ic {

struct PostgresUrl {
  std::map<std::string, std::string> options;  // as libpq names them; `schema` is not among them
  std::string schema;                          // a plain identifier
  std::string name;                            // for messages: without password
  std::vector<std::string> secrets;            // values that must not come up in any message
  bool verifies_by_default = false;            // `sslmode` is ours: another machine, and the URL does not say
};

// Errors (kInvalidArgument) do not quote the URL.
StatusOr<PostgresUrl> ParsePostgresUrl(std::string_view text);

// `text` on one line, each of `secrets` replaced.
std::string WithoutSecrets(std::string_view text, const std::vector<std::string>& secrets);

}  // namespace ic

#endif  // RECONCILE_STATE_POSTGRES_URL_H_
