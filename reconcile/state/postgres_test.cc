// What only a server can be: reached by a URL with a password, lost, shared with others. The URLs need no server.
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <thread>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/testing/fake_clock.h"
#include "base/testing/must.h"
#include "reconcile/state/open.h"
#include "reconcile/state/postgres_url.h"
#include "reconcile/state/store.h"
#include "reconcile/state/testing/places.h"

namespace ic {
namespace {

using testing::AllOf;
using testing::AnyOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

TEST(PostgresUrl, IsNamedWithoutPassword) {
  const auto name = [](std::string_view url) {
    const auto parsed = ParsePostgresUrl(url);
    EXPECT_TRUE(parsed.ok()) << url << ": " << parsed.status().ToString();
    return parsed.ok() ? parsed->name : "";
  };
  EXPECT_EQ(name("postgres://team:hunter2@db.example/net"), "postgres://team@db.example/net");
  EXPECT_EQ(name("postgresql://team:hun%40ter2@db.example:5433/net?sslmode=verify-full"),
            "postgres://team@db.example:5433/net");
  EXPECT_EQ(name("postgres://db.example/net?user=team&password=hunter2&schema=blue"),
            "postgres://team@db.example/net?schema=blue");
  EXPECT_EQ(name("postgres://:hunter2@db.example/net?sslpassword=hunter2"), "postgres://db.example/net");
  EXPECT_EQ(name("postgres:///net?host=/run/postgresql&port=5433&schema=blue"),
            "postgres://:5433/net?host=/run/postgresql&schema=blue");
  EXPECT_EQ(name("postgres://team@a:1,b:2/net"), "postgres://team@a,b:1,2/net");
}

TEST(PostgresUrl, HandsLibpqItsOptionsAndKeepsTheSchema) {
  const auto url = ParsePostgresUrl("postgres://team:a%2Fb%40c@db/net?schema=blue_1&sslmode=require");
  ASSERT_TRUE(url.ok());
  EXPECT_EQ(url->schema, "blue_1");
  EXPECT_EQ(url->options.at("password"), "a/b@c");
  EXPECT_EQ(url->options.at("sslmode"), "require");
  EXPECT_FALSE(url->options.contains("schema"));
  EXPECT_THAT(url->secrets, ElementsAre("a/b@c"));
  EXPECT_EQ(ParsePostgresUrl("postgres://db/net")->schema, "interconnect");
}

TEST(PostgresUrl, AServerElsewhereIsVerified) {
  const auto mode = [](const std::string& url) {
    const auto parsed = ParsePostgresUrl(url);
    EXPECT_TRUE(parsed.ok()) << url << ": " << parsed.status().ToString();
    const auto found = parsed->options.find("sslmode");
    EXPECT_EQ(parsed->verifies_by_default, found != parsed->options.end() && found->second == "verify-full" &&
                                               url.find("sslmode") == std::string::npos);
    return found == parsed->options.end() ? "" : found->second;
  };
  for (const char* user : {"", "team@", "team:hunter2@"}) {
    for (const char* rest : {"/net", ":5433/net", "/net?connect_timeout=3"}) {
      const auto url = [&](const char* host) { return std::string("postgres://") + user + host + rest; };
      for (const char* host : {"db.example", "10.0.0.1", "[2001:db8::1]", "localhost.example", "127.0.0.1,db.example",
                               "127.db.example", "db"}) {
        EXPECT_EQ(mode(url(host)), "verify-full") << url(host);
      }
      for (const char* host : {"localhost", "127.0.0.1", "[::1]", "%2Frun%2Fpostgresql", "localhost,127.0.0.1", ""}) {
        EXPECT_EQ(mode(url(host)), "") << url(host);
      }
    }
  }
  EXPECT_EQ(mode("postgres://localhost/net?hostaddr=10.0.0.1"), "verify-full");
  for (const char* said : {"disable", "allow", "prefer", "require", "verify-ca", "verify-full"}) {
    EXPECT_EQ(mode(std::string("postgres://db.example/net?sslmode=") + said), said);
  }
}

// A variable of the environment, until the end of the test.
class Variable {
 public:
  Variable(const char* name, const std::string& value) : name_(name) { setenv(name, value.c_str(), 1); }
  ~Variable() { unsetenv(name_); }
  Variable(const Variable&) = delete;
  Variable& operator=(const Variable&) = delete;

 private:
  const char* const name_;
};

// A service file says where the server is, and need not say how it is known.
TEST(PostgresUrl, TheServerOfAServiceIsVerifiedToo) {
  const std::string file = testing::TempDir() + "pg_service_of_test.conf";
  const Variable services("PGSERVICEFILE", file);
  struct Case {
    const char* lines;
    const char* mode;
  };
  for (const Case& one :
       {Case{"host=db.example\nuser=team\n", "verify-full"}, Case{"hostaddr=10.0.0.1\n", "verify-full"},
        Case{"host=db.example\nsslmode=prefer\n", "verify-full"}, Case{"host=db.example\nsslmode=require\n", ""},
        Case{"host=db.example\nsslmode=disable\n", ""}, Case{"host=localhost\n", ""},
        Case{"host=/run/postgresql\n", ""}, Case{"dbname=net\n", ""}}) {
    std::ofstream(file) << "[net]\n" << one.lines;
    const auto mode = [&](const std::string& url) {
      const auto parsed = ParsePostgresUrl(url);
      EXPECT_TRUE(parsed.ok()) << parsed.status().ToString();
      return parsed.ok() && parsed->options.contains("sslmode") ? parsed->options.at("sslmode") : "";
    };
    EXPECT_EQ(mode("postgres:///?service=net"), one.mode) << one.lines;
    EXPECT_EQ(mode("postgres:///?service=net&sslmode=allow"), "allow") << one.lines;
    const Variable named("PGSERVICE", "net");
    EXPECT_EQ(mode("postgres://"), one.mode) << one.lines;
    const Variable said("PGSSLMODE", "require");
    EXPECT_EQ(mode("postgres://"), "") << one.lines;
  }
  std::filesystem::remove(file);
}

TEST(PostgresUrl, AConnectionStringIsNoFile) {
  for (const char* where : {"host=db dbname=net password=hunter2", "password=hunter2", "dbname = net password=hunter2",
                            " host=db", "HOST=db", "service=net", "user=team password=hunter2", "port=5432",
                            "krbsrvname=x password=hunter2", "SSLCRL=x password=hunter2", "keepalives_idle=1",
                            "replication=true", "fallback_application_name=x", "tcp_user_timeout = 1"}) {
    const Status status = OpenState(where, {.create = true}).status();
    EXPECT_EQ(status.code(), StatusCode::kInvalidArgument) << where;
    EXPECT_THAT(status.message(), AllOf(HasSubstr("postgres://"), Not(HasSubstr("hunter2")))) << where;
  }
}

TEST(PostgresUrl, AnAddressInCapitalsIsOne) {
  for (const char* scheme : {"POSTGRES", "Postgres", "PostgreSQL"}) {
    const Status status =
        OpenState(std::string(scheme) + "://team:hunter2@/net?host=/nonexistent", {.create = true}).status();
    EXPECT_EQ(status.code(), StatusCode::kUnavailable) << scheme;
    EXPECT_THAT(status.message(), AllOf(HasSubstr("://team@/net"), Not(HasSubstr("hunter2")))) << scheme;
  }
  for (const char* where : {"MySQL://team:hunter2@db/net", "JDBC:postgresql://team:hunter2@db/net"}) {
    const Status status = OpenState(where, {.create = true}).status();
    EXPECT_EQ(status.code(), StatusCode::kInvalidArgument) << where;
    EXPECT_THAT(status.message(), AllOf(HasSubstr("no state is kept in"), Not(HasSubstr("hunter2")))) << where;
  }
}

TEST(PostgresUrl, AnErrorHoldsNoPieceOfThePassword) {
  // "hunter" and "secret" stand for the pieces that a special character makes of a password.
  for (const char* url :
       {"postgres://team:hunter/secret@db/net", "postgres://team:hunter?secret@db/net",
        "postgres://team:hunter#secret@db/net", "postgres://team:hunter@secret@db/net",
        "postgres://team:hunter%secret@db/net", "postgres://team:hunter%zz@db/net",
        "postgres://db/net?password=hunter%zz", "postgres://db/net?password=hunter@secret",
        "postgres://db:hunter/secret", "postgres://team:hunter@db/net?nonsense=1", "postgres://team:hunter@db:x/net",
        "postgres://team:hunter@[::1/net", "postgres://team:hunter@db/net?schema=Secret",
        "postgres://team:hunter@db/net?schema=a&schema=b", "postgres:team:hunter@db"}) {
    for (const Status& status : {ParsePostgresUrl(url).status(), OpenState(url, {}).status()}) {
      EXPECT_EQ(status.code(), StatusCode::kInvalidArgument) << url;
      EXPECT_THAT(status.message(), AllOf(Not(HasSubstr("hunter")), Not(HasSubstr("secret")))) << url;
    }
  }
  EXPECT_THAT(ParsePostgresUrl("postgres://team:hunter@db/net?nonsense=1").status().message(), HasSubstr("nonsense"));
  EXPECT_THAT(ParsePostgresUrl("postgres://team:hun%ter@db/net").status().message(), HasSubstr("%25"));
  EXPECT_THAT(ParsePostgresUrl("postgres://team:hun/ter@db/net").status().message(), HasSubstr("%2F"));
}

TEST(PostgresUrl, RefusesSchemasThatWouldNeedQuoting) {
  for (const char* schema : {"", "1a", "a-b", "a b", "a\"b", "a%22", "pg_x", "A"}) {
    const auto url = ParsePostgresUrl("postgres://db/net?schema=" + std::string(schema));
    EXPECT_EQ(url.status().code(), StatusCode::kInvalidArgument) << schema;
  }
  EXPECT_FALSE(ParsePostgresUrl("postgres://db/net?schema=" + std::string(64, 'a')).ok());
  EXPECT_TRUE(ParsePostgresUrl("postgres://db/net?schema=" + std::string(63, 'a')).ok());
}

TEST(PostgresUrl, SecretsAreTakenOutOfMessages) {
  EXPECT_EQ(WithoutSecrets(" a hunter2\nhunter2 ", {"hunter2"}), "a *** ***");
}

TEST(PostgresUrl, AServerThatIsNotThereIsUnavailable) {
  const Status status = OpenState("postgres://team:hunter2@/net?host=/nonexistent", {}).status();
  EXPECT_EQ(status.code(), StatusCode::kUnavailable);
  EXPECT_THAT(status.message(), AllOf(HasSubstr("postgres://team@/net"), Not(HasSubstr("hunter2"))));
}

class PostgresTest : public testing::TestWithParam<std::string> {
 protected:
  std::string where() const { return place_.where(); }
  const std::string& schema() const { return place_.schema(); }
  // The same place for another user.
  std::string WhereAs(const std::string& user, const std::string& password) const {
    const std::string url = where();
    return "postgres://" + user + ":" + password + url.substr(url.find('@'));
  }
  // A user without rights; gone with the test.
  void MakeUser() {
    PostgresPlace::Run("CREATE ROLE " + User() + " LOGIN PASSWORD 'sesame-open'");
    user_made_ = true;
  }
  std::string User() const { return "user_" + schema(); }
  ~PostgresTest() override {
    if (user_made_) PostgresPlace::Run("DROP OWNED BY " + User() + " CASCADE; DROP ROLE " + User());
  }

 private:
  PostgresPlace place_;
  bool user_made_ = false;
};

TEST_P(PostgresTest, AWrongPasswordIsSaidWithoutIt) {
  MakeUser();
  const Status status = OpenState(WhereAs(User(), "open-sesame"), {}).status();
  EXPECT_THAT(status.message(), AllOf(HasSubstr("password authentication failed"), Not(HasSubstr("open-sesame"))));
}

TEST_P(PostgresTest, TheNameHoldsNoPassword) {
  MakeUser();
  PostgresPlace::Run("CREATE SCHEMA " + schema() + " AUTHORIZATION " + User());
  const auto store = MustOpen(WhereAs(User(), "sesame-open"));
  EXPECT_THAT(store->name(), AllOf(HasSubstr(User()), Not(HasSubstr("sesame"))));
}

TEST_P(PostgresTest, ASchemaThatAnAdministratorMadeIsUsed) {
  MakeUser();
  EXPECT_EQ(OpenState(WhereAs(User(), "sesame-open"), {}).status().code(), StatusCode::kPermissionDenied);
  PostgresPlace::Run("CREATE SCHEMA " + schema() + " AUTHORIZATION " + User());
  const auto store = MustOpen(WhereAs(User(), "sesame-open"));
  ASSERT_TRUE(store->Lock(TestHolder()).ok());
  EXPECT_TRUE(store->Put(TestObject("a")).ok());
}

TEST_P(PostgresTest, WhoMayOnlyReadReads) {
  {
    const auto store = MustOpen(where());
    ASSERT_TRUE(store->Lock(TestHolder()).ok());
    ASSERT_TRUE(store->Put(TestObject("a")).ok());
  }
  MakeUser();
  PostgresPlace::Run("GRANT USAGE ON SCHEMA " + schema() + " TO " + User());
  PostgresPlace::Run("GRANT SELECT ON ALL TABLES IN SCHEMA " + schema() + " TO " + User());
  const auto reader = MustOpen(WhereAs(User(), "sesame-open"));
  EXPECT_THAT(*reader->Load(), ElementsAre(TestObject("a")));
  EXPECT_EQ(reader->Lock(TestHolder()).code(), StatusCode::kPermissionDenied);
  EXPECT_TRUE(MustOpen(where())->Lock(TestHolder()).ok());  // it did not keep the lock
}

TEST_P(PostgresTest, ALostConnectionEndsTheRunAndFreesTheLock) {
  const auto store = MustOpen(where() + "&application_name=" + schema());
  ASSERT_TRUE(store->Lock(TestHolder()).ok());
  ASSERT_TRUE(store->Put(TestObject("a")).ok());
  PostgresPlace::Run("SELECT pg_terminate_backend(pid, 20000) FROM pg_stat_activity WHERE application_name = '" +
                     schema() + "'");
  for (int i = 0; i < 2; ++i) {  // not connected again silently either
    const Status refused = store->Put(TestObject("b"));
    EXPECT_EQ(refused.code(), StatusCode::kUnavailable);
    EXPECT_THAT(refused.message(), AllOf(HasSubstr("connection"), HasSubstr("lock was lost")));
  }
  EXPECT_EQ(store->Load().status().code(), StatusCode::kUnavailable);
  store->Unlock();
  const auto next = MustOpen(where());
  EXPECT_TRUE(next->Lock(TestHolder()).ok());
  EXPECT_THAT(*next->Load(), ElementsAre(TestObject("a")));
}

// A proxy that shares sessions could hand the lock's session to somebody else.
TEST_P(PostgresTest, WhoLostTheLockWritesNothingMore) {
  const auto first = MustOpen(where());
  ASSERT_TRUE(first->Lock(TestHolder()).ok());
  PostgresPlace::Run("UPDATE " + schema() + ".meta SET run = run + 1");
  const Status refused = first->Put(TestObject("a"));
  EXPECT_EQ(refused.code(), StatusCode::kFailedPrecondition);
  EXPECT_THAT(refused.message(), HasSubstr("lost"));
  EXPECT_THAT(*first->Load(), IsEmpty());
}

TEST_P(PostgresTest, SchemasAreStatesOfTheirOwn) {
  const PostgresPlace other;
  const auto here = MustOpen(where());
  const auto there = MustOpen(other.where());
  ASSERT_TRUE(here->Lock(TestHolder()).ok());
  EXPECT_TRUE(there->Lock(TestHolder()).ok());
  ASSERT_TRUE(here->Put(TestObject("a")).ok());
  EXPECT_THAT(*there->Load(), IsEmpty());
}

TEST_P(PostgresTest, RefusesASchemaOfSomebodyElse) {
  PostgresPlace::Run("CREATE SCHEMA " + schema());
  PostgresPlace::Run("CREATE TABLE " + schema() + ".invoices (id INT)");
  const Status foreign = OpenState(where(), {}).status();
  EXPECT_EQ(foreign.code(), StatusCode::kInvalidArgument);
  EXPECT_THAT(foreign.message(), AllOf(HasSubstr("'invoices'"), HasSubstr("?schema=")));
  PostgresPlace::Run("CREATE TABLE " + schema() + ".meta (id INT)");
  EXPECT_EQ(OpenState(where(), {}).status().code(), StatusCode::kInvalidArgument);
}

TEST_P(PostgresTest, ACommitIsDurableWhateverTheUrlSays) {
  const auto setting = [&](const std::string& options) {
    const auto database = OpenStateDatabase(where() + options, true);
    std::string value;
    const Status asked = (*database)->Query("SELECT current_setting('synchronous_commit')", {}, [&](SqlRow row) {
      value = row[0];
      return OkStatus();
    });
    EXPECT_TRUE(asked.ok()) << asked.ToString();
    return value;
  };
  EXPECT_EQ(setting("&options=-csynchronous_commit%3Doff"), "on");
  EXPECT_EQ(setting("&options=-csynchronous_commit%3Dremote_apply"), "remote_apply");  // more is left alone
}

// A server whose transactions see by default what was there when they began.
TEST_P(PostgresTest, SeveralMayMakeItAtOnceUnderAStricterIsolation) {
  const std::string strict = where() + "&options=-cdefault_transaction_isolation%3Dserializable";
  const auto maker = Must(OpenStateDatabase(where(), true));
  ASSERT_TRUE(maker->Begin().ok());
  Status other;
  std::jthread waiting([&] { other = OpenState(strict, {}).status(); });
  const std::string waits = "SELECT COUNT(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted";
  const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(10);
  while (PostgresPlace::Run(waits) == "0" && std::chrono::steady_clock::now() < deadline) std::this_thread::yield();
  ASSERT_TRUE(maker->Prepare().ok());
  for (const Migration& migration : Migrations()) {
    for (const std::string& statement : migration.statements) ASSERT_TRUE(maker->Execute(statement).ok());
  }
  ASSERT_TRUE(
      maker->Execute("INSERT INTO meta VALUES ('line', " + std::to_string(Migrations().size()) + ", 0, 0)").ok());
  ASSERT_TRUE(maker->Commit().ok());
  waiting.join();
  EXPECT_TRUE(other.ok()) << other.ToString();
}

TEST_P(PostgresTest, ItsTablesAreWhereTheSchemaSays) {
  MustOpen(where()).reset();
  EXPECT_EQ(PostgresPlace::Run("SELECT string_agg(tablename, ' ' ORDER BY tablename) FROM pg_tables "
                               "WHERE schemaname = '" +
                               schema() + "'"),
            "begun findings meta objects runs");
}

std::vector<std::string> Servers() {
  return PostgresTestUrl().empty() ? std::vector<std::string>() : std::vector<std::string>{"Postgres"};
}

GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(PostgresTest);
INSTANTIATE_TEST_SUITE_P(State, PostgresTest, testing::ValuesIn(Servers()),
                         [](const auto& info) { return info.param; });

}  // namespace
}  // namespace ic
