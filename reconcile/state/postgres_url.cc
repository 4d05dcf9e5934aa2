#include "reconcile/state/postgres_url.h"

#include <algorithm>
#include <cstdlib>
#include <memory>
#include <optional>

#include <fmt/format.h>
#include <libpq-fe.h>

#include "base/redact.h"
#include "base/text.h"
#include "base/trusted_file.h"

namespace ic {

void FinishPostgres::operator()(pg_conn* connection) const { PQfinish(connection); }

PostgresConnection BeginPostgres(const std::map<std::string, std::string>& options) {
  std::vector<const char*> keys;
  std::vector<const char*> values;
  for (const auto& [key, value] : options) {
    keys.push_back(key.c_str());
    values.push_back(value.c_str());
  }
  keys.push_back(nullptr);
  values.push_back(nullptr);
  return PostgresConnection(PQconnectStartParams(keys.data(), values.data(), 0));
}

namespace {

constexpr std::string_view kDefaultSchema = "interconnect";
constexpr std::size_t kMaxIdentifier = 63;

struct FreeOptions {
  void operator()(PQconninfoOption* options) const { PQconninfoFree(options); }
};
using Options = std::unique_ptr<PQconninfoOption, FreeOptions>;

// What the URL says, cut where libpq cuts it.
struct Parts {
  std::string before;  // "postgres://"
  std::string user;
  std::optional<std::string> password;
  std::string after;               // host, port, database
  std::vector<std::string> query;  // "key=value"
};

Status UrlError(std::string_view what) {
  return InvalidArgumentError(fmt::format("the PostgreSQL URL of the state {}", what));
}

// libpq ends the credentials at the first `@` or `/`. An unescaped character in a password would become part of the
// host's or the database's name, and those are shown.
StatusOr<Parts> Cut(std::string_view url) {
  Parts parts;
  const std::size_t slashes = url.find("://");
  if (slashes == std::string_view::npos) return UrlError("must begin with postgres://");
  parts.before = url.substr(0, slashes + 3);
  std::string_view rest = url.substr(slashes + 3);
  if (const std::size_t at = rest.rfind('@'); at != std::string_view::npos) {
    const std::string_view credentials = rest.substr(0, at);
    if (credentials.find_first_of("/?@#") != std::string_view::npos) {
      return UrlError(
          "has an '@' where none can be: write '/', '?', '@' and '#' in a user name or password, and '@' "
          "in a parameter, as %2F, %3F, %40 and %23");
    }
    const std::size_t colon = credentials.find(':');
    parts.user = credentials.substr(0, colon);
    if (colon != std::string_view::npos) parts.password = credentials.substr(colon + 1);
    rest = rest.substr(at + 1);
  }
  const std::size_t mark = rest.find('?');
  parts.after = rest.substr(0, mark);
  if (mark != std::string_view::npos && mark + 1 < rest.size()) parts.query = Split(rest.substr(mark + 1), '&');
  return parts;
}

bool IsSecret(std::string_view key) { return key == "password" || key == "sslpassword"; }

std::string Join(const Parts& parts, bool with_secrets) {
  std::string url = parts.before + parts.user;
  if (with_secrets && parts.password) url += ":" + *parts.password;
  if (!parts.user.empty() || parts.password) url += "@";
  url += parts.after;
  char separator = '?';
  for (const std::string& parameter : parts.query) {
    if (!with_secrets && IsSecret(std::string_view(parameter).substr(0, parameter.find('=')))) continue;
    url += separator + parameter;
    separator = '&';
  }
  return url;
}

Options ParseWithLibpq(const std::string& url, std::string* error) {
  char* message = nullptr;
  Options options(PQconninfoParse(url.c_str(), &message));
  if (message != nullptr) *error = WithoutSecrets(message, {});
  PQfreemem(message);
  return options;
}

// An identifier that needs no quoting, and is not the server's own.
bool IsSchemaName(std::string_view name) {
  const auto is_letter = [](char c) { return (c >= 'a' && c <= 'z') || c == '_'; };
  if (name.empty() || name.size() > kMaxIdentifier || !is_letter(name.front()) || name.starts_with("pg_")) return false;
  return std::all_of(name.begin(), name.end(), [&](char c) { return is_letter(c) || (c >= '0' && c <= '9'); });
}

// Takes our own parameter out of the query: libpq would refuse it.
StatusOr<std::string> TakeSchema(Parts& parts) {
  std::string schema(kDefaultSchema);
  int count = 0;
  std::erase_if(parts.query, [&](const std::string& parameter) {
    if (!parameter.starts_with("schema=")) return false;
    schema = parameter.substr(parameter.find('=') + 1);
    ++count;
    return true;
  });
  if (count > 1) return UrlError("names two schemas");
  if (IsSchemaName(schema)) return schema;
  return UrlError(
      fmt::format("names no usable schema: a name has letters from a to z, digits and '_', does not begin "
                  "with a digit or 'pg_', and has {} characters at most",
                  kMaxIdentifier));
}

bool IsThisMachine(std::string_view host) {
  // "127.db.example" is a name like any other.
  const bool address = host.starts_with("127.") && host.find_first_not_of("0123456789.") == std::string_view::npos;
  return host.empty() || host.starts_with('/') || host.starts_with('@') || host == "localhost" || address ||
         host == "::1";
}

std::string FromEnvironment(const char* variable) {
  const char* value = std::getenv(variable);
  return value == nullptr ? "" : value;
}

// As libpq has them in the end: the URL's, those of a service file, the environment's and its own. Nothing is looked up
// or sent for it: a value that it takes for none ends the connection before it begins.
std::map<std::string, std::string> InTheEnd(std::map<std::string, std::string> options) {
  options["target_session_attrs"] = "none of them";
  const PostgresConnection connection = BeginPostgres(options);
  const Options all(PQconninfo(connection.get()));
  std::map<std::string, std::string> found;
  for (const PQconninfoOption* option = all.get(); option != nullptr && option->keyword != nullptr; ++option) {
    if (option->val != nullptr) found[option->keyword] = option->val;
  }
  return found;
}

// Whether any of its hosts may be another machine, and nobody said how it is to be known. As libpq finds them: the URL,
// then a service file, then the environment; without any, a socket of this machine.
bool LeavesMachine(std::map<std::string, std::string> options) {
  if (!FromEnvironment("PGSSLMODE").empty()) return false;
  if (options.contains("service") || !FromEnvironment("PGSERVICE").empty()) {
    options = InTheEnd(std::move(options));
    // What libpq does if nobody says anything: a service that says it says no more.
    const std::string& mode = options["sslmode"];
    if (!mode.empty() && mode != "prefer") return false;
  }
  const auto said = [&](const char* key, const char* variable) {
    const auto found = options.find(key);
    return found != options.end() ? found->second : FromEnvironment(variable);
  };
  for (const auto& [key, variable] : {std::pair("host", "PGHOST"), std::pair("hostaddr", "PGHOSTADDR")}) {
    for (const std::string& host : Split(said(key, variable), ',')) {
      if (!IsThisMachine(host)) return true;
    }
  }
  return false;
}

std::string Name(const std::map<std::string, std::string>& options, const std::string& schema) {
  const auto option = [&](const char* key) {
    const auto found = options.find(key);
    return found == options.end() ? std::string() : found->second;
  };
  const std::string host = option("host");
  const bool is_socket = host.starts_with('/');
  std::string name = "postgres://";
  if (!option("user").empty()) name += option("user") + "@";
  if (!is_socket) name += host;
  if (!option("port").empty()) name += ":" + option("port");
  name += "/" + option("dbname");
  if (is_socket) name += "?host=" + host;
  if (schema != kDefaultSchema) name += fmt::format("{}schema={}", is_socket ? '&' : '?', schema);
  return WithoutSecrets(name, {});
}

}  // namespace

StatusOr<PostgresUrl> ParsePostgresUrl(std::string_view text) {
  KnowPasswordIn(text);  // whoever quotes one that cannot be read
  IC_ASSIGN_OR_RETURN(Parts parts, Cut(text));
  PostgresUrl url;
  IC_ASSIGN_OR_RETURN(url.schema, TakeSchema(parts));
  std::string error;
  const Options parsed = ParseWithLibpq(Join(parts, true), &error);
  if (parsed == nullptr) {
    // libpq quotes what it does not understand, which may be a piece of the password: ask it again without.
    if (ParseWithLibpq(Join(parts, false), &error) != nullptr) error = "a '%' in a password is written %25";
    return UrlError(fmt::format("cannot be read: {}", error));
  }
  for (const PQconninfoOption* option = parsed.get(); option->keyword != nullptr; ++option) {
    if (option->val == nullptr) continue;
    url.options[option->keyword] = option->val;
    if (IsSecret(option->keyword) && *option->val != '\0') url.secrets.emplace_back(option->val);
  }
  const auto port = url.options.find("port");
  if (port != url.options.end() && port->second.find_first_not_of("0123456789,") != std::string::npos) {
    return UrlError("has a port that is no number");
  }
  if (!url.options.contains("sslmode") && LeavesMachine(url.options)) {
    url.options["sslmode"] = "verify-full";
    url.verifies_by_default = true;
  }
  for (const std::string& secret : url.secrets) KnowSecret(secret);
  url.name = Name(url.options, url.schema);
  return url;
}

Status CheckPostgresFiles(const PostgresUrl& url) {
  struct Named {
    const char* parameter;
    const char* variable;
    const char* otherwise;  // in the home folder
  };
  // Source: libpq's documentation, "Database Connection Control Functions" and "SSL Support" (PostgreSQL 15).
  constexpr Named kFiles[] = {{"sslrootcert", "PGSSLROOTCERT", ".postgresql/root.crt"},
                              {"sslcert", "PGSSLCERT", ".postgresql/postgresql.crt"},
                              {"sslkey", "PGSSLKEY", ".postgresql/postgresql.key"},
                              {"sslcrl", "PGSSLCRL", ".postgresql/root.crl"},
                              {"passfile", "PGPASSFILE", ".pgpass"}};
  const std::string home = FromEnvironment("HOME");
  const auto check = [&home](const std::string& said, const char* variable, const char* otherwise) {
    std::string file = said.empty() ? FromEnvironment(variable) : said;
    if (file.empty() && !home.empty()) file = fmt::format("{}/{}", home, otherwise);
    return file.empty() ? OkStatus() : CheckTrustedFile(file);
  };
  for (const Named& named : kFiles) {
    const auto found = url.options.find(named.parameter);
    const std::string said = found == url.options.end() ? std::string() : found->second;
    IC_RETURN_IF_ERROR(check(said, named.variable, named.otherwise).Annotate(named.parameter));
  }
  const bool by_service = url.options.contains("service") || !FromEnvironment("PGSERVICE").empty();
  if (!by_service) return OkStatus();
  return check("", "PGSERVICEFILE", ".pg_service.conf").Annotate("the service file of PostgreSQL");
}

bool IsPostgresKeyword(std::string_view word) {
  const Options known(PQconninfoParse("", nullptr));  // all of them, without values
  for (const PQconninfoOption* option = known.get(); option != nullptr && option->keyword != nullptr; ++option) {
    if (EqualsIgnoreCase(word, option->keyword)) return true;
  }
  return false;
}

std::string WithoutSecrets(std::string_view text, const std::vector<std::string>& secrets) {
  std::string line = ToValidUtf8(Trim(text));
  std::replace_if(
      line.begin(), line.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; }, ' ');
  for (const std::string& secret : secrets) {
    constexpr std::string_view kMask = "***";
    for (std::size_t at = line.find(secret); at != std::string::npos; at = line.find(secret, at + kMask.size())) {
      line.replace(at, secret.size(), kMask);
    }
  }
  return line;
}

}  // namespace ic
