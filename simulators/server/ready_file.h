// The file that tells a waiting program where the simulator listens.
#ifndef SIMULATORS_SERVER_READY_FILE_H_
#define SIMULATORS_SERVER_READY_FILE_H_

#include <string>
#include <string_view>

#include "base/status.h"

namespace ic::sim {

// That there is a folder for it which this user may write to: asked before anything listens or is printed, so that a
// mistyped name fails with nothing said. Writing may still fail. kInvalidArgument, with the path.
Status CheckReadyFile(const std::string& path);

// Puts `content` at `path` in one step: a reader sees either no file (or the old one) or all of it.
Status WriteReadyFile(const std::string& path, std::string_view content);

}  // namespace ic::sim

#endif  // SIMULATORS_SERVER_READY_FILE_H_
