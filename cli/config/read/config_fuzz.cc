// libFuzzer entry for LoadConfiguration, with a vendor of its own. What is read without an error and written must be
// read again, and written the same.
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>

#include <unistd.h>

#include "cli/config/read/load.h"
#include "cli/config/read/terraform_state.h"
#include "cli/config/write/write.h"

namespace ic::cli {
namespace {

void Check(bool condition) {
  if (!condition) std::abort();
}

class Factory final : public AdapterFactory {
 public:
  Factory() {
    sky_.cloud = "sky";
    sky_.title = "Sky";
    sky_.interface_advertises = true;
    sky_.fields.resize(kAllKinds.size());
    sky_.fields[0] = {{.name = "height", .type = FieldType::kInteger, .description = "Of it."},
                      {.name = "blue", .type = FieldType::kBool, .description = "Whether."}};
    sky_.provider_fields = {{.name = "region", .description = "Where."},
                            {.name = "files", .type = FieldType::kStringList, .description = "Which."}};
  }
  const std::vector<const VendorTraits*>& traits() const override { return all_; }
  StatusOr<std::unique_ptr<Adapter>> Make(std::string_view, const AdapterOptions&) const override {
    return UnimplementedError("the fuzzer talks to nobody");
  }

 private:
  VendorTraits sky_;
  std::vector<const VendorTraits*> all_ = {&sky_};
};

LoadedSet Load(const Factory& factory, std::string_view text) {
  static const std::string kPath =
      (std::filesystem::temp_directory_path() / ("ic-config-fuzz-" + std::to_string(getpid()) + ".yaml")).string();
  std::ofstream(kPath, std::ios::binary) << text;
  LoadOptions options;
  options.factory = &factory;
  options.resolve_secrets = false;
  LoadedSet loaded = LoadConfiguration({kPath}, options);
  std::remove(kPath.c_str());
  return loaded;
}

void Run(std::string_view text) {
  static const Factory kFactory;
  const LoadedSet loaded = Load(kFactory, text);
  if (HasErrors(loaded.diagnostics)) return;
  const std::string yaml = WriteYaml(kFactory, loaded.set, true);
  WriteHcl(kFactory, loaded.set, {});
  const LoadedSet again = Load(kFactory, yaml);
  Check(!HasErrors(again.diagnostics));
  Check(WriteYaml(kFactory, again.set, true) == yaml);
}

}  // namespace
}  // namespace ic::cli

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  ic::cli::Run(text);
  const auto ignored = [&] {
    static const ic::cli::Factory kFactory;
    return ic::cli::ReadTerraformState(kFactory, text);
  }();
  return 0;
}
