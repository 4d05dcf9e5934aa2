#include "cli/config/read/trust.h"

#include <algorithm>
#include <filesystem>
#include <system_error>

#include "base/text.h"

namespace ic::cli {
namespace {

constexpr std::string_view kOutside = "it is not below the configuration's folder";
constexpr std::string_view kLeadsOut = "a link on its way leads out of the repository";

bool IsBelow(const std::filesystem::path& folder, const std::filesystem::path& path) {
  const auto [rest, unused] = std::mismatch(folder.begin(), folder.end(), path.begin(), path.end());
  return rest == folder.end();
}

}  // namespace

bool LeadsBelow(const std::string& folder, const std::string& path) {
  std::error_code error;
  const std::filesystem::path root = std::filesystem::canonical(folder, error);
  if (error) return false;
  const std::filesystem::path target = std::filesystem::weakly_canonical(std::filesystem::absolute(path, error), error);
  return !error && IsBelow(root, target);
}

std::string ComparableHost(std::string_view url) {
  std::string text = ToLowerAscii(url);
  while (text.ends_with('/')) text.pop_back();
  constexpr std::string_view kPort = ":443";
  if (text.ends_with(kPort) && !text.starts_with("http://")) text.resize(text.size() - kPort.size());
  return text;
}

std::string ProblemOfUntrustedFile(const std::string& folder, const std::string& file, bool must_exist) {
  std::error_code error;
  const std::filesystem::path root = std::filesystem::canonical(folder.empty() ? "." : folder, error);
  if (error) return error.message();
  const std::filesystem::path target = std::filesystem::weakly_canonical(file, error);
  if (error) return error.message();
  if (!IsBelow(root, target)) return std::string(kOutside);
  // `.git/config` holds what the job fetched the repository with.
  for (const std::filesystem::path& part : target.lexically_relative(root)) {
    if (part.string().starts_with('.')) return "it is hidden, or in a hidden folder";
  }
  const std::filesystem::file_status status = std::filesystem::status(target, error);
  if (!must_exist && !std::filesystem::exists(status)) return "";
  return std::filesystem::is_regular_file(status) ? "" : "it is not a regular file";
}

std::string ProblemOfUntrustedFolder(const std::string& folder) {
  namespace fs = std::filesystem;
  const fs::path typed = folder.empty() ? "." : folder;
  std::error_code error;
  fs::path root;  // from where on names are the repository's; empty: they are still the job's
  fs::path at;
  if (typed.is_relative()) {
    at = ".";
    root = fs::canonical(at, error);
    if (error) return error.message();
  }
  bool led = false;  // the last name is a link, of whom nothing is known
  for (const fs::path& part : typed) {
    if (part.empty()) continue;  // behind a `/` at the end
    at /= part;
    const fs::path target = fs::canonical(at, error);
    if (error) return error.message();
    led = fs::is_symlink(fs::symlink_status(at, error));
    if (led && !root.empty() && !IsBelow(root, target)) return std::string(kLeadsOut);
    if (!IsBelow(root, target)) root.clear();  // by `..`, which was typed
    if (fs::exists(at / ".git", error)) root = target;
    led = led && root.empty();
  }
  return led ? "it is a link: name the folder that it leads to" : "";
}

std::string ProblemOfUntrustedTarget(const std::string& file) {
  namespace fs = std::filesystem;
  std::error_code error;
  if (fs::is_symlink(fs::symlink_status(file, error))) {
    return "it is a link, which may have come with the configuration, and what it leads to would be written over";
  }
  const std::string folder = fs::path(file).parent_path().string();
  if (!fs::exists(folder.empty() ? "." : folder, error)) return "";
  return ProblemOfUntrustedFolder(folder);
}

}  // namespace ic::cli
