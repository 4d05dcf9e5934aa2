#include "cli/output/format/json.h"
#include "cli/output/plan/acknowledged_json.h"
#include "cli/output/plan/plan_output.h"
#include "cli/output/plan/step_words.h"

namespace ic::cli {
namespace {

Json SideJson(const std::string& shown) { return IsAbsent(shown) ? Json(nullptr) : TextJson(shown); }

Json ChangesArray(const std::vector<FieldChange>& changes) {
  Json array = Json::array();
  for (const FieldChange& change : changes) {
    array.push_back({
        {"path", TextJson(change.path)},
        {"before", SideJson(change.before)},
        {"after", SideJson(change.after)},
        {"on_change", OnChangeName(change.on_change)},
        {"reason", OptionalText(change.reason)},
        {"interrupts", OptionalText(change.interrupts)},
        {"replaces_session", change.replaces_session},
    });
  }
  return array;
}

Json FoundArray(const Step& step) {
  Json array = Json::array();
  for (const auto& [path, value] : step.found) array.push_back({{"path", TextJson(path)}, {"value", SideJson(value)}});
  return array;
}

Json StepJson(const Step& step, std::size_t index) {
  Json after = Json::array();
  for (const std::size_t earlier : step.after) after.push_back(earlier + 1);
  return {
      {"number", index + 1},
      {"address", TextJson(step.address.ToString())},
      {"kind", KindName(step.address.kind)},
      {"name", TextJson(step.address.name)},
      {"action", ActionName(step.action)},
      {"create_first", step.create_first},
      {"account", OptionalText(step.account)},
      {"prior_account", OptionalText(step.prior_account)},
      {"cloud", OptionalText(step.cloud)},
      {"region", OptionalText(step.region)},
      {"id", OptionalText(step.id)},
      {"reasons", TextsJson(step.reasons)},
      {"changes", ChangesArray(step.changes)},
      {"found", FoundArray(step)},
      {"interrupts", TextsJson(step.interrupts)},
      {"after", std::move(after)},
  };
}

Json CountsJson(const PlanCounts& counts) {
  return {
      {"create", counts.create},     {"adopt", counts.adopt},       {"update", counts.update},
      {"replace", counts.replace},   {"delete", counts.destroy},    {"forget", counts.forget},
      {"unchanged", counts.nothing}, {"changes", counts.changes()},
  };
}

Json StateJson(const RunPlan& plan) {
  Json moved = Json::array();
  for (const auto& [from, to] : plan.moved) {
    moved.push_back({{"from", TextJson(from.ToString())}, {"to", TextJson(to.ToString())}});
  }
  Json gone = Json::array();
  for (const Address& address : plan.gone) gone.push_back(TextJson(address.ToString()));
  Json refreshed = Json::array();
  for (const StateObject& object : plan.refreshed) refreshed.push_back(TextJson(object.address.ToString()));
  return {
      {"lineage", OptionalText(plan.lineage)},
      {"serial", plan.serial},
      {"moved", std::move(moved)},
      {"gone", std::move(gone)},
      {"refreshed", std::move(refreshed)},
  };
}

}  // namespace

std::string PlanJson(const RunPlan& plan) {
  Json steps = Json::array();
  for (std::size_t i = 0; i < plan.steps.size(); ++i) steps.push_back(StepJson(plan.steps[i], i));
  Json refusals = Json::array();
  for (const Refusal& refusal : plan.refusals) {
    refusals.push_back({
        {"address", TextJson(refusal.address.ToString())},
        {"why", TextJson(refusal.why)},
        {"allow", OptionalText(refusal.allow)},
    });
  }
  return Dumped({
      {"format_version", kFormatVersion},
      {"applicable", !plan.HasErrors() && plan.refusals.empty()},
      {"summary", CountsJson(plan.counts)},
      {"steps", std::move(steps)},
      {"refusals", std::move(refusals)},
      {"acknowledged", AcknowledgedJson(plan)},
      {"diagnostics", DiagnosticsArray(plan.diagnostics)},
      {"state", StateJson(plan)},
      {"checksum", OptionalText(plan.checksum)},
  });
}

}  // namespace ic::cli
