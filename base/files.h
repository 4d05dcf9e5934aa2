// Files that somebody names: read so that a wrong one costs neither time nor memory, and written so that nobody else on
// this machine decides where. Every file of a user goes through here.
#ifndef BASE_FILES_H_
#define BASE_FILES_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/status.h"

namespace ic {

// Whose word a file is.
enum class FileTrust : std::uint8_t {
  kAnybody,  // what it says decides no more than who named it meant
  kOurs,     // as CheckTrustedFile says: it decides who we are, or what we run
};

// All of a regular file of at most `most_bytes`. Never waits: a pipe is not opened until somebody writes to it. What is
// looked at is what is read, whatever the name leads to meanwhile. Errors are clauses to follow the name of the file
// ("No such file or directory", "it is a folder"): kNotFound, kPermissionDenied (of the system, or of `trust`),
// kInvalidArgument (a folder, a pipe or device), kResourceExhausted (too large), kUnavailable.
StatusOr<std::string> ReadRegularFile(const std::string& path, std::size_t most_bytes,
                                      FileTrust trust = FileTrust::kAnybody);

enum class Privacy : std::uint8_t { kShared, kOwnerOnly };  // 0666 without the umask's bits, 0600

// Whoever reads `path` sees the old content or the new one. It is on the disk when this returns. A file that exists
// keeps its mode; a symbolic link stays one. What is no regular file (a pipe, /dev/stdout) is written to as it is.
// kPermissionDenied where a link of another user is on the way there, or a pipe of another user at its end. Errors name
// the path.
Status WriteFileAtomically(const std::string& path, std::string_view text, Privacy privacy = Privacy::kShared);

// The folder and those above it, where they are missing. kPermissionDenied and kUnavailable as above.
Status MakeFolders(const std::string& path);

}  // namespace ic

#endif  // BASE_FILES_H_
