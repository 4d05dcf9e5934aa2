// Files: reading, and writing that never leaves half a file.
#ifndef CLI_PROCESS_FILES_H_
#define CLI_PROCESS_FILES_H_

#include <cstddef>
#include <string>
#include <string_view>

#include "base/status.h"

namespace ic::cli {

// Larger files are refused: nothing this program reads is near it.
inline constexpr std::size_t kLargestFile = std::size_t{256} * 1024 * 1024;

enum class Privacy { kShared, kOwnerOnly };  // 0666 without the umask's bits, 0600

// Errors name the path and what the operating system said: kNotFound, kPermissionDenied, kInvalidArgument (a folder,
// a pipe or device, too large), kUnavailable.
StatusOr<std::string> ReadFile(const std::string& path);

// Whoever reads `path` sees the old content or the new one. It is on the disk when this returns. A file that exists
// keeps its mode; a symbolic link stays one; one of another user is refused. What is no regular file (a pipe,
// /dev/stdout) is written to as it is.
Status WriteFileAtomically(const std::string& path, std::string_view text, Privacy privacy = Privacy::kShared);

bool FileExists(const std::string& path);

// Whether both name one file, through links too, or would if it existed.
bool SameFile(const std::string& one, const std::string& other);

// "a/b" of "a/b/c.yaml", "." of "c.yaml".
std::string FolderOf(const std::string& path);

}  // namespace ic::cli

#endif  // CLI_PROCESS_FILES_H_
