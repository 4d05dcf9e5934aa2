// The parser behind YamlTree: yaml-cpp's events, built into the tree by a handler that ends the reading as soon as a
// bound is broken. Nothing else knows yaml-cpp.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <istream>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include "cli/config/yaml/yaml_hints.h"
#include "cli/config/yaml/yaml_input.h"
#include "cli/config/yaml/yaml_tree.h"

namespace ic::cli {
namespace {

constexpr std::string_view kCoreTag = "tag:yaml.org,2002:";

struct Anchored {
  YamlId node = kNoYaml;
  std::uint64_t nodes = 1;
  std::size_t height = 0;
  std::uint64_t bytes = 0;
  bool open = true;
};

class Builder : public YAML::EventHandler {
 public:
  Builder(std::string_view text, YamlFeed& feed, YamlTree& tree, std::vector<YamlError>& errors, std::uint64_t room)
      : text_(text), columns_(text), feed_(feed), tree_(tree), errors_(errors), room_(room) {}

  // What aliases added, beyond what the file's own size allows.
  std::uint64_t RoomTaken() const { return all_ > written_ + OwnRoom() ? all_ - written_ - OwnRoom() : 0; }
  // A quote that nobody closed swallows the rest of the file, and yaml-cpp says nothing: what follows would be missing.
  void CheckLastQuote();
  YamlMark At(const YAML::Mark& mark) {
    return mark.is_null() ? YamlMark{1, 1} : columns_.At(mark.line, mark.column, mark.pos);
  }

  void OnDocumentStart(const YAML::Mark& mark) override {
    if (++documents_ == 1) return;
    const bool marked = text_.substr(std::min(text_.size(), static_cast<std::size_t>(mark.pos))).starts_with("---");
    throw YamlStop{{At(mark), std::string(kYamlInvalid),
                    marked ? "The file holds several documents (`---`). Write one, or a file for each."
                           : "The document is over before this: a bracket or a quote is closed too early."}};
  }
  void OnDocumentEnd() override {}
  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    // Of a key without a value yaml-cpp tells the place of what comes next.
    const bool value = !frames_.empty() && frames_.back().type == YamlType::kMap && frames_.back().children % 2 == 1;
    const YamlMark at = value ? tree_.nodes[frames_.back().last].mark : At(mark);
    Close(Open(at, YamlType::kNull, anchor), anchor, {});
  }
  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                const std::string& value) override;
  void OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) override;
  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value /*style*/) override {
    CheckTag(mark, tag, "seq");
    Enter(mark, YamlType::kSequence, anchor);
  }
  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value /*style*/) override {
    CheckTag(mark, tag, "map");
    Enter(mark, YamlType::kMap, anchor);
  }
  void OnSequenceEnd() override { Leave(); }
  void OnMapEnd() override {
    CheckKeys(frames_.back().node);
    Leave();
  }

 private:
  struct Frame {
    YamlId node = kNoYaml;
    YamlType type = YamlType::kMap;
    YAML::anchor_t anchor = 0;
    YamlId last = kNoYaml;
    std::size_t children = 0;
    std::uint64_t nodes = 1;
    std::size_t height = 0;
    std::uint64_t bytes = kYamlValueBytes;
  };

  // Of a value, aliases expanded.
  struct Extent {
    std::uint64_t nodes = 1;
    std::size_t height = 0;
    std::uint64_t bytes = kYamlValueBytes;  // of the scalars, and kYamlValueBytes for each value
  };

  YamlId Open(YamlMark mark, YamlType type, YAML::anchor_t anchor);
  void Close(YamlId node, YAML::anchor_t anchor, const Extent& extent);
  void Enter(const YAML::Mark& mark, YamlType type, YAML::anchor_t anchor);
  void Leave();
  void CheckTag(const YAML::Mark& mark, const std::string& tag, std::string_view allowed);
  void CheckKeys(YamlId map);
  bool CheckMerge(YamlId value);
  void Unlink(YamlId map, std::vector<YamlId> wrong);
  std::uint64_t OwnRoom() const { return kYamlAliasTimes * text_.size(); }
  const YamlNode& Target(YamlId id) const {
    const YamlNode& node = tree_.nodes[id];
    return node.type == YamlType::kAlias ? tree_.nodes[node.offset] : node;
  }
  void Error(YamlMark mark, std::string_view summary, std::string detail) {
    if (errors_.size() < kMaxErrors) errors_.push_back({mark, std::string(summary), std::move(detail)});
  }

  static constexpr std::size_t kMaxErrors = 1000;

  std::string_view text_;
  YamlColumns columns_;
  YamlFeed& feed_;
  YamlTree& tree_;
  std::vector<YamlError>& errors_;
  std::vector<Frame> frames_;
  std::map<YAML::anchor_t, Anchored> anchors_;
  int documents_ = 0;
  std::optional<YAML::Mark> last_quoted_;
  const std::uint64_t room_;   // for what aliases add beyond OwnRoom()
  std::uint64_t written_ = 0;  // as Extent::bytes, of what stands in the file itself so far
  std::uint64_t all_ = 0;      // Extent::bytes of the document
};

YamlId Builder::Open(YamlMark mark, YamlType type, YAML::anchor_t anchor) {
  feed_.Progress();
  written_ += kYamlValueBytes;
  const auto id = static_cast<YamlId>(tree_.nodes.size());
  YamlNode node;
  node.mark = mark;
  node.type = type;
  tree_.nodes.push_back(node);
  if (anchor != YAML::NullAnchor) anchors_[anchor].node = id;
  if (frames_.empty()) {
    tree_.root = id;
    return id;
  }
  Frame& frame = frames_.back();
  (frame.last == kNoYaml ? tree_.nodes[frame.node].first : tree_.nodes[frame.last].next) = id;
  frame.last = id;
  ++frame.children;
  return id;
}

void Builder::Close(YamlId node, YAML::anchor_t anchor, const Extent& extent) {
  if (anchor != YAML::NullAnchor) anchors_[anchor] = {node, extent.nodes, extent.height, extent.bytes, false};
  if (frames_.empty()) {
    all_ = extent.bytes;
    return;
  }
  Frame& frame = frames_.back();
  frame.nodes += extent.nodes;
  frame.height = std::max(frame.height, extent.height + 1);
  frame.bytes += extent.bytes;
  const YamlMark mark = tree_.nodes[node].mark;
  if (frame.nodes > kMaxYamlNodes) {
    throw YamlStop{{mark, std::string(kYamlTooLarge),
                    fmt::format("With its aliases expanded the file has more than {} values.", kMaxYamlNodes)}};
  }
  if (frame.bytes > written_ + OwnRoom() + room_) {
    throw YamlStop{
        {mark, std::string(kYamlTooLarge),
         fmt::format("Its aliases repeat more than {} MiB. They may add {} MiB to a configuration and {} "
                     "times the size of the file that they are in, {} bytes for a value beside its text: "
                     "repeat less, or write it out.",
                     (OwnRoom() + room_) >> 20U, kMaxYamlAliasBytes >> 20U, kYamlAliasTimes, kYamlValueBytes)}};
  }
  if (frames_.size() + extent.height > kMaxYamlDepth) {
    throw YamlStop{{mark, std::string(kYamlTooLarge),
                    fmt::format("The file is nested deeper than {} levels, aliases expanded.", kMaxYamlDepth)}};
  }
}

void Builder::Enter(const YAML::Mark& mark, YamlType type, YAML::anchor_t anchor) {
  const YamlMark at = At(mark);
  if (frames_.size() >= kMaxYamlDepth) {
    throw YamlStop{
        {at, std::string(kYamlTooLarge), fmt::format("The file is nested deeper than {} levels.", kMaxYamlDepth)}};
  }
  const YamlId node = Open(at, type, anchor);
  frames_.push_back({.node = node, .type = type, .anchor = anchor});
}

void Builder::Leave() {
  const Frame frame = frames_.back();
  frames_.pop_back();
  Close(frame.node, frame.anchor, {frame.nodes, frame.height, frame.bytes});
}

void Builder::OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                       const std::string& value) {
  CheckTag(mark, tag, "str int bool float null");
  const YamlId id = Open(At(mark), YamlType::kScalar, anchor);
  YamlNode& node = tree_.nodes[id];
  node.plain = tag == "?" || (tag.starts_with(kCoreTag) && !tag.ends_with(":str"));
  if (tag == fmt::format("{}null", kCoreTag)) node.type = YamlType::kNull;
  node.offset = static_cast<std::uint32_t>(tree_.pool.size());
  node.length = static_cast<std::uint32_t>(value.size());
  tree_.pool += value;
  written_ += value.size();
  if (tag != "?") last_quoted_ = mark;
  Close(id, anchor, {.bytes = kYamlValueBytes + value.size()});
}

void Builder::OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) {
  const YamlMark at = At(mark);
  const Anchored target = anchors_[anchor];
  if (target.open || target.node == kNoYaml) {
    throw YamlStop{{at, std::string(kYamlInvalid), "The alias stands inside its own anchor: it would have no end."}};
  }
  const YamlId id = Open(at, YamlType::kAlias, YAML::NullAnchor);
  tree_.nodes[id].offset = target.node;
  Close(id, YAML::NullAnchor, {target.nodes, target.height, target.bytes});
}

void Builder::CheckTag(const YAML::Mark& mark, const std::string& tag, std::string_view allowed) {
  if (tag == "?" || tag == "!" || tag.empty()) return;
  if (tag.starts_with(kCoreTag) && allowed.find(tag.substr(kCoreTag.size())) != std::string_view::npos) return;
  Error(At(mark), "Unknown tag",
        fmt::format("The tag `{}` means nothing here. Leave it out.",
                    tag.starts_with(kCoreTag) ? "!!" + tag.substr(kCoreTag.size()) : tag));
}

// What is wrong is taken out of the map, so that readers need not look for it again.
void Builder::CheckKeys(YamlId map) {
  std::vector<std::pair<std::string_view, YamlId>> keys;
  std::vector<YamlId> wrong;
  for (YamlId id = tree_.nodes[map].first; id != kNoYaml; id = tree_.nodes[tree_.nodes[id].next].next) {
    const YamlNode& key = tree_.nodes[id];
    if (key.type != YamlType::kScalar) {
      Error(key.mark, "Invalid key",
            "A key must be a word. Write it out; put it in quotes if YAML takes it for something else.");
      wrong.push_back(id);
      continue;
    }
    keys.emplace_back(tree_.TextOf(key), id);
    if (key.plain && keys.back().first == "<<" && !CheckMerge(key.next)) wrong.push_back(id);
  }
  std::sort(keys.begin(), keys.end());
  for (std::size_t i = 1, first = 0; i < keys.size(); ++i) {
    if (keys[i].first != keys[first].first) {
      first = i;
      continue;
    }
    const YamlMark before = tree_.nodes[keys[first].second].mark;
    const bool merge = keys[i].first == "<<";
    Error(tree_.nodes[keys[i].second].mark, "Duplicate key",
          fmt::format("The key `{}` is already written at {}:{}.{}", keys[i].first, before.line, before.column,
                      merge ? " To merge several maps write a list: `<<: [*a, *b]`."
                            : " Only one can hold: remove the other."));
    wrong.push_back(keys[i].second);
  }
  if (!wrong.empty()) Unlink(map, std::move(wrong));
}

void Builder::Unlink(YamlId map, std::vector<YamlId> wrong) {
  std::sort(wrong.begin(), wrong.end());
  YamlId* link = &tree_.nodes[map].first;
  while (*link != kNoYaml) {
    YamlNode& value = tree_.nodes[tree_.nodes[*link].next];
    if (std::binary_search(wrong.begin(), wrong.end(), *link)) {
      *link = value.next;
    } else {
      link = &value.next;
    }
  }
}

bool Builder::CheckMerge(YamlId value) {
  constexpr std::string_view kDetail = "`<<` merges a map, or each map of a list: `<<: *name` or `<<: [*a, *b]`.";
  const YamlNode& target = Target(value);
  bool right = target.type == YamlType::kMap;
  if (target.type == YamlType::kSequence) {
    right = true;
    for (YamlId id = target.first; id != kNoYaml; id = tree_.nodes[id].next) {
      right = right && Target(id).type == YamlType::kMap;
    }
  }
  if (!right) Error(tree_.nodes[value].mark, "Invalid merge", std::string(kDetail));
  return right;
}

void Builder::CheckLastQuote() {
  if (!last_quoted_) return;
  auto at = static_cast<std::size_t>(last_quoted_->pos);
  // Past anchor and tag.
  while (at < text_.size() && text_[at] != '"' && text_[at] != '\'' && text_[at] != '|' && text_[at] != '>') {
    const bool property = text_[at] == '&' || text_[at] == '!';
    const std::size_t end = text_.find_first_of(property ? " \t\r\n" : "\"'|>&!", at);
    if (end == std::string_view::npos) return;
    at = end;
  }
  if (at >= text_.size() || (text_[at] != '"' && text_[at] != '\'')) return;
  const char quote = text_[at];
  for (std::size_t i = at + 1; i < text_.size(); ++i) {
    const bool escaped = quote == '"' && text_[i] == '\\';
    const bool doubled = text_[i] == quote && quote == '\'' && i + 1 < text_.size() && text_[i + 1] == '\'';
    if (escaped || doubled) {
      ++i;
    } else if (text_[i] == quote) {
      return;
    }
  }
  throw YamlStop{{At(*last_quoted_), std::string(kYamlInvalid),
                  fmt::format("The quote {} that begins here is not closed before the end of the file.", quote)}};
}

void Run(std::string_view text, YamlTree& tree, std::vector<YamlError>& errors, YamlAliasRoom& room) {
  YamlFeed feed(text);
  Builder builder(text, feed, tree, errors, room.bytes);
  try {
    std::istream stream(&feed);
    YAML::Parser parser(stream);
    while (parser.HandleNextDocument(builder)) {
    }
    builder.CheckLastQuote();
    room.bytes -= std::min(room.bytes, builder.RoomTaken());
    return;
  } catch (const YamlStop& stop) {
    errors.push_back(stop.error);
  } catch (const YAML::Exception& exception) {
    errors.push_back(SyntaxError(text, builder.At(exception.mark), exception.msg));
  }
  tree = {};
  tree.broken = true;
}

}  // namespace

YamlTree ParseYaml(std::string_view text, std::vector<YamlError>& errors, YamlAliasRoom* room) {
  YamlTree tree;
  YamlAliasRoom own;
  if (text.size() > kMaxYamlBytes) {
    errors.push_back({{1, 1},
                      std::string(kYamlTooLarge),
                      "The file has more than 64 MiB. Split it: a folder of files is read as one."});
    tree.broken = true;
    return tree;
  }
  if (text.starts_with("\xef\xbb\xbf")) text.remove_prefix(3);
  if (std::optional<YamlError> error = FindForeignYamlByte(text)) {
    errors.push_back(*std::move(error));
    tree.broken = true;
    return tree;
  }
  Run(text, tree, errors, room != nullptr ? *room : own);
  return tree;
}

}  // namespace ic::cli
