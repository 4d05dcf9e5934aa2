// What a drawing of a desired set holds, before it is spelled in a language.
#ifndef CLI_OUTPUT_GRAPH_GRAPH_H_
#define CLI_OUTPUT_GRAPH_GRAPH_H_

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "reconcile/run/set/desired_set.h"

namespace ic::cli {

struct GraphNode {
  std::string address;
  Kind kind = Kind::kConnection;
  // Name; kind and place; what tells it apart (`vlan 125`, `AS 65000`). Valid UTF-8 on one line, not escaped.
  std::vector<std::string> lines;
  std::string group;     // empty: none
  bool missing = false;  // something refers to it, but the set does not have it
};

struct Graph {
  std::vector<GraphNode> nodes;                            // by address; missing ones last
  std::vector<std::pair<std::size_t, std::size_t>> edges;  // child → parent, indexes into nodes, each once
  std::map<std::string, std::vector<std::size_t>> groups;  // redundancy group → nodes
};

// Shows only fields named here, none of which is a secret.
Graph GraphFrom(const DesiredSet& desired);

std::string DotOf(const Graph& graph);
std::string MermaidOf(const Graph& graph);

// One node an object, edges from child to parent; groups of redundancy as clusters.
enum class GraphFormat : std::uint8_t { kDot, kMermaid };
std::string GraphOf(const DesiredSet& desired, GraphFormat format);

}  // namespace ic::cli

#endif  // CLI_OUTPUT_GRAPH_GRAPH_H_
