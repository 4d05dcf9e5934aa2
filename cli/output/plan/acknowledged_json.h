// What was acknowledged, as plans and outcomes have it in JSON.
#ifndef CLI_OUTPUT_PLAN_ACKNOWLEDGED_JSON_H_
#define CLI_OUTPUT_PLAN_ACKNOWLEDGED_JSON_H_

#include "cli/output/format/json.h"
#include "reconcile/run/plan/run_plan.h"

namespace ic::cli {

inline Json AcknowledgedJson(const RunPlan& plan) {
  Json acknowledged = Json::array();
  for (const Refusal& one : plan.acknowledged) {
    acknowledged.push_back({
        {"address", TextJson(one.address.ToString())},
        {"why", TextJson(one.why)},
        {"allowed_by", TextJson(one.allow)},
    });
  }
  return acknowledged;
}

}  // namespace ic::cli

#endif  // CLI_OUTPUT_PLAN_ACKNOWLEDGED_JSON_H_
