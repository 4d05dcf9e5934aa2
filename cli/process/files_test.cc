#include "cli/process/files.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

namespace ic::cli {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;

class FilesTest : public ::testing::Test {
 protected:
  void SetUp() override {
    std::string pattern = (fs::temp_directory_path() / "ic-files-XXXXXX").string();
    ASSERT_NE(mkdtemp(pattern.data()), nullptr);
    folder_ = pattern;
  }
  void TearDown() override { fs::remove_all(folder_); }
  std::string Path(const std::string& name) const { return folder_ + "/" + name; }
  static mode_t ModeOf(const std::string& path) {
    struct stat about {};
    EXPECT_EQ(stat(path.c_str(), &about), 0);
    return about.st_mode & 0777;
  }
  std::size_t Entries() const {
    return static_cast<std::size_t>(std::distance(fs::directory_iterator(folder_), fs::directory_iterator()));
  }

  std::string folder_;
};

TEST_F(FilesTest, WhatIsWrittenIsRead) {
  const std::string text("a\0b\r\nc", 6);
  ASSERT_TRUE(WriteFileAtomically(Path("a"), text).ok());
  EXPECT_EQ(*ReadFile(Path("a")), text);
  ASSERT_TRUE(WriteFileAtomically(Path("a"), "shorter").ok());
  EXPECT_EQ(*ReadFile(Path("a")), "shorter");
  EXPECT_EQ(Entries(), 1U) << "no temporary file stays";
}

TEST_F(FilesTest, AReaderOfTheOldFileKeepsIt) {
  ASSERT_TRUE(WriteFileAtomically(Path("a"), "old").ok());
  std::ifstream reader(Path("a"));
  ASSERT_TRUE(WriteFileAtomically(Path("a"), "new").ok());
  std::string seen;
  reader >> seen;
  EXPECT_EQ(seen, "old");
}

TEST_F(FilesTest, ModesAndLinksAreKept) {
  ASSERT_TRUE(WriteFileAtomically(Path("plan"), "x", Privacy::kOwnerOnly).ok());
  EXPECT_EQ(ModeOf(Path("plan")), 0600U);
  ASSERT_EQ(chmod(Path("plan").c_str(), 0640), 0);
  ASSERT_TRUE(WriteFileAtomically(Path("plan"), "y").ok());
  EXPECT_EQ(ModeOf(Path("plan")), 0640U);
  fs::create_symlink("plan", Path("link"));
  ASSERT_TRUE(WriteFileAtomically(Path("link"), "z").ok());
  EXPECT_TRUE(fs::is_symlink(Path("link")));
  EXPECT_EQ(*ReadFile(Path("plan")), "z");
}

TEST_F(FilesTest, ErrorsNameThePath) {
  EXPECT_EQ(ReadFile(Path("none")).status().code(), StatusCode::kNotFound);
  EXPECT_THAT(ReadFile(Path("none")).status().message(), HasSubstr(Path("none")));
  EXPECT_THAT(ReadFile(folder_).status().message(), HasSubstr("is a folder"));
  EXPECT_THAT(WriteFileAtomically(folder_, "x").message(), HasSubstr("is a folder"));
  EXPECT_THAT(WriteFileAtomically(Path("no/such"), "x").message(), HasSubstr(Path("no/such")));
}

TEST_F(FilesTest, WhatIsNoFileIsWrittenToAsItIs) {
  EXPECT_TRUE(WriteFileAtomically("/dev/null", "x").ok());
  EXPECT_TRUE(fs::is_character_file("/dev/null"));
}

TEST_F(FilesTest, WhatMayNeverEndIsNotRead) {
  ASSERT_EQ(mkfifo(Path("pipe").c_str(), 0600), 0);
  fs::create_symlink(Path("pipe"), Path("link"));
  for (const std::string& path : {Path("pipe"), Path("link"), std::string("/dev/zero"), std::string("/dev/null")}) {
    const auto text = ReadFile(path);
    EXPECT_EQ(text.status().code(), StatusCode::kInvalidArgument) << path;
    EXPECT_THAT(text.status().message(), HasSubstr("a pipe or a device")) << path;
  }
}

TEST_F(FilesTest, LinksAndPipesOfOthersAreNotWrittenThrough) {
  if (geteuid() != 0) GTEST_SKIP() << "only root can make files of others";
  std::ofstream(Path("precious")) << "kept";
  fs::create_symlink(Path("precious"), Path("link"));
  fs::create_symlink(Path("absent"), Path("dangling"));
  ASSERT_EQ(mkfifo(Path("pipe").c_str(), 0666), 0);
  for (const char* name : {"link", "dangling", "pipe"}) {
    ASSERT_EQ(lchown(Path(name).c_str(), 12345, 12345), 0);
    const Status written = WriteFileAtomically(Path(name), "report");
    EXPECT_EQ(written.code(), StatusCode::kPermissionDenied) << name;
    EXPECT_THAT(written.message(), HasSubstr("of another user")) << name;
  }
  EXPECT_EQ(ReadFile(Path("precious")).value(), "kept");
  EXPECT_FALSE(fs::exists(Path("absent")));
}

TEST(FolderOfTest, OfRelativeAndAbsolutePaths) {
  EXPECT_EQ(FolderOf("c.yaml"), ".");
  EXPECT_EQ(FolderOf("a/b/c.yaml"), "a/b");
}

}  // namespace
}  // namespace ic::cli
