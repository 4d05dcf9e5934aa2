#include "cli/config/read/trust.h"

#include <algorithm>
#include <filesystem>
#include <system_error>

#include "base/text.h"

namespace ic::cli {
namespace {

constexpr std::string_view kOutside = "it is not below the configuration's folder";

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
  const std::filesystem::path typed = std::filesystem::path(folder).lexically_normal();
  if (typed.is_absolute() || (!typed.empty() && *typed.begin() == "..")) return "";
  std::error_code error;
  const std::filesystem::path root = std::filesystem::canonical(".", error);
  if (error) return error.message();
  const std::filesystem::path target = std::filesystem::canonical(folder.empty() ? "." : folder, error);
  if (error) return error.message();
  return IsBelow(root, target) ? "" : "it is a link that leads out of the current folder";
}

}  // namespace ic::cli
