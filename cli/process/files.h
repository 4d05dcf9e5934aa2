// Files of the command line: read with what a user is told, and their names. Written by base/files.h.
#ifndef CLI_PROCESS_FILES_H_
#define CLI_PROCESS_FILES_H_

#include <cstddef>
#include <string>

#include "base/files.h"  // IWYU pragma: export
#include "base/status.h"

namespace ic::cli {

// Larger files are refused: nothing this program reads is near it.
inline constexpr std::size_t kLargestFile = std::size_t{256} * 1024 * 1024;

// Errors name the path and what was wrong: as ReadRegularFile.
StatusOr<std::string> ReadFile(const std::string& path);

bool FileExists(const std::string& path);

// Whether both name one file, through links too, or would if it existed.
bool SameFile(const std::string& one, const std::string& other);

// "a/b" of "a/b/c.yaml", "." of "c.yaml".
std::string FolderOf(const std::string& path);

}  // namespace ic::cli

#endif  // CLI_PROCESS_FILES_H_
