#include "simulators/server/ready_file.h"

#include <cerrno>
#include <cstring>
#include <filesystem>

#include <fmt/format.h>
#include <unistd.h>

#include "base/files.h"

namespace ic::sim {

Status CheckReadyFile(const std::string& path) {
  const std::filesystem::path folder = std::filesystem::path(path).parent_path();
  if (access(folder.empty() ? "." : folder.c_str(), W_OK | X_OK) == 0) return {};
  return InvalidArgumentError(fmt::format("cannot write the ready file \"{}\": {}", path, std::strerror(errno)));
}

Status WriteReadyFile(const std::string& path, std::string_view content) {
  const Status written = WriteFileAtomically(path, content);
  return written.Annotate(fmt::format("cannot write the ready file \"{}\"", path));
}

}  // namespace ic::sim
