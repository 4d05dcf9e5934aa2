#include "reconcile/state/file_lock.h"

#include <cerrno>
#include <system_error>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

namespace ic {
namespace {

Status SystemError(const std::string& path, int error) {
  const std::string text =
      fmt::format("cannot lock {}: {}; a run that changes anything writes the state and its folder", path,
                  std::generic_category().message(error));
  const bool denied = error == EACCES || error == EPERM || error == EROFS;
  return denied ? PermissionDeniedError(text) : UnavailableError(text);
}

// The holder before us may have removed the file between our opening and our locking it.
bool IsStillAt(const std::string& path, int descriptor) {
  struct stat open_file {};
  struct stat named_file {};
  return fstat(descriptor, &open_file) == 0 && lstat(path.c_str(), &named_file) == 0 &&
         open_file.st_dev == named_file.st_dev && open_file.st_ino == named_file.st_ino;
}

}  // namespace

StatusOr<bool> FileLock::TryLock() {
  constexpr int kAttempts = 100;  // each means that a holder came and went meanwhile
  for (int attempt = 0; attempt < kAttempts; ++attempt) {
    const int descriptor = open(path_.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (descriptor < 0) return SystemError(path_, errno);
    if (flock(descriptor, LOCK_EX | LOCK_NB) != 0) {
      const int error = errno;
      close(descriptor);
      if (error == EWOULDBLOCK) return false;
      if (error == EINTR) continue;
      return SystemError(path_, error);
    }
    if (IsStillAt(path_, descriptor)) {
      descriptor_ = descriptor;
      return true;
    }
    close(descriptor);
  }
  return false;
}

void FileLock::Unlock() {
  if (descriptor_ < 0) return;
  // Somebody may have removed ours and made another: that one is not ours to remove.
  if (IsStillAt(path_, descriptor_)) unlink(path_.c_str());
  close(descriptor_);
  descriptor_ = -1;
}

}  // namespace ic
