// Whether what a file says is the word of whoever runs this program: states, credentials and the certificates that are
// trusted decide what a run does.
#ifndef BASE_TRUSTED_FILE_H_
#define BASE_TRUSTED_FILE_H_

#include <string>

#include <sys/stat.h>
#include <sys/types.h>

#include "base/status.h"

namespace ic {

// kPermissionDenied, as a clause with the way out that follows the file's name, if anybody may write the file at
// `path`, if it belongs to another user than `user` and root, or if a link of such a user leads to it. Root may use the
// files of others: it is given them (containers, services). Its group may write it: many users have one of their own.
Status CheckTrustedFile(const struct stat& about, const std::string& path, uid_t user);
// The same of the file or folder at `path`, which the error names, for the user of this process; before somebody else
// opens it, so that a pipe or a device is refused (kInvalidArgument), too. What is not there passes.
Status CheckTrustedFile(const std::string& path);

// The first symbolic link on the way to `path` that belongs to another user than `user` and root: who follows it goes
// where somebody else says. Empty: there is none.
std::string LinkOfOthers(const std::string& path, uid_t user);

// No memory of this process, with the keys in it, is written to a disk when it crashes, and no other process of the
// user reads it.
void ForbidCoreDumps();

// Takes SSLKEYLOGFILE out of the environment, by which the HTTP library would write the secrets of each connection into
// a file that anybody may read. Before any thread is started. What to tell the user; empty: it was not set.
std::string ForbidKeyLog();

}  // namespace ic

#endif  // BASE_TRUSTED_FILE_H_
