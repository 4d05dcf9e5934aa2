#include "provider/transport/socket_folder.h"

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <string_view>

#include <dirent.h>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

namespace ic::transport {
namespace {

constexpr std::string_view kPrefix = "ic-";
constexpr std::string_view kTemplate = "/ic-XXXXXX";
constexpr std::string_view kSocketName = "/s";
// An empty file that says whose the folder is: other programs may have folders of such names.
constexpr std::string_view kMarkName = "/interconnect-plugin";
constexpr int kMaxEntriesSwept = 4096;
constexpr int kAttempts = 3;

// What a signal handler needs, in storage that needs no locking: written once before `active_owner` is.
char active_folder[kMaxSocketPath + 1];
char active_socket[kMaxSocketPath + 1];
char active_mark[kMaxSocketPath + kMarkName.size() + 1];
std::atomic<pid_t> active_owner{0};

// Opens and locks the folder. The lock lives as long as the process: the descriptor is left open on purpose.
// -1: somebody else holds the lock. The folder may be gone all the same: see StillThere.
int Lock(const char* folder) {
  const int fd = open(folder, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
  if (fd < 0) return -1;
  if (flock(fd, LOCK_EX | LOCK_NB) == 0) return fd;
  close(fd);
  return -1;
}

// False if a sweeper removed the folder between its making and its locking.
bool StillThere(int fd, const char* folder) {
  struct stat by_fd = {};
  struct stat by_path = {};
  return fstat(fd, &by_fd) == 0 && lstat(folder, &by_path) == 0 && by_fd.st_ino == by_path.st_ino &&
         by_fd.st_dev == by_path.st_dev;
}

std::string_view WithoutTrailingSlashes(std::string_view path) {
  while (path.ends_with('/')) path.remove_suffix(1);
  return path;
}

// Empty if the base can be tried.
std::string Unusable(std::string_view base) {
  if (!base.starts_with('/')) return "it is not an absolute path";
  const bool carried =
      std::ranges::all_of(base, [](char c) { return static_cast<unsigned char>(c) >= 0x20 && c != 0x7f && c != '|'; });
  if (!carried) return "its name holds a character that the handshake cannot carry ('|' or a control character)";
  const std::size_t length = WithoutTrailingSlashes(base).size() + kTemplate.size() + kSocketName.size();
  if (length > kMaxSocketPath) {
    return "the socket's path would have " + std::to_string(length) + " bytes, the limit is " +
           std::to_string(kMaxSocketPath);
  }
  return "";
}

bool PutMark(const std::string& folder) {
  const int mark = open((folder + std::string(kMarkName)).c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, S_IRUSR);
  if (mark < 0) return false;
  close(mark);
  return true;
}

// Makes one folder; empty with `reason` set if that fails.
std::string MakeIn(std::string_view base, std::string* reason) {
  for (int attempt = 0; attempt < kAttempts; ++attempt) {
    std::string folder = std::string(WithoutTrailingSlashes(base)) + std::string(kTemplate);
    if (mkdtemp(folder.data()) == nullptr) {
      *reason = std::strerror(errno);  // NOLINT(concurrency-mt-unsafe): glibc's is per thread
      return "";
    }
    const int lock = Lock(folder.c_str());
    const bool ours = lock >= 0 && StillThere(lock, folder.c_str());
    if (ours && PutMark(folder)) return folder;
    if (ours) rmdir(folder.c_str());
    if (lock >= 0) close(lock);
  }
  *reason = "the new folder vanished";
  return "";
}

void RemoveIfStale(const std::string& folder) {
  struct stat info = {};
  if (lstat(folder.c_str(), &info) != 0 || !S_ISDIR(info.st_mode) || info.st_uid != geteuid()) return;
  const std::string mark = folder + std::string(kMarkName);
  if (lstat(mark.c_str(), &info) != 0 || !S_ISREG(info.st_mode) || info.st_size != 0 || info.st_uid != geteuid())
    return;
  const int lock = Lock(folder.c_str());
  if (lock < 0) return;
  unlink((folder + std::string(kSocketName)).c_str());
  unlink(mark.c_str());
  rmdir(folder.c_str());
  close(lock);
}

}  // namespace

StatusOr<std::string> MakeSocketFolder(const std::vector<std::string>& bases) {
  std::string reasons;
  for (const std::string& base : bases) {
    std::string reason = Unusable(base);
    const std::string folder = reason.empty() ? MakeIn(base, &reason) : std::string();
    if (!folder.empty()) {
      const std::string socket = folder + std::string(kSocketName);
      // With their ends; Unusable has looked at the lengths.
      std::memcpy(active_folder, folder.c_str(), folder.size() + 1);
      std::memcpy(active_socket, socket.c_str(), socket.size() + 1);
      const std::string mark = folder + std::string(kMarkName);
      std::memcpy(active_mark, mark.c_str(), mark.size() + 1);
      active_owner.store(getpid());
      // For an end that nobody planned: a library that calls exit().
      static const int registered = std::atexit(RemoveSocketFolder);
      static_cast<void>(registered);
      return socket;
    }
    reasons += (reasons.empty() ? "" : "; ") + ("'" + base + "': " + reason);
  }
  return FailedPreconditionError("no folder for the plugin's socket could be made: " + reasons +
                                 ". Set TMPDIR to a short, writable folder");
}

void RemoveSocketFolder() noexcept {
  pid_t self = getpid();
  if (!active_owner.compare_exchange_strong(self, 0)) return;
  unlink(active_socket);
  unlink(active_mark);
  rmdir(active_folder);
}

void SweepStaleSocketFolders(const std::string& base) {
  DIR* entries = opendir(base.c_str());
  if (entries == nullptr) return;
  for (int seen = 0; seen < kMaxEntriesSwept; ++seen) {
    const dirent* entry = readdir(entries);
    if (entry == nullptr) break;
    const std::string_view name = entry->d_name;
    if (name.starts_with(kPrefix) && name.size() == kTemplate.size() - 1) RemoveIfStale(base + "/" + entry->d_name);
  }
  closedir(entries);
}

}  // namespace ic::transport
