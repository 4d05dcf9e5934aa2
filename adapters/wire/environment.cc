#include "adapters/wire/environment.h"

#include <cerrno>
#include <cstring>
#include <fstream>
#include <iterator>
#include <utility>

#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/trusted_file.h"

namespace ic {
namespace {

constexpr std::int64_t kMaxFileBytes = 1 << 20;

StatusOr<std::string> ReadFile(const std::string& path) {
  struct stat info {};
  if (stat(path.c_str(), &info) != 0) {
    if (errno == ENOENT || errno == ENOTDIR) return NotFoundError(fmt::format("{} does not exist", path));
    return FailedPreconditionError(fmt::format("{} cannot be read: {}", path, std::strerror(errno)));
  }
  if (path == "/dev/null") return std::string();  // how tools are told to read no file
  if (!S_ISREG(info.st_mode)) return FailedPreconditionError(fmt::format("{} is not a regular file", path));
  IC_RETURN_IF_ERROR(CheckTrustedFile(info, geteuid(), path));
  if (info.st_size > kMaxFileBytes) {
    return FailedPreconditionError(fmt::format("{} is larger than {} bytes", path, kMaxFileBytes));
  }
  std::ifstream file(path, std::ios::binary);
  std::string text((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
  if (!file.is_open() || file.bad()) {
    return FailedPreconditionError(fmt::format("{} cannot be read: {}", path, std::strerror(errno)));
  }
  return text;
}

bool IsNameCharacter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

}  // namespace

std::string Environment::Get(std::string_view name) const {
  const auto found = variables.find(std::string(name));
  return found == variables.end() ? std::string() : found->second;
}

std::string Environment::ExpandPath(std::string_view path) const {
  std::string expanded;
  for (std::size_t i = 0; i < path.size();) {
    if (path[i] != '$') {
      expanded += path[i++];
      continue;
    }
    const bool braced = i + 1 < path.size() && path[i + 1] == '{';
    const std::size_t begin = i + (braced ? 2 : 1);
    std::size_t end = begin;
    while (end < path.size() && IsNameCharacter(path[end])) ++end;
    const std::string value = Get(path.substr(begin, end - begin));
    const bool closed = !braced || (end < path.size() && path[end] == '}');
    if (!closed || value.empty()) {
      expanded += path[i++];
      continue;
    }
    expanded += value;
    i = end + (braced ? 1 : 0);
  }
  if (expanded == "~" || expanded.starts_with("~/")) expanded.replace(0, 1, Home());
  return expanded;
}

Environment MachineEnvironment(std::map<std::string, std::string> variables) {
  return {std::move(variables), ReadFile};
}

}  // namespace ic
