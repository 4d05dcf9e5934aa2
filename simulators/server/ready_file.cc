#include "simulators/server/ready_file.h"

#include <fmt/format.h>

#include "base/files.h"

namespace ic::sim {

Status WriteReadyFile(const std::string& path, std::string_view content) {
  const Status written = WriteFileAtomically(path, content);
  return written.Annotate(fmt::format("cannot write the ready file \"{}\"", path));
}

}  // namespace ic::sim
