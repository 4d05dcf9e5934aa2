// Whether what a file says is the word of whoever runs this program: states and credentials decide what a run does.
#ifndef BASE_TRUSTED_FILE_H_
#define BASE_TRUSTED_FILE_H_

#include <string>

#include <sys/stat.h>
#include <sys/types.h>

#include "base/status.h"

namespace ic {

// kPermissionDenied, and the way out, if anybody may write the file, or if it belongs to another user than `user` and
// root. Root may use the files of others: it is given them (containers, services).
Status CheckTrustedFile(const struct stat& about, uid_t user, const std::string& path);
// The same of the file at `path`, for the user of this process. A file that is not there passes.
Status CheckTrustedFile(const std::string& path);

// Whether a symbolic link at `path` belongs to another user than `user` and root: who follows it goes where somebody
// else says.
bool IsLinkOfOthers(const std::string& path, uid_t user);

// No memory of this process, with the keys in it, is written to a disk when it crashes, and no other process of the
// user reads it.
void ForbidCoreDumps();

}  // namespace ic

#endif  // BASE_TRUSTED_FILE_H_
