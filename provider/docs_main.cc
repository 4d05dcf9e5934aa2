// Writes the provider's reference pages from its own schemas and the examples. Usage: provider_docs EXAMPLES DOCS
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <memory>
#include <sstream>
#include <string>

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

int Main(const std::filesystem::path& examples, const std::filesystem::path& docs) {
  const std::unique_ptr<Random> random = SeededRandom(1);
  const auto provider =
      MakeInterconnectProvider({.factory = &AllAdapters(), .clock = &RealClock(), .random = random.get()});
  bool good = WriteFile(docs / "provider.md",
                        RenderPage(provider->schema(), {.title = "interconnect",
                                                        .what = "provider",
                                                        .example = ReadFile(examples / "provider/provider.tf")}));
  for (const std::string& type : provider->ResourceTypes()) {
    const std::filesystem::path folder = examples / "resources" / type;
    const std::string example = ReadFile(folder / "resource.tf");
    const std::string import = ReadFile(folder / "import.tf");
    const std::string page = RenderPage(provider->FindResource(type)->schema(),
                                        {.title = type, .what = "resource", .example = example, .import = import});
    good = WriteFile(docs / "resources" / (type.substr(type.find('_') + 1) + ".md"), page) && good;
  }
  for (const std::string& type : provider->DataSourceTypes()) {
    const std::string example = ReadFile(examples / "data-sources" / type / "data-source.tf");
    const std::string page = RenderPage(provider->FindDataSource(type)->schema(),
                                        {.title = type, .what = "data source", .example = example});
    good = WriteFile(docs / "data-sources" / (type.substr(type.find('_') + 1) + ".md"), page) && good;
  }
  for (const std::string& name : provider->FunctionNames()) {
    const std::string example = ReadFile(examples / "functions" / name / "function.tf");
    const std::string page = RenderFunctionPage(provider->FindFunction(name)->signature(),
                                                {.title = name, .what = "function", .example = example});
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
