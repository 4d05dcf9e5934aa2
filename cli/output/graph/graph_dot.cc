// Graphviz's language.
#include <fmt/format.h>

#include "cli/output/graph/graph.h"

namespace ic::cli {
namespace {

// `\` would begin an escape of labels (`\N` is the node's name).
std::string Quoted(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out + "\"";
}

// Labels are read for HTML's entities too.
std::string Label(std::string_view text) {
  std::string out;
  for (const char c : text) {
    out += c;
    if (c == '&') out += "amp;";
  }
  return Quoted(out);
}

std::string LabelOf(const GraphNode& node) {
  std::string label;
  for (const std::string& line : node.lines) {
    const std::string quoted = Label(line);
    label += (label.empty() ? "" : "\\n") + quoted.substr(1, quoted.size() - 2);
  }
  return "\"" + label + "\"";
}

std::string_view ShapeOf(Kind kind) {
  switch (kind) {
    case Kind::kConnection:
      return "box3d";
    case Kind::kVirtualInterface:
      return "box";
    case Kind::kBgpPeer:
      return "ellipse";
    case Kind::kBgpGroup:
      return "hexagon";
    case Kind::kBgpCidr:
      return "note";
  }
  return "box";
}

std::string DotNode(const GraphNode& node, std::string_view margin) {
  return fmt::format("{}{} [label={}, shape={}{}];\n", margin, Quoted(node.address), LabelOf(node), ShapeOf(node.kind),
                     node.missing ? ", style=dashed" : "");
}

}  // namespace

std::string DotOf(const Graph& graph) {
  std::string out =
      "digraph interconnect {\n  rankdir=BT;\n  node [fontname=\"sans-serif\"];\n  graph [fontname=\"sans-serif\"];\n";
  std::size_t number = 0;
  for (const auto& [group, members] : graph.groups) {
    // Drawn bottom to top, the bottom of a label is above.
    out += fmt::format("  subgraph cluster_{} {{\n    label={};\n    labelloc=b;\n    style=rounded;\n", number++,
                       Label("redundancy group " + group));
    for (const std::size_t member : members) out += DotNode(graph.nodes[member], "    ");
    out += "  }\n";
  }
  for (const GraphNode& node : graph.nodes) {
    if (node.group.empty()) out += DotNode(node, "  ");
  }
  for (const auto& [child, parent] : graph.edges) {
    out += fmt::format("  {} -> {};\n", Quoted(graph.nodes[child].address), Quoted(graph.nodes[parent].address));
  }
  return out + "}\n";
}

}  // namespace ic::cli
