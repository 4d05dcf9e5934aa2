#include "provider/transport/socket_folder.h"

#include <filesystem>
#include <fstream>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/file.h>
#include <sys/stat.h>

#include "provider/transport/test_host.h"

namespace ic::transport {
namespace {

namespace fs = std::filesystem;
using ::testing::AllOf;
using ::testing::HasSubstr;

class SocketFolderTest : public ::testing::Test {
 protected:
  ~SocketFolderTest() override { RemoveSocketFolder(); }
  std::string base() const { return temp_.path().string(); }

 private:
  TempFolder temp_;
};

TEST_F(SocketFolderTest, IsPrivateAndRemovable) {
  const auto socket = MakeSocketFolder({base()});
  ASSERT_TRUE(socket.ok()) << socket.status().ToString();
  const fs::path folder = fs::path(socket.value()).parent_path();
  EXPECT_EQ(folder.parent_path(), base());
  struct stat info = {};
  ASSERT_EQ(stat(folder.c_str(), &info), 0);
  EXPECT_EQ(info.st_mode & 0777, 0700u);
  std::ofstream(socket.value()) << "in the socket's place";
  RemoveSocketFolder();
  EXPECT_FALSE(fs::exists(folder));
  RemoveSocketFolder();
}

TEST_F(SocketFolderTest, PassesOverWhatCannotBeUsed) {
  const std::string deep = base() + "/" + std::string(90, 'd');
  fs::create_directory(deep);
  const auto socket = MakeSocketFolder({deep, "relative", "/nonexistent/x", "/tmp/a|b", base() + "//"});
  ASSERT_TRUE(socket.ok()) << socket.status().ToString();
  EXPECT_TRUE(socket.value().starts_with(base() + "/ic-")) << socket.value();
  EXPECT_TRUE(fs::is_empty(deep));
}

TEST_F(SocketFolderTest, SaysWhyNothingCouldBeUsed) {
  const auto socket = MakeSocketFolder({"/" + std::string(100, 'd'), "relative", "/nonexistent/x"});
  ASSERT_FALSE(socket.ok());
  EXPECT_THAT(socket.status().message(),
              AllOf(HasSubstr("would have 113 bytes, the limit is 107"), HasSubstr("'relative': it is not an absolute"),
                    HasSubstr("'/nonexistent/x': No such file"), HasSubstr("TMPDIR")));
}

TEST_F(SocketFolderTest, TheLongestBaseThatFitsIsUsed) {
  std::string longest = base() + "/";
  longest += std::string(kMaxSocketPath - 12 - longest.size(), 'd');
  fs::create_directory(longest);
  const auto socket = MakeSocketFolder({longest});
  ASSERT_TRUE(socket.ok()) << socket.status().ToString();
  EXPECT_EQ(socket.value().size(), kMaxSocketPath);
  longest += 'd';
  fs::create_directory(longest);
  EXPECT_FALSE(MakeSocketFolder({longest}).ok());
}

TEST_F(SocketFolderTest, SweepsTheDeadAndSparesTheLiving) {
  const auto mine = MakeSocketFolder({base()});
  ASSERT_TRUE(mine.ok());
  const std::string dead = base() + "/ic-dead00";
  const std::string living = base() + "/ic-live00";
  const std::string full = base() + "/ic-full00";
  const std::string other = base() + "/ic-notmine";
  for (const std::string& folder : {dead, living, full, other}) fs::create_directory(folder);
  std::ofstream(dead + "/s") << "";
  std::ofstream(full + "/precious") << "";
  for (const std::string& folder : {dead, living, full}) std::ofstream(folder + "/interconnect-plugin") << "";
  // As another process would hold it: a lock belongs to the opened file, not to the process.
  const int lock = open(living.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  ASSERT_EQ(flock(lock, LOCK_EX), 0);

  SweepStaleSocketFolders(base());
  EXPECT_FALSE(fs::exists(dead));
  EXPECT_TRUE(fs::exists(living));
  EXPECT_TRUE(fs::exists(full + "/precious"));
  EXPECT_TRUE(fs::exists(other));
  EXPECT_TRUE(fs::exists(fs::path(mine.value()).parent_path()));
  close(lock);
  SweepStaleSocketFolders("/nonexistent/x");
}

// Whatever another program of the user keeps under such a name, as far as a plugin's own look goes.
TEST_F(SocketFolderTest, FoldersOfOtherProgramsAreNotTouched) {
  const std::string marked = base() + "/ic-marked";
  const std::string linked = base() + "/ic-linked";
  const std::string empty = base() + "/ic-empty0";
  const std::string socket = base() + "/ic-socket";
  const std::string folder = base() + "/ic-folder";
  for (const std::string& one : {marked, linked, empty, socket, folder}) fs::create_directory(one);
  for (const std::string& one : {marked, linked, socket, folder}) std::ofstream(one + "/s") << "precious";
  std::ofstream(marked + "/interconnect-plugin") << "somebody's notes";
  fs::create_symlink("s", linked + "/interconnect-plugin");
  fs::create_directory(folder + "/interconnect-plugin");
  SweepStaleSocketFolders(base());
  EXPECT_TRUE(fs::exists(empty));
  for (const std::string& one : {marked, linked, socket, folder}) EXPECT_TRUE(fs::exists(one + "/s")) << one;

  // What a plugin made and left is swept.
  const auto mine = MakeSocketFolder({base()});
  ASSERT_TRUE(mine.ok());
  const std::string left = base() + "/ic-left00";
  fs::copy(fs::path(mine.value()).parent_path(), left);
  SweepStaleSocketFolders(base());
  EXPECT_FALSE(fs::exists(left));
}

}  // namespace
}  // namespace ic::transport
