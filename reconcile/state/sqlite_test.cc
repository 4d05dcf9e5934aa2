// What only a file can be: damaged, of another program, read-only, full; and how a place is named.
#include <filesystem>
#include <fstream>

#include <fcntl.h>
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sqlite3.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include "reconcile/state/store.h"
#include "reconcile/state/testing/child.h"
#include "reconcile/state/testing/places.h"

namespace ic {
namespace {

namespace fs = std::filesystem;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

constexpr unsigned kNobody = 65534;

class SqliteTest : public testing::Test {
 protected:
  std::string path() const { return place_.where(); }
  const fs::path& folder() const { return place_.folder(); }

  static void Write(const fs::path& path, const std::string& text) { std::ofstream(path) << text; }
  // Runs SQL on the file without the store.
  static void Run(const std::string& path, const char* sql) {
    sqlite3* database = nullptr;
    ASSERT_EQ(sqlite3_open(path.c_str(), &database), SQLITE_OK);
    ASSERT_EQ(sqlite3_exec(database, sql, nullptr, nullptr, nullptr), SQLITE_OK) << sqlite3_errmsg(database);
    sqlite3_close(database);
  }
  static Status Refusal(std::string_view where, const StateOptions& options = {}) {
    const auto store = OpenState(where, options);
    EXPECT_FALSE(store.ok()) << where;
    return store.status();
  }
  void MakeWith(const std::string& name) {
    const auto store = MustOpen(path());
    ASSERT_TRUE(store->Lock(TestHolder()).ok());
    ASSERT_TRUE(store->Put(TestObject(name)).ok());
  }
  std::vector<std::string> Files() const {
    std::vector<std::string> names;
    for (const auto& entry : fs::directory_iterator(folder())) names.push_back(entry.path().filename());
    return names;
  }

  SqlitePlace place_;
};

TEST_F(SqliteTest, OnlyItsOwnerReadsANewFile) {
  const mode_t before = umask(0);
  const auto store = MustOpen(path());
  ASSERT_TRUE(store->Lock(TestHolder()).ok());
  ASSERT_TRUE(store->Put(TestObject("a")).ok());
  umask(before);
  for (const std::string& name : Files()) {
    struct stat status {};
    ASSERT_EQ(stat((folder() / name).c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 0777U, 0600U) << name;
  }
}

TEST_F(SqliteTest, LeavesOneFile) {
  MakeWith("a");
  EXPECT_THAT(Files(), ElementsAre("interconnect.db"));
}

TEST_F(SqliteTest, IsNamedByPathOrScheme) {
  EXPECT_EQ(MustOpen(path())->name(), path());
  EXPECT_EQ(MustOpen("sqlite:" + path())->name(), path());
  const std::string colon = (folder() / "a:b").string();
  EXPECT_EQ(MustOpen("sqlite:" + colon)->name(), colon);
}

TEST_F(SqliteTest, RefusesUnknownSchemesAndSaysWhatThereIs) {
  for (const char* where : {"mysql://team:hunter2@db/net", "s3:bucket", "file:state.db"}) {
    const Status refused = Refusal(where);
    EXPECT_EQ(refused.code(), StatusCode::kInvalidArgument);
    EXPECT_THAT(refused.message(),
                AllOf(HasSubstr("sqlite:PATH"), HasSubstr("postgres://"), Not(HasSubstr("hunter2"))));
  }
  for (const char* where : {"", "sqlite:", "sqlite://x"}) {
    EXPECT_EQ(Refusal(where).code(), StatusCode::kInvalidArgument) << where;
  }
  EXPECT_EQ(Refusal(std::string_view("a\0b", 3)).code(), StatusCode::kInvalidArgument);
}

TEST_F(SqliteTest, RefusesAPlaceThatCannotBe) {
  EXPECT_THAT(Refusal((folder() / "none" / "a.db").string()).message(),
              AllOf(HasSubstr("there is no folder"), HasSubstr((folder() / "none").string())));
  EXPECT_THAT(Refusal(folder().string()).message(), HasSubstr("is a folder"));
  EXPECT_THAT(Refusal("/dev/null").message(), HasSubstr("it is no file"));
  EXPECT_THAT(Refusal(path(), {.create = false}).message(), HasSubstr("there is no state " + path()));
  EXPECT_THAT(Files(), IsEmpty());
}

TEST_F(SqliteTest, RefusesWhatIsNoState) {
  Write(path(), std::string(4096, 'x'));
  EXPECT_THAT(Refusal(path()).message(), AllOf(HasSubstr(path()), HasSubstr("not a SQLite file")));
  EXPECT_EQ(Refusal(path()).code(), StatusCode::kInvalidArgument);
  const std::string other = (folder() / "other.db").string();
  Run(other, "CREATE TABLE meta (a)");
  EXPECT_THAT(Refusal(other).message(), HasSubstr("another program"));
  const std::string numbered = (folder() / "numbered.db").string();
  Run(numbered, "PRAGMA application_id = 42");
  EXPECT_THAT(Refusal(numbered).message(), HasSubstr("another program"));
}

// What was lost is not taken for what never was: all of it would be ordered again.
TEST_F(SqliteTest, AnEmptyFileIsNoState) {
  Write(path(), "");
  const std::string bare = (folder() / "bare.db").string();
  Run(bare, "VACUUM");
  for (const std::string& empty : {path(), bare}) {
    for (const bool create : {true, false}) {
      const Status refused = Refusal(empty, {.create = create});
      EXPECT_EQ(refused.code(), StatusCode::kInvalidArgument);
      EXPECT_THAT(refused.message(), AllOf(HasSubstr(empty), HasSubstr("empty file"), HasSubstr("import --all"),
                                           HasSubstr("remove the file")));
    }
  }
  EXPECT_EQ(fs::file_size(path()), 0U);
}

// Of what is open, of what was killed, and of one from before, which had a write-ahead log.
TEST_F(SqliteTest, TheFileAloneIsTheState) {
  const auto copied = [this] {
    const std::string copy = (folder() / "copy.db").string();
    fs::copy_file(path(), copy, fs::copy_options::overwrite_existing);
    return MustOpen(copy)->Load()->size();
  };
  MakeWith("a");
  Run(path(), "PRAGMA journal_mode = WAL");
  const auto store = MustOpen(path());
  ASSERT_TRUE(store->Lock(TestHolder()).ok());
  ASSERT_TRUE(store->Put(TestObject("b")).ok());
  EXPECT_EQ(copied(), 2U);
  store->Unlock();
  Child killed([&](int pipe) {
    const auto running = OpenState(path(), {});
    if (!running.ok() || !(*running)->Lock(TestHolder()).ok() || !(*running)->Put(TestObject("c")).ok()) return 1;
    Child::Say(pipe, '.');
    for (;;) pause();
  });
  ASSERT_EQ(killed.Hear(), '.');
  EXPECT_EQ(copied(), 3U);
  killed.Kill();
  EXPECT_EQ(copied(), 3U);
}

// SQLite plays a journal or a log that it finds beside a file back into it.
TEST_F(SqliteTest, WhatAnybodyMayWriteIsNoPartOfIt) {
  for (const bool there : {true, false}) {
    for (const char* suffix : {"", "-journal", "-wal", "-shm"}) {
      SCOPED_TRACE(fmt::format("{}{}", there ? "a state" : "no state", suffix));
      for (const auto& name : Files()) fs::remove(folder() / name);
      if (there) MakeWith("a");
      const std::string planted = path() + suffix;
      if (!fs::exists(planted)) Write(planted, "planted");
      ASSERT_EQ(chmod(planted.c_str(), 0666), 0);
      const auto before = Files();
      for (const bool create : {true, false}) {
        const Status refused = Refusal(path(), {.create = create});
        if (!there && !create && *suffix != '\0') {
          EXPECT_EQ(refused.code(), StatusCode::kNotFound);  // there is none, whatever is beside it
          continue;
        }
        EXPECT_EQ(refused.code(), StatusCode::kPermissionDenied);
        EXPECT_THAT(refused.message(), AllOf(HasSubstr(planted), HasSubstr("chmod o-w")));
      }
      EXPECT_EQ(Files(), before);
    }
  }
}

TEST_F(SqliteTest, SaysThatAFileIsDamaged) {
  MakeWith("a");
  {
    // The first page tells what there is; those behind it are filled with what no page holds.
    std::fstream file(path(), std::ios::in | std::ios::out | std::ios::binary);
    file.seekp(4096);
    for (auto i = fs::file_size(path()); i > 4096; --i) file.put('\xab');
  }
  auto store = OpenState(path(), {});
  const Status damaged = store.ok() ? (*store)->Load().status() : store.status();
  EXPECT_EQ(damaged.code(), StatusCode::kInvalidArgument);
  EXPECT_THAT(damaged.message(), AllOf(HasSubstr(path()), HasSubstr("damaged"), HasSubstr("interconnect import")));
}

TEST_F(SqliteTest, SaysWhichRowIsNotOurs) {
  MakeWith("a");
  Run(path(), "UPDATE objects SET depends_on = '[\"dc1\"]'");
  EXPECT_THAT(MustOpen(path())->Load().status().message(),
              AllOf(HasSubstr("depends_on"), HasSubstr("virtual_interface.a")));
  Run(path(), "UPDATE objects SET address = 'circuit.a'");
  EXPECT_THAT(MustOpen(path())->Load().status().message(), HasSubstr("'circuit.a'"));
}

TEST_F(SqliteTest, AFileThatMayOnlyBeReadIsRead) {
  MakeWith("a");
  chmod(path().c_str(), 0444);
  chmod(folder().c_str(), 0777);
  Child reader([&](int) {
    if (geteuid() == 0 && (setgid(kNobody) != 0 || setuid(kNobody) != 0)) return 9;
    const auto store = OpenState(path(), {});
    if (!store.ok()) return 1;
    const auto objects = (*store)->Load();
    if (!objects.ok() || objects->size() != 1) return 2;
    if ((*store)->Lock(TestHolder()).code() != StatusCode::kPermissionDenied) return 3;
    return (*store)->SeenSince({"a"}, Time(), Others::kForgotten).ok() ? 0 : 4;
  });
  EXPECT_EQ(reader.Join(), 0);
  EXPECT_TRUE(MustOpen(path())->Lock(TestHolder()).ok() || geteuid() != 0);  // nothing was left locked
}

// As of a checkout, or another user's; the one with a write-ahead log is from before.
TEST_F(SqliteTest, AFileInAFolderThatMayOnlyBeReadIsRead) {
  for (const char* journal : {"DELETE", "WAL"}) {
    SCOPED_TRACE(journal);
    MakeWith("a");
    Run(path(), fmt::format("PRAGMA journal_mode = {}", journal).c_str());
    const std::vector<std::string> before = Files();
    chmod(path().c_str(), 0444);
    chmod(folder().c_str(), 0555);
    Child reader([&](int) {
      if (geteuid() == 0 && (setgid(kNobody) != 0 || setuid(kNobody) != 0)) return 9;
      for (const bool create : {true, false}) {
        const auto store = OpenState(path(), {.create = create});
        if (!store.ok()) return 1;
        const auto objects = (*store)->Load();
        if (!objects.ok() || objects->size() != 1 || !(*store)->Begun().ok()) return 2;
        if ((*store)->Lock(TestHolder()).code() != StatusCode::kPermissionDenied) return 3;
        const auto seen = (*store)->SeenSince({"a"}, Time(), Others::kForgotten);
        if (!seen.ok() || seen->size() != 1) return 4;
      }
      return 0;
    });
    EXPECT_EQ(reader.Join(), 0);
    EXPECT_EQ(Files(), before);
    chmod(path().c_str(), 0644);
    chmod(folder().c_str(), 0755);
  }
}

TEST_F(SqliteTest, AFileThatMayNotBeReadIsRefused) {
  MakeWith("a");
  chmod(path().c_str(), 0);
  chmod(folder().c_str(), 0755);
  Child reader([&](int) {
    if (geteuid() == 0 && (setgid(kNobody) != 0 || setuid(kNobody) != 0)) return 9;
    return OpenState(path(), {}).status().code() == StatusCode::kPermissionDenied ? 0 : 1;
  });
  EXPECT_EQ(reader.Join(), 0);
}

TEST_F(SqliteTest, WhenTheDiskIsFullNothingAcknowledgedIsLost) {
  MakeWith("first");
  Child writer([&](int pipe) {
    signal(SIGXFSZ, SIG_IGN);
    const rlimit limit = {256 << 10, 256 << 10};  // stands for the disk
    setrlimit(RLIMIT_FSIZE, &limit);
    const auto store = OpenState(path(), {});
    if (!store.ok() || !(*store)->Lock(TestHolder()).ok()) return 1;
    StateObject object = TestObject("x");
    object.attributes = "\"" + std::string(3000, 'x') + "\"";
    for (int i = 0; i < 1000; ++i) {
      object.address.name = "n" + std::to_string(i);
      const Status status = (*store)->Put(object);
      if (!status.ok()) return status.code() == StatusCode::kUnavailable ? 0 : 2;
      Child::Say(pipe, '.');
    }
    return 3;
  });
  const std::size_t acknowledged = writer.HearAll().size();
  EXPECT_EQ(writer.Join(), 0);
  EXPECT_GT(acknowledged, 10U);
  const auto objects = MustOpen(path())->Load();
  ASSERT_TRUE(objects.ok()) << objects.status().ToString();
  EXPECT_EQ(objects->size(), acknowledged + 1);
}

TEST_F(SqliteTest, EveryNameOfAFileHasTheSameLock) {
  const auto store = MustOpen(path());
  ASSERT_TRUE(store->Lock(TestHolder()).ok());
  const fs::path link = folder() / "link.db";
  fs::create_symlink(path(), link);
  EXPECT_EQ(MustOpen(link.string())->Lock(TestHolder()).code(), StatusCode::kFailedPrecondition);
}

TEST_F(SqliteTest, WhoLostTheLockWritesNothingMore) {
  const auto first = MustOpen(path());
  ASSERT_TRUE(first->Lock(TestHolder()).ok());
  ASSERT_TRUE(first->Put(TestObject("a")).ok());
  fs::remove(path() + ".lock");  // by a hand that thought it knew better
  const auto second = MustOpen(path());
  ASSERT_TRUE(second->Lock(TestHolder()).ok());
  const Status refused = first->Put(TestObject("b"));
  EXPECT_EQ(refused.code(), StatusCode::kFailedPrecondition);
  EXPECT_THAT(refused.message(), HasSubstr("lost"));
  EXPECT_TRUE(second->Put(TestObject("c")).ok());
  EXPECT_THAT(*second->Load(), ElementsAre(TestObject("a"), TestObject("c")));
  first->Unlock();  // not the lock of the other
  EXPECT_EQ(MustOpen(path())->Lock(TestHolder()).code(), StatusCode::kFailedPrecondition);
}

TEST_F(SqliteTest, ALockFileThatACrashLeftIsHarmless) {
  Write(path() + ".lock", "");
  EXPECT_TRUE(MustOpen(path())->Lock(TestHolder()).ok());
}

TEST_F(SqliteTest, KeepsWhoRan) {
  for (int i = 0; i < 3; ++i) {
    const auto store = MustOpen(path());
    ASSERT_TRUE(store->Lock(TestHolder()).ok());
  }
  sqlite3* database = nullptr;
  ASSERT_EQ(sqlite3_open(path().c_str(), &database), SQLITE_OK);
  sqlite3_stmt* rows = nullptr;
  const char* sql = "SELECT COUNT(*), MIN(who), MIN(command) FROM runs WHERE finished >= started";
  ASSERT_EQ(sqlite3_prepare_v2(database, sql, -1, &rows, nullptr), SQLITE_OK);
  ASSERT_EQ(sqlite3_step(rows), SQLITE_ROW);
  EXPECT_EQ(sqlite3_column_int(rows, 0), 3);
  EXPECT_STREQ(reinterpret_cast<const char*>(sqlite3_column_text(rows, 1)), kHolderName);
  EXPECT_STREQ(reinterpret_cast<const char*>(sqlite3_column_text(rows, 2)), "apply");
  sqlite3_finalize(rows);
  sqlite3_close(database);
}

}  // namespace
}  // namespace ic
