// What this build is made of.
#ifndef BASE_ABOUT_ABOUT_H_
#define BASE_ABOUT_ABOUT_H_

#include <string_view>

namespace ic {

struct About {
  std::string_view commit;     // 40 hexadecimal digits; empty in a build that is no release
  std::string_view libraries;  // "curl 7.88.1-10, ...": Debian's source packages; empty if the machine's are loaded
};

About ThisBuild();

// The lines that follow the version where it is printed, each with a line break; empty if there is nothing to say.
std::string_view AboutLines();

}  // namespace ic

#endif  // BASE_ABOUT_ABOUT_H_
