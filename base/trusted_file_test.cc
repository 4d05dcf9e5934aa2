#include "base/trusted_file.h"

#include <filesystem>
#include <fstream>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/prctl.h>
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
        const Status status = CheckTrustedFile(about, user, "state.db");
        EXPECT_EQ(status.ok(), !anybody && !others) << std::oct << mode << " " << owner << " for " << user;
        if (!status.ok()) {
          EXPECT_THAT(status.message(), ::testing::HasSubstr(anybody ? "chmod o-w" : "uid 1001"));
        }
      }
    }
  }
  EXPECT_TRUE(CheckTrustedFile("/nonexistent/file").ok());
}

TEST(TrustedFileTest, LinksOfOthersAreKnown) {
  const std::filesystem::path folder = std::filesystem::path(::testing::TempDir()) / std::to_string(getpid());
  std::filesystem::create_directories(folder);
  const std::string file = folder / "file";
  const std::string link = folder / "link";
  std::ofstream(file) << "x";
  std::filesystem::create_symlink(file, link);
  const uid_t me = geteuid();
  EXPECT_FALSE(IsLinkOfOthers(file, me + 1));
  EXPECT_FALSE(IsLinkOfOthers(link, me));
  EXPECT_EQ(IsLinkOfOthers(link, me + 1), me != 0);
  EXPECT_FALSE(IsLinkOfOthers(folder / "none", me));
  if (me == 0) {
    ASSERT_EQ(lchown(link.c_str(), 12345, 12345), 0);
    EXPECT_TRUE(IsLinkOfOthers(link, 0));
    EXPECT_FALSE(IsLinkOfOthers(link, 12345));
  }
  std::filesystem::remove_all(folder);
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
