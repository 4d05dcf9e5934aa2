#include "cli/process/terminal.h"

#include <algorithm>
#include <string_view>

#include <sys/ioctl.h>
#include <unistd.h>

namespace ic::cli {
namespace {

constexpr int kDefaultWidth = 100;
constexpr int kDefaultHeight = 24;
// Sentences are hard to read beyond, and columns fall apart below.
constexpr int kWidest = 160;
constexpr int kNarrowest = 40;

std::string_view Lookup(const std::map<std::string, std::string>& environment, const char* name) {
  const auto found = environment.find(name);
  return found == environment.end() ? std::string_view() : std::string_view(found->second);
}

}  // namespace

Terminal DetectTerminal() {
  Terminal terminal;
  terminal.in = isatty(STDIN_FILENO) == 1;
  terminal.out = isatty(STDOUT_FILENO) == 1;
  terminal.err = isatty(STDERR_FILENO) == 1;
  for (const int fd : {STDOUT_FILENO, STDERR_FILENO}) {
    winsize size{};
    if (ioctl(fd, TIOCGWINSZ, &size) != 0 || size.ws_col == 0) continue;
    terminal.width = size.ws_col;
    terminal.height = size.ws_row;
    break;
  }
  return terminal;
}

Appearance AppearanceOf(const Terminal& terminal, const std::map<std::string, std::string>& environment, bool no_color,
                        bool logging) {
  const bool dumb = Lookup(environment, "TERM") == "dumb";
  Appearance look;
  look.color = terminal.out && !dumb && !no_color && Lookup(environment, "NO_COLOR").empty();
  look.live = terminal.err && !dumb && !logging;
  look.can_ask = terminal.in && terminal.err;
  look.width = terminal.width > 0 ? std::clamp(terminal.width, kNarrowest, kWidest) : kDefaultWidth;
  look.height = terminal.height > 0 ? terminal.height : kDefaultHeight;
  return look;
}

}  // namespace ic::cli
