#include "cli/migrate/new_folder.h"

#include <filesystem>
#include <system_error>

#include <fmt/format.h>

namespace ic::cli {
namespace {

// Without a slash at its end, which would make another name of what is put behind it.
std::string PlainPath(std::string_view path) {
  while (path.size() > 1 && path.ends_with('/')) path.remove_suffix(1);
  return std::string(path);
}

}  // namespace

NewFolder::NewFolder(std::string_view path) : path_(PlainPath(path)), part_(path_ + ".part") {}

Status NewFolder::Check() const {
  namespace fs = std::filesystem;
  std::error_code error;
  const fs::file_status there = fs::symlink_status(path_, error);
  if (fs::exists(there)) {
    if (!fs::is_directory(there)) {
      return FailedPreconditionError(fmt::format("{} is no folder: name one that is empty, or not there yet", path_));
    }
    const bool empty = fs::is_empty(path_, error);
    if (error) return UnavailableError(fmt::format("{} cannot be read: {}", path_, error.message()));
    if (!empty) {
      return FailedPreconditionError(
          fmt::format("{} is not empty, and nothing that exists is written over: name another folder", path_));
    }
  }
  if (!fs::exists(fs::symlink_status(part_, error))) return OkStatus();
  return FailedPreconditionError(
      fmt::format("{} is what an interrupted run has left: nothing uses it; remove it, and run this again", part_));
}

Status NewFolder::Write(std::string_view name, std::string_view text, Privacy privacy) const {
  const std::string place = Place(name);
  IC_RETURN_IF_ERROR(MakeFolders(std::filesystem::path(place).parent_path().string()));
  return WriteFileAtomically(place, text, privacy);
}

std::string NewFolder::Place(std::string_view name) const { return fmt::format("{}/{}", part_, name); }

Status NewFolder::Finish() const {
  std::error_code error;
  std::filesystem::rename(part_, path_, error);
  if (!error) return OkStatus();
  return UnavailableError(fmt::format("{} was written and cannot be renamed to {}: {}", part_, path_, error.message()));
}

}  // namespace ic::cli
