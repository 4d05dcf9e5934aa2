#include "cli/config/yaml/yaml_tree.h"

#include <string_view>
#include <unordered_set>

namespace ic::cli {
namespace {

bool IsMergeKey(const Yaml& key) { return key.plain() && key.text() == "<<"; }

}  // namespace

std::vector<Yaml> Yaml::Elements() const {
  std::vector<Yaml> elements;
  for (YamlId id = target().first; id != kNoYaml; id = tree_->nodes[id].next) elements.emplace_back(tree_, id);
  return elements;
}

std::vector<Yaml::Entry> Yaml::Entries() const {
  std::vector<Entry> entries;
  bool merges = false;
  for (YamlId id = target().first; id != kNoYaml;) {
    const YamlId value = tree_->nodes[id].next;
    const Entry entry{Yaml(tree_, id), Yaml(tree_, value)};
    if (IsMergeKey(entry.key)) {
      merges = true;
    } else {
      entries.push_back(entry);
    }
    id = tree_->nodes[value].next;
  }
  if (merges) AppendMerged(entries);
  return entries;
}

void Yaml::AppendMerged(std::vector<Entry>& entries) const {
  std::unordered_set<std::string_view> seen;
  for (const Entry& entry : entries) seen.insert(entry.key.text());
  const auto append = [&](const Yaml& map) {
    for (const Entry& entry : map.Entries()) {
      if (seen.insert(entry.key.text()).second) entries.push_back(entry);
    }
  };
  for (YamlId id = target().first; id != kNoYaml;) {
    const Yaml value(tree_, tree_->nodes[id].next);
    if (IsMergeKey(Yaml(tree_, id))) {
      if (value.type() == YamlType::kMap) {
        append(value);
      } else {
        for (const Yaml& map : value.Elements()) append(map);
      }
    }
    id = tree_->nodes[value.id_].next;
  }
}

}  // namespace ic::cli
