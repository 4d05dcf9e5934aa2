#include "base/files.h"

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

namespace ic {
namespace {

namespace fs = std::filesystem;

Status OfSystem(int error, std::string message) {
  if (error == ENOENT || error == ENOTDIR) return NotFoundError(std::move(message));
  if (error == EACCES || error == EPERM || error == EROFS) return PermissionDeniedError(std::move(message));
  return UnavailableError(std::move(message));
}

std::string SystemWords(int error) { return std::error_code(error, std::generic_category()).message(); }

Status NotRead(int error) { return OfSystem(error, SystemWords(error)); }

Status NotWritten(const std::string& path, int error) {
  return OfSystem(error, fmt::format("{} cannot be written: {}", path, SystemWords(error)));
}

class OpenFile {
 public:
  explicit OpenFile(int fd) : fd_(fd) {}
  ~OpenFile() { Close(); }
  OpenFile(const OpenFile&) = delete;
  OpenFile& operator=(const OpenFile&) = delete;
  int get() const { return fd_; }
  bool ok() const { return fd_ >= 0; }
  // False if the file system reports an error only now.
  bool Close() { return fd_ < 0 || close(std::exchange(fd_, -1)) == 0; }

 private:
  int fd_;
};

std::string SizeWords(std::size_t bytes) {
  constexpr std::size_t kMebibyte = std::size_t{1} << 20;
  return bytes % kMebibyte == 0 ? fmt::format("{} MiB", bytes / kMebibyte) : fmt::format("{} KiB", bytes >> 10U);
}

bool WriteAll(int fd, std::string_view text) {
  while (!text.empty()) {
    const ssize_t written = write(fd, text.data(), text.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return false;
    text.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

std::string FolderOfFile(const std::string& path) {
  const std::string folder = fs::path(path).parent_path().string();
  return folder.empty() ? "." : folder;
}

// The file behind a symbolic link; the path itself where there is none, or nothing behind it: what somebody puts there
// meanwhile is replaced, not followed.
std::string Resolved(const std::string& path) {
  struct stat there {};
  if (lstat(path.c_str(), &there) != 0 || !S_ISLNK(there.st_mode)) return path;
  std::error_code error;
  const fs::path target = fs::canonical(path, error);
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

// What is no regular file. One that has taken its place meanwhile is left alone.
Status WriteDirectly(const std::string& path, std::string_view text) {
  OpenFile file(open(path.c_str(), O_WRONLY | O_CLOEXEC | O_NOCTTY));
  struct stat about {};
  if (!file.ok() || fstat(file.get(), &about) != 0) return NotWritten(path, errno);
  if (S_ISREG(about.st_mode)) return UnavailableError(path + " was changed while it was to be written");
  return WriteAll(file.get(), text) && file.Close() ? OkStatus() : NotWritten(path, errno);
}

// The rename is on the disk too. Some file systems have no such thing: then there is nothing to wait for.
void SyncFolder(const std::string& folder) {
  const OpenFile descriptor(open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (descriptor.ok()) (void)fsync(descriptor.get());
}

Status Replace(const std::string& path, std::string_view text, mode_t mode) {
  const std::string folder = FolderOfFile(path);
  std::string temporary = folder + "/." + fs::path(path).filename().string() + ".XXXXXX";
  OpenFile file(mkostemp(temporary.data(), O_CLOEXEC));
  if (!file.ok()) return NotWritten(path, errno);
  const bool written = WriteAll(file.get(), text) && fchmod(file.get(), mode) == 0 && fsync(file.get()) == 0 &&
                       file.Close() && rename(temporary.c_str(), path.c_str()) == 0;
  if (!written) {
    const Status status = NotWritten(path, errno);
    unlink(temporary.c_str());
    return status;
  }
  SyncFolder(folder);
  return OkStatus();
}

bool IsOfOthers(const struct stat& about) { return about.st_uid != geteuid() && about.st_uid != 0; }

// Whether what is to be written gets to where its user means.
Status CheckWay(const std::string& path) {
  struct stat there {};
  if (lstat(path.c_str(), &there) == 0 && IsOfOthers(there)) {
    if (S_ISLNK(there.st_mode)) {
      return PermissionDeniedError(path +
                                   " is a symbolic link of another user, and is not followed: name another place");
    }
    if (S_ISFIFO(there.st_mode)) return PermissionDeniedError(path + " is a pipe of another user: name another file");
  }
  const std::string link = LinkOfOthers(path, geteuid());
  if (link.empty()) return OkStatus();
  return PermissionDeniedError(
      fmt::format("the way to {} leads through {}, a symbolic link of another user, which is not followed: name "
                  "another place",
                  path, link));
}

Status CheckKind(const struct stat& about) {
  if (S_ISDIR(about.st_mode)) return InvalidArgumentError("it is a folder");
  if (S_ISREG(about.st_mode)) return OkStatus();
  return InvalidArgumentError("it is a pipe or a device, which may never end: write its content to a file first");
}

}  // namespace

StatusOr<std::string> ReadRegularFile(const std::string& path, std::size_t most_bytes, FileTrust trust) {
  const OpenFile file(open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY));
  struct stat about {};
  if (!file.ok() || fstat(file.get(), &about) != 0) return NotRead(errno);
  IC_RETURN_IF_ERROR(CheckKind(about));
  if (trust == FileTrust::kOurs) IC_RETURN_IF_ERROR(CheckTrustedFile(about, path, geteuid()));
  std::string text;
  std::array<char, 65536> buffer{};
  for (;;) {  // ends at the end of the file or at the limit
    const ssize_t count = read(file.get(), buffer.data(), buffer.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return NotRead(errno);
    if (count == 0) return text;
    text.append(buffer.data(), static_cast<std::size_t>(count));
    if (text.size() > most_bytes) return ResourceExhaustedError("it has more than " + SizeWords(most_bytes));
  }
}

Status WriteFileAtomically(const std::string& path, std::string_view text, Privacy privacy) {
  IC_RETURN_IF_ERROR(CheckWay(path));
  struct stat existing {};
  if (stat(path.c_str(), &existing) == 0 && !S_ISREG(existing.st_mode)) {
    if (S_ISDIR(existing.st_mode)) return InvalidArgumentError(path + " is a folder, not a file");
    return WriteDirectly(path, text);
  }
  const std::string target = Resolved(path);
  return Replace(target, text, ModeFor(target, privacy));
}

Status MakeFolders(const std::string& path) {
  IC_RETURN_IF_ERROR(CheckWay(path));
  std::error_code error;
  fs::create_directories(path, error);
  return error ? UnavailableError(fmt::format("{} cannot be made: {}", path, error.message())) : OkStatus();
}

}  // namespace ic
