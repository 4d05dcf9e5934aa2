#include <filesystem>
#include <system_error>

#include <fmt/format.h>

#include "reconcile/state/store.h"

namespace ic {

Status CopyState(StateStore& from, const std::string& path, const LockHolder& holder, const StateOptions& options) {
  std::error_code error;
  if (std::filesystem::exists(std::filesystem::symlink_status(path, error))) {
    return AlreadyExistsError(fmt::format("{} is there already, and is not written over", path));
  }
  IC_ASSIGN_OR_RETURN(const std::vector<StateObject> objects, from.Load());
  IC_ASSIGN_OR_RETURN(const auto begun, from.Begun());
  StateOptions made = options;
  made.create = true;
  // With the word before it the name of a file is never taken for a server's.
  IC_ASSIGN_OR_RETURN(const std::unique_ptr<StateStore> copy, OpenState("sqlite:" + path, made));
  IC_RETURN_IF_ERROR(copy->Lock(holder));
  IC_RETURN_IF_ERROR(copy->PutAll(objects));
  for (const auto& [address, record] : begun) IC_RETURN_IF_ERROR(copy->Begin(address, record));
  return OkStatus();
}

}  // namespace ic
