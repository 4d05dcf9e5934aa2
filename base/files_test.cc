// Reading what somebody names, and writing where somebody says: each kind of thing that may be there instead of a file.
#include "base/files.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

namespace ic {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;

constexpr std::size_t kMost = 1000;
constexpr uid_t kSomebody = 12345;

class FilesTest : public ::testing::Test {
 protected:
  void SetUp() override {
    std::string pattern = (fs::temp_directory_path() / "ic-base-files-XXXXXX").string();
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
  EXPECT_EQ(*ReadRegularFile(Path("a"), kMost), text);
  ASSERT_TRUE(WriteFileAtomically(Path("a"), "shorter").ok());
  EXPECT_EQ(*ReadRegularFile(Path("a"), kMost), "shorter");
  EXPECT_EQ(Entries(), 1U) << "no temporary file stays";
}

// A file is read to its limit and not a byte further, be it as long as it says or not.
TEST_F(FilesTest, AFileIsReadToItsLimit) {
  for (const std::size_t size : {std::size_t{0}, std::size_t{1}, kMost - 1, kMost, kMost + 1, std::size_t{200'000}}) {
    ASSERT_TRUE(WriteFileAtomically(Path("a"), std::string(size, 'x')).ok());
    const auto text = ReadRegularFile(Path("a"), kMost);
    EXPECT_EQ(text.ok(), size <= kMost) << size;
    if (text.ok()) {
      EXPECT_EQ(text->size(), size);
    } else {
      EXPECT_EQ(text.status().code(), StatusCode::kResourceExhausted) << size;
    }
  }
  EXPECT_THAT(ReadRegularFile(Path("a"), std::size_t{64} << 10).status().message(), HasSubstr("more than 64 KiB"));
  EXPECT_TRUE(ReadRegularFile("/proc/self/status", std::size_t{1} << 20).ok()) << "its size is said to be 0";
}

TEST_F(FilesTest, WhatIsNoFileIsNotWaitedFor) {
  ASSERT_EQ(mkfifo(Path("pipe").c_str(), 0600), 0);
  const int listening = socket(AF_UNIX, SOCK_STREAM, 0);
  sockaddr_un address{.sun_family = AF_UNIX, .sun_path = {}};
  Path("socket").copy(address.sun_path, sizeof(address.sun_path) - 1);
  ASSERT_EQ(bind(listening, reinterpret_cast<const sockaddr*>(&address), sizeof(address)), 0);
  struct Case {
    std::string path;
    StatusCode code;
    std::string words;
  };
  const std::vector<Case> cases = {{Path("pipe"), StatusCode::kInvalidArgument, "it is a pipe or a device"},
                                   {"/dev/zero", StatusCode::kInvalidArgument, "it is a pipe or a device"},
                                   {"/dev/null", StatusCode::kInvalidArgument, "it is a pipe or a device"},
                                   {folder_, StatusCode::kInvalidArgument, "it is a folder"},
                                   {Path("socket"), StatusCode::kUnavailable, "No such device"},
                                   {Path("none"), StatusCode::kNotFound, "No such file or directory"},
                                   {Path("pipe/none"), StatusCode::kNotFound, "Not a directory"}};
  for (const Case& each : cases) {
    const std::string link = Path("link");
    fs::remove(link);
    fs::create_symlink(each.path, link);
    for (const std::string& path : {each.path, link}) {
      for (const FileTrust trust : {FileTrust::kAnybody, FileTrust::kOurs}) {
        const auto text = ReadRegularFile(path, kMost, trust);
        EXPECT_EQ(text.status().code(), each.code) << path << " " << each.path;
        EXPECT_THAT(text.status().message(), HasSubstr(each.words)) << path << " " << each.path;
      }
    }
  }
  close(listening);
}

TEST_F(FilesTest, WhatAnybodyMayWriteIsNobodysWord) {
  ASSERT_TRUE(WriteFileAtomically(Path("a"), "x").ok());
  for (const mode_t mode : {0600, 0644, 0664, 0666, 0602}) {
    ASSERT_EQ(chmod(Path("a").c_str(), mode), 0);
    EXPECT_TRUE(ReadRegularFile(Path("a"), kMost).ok()) << std::oct << mode;
    const auto ours = ReadRegularFile(Path("a"), kMost, FileTrust::kOurs);
    EXPECT_EQ(ours.ok(), (mode & 0002) == 0) << std::oct << mode;
    if (!ours.ok()) {
      EXPECT_EQ(ours.status().code(), StatusCode::kPermissionDenied);
    }
  }
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
  EXPECT_EQ(*ReadRegularFile(Path("plan"), kMost), "z");
}

TEST_F(FilesTest, ErrorsOfWritingNameThePath) {
  EXPECT_THAT(WriteFileAtomically(folder_, "x").message(), HasSubstr(folder_ + " is a folder"));
  EXPECT_THAT(WriteFileAtomically(Path("no/such"), "x").message(), HasSubstr(Path("no/such")));
  ASSERT_TRUE(WriteFileAtomically(Path("a"), "x").ok());
  EXPECT_THAT(MakeFolders(Path("a/b")).message(), HasSubstr(Path("a/b") + " cannot be made"));
  EXPECT_TRUE(MakeFolders(Path("b/c")).ok());
  EXPECT_TRUE(MakeFolders(Path("b/c")).ok()) << "it is there";
}

TEST_F(FilesTest, WhatIsNoFileIsWrittenToAsItIs) {
  EXPECT_TRUE(WriteFileAtomically("/dev/null", "x").ok());
  EXPECT_TRUE(fs::is_character_file("/dev/null"));
}

// At each place of the way.
TEST_F(FilesTest, LinksAndPipesOfOthersAreNotWrittenThrough) {
  if (geteuid() != 0) GTEST_SKIP() << "only root can make files of others";
  fs::create_directories(Path("theirs/in"));
  std::ofstream(Path("theirs/in/precious")) << "kept";
  fs::create_symlink(Path("theirs/in/precious"), Path("link"));
  fs::create_symlink(Path("theirs/in/absent"), Path("dangling"));
  fs::create_symlink(Path("theirs"), Path("folder"));
  ASSERT_EQ(mkfifo(Path("pipe").c_str(), 0666), 0);
  for (const char* name : {"link", "dangling", "pipe", "folder"}) {
    ASSERT_EQ(lchown(Path(name).c_str(), kSomebody, kSomebody), 0);
  }
  fs::create_symlink(Path("link"), Path("ours"));  // one's own leads to it
  for (const char* name : {"link", "dangling", "pipe", "ours", "folder/in/precious", "folder/in/absent"}) {
    const Status written = WriteFileAtomically(Path(name), "report");
    EXPECT_EQ(written.code(), StatusCode::kPermissionDenied) << name;
    EXPECT_THAT(written.message(), ::testing::AllOf(HasSubstr("of another user"), HasSubstr(Path(name)))) << name;
  }
  EXPECT_EQ(MakeFolders(Path("folder/made")).code(), StatusCode::kPermissionDenied);
  EXPECT_FALSE(fs::exists(Path("theirs/made")));
  EXPECT_EQ(*ReadRegularFile(Path("theirs/in/precious"), kMost), "kept");
  EXPECT_FALSE(fs::exists(Path("theirs/in/absent")));
}

}  // namespace
}  // namespace ic
