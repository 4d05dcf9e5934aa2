#include "cli/config/read/load.h"

#include <algorithm>
#include <filesystem>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "base/files.h"
#include "cli/config/read/objects.h"
#include "cli/config/read/report.h"
#include "cli/config/read/sections.h"
#include "cli/config/read/sources.h"
#include "cli/config/read/values.h"
#include "cli/config/vocabulary/section_names.h"
#include "cli/config/vocabulary/vocabulary.h"
#include "cli/config/yaml/yaml_tree.h"

namespace ic::cli {
namespace {

namespace fs = std::filesystem;

// One call of LoadConfiguration.
class Loading {
 public:
  Loading(const LoadOptions& options, LoadedSet& loaded)
      : set_(loaded.set),
        report_(set_.files, loaded.diagnostics),
        later_(set_.files, loaded.waiting),
        vocabulary_(*options.factory),
        trust_(options.trust),
        secrets_(loaded.secrets),
        sources_(options.environment, options.resolve_secrets, set_.files, options.trust),
        keys_(options.environment, options.resolve_secrets && options.resolve_keys, set_.files, options.trust),
        sections_(vocabulary_, sources_, report_, set_),
        objects_(vocabulary_, {sources_, keys_}, sections_, report_, options.keys_may_wait ? &later_ : nullptr) {}

  void Run(const std::vector<std::string>& paths) {
    for (const std::string& path : paths) AddPath(path);
    for (std::size_t i = 0; i < set_.files.size(); ++i) ReadFile(static_cast<std::uint32_t>(i));
    for (const auto& tree : trees_) Collect(*tree);
    objects_.Read(complete_, set_);
    sections_.Finish(objects_.places(), complete_);
    set_.accounts = sections_.TakeAccounts();
    report_.Finish();
    for (Sources* sources : {&sources_, &keys_}) secrets_.merge(sources->TakeSecrets());
  }

 private:
  void AddPath(const std::string& path);
  void AddFolder(const std::string& path);
  void AddFile(const std::string& path, const std::string& folder);
  void ReadFile(std::uint32_t index);
  void Collect(const YamlTree& tree);
  // Of a file as a whole.
  void FileError(const std::string& path, std::string_view summary, const std::string& problem) {
    complete_ = false;
    report_.Error(Position{}, summary, fmt::format("{}: {}", path, problem));
  }

  DesiredSet& set_;
  Report report_;
  Report later_;
  Vocabulary vocabulary_;
  const Trust& trust_;
  std::set<std::string>& secrets_;
  Sources sources_;
  Sources keys_;
  Sections sections_;
  Objects objects_;
  std::set<std::string> seen_;
  YamlAliasRoom aliases_;
  std::vector<std::unique_ptr<YamlTree>> trees_;
  bool complete_ = true;  // everything was read
};

void Loading::AddPath(const std::string& path) {
  std::error_code error;
  const fs::file_status status = fs::status(path, error);
  if (status.type() == fs::file_type::not_found) {
    FileError(path, "No configuration", "there is no such file or folder.");
  } else if (fs::is_directory(status)) {
    AddFolder(path);
  } else {
    AddFile(path, fs::path(path).parent_path().string());
  }
}

void Loading::AddFolder(const std::string& path) {
  std::error_code error;
  const std::vector<std::string> files = YamlFilesIn(path, error);
  if (error) {
    FileError(path, "Folder not readable", error.message() + ".");
    return;
  }
  if (files.empty()) {
    FileError(path, "No configuration", "the folder holds no file whose name ends in .yaml or .yml.");
    return;
  }
  for (const std::string& file : files) AddFile(file, path);
}

void Loading::AddFile(const std::string& path, const std::string& folder) {
  if (trust_.untrusted) {
    std::string problem = ProblemOfUntrustedFolder(folder);
    if (problem.empty()) problem = ProblemOfUntrustedFile(folder, path, /*must_exist=*/true);
    if (!problem.empty()) {
      FileError(path, kNotUntrusted, fmt::format("{}, and none else is read for it.", problem));
      return;
    }
  }
  std::error_code error;
  const fs::path canonical = fs::weakly_canonical(path, error);
  if (seen_.insert(error ? path : canonical.string()).second) set_.files.push_back(path);
}

void Loading::ReadFile(std::uint32_t index) {
  const std::string& path = set_.files[index];
  const StatusOr<std::string> text = ReadRegularFile(path, kMaxYamlBytes);
  if (!text.ok()) {
    const bool large = text.status().code() == StatusCode::kResourceExhausted;
    FileError(
        path, "File not readable",
        fmt::format("{}.{}", text.status().message(), large ? " Split it: a folder of files is read as one." : ""));
    return;
  }
  std::vector<YamlError> errors;
  auto tree = std::make_unique<YamlTree>(ParseYaml(*text, errors, &aliases_));
  tree->file = index;
  for (YamlError& error : errors) {
    report_.Error(Position{index, error.mark.line, error.mark.column}, error.summary, std::move(error.detail));
  }
  complete_ = complete_ && errors.empty();
  trees_.push_back(std::move(tree));
}

void Loading::Collect(const YamlTree& tree) {
  const Yaml root(&tree, tree.root);
  if (!root || root.type() == YamlType::kNull) return;
  if (root.type() != YamlType::kMap) {
    report_.Error(
        root, "Wrong type",
        fmt::format("A configuration is a map with sections such as `clouds` and `connection`, and this is {}.",
                    TypeWords(root)));
    return;
  }
  for (const Yaml::Entry& entry : root.Entries()) {
    if (sections_.Read(entry.key, entry.value)) continue;
    if (const std::optional<Kind> kind = ParseKind(entry.key.text())) {
      objects_.Collect(*kind, entry.value);
      continue;
    }
    report_.Error(entry.key, "Unknown section",
                  fmt::format("{} is no section of a configuration.{} A section of your own, for anchors, begins with "
                              "`x-`.",
                              Shown(entry.key.text()), NearestHint(entry.key.text(), SectionNames())));
  }
}

}  // namespace

bool IsYamlName(std::string_view name) {
  return !name.starts_with('.') && (name.ends_with(".yaml") || name.ends_with(".yml"));
}

std::vector<std::string> YamlFilesIn(const std::string& folder, std::error_code& error) {
  std::vector<std::string> files;
  fs::directory_iterator entry(folder, error);
  for (; !error && entry != fs::directory_iterator(); entry.increment(error)) {
    const std::string name = entry->path().filename().string();
    std::error_code ignored;
    // A link that leads nowhere is none of the folders: left out in silence, what it held would be taken away.
    if (IsYamlName(name) && !entry->is_directory(ignored)) files.push_back((fs::path(folder) / name).string());
  }
  std::sort(files.begin(), files.end());
  return files;
}

LoadedSet LoadConfiguration(const std::vector<std::string>& paths, const LoadOptions& options) {
  LoadedSet loaded;
  Loading(options, loaded).Run(paths);
  return loaded;
}

}  // namespace ic::cli
