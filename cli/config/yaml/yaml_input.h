// What stands between a file's text and yaml-cpp: the checks before it, the bytes it is fed, the columns it counts.
#ifndef CLI_CONFIG_YAML_YAML_INPUT_H_
#define CLI_CONFIG_YAML_YAML_INPUT_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <streambuf>
#include <string_view>

#include "cli/config/yaml/yaml_tree.h"

namespace ic::cli {

inline constexpr std::string_view kYamlTooLarge = "Configuration too large";
inline constexpr std::string_view kYamlInvalid = "Invalid YAML";

// Thrown to end a reading from within yaml-cpp; never leaves ParseYaml.
struct YamlStop {
  YamlError error;
};

// Feeds the scanner, and stops it (YamlStop) when it has swallowed kMaxFlowSigns without an event.
class YamlFeed : public std::streambuf {
 public:
  explicit YamlFeed(std::string_view text) : rest_(text) {}
  // There was an event.
  void Progress() { signs_ = 0; }

 protected:
  int_type underflow() override;

 private:
  std::string_view rest_;
  std::size_t signs_ = 0;
};

// yaml-cpp counts columns in bytes. Marks come in order, so that a long line is walked once.
class YamlColumns {
 public:
  explicit YamlColumns(std::string_view text);
  // All three from 0; `position` in bytes from the beginning.
  YamlMark At(int line, int column, int position);

 private:
  std::string_view text_;
  bool ascii_;
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
  std::uint32_t characters_ = 0;
};

// What YAML does not allow anywhere, and what yaml-cpp takes for the end of the file or for another encoding.
std::optional<YamlError> FindForeignYamlByte(std::string_view text);

}  // namespace ic::cli

#endif  // CLI_CONFIG_YAML_YAML_INPUT_H_
