#include "cli/process/files.h"

#include <filesystem>
#include <system_error>

#include <fmt/format.h>

namespace ic::cli {

StatusOr<std::string> ReadFile(const std::string& path) {
  StatusOr<std::string> text = ReadRegularFile(path, kLargestFile);
  if (text.ok()) return text;
  return Status(text.status().code(), fmt::format("{} cannot be read: {}", path, text.status().message()));
}

bool FileExists(const std::string& path) {
  std::error_code error;
  return std::filesystem::exists(path, error);
}

bool SameFile(const std::string& one, const std::string& other) {
  namespace fs = std::filesystem;
  std::error_code error;
  if (fs::equivalent(one, other, error)) return true;
  const fs::path first = fs::weakly_canonical(one, error);
  if (error) return one == other;
  const fs::path second = fs::weakly_canonical(other, error);
  if (error) return one == other;
  // What is relative and not there at all stays relative.
  return fs::absolute(first, error) == fs::absolute(second, error);
}

std::string FolderOf(const std::string& path) {
  const std::string folder = std::filesystem::path(path).parent_path().string();
  return folder.empty() ? "." : folder;
}

}  // namespace ic::cli
