#include "cli/process/files.h"

#include <array>
#include <cerrno>
#include <cstdlib>
#include <filesystem>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/trusted_file.h"

namespace ic::cli {
namespace {

Status SystemError(std::string_view what, const std::string& path, int error) {
  std::string message =
      fmt::format("{} cannot be {}: {}", path, what, std::error_code(error, std::generic_category()).message());
  if (error == ENOENT || error == ENOTDIR) return NotFoundError(std::move(message));
  if (error == EACCES || error == EPERM || error == EROFS) return PermissionDeniedError(std::move(message));
  return UnavailableError(std::move(message));
}

class Descriptor {
 public:
  explicit Descriptor(int fd) : fd_(fd) {}
  ~Descriptor() { Close(); }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int get() const { return fd_; }
  bool ok() const { return fd_ >= 0; }
  // False if the file system reports an error only now.
  bool Close() { return fd_ < 0 || close(std::exchange(fd_, -1)) == 0; }

 private:
  int fd_;
};

bool WriteAll(int fd, std::string_view text) {
  while (!text.empty()) {
    const ssize_t written = write(fd, text.data(), text.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return false;
    text.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

// The file behind symbolic links; the path itself where there is none yet.
std::string Resolved(const std::string& path) {
  std::error_code error;
  const std::filesystem::path target = std::filesystem::canonical(path, error);
  return error ? path : target.string();
}

mode_t ModeFor(const std::string& path, Privacy privacy) {
  if (privacy == Privacy::kOwnerOnly) return S_IRUSR | S_IWUSR;
  struct stat existing {};
  if (stat(path.c_str(), &existing) == 0) return existing.st_mode & 07777;
  const mode_t mask = umask(0);
  umask(mask);
  return 0666 & ~mask;
}

Status WriteDirectly(const std::string& path, std::string_view text) {
  Descriptor file(open(path.c_str(), O_WRONLY | O_CLOEXEC));
  if (!file.ok() || !WriteAll(file.get(), text) || !file.Close()) return SystemError("written", path, errno);
  return OkStatus();
}

// The rename is on the disk too. Some file systems have no such thing: then there is nothing to wait for.
void SyncFolder(const std::string& folder) {
  const Descriptor descriptor(open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (descriptor.ok()) (void)fsync(descriptor.get());
}

Status Replace(const std::string& path, std::string_view text, mode_t mode) {
  const std::string folder = FolderOf(path);
  std::string temporary = folder + "/." + std::filesystem::path(path).filename().string() + ".XXXXXX";
  Descriptor file(mkostemp(temporary.data(), O_CLOEXEC));
  if (!file.ok()) return SystemError("written", path, errno);
  const bool written = WriteAll(file.get(), text) && fchmod(file.get(), mode) == 0 && fsync(file.get()) == 0 &&
                       file.Close() && rename(temporary.c_str(), path.c_str()) == 0;
  if (!written) {
    const Status status = SystemError("written", path, errno);
    unlink(temporary.c_str());
    return status;
  }
  SyncFolder(folder);
  return OkStatus();
}

}  // namespace

StatusOr<std::string> ReadFile(const std::string& path) {
  // A pipe that nobody writes to is opened at once, too, so that it can be refused.
  const Descriptor file(open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
  if (!file.ok()) return SystemError("read", path, errno);
  struct stat about {};
  if (fstat(file.get(), &about) != 0) return SystemError("read", path, errno);
  if (S_ISDIR(about.st_mode)) return InvalidArgumentError(path + " is a folder, not a file");
  if (!S_ISREG(about.st_mode)) {
    return InvalidArgumentError(path +
                                " is a pipe or a device, which may never end: write its content to a file first");
  }
  std::string text;
  std::array<char, 65536> buffer{};
  for (;;) {  // ends at the end of the file or at kLargestFile
    const ssize_t count = read(file.get(), buffer.data(), buffer.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return SystemError("read", path, errno);
    if (count == 0) return text;
    text.append(buffer.data(), static_cast<std::size_t>(count));
    if (text.size() > kLargestFile) {
      return InvalidArgumentError(fmt::format("{} is larger than {} MiB", path, kLargestFile >> 20U));
    }
  }
}

Status WriteFileAtomically(const std::string& path, std::string_view text, Privacy privacy) {
  if (IsLinkOfOthers(path, geteuid())) {
    return PermissionDeniedError(path + " is a symbolic link of another user, and is not followed: name another file");
  }
  struct stat existing {};
  if (lstat(path.c_str(), &existing) == 0 && S_ISFIFO(existing.st_mode) && existing.st_uid != geteuid() &&
      existing.st_uid != 0) {
    return PermissionDeniedError(path + " is a pipe of another user: name another file");
  }
  if (stat(path.c_str(), &existing) == 0 && !S_ISREG(existing.st_mode)) {
    if (S_ISDIR(existing.st_mode)) return InvalidArgumentError(path + " is a folder, not a file");
    return WriteDirectly(path, text);
  }
  const std::string target = Resolved(path);
  return Replace(target, text, ModeFor(target, privacy));
}

bool FileExists(const std::string& path) {
  std::error_code error;
  return std::filesystem::exists(path, error);
}

bool SameFile(const std::string& one, const std::string& other) {
  namespace fs = std::filesystem;
  std::error_code error;
  if (fs::equivalent(one, other, error)) return true;
  const fs::path first = fs::weakly_canonical(one, error);
  if (error) return one == other;
  const fs::path second = fs::weakly_canonical(other, error);
  if (error) return one == other;
  // What is relative and not there at all stays relative.
  return fs::absolute(first, error) == fs::absolute(second, error);
}

std::string FolderOf(const std::string& path) {
  const std::string folder = std::filesystem::path(path).parent_path().string();
  return folder.empty() ? "." : folder;
}

}  // namespace ic::cli
