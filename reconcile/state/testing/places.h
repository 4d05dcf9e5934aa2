// Where tests keep states: one suite runs on both engines. PostgreSQL only if IC_TEST_POSTGRES_URL names a server
// (tests/state starts one).
#ifndef RECONCILE_STATE_TESTING_PLACES_H_
#define RECONCILE_STATE_TESTING_PLACES_H_

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <libpq-fe.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/testing/must.h"
#include "reconcile/state/store.h"

namespace ic {

// A place for one state, gone with the object.
class Place {
 public:
  virtual ~Place() = default;
  virtual std::string where() const = 0;
};

class SqlitePlace : public Place {
 public:
  SqlitePlace() {
    std::string path = (std::filesystem::temp_directory_path() / "ic-state-XXXXXX").string();
    if (mkdtemp(path.data()) != nullptr) folder_ = path;
  }
  ~SqlitePlace() override { std::filesystem::remove_all(folder_); }
  std::string where() const override { return folder_ / "interconnect.db"; }
  const std::filesystem::path& folder() const { return folder_; }

 private:
  std::filesystem::path folder_;
};

inline std::string PostgresTestUrl() {
  const char* url = getenv("IC_TEST_POSTGRES_URL");
  return url != nullptr ? url : "";
}

// A schema of its own in the server's database.
class PostgresPlace : public Place {
 public:
  PostgresPlace() {
    static int count = 0;
    schema_ = "test_" + std::to_string(getpid()) + "_" + std::to_string(++count);
  }
  ~PostgresPlace() override { Run("DROP SCHEMA IF EXISTS " + schema_ + " CASCADE"); }
  std::string where() const override {
    const std::string url = PostgresTestUrl();
    return url + (url.find('?') == std::string::npos ? "?" : "&") + "schema=" + schema_;
  }
  const std::string& schema() const { return schema_; }

  // On a connection of its own; the first column of the first row, or nothing.
  static std::string Run(const std::string& sql) {
    PGconn* connection = PQconnectdb(PostgresTestUrl().c_str());
    PQsetNoticeProcessor(
        connection, [](void*, const char*) {}, nullptr);
    PGresult* result = PQexec(connection, sql.c_str());
    EXPECT_TRUE(PQresultStatus(result) == PGRES_COMMAND_OK || PQresultStatus(result) == PGRES_TUPLES_OK)
        << PQerrorMessage(connection);
    std::string value;
    if (PQntuples(result) > 0) value = PQgetvalue(result, 0, 0);
    PQclear(result);
    PQfinish(connection);
    return value;
  }

 private:
  std::string schema_;
};

inline std::vector<std::string> StateEngines() {
  std::vector<std::string> engines = {"Sqlite"};
  if (!PostgresTestUrl().empty()) engines.emplace_back("Postgres");
  return engines;
}

// Base of the suites that run on every engine.
class OnEveryEngine : public testing::TestWithParam<std::string> {
 protected:
  static std::unique_ptr<Place> MakePlace() {
    if (GetParam() == "Sqlite") return std::make_unique<SqlitePlace>();
    return std::make_unique<PostgresPlace>();
  }
  std::string where() const { return place_->where(); }

 private:
  std::unique_ptr<Place> place_ = MakePlace();
};

// The store, or the end of the test. In a test's own threads: OpenState.
inline std::unique_ptr<StateStore> MustOpen(const std::string& where, const StateOptions& options = {}) {
  return Must(OpenState(where, options));
}

inline StateObject TestObject(const std::string& name, const std::string& id = "dxvif-1") {
  return {.address = {Kind::kVirtualInterface, name},
          .account = "aws-partner",
          .cloud = "aws",
          .region = "us-east-1",
          .id = id,
          .attributes = R"({"vlan":125,"name":"it's \"prod\" — ü"})",
          .facts = R"({"mark":"x"})",
          .keyed = true,
          .depends_on = {{Kind::kConnection, "dc1"}, {Kind::kBgpGroup, "a.b-c"}}};
}

inline constexpr const char* kHolderName = "anna@jump1";
inline LockHolder TestHolder() { return {.who = kHolderName, .command = "apply", .pid = getpid()}; }

}  // namespace ic

#endif  // RECONCILE_STATE_TESTING_PLACES_H_
