// Mermaid's flow charts, as pull requests and wikis draw them.
#include <fmt/format.h>

#include "cli/output/graph/graph.h"

namespace ic::cli {
namespace {

// Mermaid's own escapes; everything that could end a label, begin markup or be read as HTML.
std::string MermaidEscaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (std::string_view("\"#&<>`\\[]{}()|*_").find(c) == std::string_view::npos) {
      out += c;
    } else {
      out += fmt::format("#{};", static_cast<int>(c));
    }
  }
  return out;
}

// What stands around a label makes the shape.
std::pair<std::string_view, std::string_view> BracketsOf(Kind kind) {
  switch (kind) {
    case Kind::kConnection:
      return {"[[", "]]"};
    case Kind::kVirtualInterface:
      return {"[", "]"};
    case Kind::kBgpPeer:
      return {"([", "])"};
    case Kind::kBgpGroup:
      return {"{{", "}}"};
    case Kind::kBgpCidr:
      return {"[/", "/]"};
  }
  return {"[", "]"};
}

std::string MermaidNode(const GraphNode& node, std::size_t index, std::string_view margin) {
  const auto [open, close] = BracketsOf(node.kind);
  std::string label;
  for (const std::string& line : node.lines) label += (label.empty() ? "" : "<br/>") + MermaidEscaped(line);
  return fmt::format("{}n{}{}\"{}\"{}{}\n", margin, index, open, label, close, node.missing ? ":::missing" : "");
}

}  // namespace

std::string MermaidOf(const Graph& graph) {
  std::string out = "flowchart BT\n";
  std::size_t number = 0;
  bool missing = false;
  for (const auto& [group, members] : graph.groups) {
    out += fmt::format("  subgraph g{}[\"redundancy group {}\"]\n", number++, MermaidEscaped(group));
    for (const std::size_t member : members) out += MermaidNode(graph.nodes[member], member, "    ");
    out += "  end\n";
  }
  for (std::size_t i = 0; i < graph.nodes.size(); ++i) {
    if (graph.nodes[i].group.empty()) out += MermaidNode(graph.nodes[i], i, "  ");
    missing = missing || graph.nodes[i].missing;
  }
  for (const auto& [child, parent] : graph.edges) out += fmt::format("  n{} --> n{}\n", child, parent);
  if (missing) out += "  classDef missing stroke-dasharray: 5 5\n";
  return out;
}

}  // namespace ic::cli
