#include "adapters/wire/environment.h"

#include <cstddef>
#include <utility>

#include <fmt/format.h>

#include "base/files.h"

namespace ic {
namespace {

constexpr std::size_t kMaxFileBytes = 1 << 20;

StatusOr<std::string> ReadFile(const std::string& path) {
  if (path == "/dev/null") return std::string();  // how tools are told to read no file
  StatusOr<std::string> text = ReadRegularFile(path, kMaxFileBytes, FileTrust::kOurs);
  if (text.ok()) return text;
  if (text.status().code() == StatusCode::kNotFound) return NotFoundError(fmt::format("{} does not exist", path));
  return FailedPreconditionError(fmt::format("{} cannot be read: {}", path, text.status().message()));
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
