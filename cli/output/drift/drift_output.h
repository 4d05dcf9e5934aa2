// Drift reports in the formats people and machines read. Pure functions from data to text.
#ifndef CLI_OUTPUT_DRIFT_DRIFT_OUTPUT_H_
#define CLI_OUTPUT_DRIFT_DRIFT_OUTPUT_H_

#include <string>

#include "cli/output/format/text.h"
#include "reconcile/run/drift/report.h"

namespace ic::cli {

std::string DriftText(const DriftReport& report, const TextStyle& style);
std::string DriftJson(const DriftReport& report);
std::string DriftMarkdown(const DriftReport& report);
std::string DriftSarif(const DriftReport& report, const std::string& version);
// node_exporter's textfile format.
std::string DriftPrometheus(const DriftReport& report);

}  // namespace ic::cli

#endif  // CLI_OUTPUT_DRIFT_DRIFT_OUTPUT_H_
