#include "base/trusted_file.h"

#include <fmt/format.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

namespace ic {

Status CheckTrustedFile(const struct stat& about, uid_t user, const std::string& path) {
  if ((about.st_mode & S_IWOTH) != 0) {
    return PermissionDeniedError(fmt::format(
        "{} may be written by anybody on this machine, so it is not used. Look at what is in it, then: chmod o-w",
        path));
  }
  if (about.st_uid != user && about.st_uid != 0 && user != 0) {
    return PermissionDeniedError(
        fmt::format("{} belongs to another user (uid {}), so it is not used. Use a file of your own, or have its owner "
                    "give it to you (chown)",
                    path, about.st_uid));
  }
  return OkStatus();
}

Status CheckTrustedFile(const std::string& path) {
  struct stat about {};
  if (stat(path.c_str(), &about) != 0) return OkStatus();
  return CheckTrustedFile(about, geteuid(), path);
}

bool IsLinkOfOthers(const std::string& path, uid_t user) {
  struct stat about {};
  return lstat(path.c_str(), &about) == 0 && S_ISLNK(about.st_mode) && about.st_uid != user && about.st_uid != 0;
}

void ForbidCoreDumps() {
  const rlimit none{0, 0};
  (void)setrlimit(RLIMIT_CORE, &none);
  // Where dumps go to a program instead of a file, the limit is not asked.
  (void)prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
}

}  // namespace ic
