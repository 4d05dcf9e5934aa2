#include "cli/process/files.h"

#include <cstdlib>
#include <filesystem>

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

  std::string folder_;
};

TEST_F(FilesTest, ErrorsNameThePath) {
  EXPECT_EQ(ReadFile(Path("none")).status().code(), StatusCode::kNotFound);
  EXPECT_THAT(ReadFile(Path("none")).status().message(), HasSubstr(Path("none")));
  EXPECT_THAT(ReadFile(folder_).status().message(), HasSubstr(folder_ + " cannot be read: it is a folder"));
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

TEST(FolderOfTest, OfRelativeAndAbsolutePaths) {
  EXPECT_EQ(FolderOf("c.yaml"), ".");
  EXPECT_EQ(FolderOf("a/b/c.yaml"), "a/b");
}

}  // namespace
}  // namespace ic::cli
