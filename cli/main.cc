// The composition root of the command line: the only place that knows every part, and that reads the process
// environment.
#include <array>
#include <csignal>
#include <iostream>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <pwd.h>
#include <unistd.h>

#include "adapters/all/all.h"
#include "base/clock.h"
#include "base/random.h"
#include "base/trusted_file.h"
#include "cli/app.h"

namespace ic::cli {
namespace {

std::map<std::string, std::string> ProcessEnvironment() {
  std::map<std::string, std::string> result;
  for (char** entry = environ; entry != nullptr && *entry != nullptr; ++entry) {
    const std::string_view text = *entry;
    const std::size_t equals = text.find('=');
    if (equals != std::string_view::npos) result.emplace(text.substr(0, equals), text.substr(equals + 1));
  }
  return result;
}

std::string UserAtHost() {
  const passwd* user = getpwuid(geteuid());
  std::array<char, 256> host{};
  if (gethostname(host.data(), host.size() - 1) != 0) host[0] = '\0';
  return std::string(user != nullptr ? user->pw_name : std::to_string(geteuid())) + "@" + host.data();
}

int Main(int argc, char** argv) {
  // A reader that goes away (`| head`) must not end an apply: what cannot be written is reported by the exit code.
  (void)std::signal(SIGPIPE, SIG_IGN);
  std::ios::sync_with_stdio(false);
  const std::unique_ptr<Random> random = SystemRandom();
  Streams streams(std::cin, std::cout, std::cerr);
  Host host{.factory = &AllAdapters(),
            .environment = ProcessEnvironment(),
            .clock = &RealClock(),
            .random = random.get(),
            .streams = &streams,
            .terminal = DetectTerminal(),
            .version = IC_VERSION,
            .user = UserAtHost(),
            .whole_process = true};
  return static_cast<int>(RunProgram(host, std::vector<std::string>(argv + 1, argv + argc)));
}

}  // namespace
}  // namespace ic::cli

int main(int argc, char** argv) {
  ic::ForbidCoreDumps();
  if (const std::string told = ic::ForbidKeyLog(); !told.empty()) std::cerr << "warning: " << told << "\n";
  return ic::cli::Main(argc, argv);
}
