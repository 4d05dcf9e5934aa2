// Stores of other versions than this one's.
#include "reconcile/state/migrations.h"

#include <fstream>
#include <sstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/text.h"
#include "base/time_text.h"
#include "reconcile/state/open.h"
#include "reconcile/state/testing/places.h"

namespace ic {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Pair;

constexpr const char* kVersion1 = IC_SOURCE_DIR "/reconcile/state/testdata/version1.sql";

std::vector<std::string> Statements(const std::string& path) {
  std::ifstream file(path);
  std::string text;
  for (std::string line; std::getline(file, line);) {
    if (!line.starts_with("--")) text += line;
  }
  std::vector<std::string> statements = Split(text, ';');
  statements.pop_back();  // nothing follows the last one
  return statements;
}

// A step that a later version might bring.
std::vector<Migration> WithNextVersion(const std::string& statement) {
  std::vector<Migration> migrations(Migrations().begin(), Migrations().end());
  migrations.push_back({{"CREATE TABLE notes (id TEXT NOT NULL PRIMARY KEY)", statement}});
  return migrations;
}

const char* const kAddColumn = "ALTER TABLE objects ADD COLUMN note TEXT NOT NULL DEFAULT ''";

class MigrationsTest : public OnEveryEngine {
 protected:
  // A store as version 1 left it, made without our own schema.
  void MakeVersion1() {
    auto database = OpenStateDatabase(where(), true);
    ASSERT_TRUE(database.ok()) << database.status().ToString();
    const Status made = InTransaction(**database, [&]() -> Status {
      IC_RETURN_IF_ERROR((*database)->Prepare());
      for (const std::string& statement : Statements(kVersion1)) {
        IC_RETURN_IF_ERROR((*database)->Execute(statement).status());
      }
      return OkStatus();
    });
    ASSERT_TRUE(made.ok()) << made.ToString();
    ASSERT_TRUE((*database)->Settle().ok());
  }
  StatusOr<std::unique_ptr<StateStore>> OpenWith(const std::vector<Migration>& migrations) {
    return OpenStateWith(migrations, where(), {.create = false});
  }
};

// The first step is never edited.
TEST(Migrations, FirstStepIsVersion1) {
  const std::vector<std::string> statements = Statements(kVersion1);
  const std::vector<std::string>& first = Migrations().front().statements;
  ASSERT_GE(statements.size(), first.size());
  for (std::size_t i = 0; i < first.size(); ++i) EXPECT_EQ(first[i], statements[i]);
}

TEST_P(MigrationsTest, OpensAStoreOfVersion1) {
  MakeVersion1();
  const auto store = MustOpen(where(), {.create = false});
  EXPECT_EQ(store->Info()->lineage, "1f0e1c1e-9c1b-4b0e-8f5a-0d5d0b1c2a3b");
  EXPECT_EQ(store->Info()->serial, 41);
  const StateObject dc1{.address = {Kind::kConnection, "dc1"},
                        .account = "aws",
                        .cloud = "aws",
                        .region = "us-east-1",
                        .id = "dxcon-1",
                        .attributes = R"({"name":"dc1"})"};
  const StateObject v6{.address = {Kind::kBgpPeer, "v6"},
                       .account = "aws",
                       .cloud = "aws",
                       .region = "us-east-1",
                       .id = "dxpeer-1",
                       .attributes = "{}",
                       .facts = R"({"a":1})",
                       .keyed = true,
                       .depends_on = {{Kind::kConnection, "dc1"}, {Kind::kBgpGroup, "g.1"}}};
  EXPECT_THAT(*store->Load(), ElementsAre(dc1, v6));
  const Time since = *ParseIsoTime("2026-01-02T03:04:05Z");
  EXPECT_THAT(*store->SeenSince({"drift-1"}, since + std::chrono::hours(1), Others::kForgotten),
              ElementsAre(Pair("drift-1", since)));
  // Its last run was killed: the lock is free whatever the table says.
  ASSERT_TRUE(store->Lock(TestHolder()).ok());
  EXPECT_TRUE(store->Put(TestObject("new")).ok());
  EXPECT_EQ(store->Load()->size(), 3U);
  // What later versions keep beside is empty.
  EXPECT_THAT(*store->Begun(), IsEmpty());
  EXPECT_TRUE(store->Begin({Kind::kBgpCidr, "c"}, "record").ok());
}

TEST_P(MigrationsTest, BringsAnOlderStoreForward) {
  MakeVersion1();
  const auto migrated = OpenWith(WithNextVersion(kAddColumn));
  ASSERT_TRUE(migrated.ok()) << migrated.status().ToString();
  EXPECT_EQ((*migrated)->Info()->schema_version, static_cast<int>(Migrations().size()) + 1);
  EXPECT_EQ((*migrated)->Info()->serial, 41);
  EXPECT_EQ((*migrated)->Load()->size(), 2U);
  EXPECT_TRUE((*migrated)->Lock(TestHolder()).ok());
  // Once: a second step of the same kind would fail.
  EXPECT_TRUE(OpenWith(WithNextVersion(kAddColumn)).ok());
}

TEST_P(MigrationsTest, RefusesANewerStoreAndNamesBothVersions) {
  ASSERT_TRUE(OpenStateWith(WithNextVersion(kAddColumn), where(), {}).ok());
  const auto refused = OpenState(where(), {});
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(refused.status().code(), StatusCode::kFailedPrecondition);
  const std::size_t known = Migrations().size();
  EXPECT_THAT(refused.status().message(), AllOf(HasSubstr("schema version " + std::to_string(known + 1)),
                                                HasSubstr("knows version " + std::to_string(known) + " ")));
}

TEST_P(MigrationsTest, AStepThatFailsLeavesTheOldVersion) {
  MakeVersion1();
  EXPECT_FALSE(OpenWith(WithNextVersion("ALTER TABLE nothing ADD COLUMN a TEXT")).ok());
  const auto store = MustOpen(where());
  EXPECT_EQ(store->Info()->schema_version, static_cast<int>(Migrations().size()));
  EXPECT_EQ(store->Load()->size(), 2U);
  EXPECT_TRUE(OpenWith(WithNextVersion(kAddColumn)).ok());  // its first statement was undone: it works now
}

TEST_P(MigrationsTest, AStepOfANewStoreThatFailsLeavesNone) {
  EXPECT_FALSE(OpenStateWith(WithNextVersion("ALTER TABLE nothing ADD COLUMN a TEXT"), where(), {}).ok());
  EXPECT_EQ(OpenState(where(), {.create = false}).status().code(), StatusCode::kNotFound);
  EXPECT_THAT(*MustOpen(where())->Load(), IsEmpty());
}

TEST_P(MigrationsTest, WaitsForTheRunOfAnOlderProgram) {
  const auto running = MustOpen(where());
  ASSERT_TRUE(running->Lock(TestHolder()).ok());
  const auto refused = OpenWith(WithNextVersion(kAddColumn));
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(refused.status().code(), StatusCode::kFailedPrecondition);
  EXPECT_THAT(refused.status().message(), AllOf(HasSubstr("migrated"), HasSubstr(kHolderName)));
  EXPECT_TRUE(running->Put(TestObject("a")).ok());
}

TEST_P(MigrationsTest, AnOlderProgramDoesNotWriteAfterwards) {
  const auto opened_before = MustOpen(where());
  ASSERT_TRUE(OpenWith(WithNextVersion(kAddColumn)).ok());
  const Status refused = opened_before->Lock(TestHolder());
  EXPECT_EQ(refused.code(), StatusCode::kFailedPrecondition);
  EXPECT_THAT(refused.message(), HasSubstr("migrated"));
  EXPECT_EQ(opened_before->Put(TestObject("a")).code(), StatusCode::kFailedPrecondition);
  // The refused one has given the lock back.
  EXPECT_TRUE((*OpenWith(WithNextVersion(kAddColumn)))->Lock(TestHolder()).ok());
}

INSTANTIATE_TEST_SUITE_P(State, MigrationsTest, testing::ValuesIn(StateEngines()),
                         [](const auto& info) { return info.param; });

}  // namespace
}  // namespace ic
