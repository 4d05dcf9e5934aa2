// The composition root of the plugin: the only place that knows every part, and that reads the process environment.
#include <cstdio>
#include <cstdlib>
#include <map>
#include <memory>
#include <string>
#include <string_view>

#include <unistd.h>

#include "adapters/all/all.h"
#include "base/about/about.h"
#include "base/clock.h"
#include "base/random.h"
#include "base/trusted_file.h"
#include "provider/protocol/service.h"
#include "provider/resources/provider.h"
#include "provider/transport/hclog.h"
#include "provider/transport/serve.h"

namespace ic {
namespace {

constexpr const char* kAbout = "terraform-provider-interconnect " IC_VERSION;

constexpr const char* kHelp =
    R"(terraform-provider-interconnect: private cloud links in one vocabulary, as a provider for Terraform and OpenTofu

Terraform starts this program by itself. To use a build of it, name its folder in Terraform's CLI configuration
(the file that TF_CLI_CONFIG_FILE names, or ~/.terraformrc):

  provider_installation {
    dev_overrides { "multicloud/interconnect" = "FOLDER" }
    direct {}
  }

Options:
  --version   print the version
  --help      print this text
  -debug      serve until interrupted, for a debugger; prints the TF_REATTACH_PROVIDERS to start Terraform with

Environment: TF_LOG, TF_LOG_PROVIDER and TF_LOG_PROVIDER_INTERCONNECT set the log level (trace, debug, info, warn, error).
)";

std::map<std::string, std::string> ProcessEnvironment() {
  std::map<std::string, std::string> result;
  for (char** entry = environ; entry != nullptr && *entry != nullptr; ++entry) {
    const std::string_view text = *entry;
    const std::size_t equals = text.find('=');
    if (equals != std::string_view::npos) result.emplace(text.substr(0, equals), text.substr(equals + 1));
  }
  return result;
}

int Run(bool debug) {
  const Logger logger =
      transport::MakeHclogLogger(transport::HclogLevel([](const char* name) { return std::getenv(name); }),
                                 "interconnect", STDERR_FILENO, RealClock());
  if (const std::string told = debug ? "" : ForbidKeyLog(); !told.empty()) logger.Warn(told);
  const std::unique_ptr<Random> random = SystemRandom();
  const std::unique_ptr<terraform::Provider> provider = MakeInterconnectProvider({.factory = &AllAdapters(),
                                                                                  .environment = ProcessEnvironment(),
                                                                                  .clock = &RealClock(),
                                                                                  .random = random.get(),
                                                                                  .logger = logger});
  protocol::Service service(*provider, logger);
  transport::ServeOptions options;
  options.services = {&service};
  options.provider_address = "registry.terraform.io/multicloud/interconnect";
  options.about = kAbout;
  options.debug = debug;
  options.logger = logger;
  options.on_stop = [&provider] { provider->Stop(); };
  return transport::Serve(options);
}

int Main(int argc, char** argv) {
  bool debug = false;
  for (int i = 1; i < argc; ++i) {
    const std::string argument = argv[i];
    if (argument == "--version" || argument == "-version") {
      std::printf("%s\n%s", kAbout, std::string(AboutLines()).c_str());
      return 0;
    }
    if (argument == "--help" || argument == "-help" || argument == "-h") {
      std::fputs(kHelp, stdout);
      return 0;
    }
    if (argument != "-debug" && argument != "--debug") {
      std::fprintf(stderr, "terraform-provider-interconnect: no option '%s'; see --help\n", argument.c_str());
      return 2;
    }
    debug = true;
  }
  if (!debug) ForbidCoreDumps();  // a debugger is kept out, too
  return Run(debug);
}

}  // namespace
}  // namespace ic

int main(int argc, char** argv) { return ic::Main(argc, argv); }
