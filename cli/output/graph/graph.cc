#include "cli/output/graph/graph.h"

#include <set>
#include <string_view>

#include <fmt/format.h>

#include "adapters/contract/fields.h"
#include "cli/output/format/text.h"

namespace ic::cli {
namespace {

struct ShownField {
  std::string_view field;
  std::string_view word;  // in front of the value; empty: the value speaks for itself
};

std::vector<ShownField> ShownFields(Kind kind) {
  switch (kind) {
    case Kind::kConnection:
      return {{field::kLocation, ""}, {field::kBandwidth, ""}};
    case Kind::kVirtualInterface:
      return {{field::kType, ""}, {field::kVlan, "vlan"}, {field::kCustomerAsn, "AS"}};
    case Kind::kBgpPeer:
      return {{field::kAddressFamily, ""}, {field::kCustomerAsn, "AS"}};
    case Kind::kBgpGroup:
      return {{field::kCustomerAsn, "AS"}};
    case Kind::kBgpCidr:
      return {{field::kCidr, ""}};
  }
  return {};
}

std::string TextOf(const Value& value) {
  if (!value.is_known()) return "";
  return OneLine(value.kind() == Value::Kind::kString ? value.AsString() : value.ToString());
}

GraphNode NodeOf(const DesiredObject& object) {
  GraphNode node;
  node.address = object.address.ToString();
  node.kind = object.address.kind;
  node.group = TextOf(object.config.Get(field::kRedundancyGroup));
  std::string place = std::string(KindTitle(object.address.kind));
  const std::string cloud = TextOf(object.config.Get(field::kCloud));
  const std::string& account = object.account.empty() ? cloud : object.account;
  if (!account.empty()) place += ", " + OneLine(account);
  if (!cloud.empty() && cloud != account) place += fmt::format(" ({})", cloud);
  const std::string region = TextOf(object.config.Get(field::kRegion));
  if (!region.empty()) place += " " + region;
  std::string keys;
  for (const ShownField& shown : ShownFields(object.address.kind)) {
    const std::string value = TextOf(object.config.Get(shown.field));
    if (value.empty()) continue;
    keys += (keys.empty() ? "" : ", ") + (shown.word.empty() ? value : fmt::format("{} {}", shown.word, value));
  }
  node.lines = {OneLine(object.address.name), place};
  if (!keys.empty()) node.lines.push_back(keys);
  return node;
}

}  // namespace

Graph GraphFrom(const DesiredSet& desired) {
  Graph graph;
  std::map<Address, std::size_t> indexes;
  for (const DesiredObject& object : desired.objects) {
    indexes.emplace(object.address, graph.nodes.size());
    graph.nodes.push_back(NodeOf(object));
  }
  std::set<std::pair<std::size_t, std::size_t>> seen;
  for (std::size_t child = 0; child < desired.objects.size(); ++child) {
    for (const Reference& reference : desired.objects[child].references) {
      const auto [parent, missing] = indexes.emplace(reference.target, graph.nodes.size());
      if (missing) {
        GraphNode node;
        node.address = reference.target.ToString();
        node.kind = reference.target.kind;
        node.lines = {OneLine(reference.target.name), "not in the configuration"};
        node.missing = true;
        graph.nodes.push_back(std::move(node));
      }
      if (seen.emplace(child, parent->second).second) graph.edges.emplace_back(child, parent->second);
    }
  }
  for (std::size_t i = 0; i < graph.nodes.size(); ++i) {
    if (!graph.nodes[i].group.empty()) graph.groups[graph.nodes[i].group].push_back(i);
  }
  return graph;
}

std::string GraphOf(const DesiredSet& desired, GraphFormat format) {
  const Graph graph = GraphFrom(desired);
  return format == GraphFormat::kDot ? DotOf(graph) : MermaidOf(graph);
}

}  // namespace ic::cli
