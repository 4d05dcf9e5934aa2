#include "base/trusted_file.h"

#include <cstdlib>
#include <filesystem>
#include <system_error>
#include <vector>

#include <fmt/format.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

namespace ic {
namespace {

// As many as Linux follows.
constexpr int kMostLinks = 40;

bool IsOf(const struct stat& about, uid_t user) { return about.st_uid == user || about.st_uid == 0; }

// The parts of a path, the first one last.
void Push(const std::filesystem::path& path, std::vector<std::filesystem::path>& parts) {
  const std::vector<std::filesystem::path> all(path.begin(), path.end());
  parts.insert(parts.end(), all.rbegin(), all.rend());
}

}  // namespace

Status CheckTrustedFile(const struct stat& about, const std::string& path, uid_t user) {
  if ((about.st_mode & S_IWOTH) != 0) {
    return PermissionDeniedError(
        "it may be written by anybody on this machine, so it is not used. Look at what is in it, then: chmod o-w");
  }
  if (user == 0) return OkStatus();
  if (!IsOf(about, user)) {
    return PermissionDeniedError(
        fmt::format("it belongs to another user (uid {}), so it is not used. Use a file of your own, or have its owner "
                    "give it to you (chown)",
                    about.st_uid));
  }
  if (const std::string link = LinkOfOthers(path, user); !link.empty()) {
    return PermissionDeniedError(
        fmt::format("a symbolic link of another user, {}, leads to it, so it is not used. Name the file itself", link));
  }
  return OkStatus();
}

Status CheckTrustedFile(const std::string& path) {
  struct stat about {};
  if (stat(path.c_str(), &about) != 0) return OkStatus();
  if (!S_ISREG(about.st_mode) && !S_ISDIR(about.st_mode) && path != "/dev/null") {
    return InvalidArgumentError(path + ": it is a pipe or a device, which may never end");
  }
  if (path == "/dev/null") return OkStatus();
  return CheckTrustedFile(about, path, geteuid()).Annotate(path);
}

std::string LinkOfOthers(const std::string& path, uid_t user) {
  std::error_code error;
  std::vector<std::filesystem::path> parts;
  Push(std::filesystem::absolute(path, error), parts);
  std::filesystem::path at;
  for (int links = 0; !error && links < kMostLinks && !parts.empty();) {
    const std::filesystem::path part = parts.back();
    parts.pop_back();
    if (part.is_absolute()) {
      at = part;
    } else if (part == "..") {
      at = at.parent_path();  // no link is left in it
    } else if (!part.empty() && part != ".") {
      const std::filesystem::path next = at / part;
      struct stat about {};
      if (lstat(next.c_str(), &about) != 0) return "";
      if (!S_ISLNK(about.st_mode)) {
        at = next;
        continue;
      }
      if (!IsOf(about, user)) return next.string();
      Push(std::filesystem::read_symlink(next, error), parts);
      ++links;
    }
  }
  return "";
}

void ForbidCoreDumps() {
  const rlimit none{0, 0};
  (void)setrlimit(RLIMIT_CORE, &none);
  // Where dumps go to a program instead of a file, the limit is not asked.
  (void)prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
}

std::string ForbidKeyLog() {
  if (std::getenv("SSLKEYLOGFILE") == nullptr) return "";
  unsetenv("SSLKEYLOGFILE");
  return "SSLKEYLOGFILE is not heeded: with what it would write, whoever sees the traffic reads the credentials in it";
}

}  // namespace ic
