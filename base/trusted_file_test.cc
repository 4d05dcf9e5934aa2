#include "base/trusted_file.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

namespace ic {
namespace {

TEST(TrustedFileTest, IsWrittenByItsUserOrRoot) {
  for (const mode_t mode : {0600, 0644, 0660, 0400, 0666, 0602, 0777}) {
    for (const uid_t user : {0, 1000}) {
      for (const uid_t owner : {0, 1000, 1001}) {
        struct stat about {};
        about.st_mode = S_IFREG | mode;
        about.st_uid = owner;
        const bool anybody = (mode & 0002) != 0;
        const bool others = owner == 1001 && user != 0;
        const Status status = CheckTrustedFile(about, "state.db", user);
        EXPECT_EQ(status.ok(), !anybody && !others) << std::oct << mode << " " << owner << " for " << user;
        if (!status.ok()) {
          EXPECT_THAT(status.message(), ::testing::HasSubstr(anybody ? "chmod o-w" : "uid 1001"));
        }
      }
    }
  }
  EXPECT_TRUE(CheckTrustedFile("/nonexistent/file").ok());
}

class LinksTest : public ::testing::Test {
 protected:
  void SetUp() override {
    std::string pattern = (std::filesystem::temp_directory_path() / "ic-links-XXXXXX").string();
    ASSERT_NE(mkdtemp(pattern.data()), nullptr);
    folder_ = std::filesystem::canonical(pattern);
    std::filesystem::create_directories(folder_ / "a/b");
    std::ofstream(folder_ / "a/b/file") << "x";
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }

  std::filesystem::path folder_;
};

// A link at each place of the way, to each form of what it may lead to, by each kind of name.
TEST_F(LinksTest, OfOthersAreKnownWhereverTheyAre) {
  const uid_t me = geteuid();
  const auto link = [this](const std::string& target, const std::string& name) {
    std::filesystem::remove(folder_ / name);
    std::filesystem::create_symlink(target, folder_ / name);
  };
  struct Case {
    std::string target, name, path;
  };
  const std::string whole = folder_.string();
  const std::vector<Case> cases = {
      {"file", "a/b/link", "a/b/link"},
      {whole + "/a/b/file", "a/b/link", "a/b/link"},
      {"none", "a/b/link", "a/b/link"},
      {"b", "a/link", "a/link/file"},
      {"b", "a/link", "a/link/none"},
      {whole + "/a", "link", "link/b/file"},
      {"a/b", "link", "link/../b/file"},
      {"./a/./b/", "link", "link//file"},
      {"../" + folder_.filename().string() + "/a", "link", "a/b/../../link/b/file"},
      {"link", "link", "link/file"},  // without an end
  };
  for (const Case& each : cases) {
    link(each.target, each.name);
    const std::string path = whole + "/" + each.path;
    EXPECT_EQ(LinkOfOthers(path, me), "") << each.path << " by " << each.target;
    // With another user in mind the link is somebody else's, unless root made it.
    if (me != 0) {
      EXPECT_EQ(LinkOfOthers(path, me + 1), whole + "/" + each.name) << each.path << " by " << each.target;
    } else {
      ASSERT_EQ(lchown((folder_ / each.name).c_str(), 12345, 12345), 0);
      EXPECT_EQ(LinkOfOthers(path, 0), whole + "/" + each.name) << each.path << " by " << each.target;
      EXPECT_EQ(LinkOfOthers(path, 12345), "") << each.path << " by " << each.target;
    }
    std::filesystem::remove(folder_ / each.name);
  }
  EXPECT_EQ(LinkOfOthers(whole + "/a/b/file", me), "");
  EXPECT_EQ(LinkOfOthers("", me), "");
  // One of one's own that leads to one of somebody else.
  link("second", "first");
  link("a/b/file", "second");
  if (me == 0) {
    ASSERT_EQ(lchown((folder_ / "second").c_str(), 12345, 12345), 0);
    EXPECT_EQ(LinkOfOthers(whole + "/first", 0), whole + "/second");
  }
}

TEST_F(LinksTest, ThatLeadToWhatDecidesAreRefused) {
  const std::string file = folder_ / "a/b/file";
  std::filesystem::create_symlink(file, folder_ / "link");
  struct stat about {};
  ASSERT_EQ(stat(file.c_str(), &about), 0);
  about.st_uid = 1000;
  const std::string path = folder_ / "link";
  ASSERT_EQ(lchown(path.c_str(), 12345, 12345) == 0, geteuid() == 0);
  if (geteuid() != 0) return;
  const Status refused = CheckTrustedFile(about, path, 1000);
  EXPECT_EQ(refused.code(), StatusCode::kPermissionDenied);
  EXPECT_THAT(refused.message(), ::testing::HasSubstr(path));
  EXPECT_TRUE(CheckTrustedFile(about, file, 1000).ok());
  EXPECT_TRUE(CheckTrustedFile(about, path, 0).ok()) << "root is given what others have";
}

TEST_F(LinksTest, APipeIsNotHandedToWhoeverOpensIt) {
  const std::string pipe = folder_ / "pipe";
  ASSERT_EQ(mkfifo(pipe.c_str(), 0600), 0);
  for (const std::string& path : {pipe, std::string("/dev/zero")}) {
    const Status refused = CheckTrustedFile(path);
    EXPECT_EQ(refused.code(), StatusCode::kInvalidArgument) << path;
    EXPECT_THAT(refused.message(), ::testing::StartsWith(path + ": it is a pipe or a device")) << path;
  }
  EXPECT_TRUE(CheckTrustedFile("/dev/null").ok()) << "how tools are told of no file";
  EXPECT_TRUE(CheckTrustedFile(folder_).ok());
  ASSERT_EQ(chmod((folder_ / "a").c_str(), 0777), 0);
  EXPECT_EQ(CheckTrustedFile(folder_ / "a").code(), StatusCode::kPermissionDenied);
}

TEST(TrustedFileTest, SecretsOfConnectionsAreNotLogged) {
  unsetenv("SSLKEYLOGFILE");
  EXPECT_EQ(ForbidKeyLog(), "");
  for (const char* file : {"", "/tmp/keys"}) {
    setenv("SSLKEYLOGFILE", file, 1);
    EXPECT_THAT(ForbidKeyLog(), ::testing::StartsWith("SSLKEYLOGFILE is not heeded"));
    EXPECT_EQ(std::getenv("SSLKEYLOGFILE"), nullptr);
  }
}

TEST(TrustedFileTest, NoCoreIsDumped) {
  const pid_t child = fork();
  if (child == 0) {
    ForbidCoreDumps();
    _exit(prctl(PR_GET_DUMPABLE, 0, 0, 0, 0) == 0 ? 0 : 1);
  }
  int status = 0;
  ASSERT_EQ(waitpid(child, &status, 0), child);
  EXPECT_TRUE(WIFEXITED(status) && WEXITSTATUS(status) == 0);
}

}  // namespace
}  // namespace ic
