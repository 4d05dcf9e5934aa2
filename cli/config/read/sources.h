// Sources: what `${env:NAME}` and `${file:PATH}` stand for. What they hold is never in a message.
#ifndef CLI_CONFIG_READ_SOURCES_H_
#define CLI_CONFIG_READ_SOURCES_H_

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "cli/config/read/report.h"
#include "cli/config/yaml/yaml_tree.h"

namespace ic::cli {

inline constexpr std::size_t kMaxIncludedBytes = std::size_t{64} << 10;

struct Text {
  std::string value;
  bool known = true;         // false: it was not looked up
  bool from_source = false;  // some of it is not in the file
};

class Sources {
 public:
  // `files`: of positions; paths in a file are relative to its folder.
  Sources(const std::map<std::string, std::string>& environment, bool resolve, const std::vector<std::string>& files)
      : environment_(environment), resolve_(resolve), files_(files) {}

  // The text of a scalar with everything resolved. nullopt: an error was reported.
  std::optional<Text> Expand(const Yaml& scalar, Report& report, const Subject& subject);

 private:
  struct Content {
    std::string text;
    std::string problem;  // empty: none
  };
  bool Resolve(const Yaml& scalar, std::string_view inside, Text& text, Report& report, const Subject& subject);
  const Content& ReadIncluded(const std::string& path);

  const std::map<std::string, std::string>& environment_;
  bool resolve_;
  const std::vector<std::string>& files_;
  std::map<std::string, Content> contents_;
  std::size_t expanded_ = 0;
};

}  // namespace ic::cli

#endif  // CLI_CONFIG_READ_SOURCES_H_
