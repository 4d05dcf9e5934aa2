// Terminal: what the three streams are, and what may be done on them.
#ifndef CLI_PROCESS_TERMINAL_H_
#define CLI_PROCESS_TERMINAL_H_

#include <map>
#include <string>

namespace ic::cli {

// Which of the streams is a terminal, and its size.
struct Terminal {
  bool in = false;
  bool out = false;
  bool err = false;
  int width = 0;   // columns; 0: not known
  int height = 0;  // lines; 0: not known
};

// Asks the operating system.
Terminal DetectTerminal();

// What follows from the terminal, the environment and the options.
struct Appearance {
  bool color = false;    // on standard output
  bool live = false;     // lines of standard error may be redrawn
  bool can_ask = false;  // there is somebody to ask
  int width = 100;       // to wrap sentences to
  int height = 24;
};
// No colour with NO_COLOR (not empty), TERM=dumb or `no_color`; no redrawing with TERM=dumb or while logs are written.
Appearance AppearanceOf(const Terminal& terminal, const std::map<std::string, std::string>& environment, bool no_color,
                        bool logging);

}  // namespace ic::cli

#endif  // CLI_PROCESS_TERMINAL_H_
