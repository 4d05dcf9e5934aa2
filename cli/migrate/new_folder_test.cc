#include "cli/migrate/new_folder.h"

#include <cstdlib>
#include <filesystem>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace ic::cli {
namespace {

using ::testing::HasSubstr;

class NewFolderTest : public ::testing::Test {
 protected:
  void SetUp() override {
    std::string pattern = (std::filesystem::temp_directory_path() / "ic-new-XXXXXX").string();
    ASSERT_NE(mkdtemp(pattern.data()), nullptr);
    base_ = pattern;
  }
  void TearDown() override { std::filesystem::remove_all(base_); }
  std::string Path(const std::string& name) const { return base_ + "/" + name; }

  std::string base_;
};

TEST_F(NewFolderTest, IsThereAtTheEndAndNotBefore) {
  for (const std::string& name : {std::string("new"), std::string("with-slash/"), std::string("deep/er")}) {
    const NewFolder folder(Path(name));
    ASSERT_TRUE(folder.Check().ok());
    ASSERT_TRUE(folder.Write("a.txt", "a").ok());
    ASSERT_TRUE(folder.Write("b/c.txt", "c", Privacy::kOwnerOnly).ok());
    EXPECT_FALSE(std::filesystem::exists(Path(name))) << name;
    EXPECT_TRUE(std::filesystem::exists(folder.Place("a.txt"))) << name;
    ASSERT_TRUE(folder.Finish().ok());
    EXPECT_EQ(*ReadRegularFile(Path(name) + "/b/c.txt", 10), "c") << name;
    EXPECT_EQ(std::filesystem::status(Path(name) + "/b/c.txt").permissions(),
              std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
  }
}

TEST_F(NewFolderTest, AnEmptyOneIsTaken) {
  std::filesystem::create_directory(Path("new"));
  const NewFolder folder(Path("new"));
  ASSERT_TRUE(folder.Check().ok());
  ASSERT_TRUE(folder.Write("a.txt", "a").ok());
  ASSERT_TRUE(folder.Finish().ok());
  EXPECT_TRUE(std::filesystem::exists(Path("new/a.txt")));
}

TEST_F(NewFolderTest, WhatExistsIsRefused) {
  ASSERT_TRUE(WriteFileAtomically(Path("file"), "x").ok());
  std::filesystem::create_directory(Path("full"));
  ASSERT_TRUE(WriteFileAtomically(Path("full/mine"), "x").ok());
  std::filesystem::create_directory(Path("half.part"));
  std::filesystem::create_symlink(Path("nowhere"), Path("link"));
  EXPECT_THAT(NewFolder(Path("file")).Check().message(), HasSubstr("no folder"));
  EXPECT_THAT(NewFolder(Path("link")).Check().message(), HasSubstr("no folder"));
  EXPECT_THAT(NewFolder(Path("full")).Check().message(), HasSubstr("not empty"));
  EXPECT_THAT(NewFolder(Path("half")).Check().message(), HasSubstr("half.part"));
  // Somebody made it while it was written.
  const NewFolder late(Path("late"));
  ASSERT_TRUE(late.Write("a.txt", "a").ok());
  std::filesystem::create_directory(Path("late"));
  ASSERT_TRUE(WriteFileAtomically(Path("late/mine"), "x").ok());
  EXPECT_THAT(late.Finish().message(), HasSubstr("cannot be renamed"));
  EXPECT_TRUE(std::filesystem::exists(Path("late/mine")));
}

}  // namespace
}  // namespace ic::cli
