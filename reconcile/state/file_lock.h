// FileLock: an exclusive lock that the operating system ends with its holder. Inside this folder only.
//
// It is a file of its own, `flock`ed: closing a second descriptor of SQLite's own file would end SQLite's locks too.
// The file is removed with the lock; one that a crash left behind is harmless.
#ifndef RECONCILE_STATE_FILE_LOCK_H_
#define RECONCILE_STATE_FILE_LOCK_H_

#include <string>

#include "base/status.h"

namespace ic {

class FileLock {
 public:
  explicit FileLock(std::string path) : path_(std::move(path)) {}
  ~FileLock() { Unlock(); }
  FileLock(const FileLock&) = delete;
  FileLock& operator=(const FileLock&) = delete;

  // False: another one has it. Does not wait. Must not be held already.
  StatusOr<bool> TryLock();
  void Unlock();

 private:
  std::string path_;
  int descriptor_ = -1;
};

}  // namespace ic

#endif  // RECONCILE_STATE_FILE_LOCK_H_
