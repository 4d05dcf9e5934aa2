// YamlTree: a YAML file as a compact tree in which every node knows its place. Its making is bounded: a file that is
// made to hurt is refused before it costs more than a normal one.
#ifndef CLI_CONFIG_YAML_YAML_TREE_H_
#define CLI_CONFIG_YAML_YAML_TREE_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace ic::cli {

inline constexpr std::size_t kMaxYamlBytes = std::size_t{64} << 20;
inline constexpr std::size_t kMaxYamlDepth = 64;
inline constexpr std::uint64_t kMaxYamlNodes = 10'000'000;  // aliases expanded
// What aliases may add to a configuration, because outputs hold every value that is written once and named often: so
// much, and so many times what is written. A value counts its text and what any form of it needs around it.
inline constexpr std::uint64_t kMaxYamlAliasBytes = std::uint64_t{16} << 20;
inline constexpr std::uint64_t kYamlAliasTimes = 8;
inline constexpr std::uint64_t kYamlValueBytes = 32;
// Of brackets, commas, colons and so on in one flow collection (`{…}`, `[…]`): the scanner keeps such a collection as
// a whole before it tells anything of it, at up to 230 bytes for each of them.
inline constexpr std::size_t kMaxFlowSigns = std::size_t{1} << 20;

// 1-based; columns count characters.
struct YamlMark {
  std::uint32_t line = 0;
  std::uint32_t column = 0;
  bool operator==(const YamlMark&) const = default;
};

enum class YamlType : std::uint8_t { kNull, kScalar, kSequence, kMap, kAlias };

using YamlId = std::uint32_t;
inline constexpr YamlId kNoYaml = ~YamlId{0};

struct YamlNode {
  YamlMark mark;
  std::uint32_t offset = 0;  // kScalar: of its text in the pool; kAlias: the node it stands for
  std::uint32_t length = 0;
  YamlId first = kNoYaml;  // first child; of a map its children are key, value, key, value, …
  YamlId next = kNoYaml;   // sibling
  YamlType type = YamlType::kNull;
  bool plain = false;  // a scalar without quotes
};

struct YamlError {
  YamlMark mark;
  std::string summary;
  std::string detail;
};

struct YamlTree {
  std::vector<YamlNode> nodes;
  std::string pool;
  YamlId root = kNoYaml;  // kNoYaml: the file is empty
  std::uint32_t file = 0;
  bool broken = false;  // there is more in the file than could be read

  std::string_view TextOf(const YamlNode& node) const {
    return std::string_view(pool).substr(node.offset, node.length);
  }
};

// What is left of kMaxYamlAliasBytes for the files of one configuration together.
struct YamlAliasRoom {
  std::uint64_t bytes = kMaxYamlAliasBytes;
};

// Reads one document. Appends what is wrong to `errors`, as much at once as can be found; with a syntax error or a
// broken bound the tree has no root and `broken` is set, what is wrong otherwise is left out of it. Promises: keys of a
// map are scalars and unique, no alias stands inside its own anchor, the values of `<<` are maps or lists of maps, and
// with all aliases expanded none of kMaxYamlDepth and kMaxYamlNodes is exceeded, nor what aliases may add. `room`: of
// the configuration that the file is a part of; null: it is all of it.
YamlTree ParseYaml(std::string_view text, std::vector<YamlError>& errors, YamlAliasRoom* room = nullptr);

// A node with its aliases seen through. Cheap to copy; the tree outlives it.
class Yaml {
 public:
  struct Entry;

  Yaml() = default;
  Yaml(const YamlTree* tree, YamlId id) : tree_(tree), id_(id) {}

  explicit operator bool() const { return tree_ != nullptr && id_ != kNoYaml; }
  // Never kAlias.
  YamlType type() const { return target().type; }
  // Where it is written: of an alias, where the alias is.
  YamlMark mark() const { return tree_->nodes[id_].mark; }
  std::uint32_t file() const { return tree_->file; }
  // Of kScalar.
  std::string_view text() const { return tree_->TextOf(target()); }
  bool plain() const { return target().plain; }

  // Of kSequence.
  std::vector<Yaml> Elements() const;
  // Of kMap, merge keys (`<<`) carried out: what the map itself has wins, then the earlier of the merged ones.
  std::vector<Entry> Entries() const;

 private:
  const YamlNode& target() const {
    const YamlNode& node = tree_->nodes[id_];
    return node.type == YamlType::kAlias ? tree_->nodes[node.offset] : node;
  }
  void AppendMerged(std::vector<Entry>& entries) const;

  const YamlTree* tree_ = nullptr;
  YamlId id_ = kNoYaml;
};

struct Yaml::Entry {
  Yaml key;
  Yaml value;
};

}  // namespace ic::cli

#endif  // CLI_CONFIG_YAML_YAML_TREE_H_
