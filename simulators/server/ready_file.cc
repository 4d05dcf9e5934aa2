#include "simulators/server/ready_file.h"

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <system_error>

#include <fmt/format.h>
#include <unistd.h>

namespace ic::sim {

Status WriteReadyFile(const std::string& path, std::string_view content) {
  const std::string temporary = fmt::format("{}.{}.tmp", path, getpid());
  {
    std::ofstream file(temporary, std::ios::binary | std::ios::trunc);
    file << content;
    file.close();
    if (!file) return UnavailableError(fmt::format("cannot write the ready file \"{}\"", temporary));
  }
  std::error_code error;
  std::filesystem::rename(temporary, path, error);
  if (error) {
    return UnavailableError(fmt::format("cannot put the ready file at \"{}\": {}", path, error.message()));
  }
  return OkStatus();
}

}  // namespace ic::sim
