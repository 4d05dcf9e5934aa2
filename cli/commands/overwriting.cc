#include "cli/commands/overwriting.h"

#include <filesystem>
#include <string_view>
#include <system_error>

#include <fmt/format.h>

#include "base/text.h"
#include "cli/config/read/load.h"
#include "cli/output/format/text.h"
#include "cli/process/files.h"

namespace ic::cli {
namespace {

namespace fs = std::filesystem;

// Of the files that the configuration is read from, the one that `file` is, or would be; empty: none.
std::string ReadAs(const std::string& file, const std::vector<std::string>& paths) {
  for (const std::string& path : paths) {
    std::error_code error;
    if (!fs::is_directory(path, error)) {
      if (SameFile(file, path)) return path;
      continue;
    }
    for (const std::string& each : YamlFilesIn(path, error)) {
      if (SameFile(file, each)) return each;
    }
    // Not there yet, but the next run would read it.
    if (IsYamlName(fs::path(file).filename().string()) && SameFile(FolderOf(file), path)) return file;
  }
  return "";
}

// The state's files, if it is in files; what stands beside it while it is open among them.
std::vector<std::string> StateFiles(const std::string& place) {
  constexpr std::string_view kSqlite = "sqlite:";
  if (place.find("://") != std::string::npos) return {};
  const bool scheme = ToLowerAscii(place.substr(0, kSqlite.size())) == kSqlite;
  const std::string named = scheme ? place.substr(kSqlite.size()) : place;
  std::error_code error;
  const fs::path resolved = fs::weakly_canonical(named, error);
  const std::string file = error ? named : resolved.string();
  return {file, file + "-wal", file + "-shm", file + "-journal", file + ".lock"};
}

bool IsDevice(const std::string& file) {
  std::error_code error;
  const fs::file_status status = fs::status(file, error);
  return fs::exists(status) && !fs::is_regular_file(status) && !fs::is_directory(status);
}

}  // namespace

std::string UntrustedTargetProblem(const Session& session, const Target& target) {
  if (!session.trust().untrusted || target.file.starts_with("/dev/")) return "";
  const std::string problem = ProblemOfUntrustedTarget(target.file);
  if (problem.empty()) return "";
  return fmt::format("{} {} is not written: {}. Name another file, or remove the link", target.option,
                     OneLine(target.file), problem);
}

std::string OverwriteProblem(const Session& session, const std::vector<Target>& targets) {
  const std::vector<std::string> state = StateFiles(session.StatePlace());
  for (auto target = targets.begin(); target != targets.end(); ++target) {
    if (std::string problem = UntrustedTargetProblem(session, *target); !problem.empty()) return problem;
    if (IsDevice(target->file)) continue;
    const std::string shown = OneLine(target->file);
    if (const std::string read = ReadAs(target->file, session.files()); !read.empty()) {
      return fmt::format("{} would write over {}, which the configuration is read from: name another file",
                         target->option, OneLine(read));
    }
    for (const std::string& file : state) {
      if (SameFile(target->file, file)) {
        return fmt::format("{} would write over {}, which belongs to the state: name another file", target->option,
                           shown);
      }
    }
    for (auto other = targets.begin(); other != target; ++other) {
      if (SameFile(target->file, other->file)) {
        return fmt::format("{} and {} cannot both be written to {}: name a file for each", other->option,
                           target->option, shown);
      }
    }
  }
  return "";
}

}  // namespace ic::cli
