// Writes the provider's reference pages from its own schemas and the examples. Usage: provider_docs EXAMPLES DOCS
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <memory>
#include <set>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/all/all.h"
#include "base/clock.h"
#include "base/random.h"
#include "provider/resources/markdown.h"
#include "provider/resources/provider.h"

namespace ic {
namespace {

std::string ReadFile(const std::filesystem::path& path) {
  std::ifstream file(path);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

bool WriteFile(const std::filesystem::path& path, const std::string& text) {
  std::filesystem::create_directories(path.parent_path());
  std::ofstream file(path, std::ios::trunc);
  file << text;
  file.close();
  if (!file.good()) std::fprintf(stderr, "provider_docs: cannot write %s\n", path.c_str());
  return file.good();
}

// The examples of a folder: the first one (`first`), then what else it shows, by name; what it imports is no example.
std::vector<std::string> Examples(const std::filesystem::path& folder, std::string_view first) {
  std::set<std::filesystem::path> others;
  if (std::filesystem::is_directory(folder)) {
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
      const std::filesystem::path name = entry.path().filename();
      if (name.extension() == ".tf" && name != first && name != "import.tf") others.insert(entry.path());
    }
  }
  std::vector<std::string> examples;
  if (std::filesystem::exists(folder / first)) examples.push_back(ReadFile(folder / first));
  for (const std::filesystem::path& path : others) examples.push_back(ReadFile(path));
  return examples;
}

// "interconnect_connection" → "connection.md": registries put the provider's name before it.
std::string PageFile(const std::string& type) { return type.substr(type.find('_') + 1) + ".md"; }

int Main(const std::filesystem::path& examples, const std::filesystem::path& docs) {
  const std::unique_ptr<Random> random = SeededRandom(1);
  const auto provider =
      MakeInterconnectProvider({.factory = &AllAdapters(), .clock = &RealClock(), .random = random.get()});
  bool good = WriteFile(docs / "index.md",
                        RenderPage(provider->schema(), {.title = "interconnect",
                                                        .what = "Provider",
                                                        .examples = Examples(examples / "provider", "provider.tf")}));
  for (const std::string& type : provider->ResourceTypes()) {
    const std::filesystem::path folder = examples / "resources" / type;
    const std::string page =
        RenderPage(provider->FindResource(type)->schema(), {.title = type,
                                                            .what = "Resource",
                                                            .examples = Examples(folder, "resource.tf"),
                                                            .import = ReadFile(folder / "import.tf"),
                                                            .import_commands = ReadFile(folder / "import.sh")});
    good = WriteFile(docs / "resources" / PageFile(type), page) && good;
  }
  for (const std::string& type : provider->DataSourceTypes()) {
    const std::vector<std::string> shown = Examples(examples / "data-sources" / type, "data-source.tf");
    const std::string page =
        RenderPage(provider->FindDataSource(type)->schema(), {.title = type, .what = "Data Source", .examples = shown});
    good = WriteFile(docs / "data-sources" / PageFile(type), page) && good;
  }
  for (const std::string& type : provider->EphemeralTypes()) {
    const std::vector<std::string> shown = Examples(examples / "ephemeral-resources" / type, "ephemeral-resource.tf");
    const std::string page = RenderPage(provider->FindEphemeral(type)->schema(),
                                        {.title = type, .what = "Ephemeral Resource", .examples = shown});
    good = WriteFile(docs / "ephemeral-resources" / PageFile(type), page) && good;
  }
  for (const std::string& name : provider->FunctionNames()) {
    const std::vector<std::string> shown = Examples(examples / "functions" / name, "function.tf");
    const std::string page = RenderFunctionPage(provider->FindFunction(name)->signature(),
                                                {.title = name, .what = "Function", .examples = shown});
    good = WriteFile(docs / "functions" / (name + ".md"), page) && good;
  }
  return good ? 0 : 1;
}

}  // namespace
}  // namespace ic

int main(int argc, char** argv) {
  if (argc != 3) {
    std::fputs("usage: provider_docs EXAMPLES DOCS\n", stderr);
    return 2;
  }
  return ic::Main(argv[1], argv[2]);
}
