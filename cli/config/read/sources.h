// Sources: what `${env:NAME}` and `${file:PATH}` stand for. What they hold is never in a message.
#ifndef CLI_CONFIG_READ_SOURCES_H_
#define CLI_CONFIG_READ_SOURCES_H_

#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "cli/config/read/report.h"
#include "cli/config/read/trust.h"
#include "cli/config/yaml/yaml_tree.h"

namespace ic::cli {

inline constexpr std::size_t kMaxIncludedBytes = std::size_t{64} << 10;

// The summary of what is refused because of where the configuration comes from.
inline constexpr std::string_view kNotUntrusted = "Not from an untrusted configuration";

struct Text {
  std::string value;
  bool known = true;         // false: it was not looked up
  bool from_source = false;  // some of it is not in the file
};

class Sources {
 public:
  // `files`: of positions; paths in a file are relative to its folder.
  Sources(const std::map<std::string, std::string>& environment, bool resolve, const std::vector<std::string>& files,
          const Trust& trust)
      : environment_(environment), resolve_(resolve), files_(files), trust_(trust) {}

  // The text of a scalar with everything resolved. nullopt: an error was reported. `hidden`: it goes into a field that
  // is never shown. `later`: where what is not there is noted, and the text is not known; null: it is an error.
  std::optional<Text> Expand(const Yaml& scalar, bool hidden, Report& report, const Subject& subject,
                             Report* later = nullptr);

  const Trust& trust() const { return trust_; }
  // What was brought into fields that are never shown.
  std::set<std::string> TakeSecrets() { return std::move(secrets_); }

 private:
  struct Content {
    std::string text;
    std::string problem;  // empty: none
  };
  struct Place {
    const Yaml& scalar;
    bool hidden;
    Report& report;
    const Subject& subject;
    Report* later;
  };
  // Of a source that is not there. True: it may be said later.
  static bool IsMissing(const Place& place, std::string_view summary, std::string detail, Text& text);
  bool Resolve(const Place& place, std::string_view inside, Text& text);
  bool Append(const Place& place, const std::string& value, Text& text);
  // False, and says why, where an untrusted configuration may not have it.
  bool MayUse(const Place& place, std::string_view scheme, const std::string& name, const std::string& path) const;
  const Content& ReadIncluded(const std::string& path);

  const std::map<std::string, std::string>& environment_;
  bool resolve_;
  const std::vector<std::string>& files_;
  const Trust& trust_;
  std::map<std::string, Content> contents_;
  std::set<std::string> secrets_;
  std::size_t expanded_ = 0;
};

}  // namespace ic::cli

#endif  // CLI_CONFIG_READ_SOURCES_H_
