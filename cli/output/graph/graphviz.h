// Drawing a graph with Graphviz's `dot`, if the machine has it.
#ifndef CLI_OUTPUT_GRAPH_GRAPHVIZ_H_
#define CLI_OUTPUT_GRAPH_GRAPHVIZ_H_

#include <string>
#include <string_view>

#include "base/status.h"

namespace ic::cli {

// SVG of a graph in DOT. `program` is looked up in the PATH. kNotFound if it is not there; kInternal if it fails.
StatusOr<std::string> DrawSvg(std::string_view dot, const std::string& program = "dot");

}  // namespace ic::cli

#endif  // CLI_OUTPUT_GRAPH_GRAPHVIZ_H_
