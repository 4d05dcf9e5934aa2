// A folder that is there whole, or not at all: written beside its place under another name, which it gets at the end.
#ifndef CLI_MIGRATE_NEW_FOLDER_H_
#define CLI_MIGRATE_NEW_FOLDER_H_

#include <string>
#include <string_view>

#include "base/files.h"
#include "base/status.h"

namespace ic::cli {

class NewFolder {
 public:
  // `path` need not exist; an empty folder may.
  explicit NewFolder(std::string_view path);

  // kFailedPrecondition: something is there already, or what an interrupted run has left. To be asked first.
  Status Check() const;
  // The file `name`, which may be in folders: "back/old.tfstate".
  Status Write(std::string_view name, std::string_view text, Privacy privacy = Privacy::kShared) const;
  // Where a file is until Finish.
  std::string Place(std::string_view name) const;
  // It gets its name. What was opened in it must be closed.
  Status Finish() const;

 private:
  const std::string path_;
  const std::string part_;
};

}  // namespace ic::cli

#endif  // CLI_MIGRATE_NEW_FOLDER_H_
