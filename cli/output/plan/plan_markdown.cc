#include <fmt/format.h>

#include "cli/output/format/diagnostics.h"
#include "cli/output/format/markdown.h"
#include "cli/output/plan/plan_output.h"
#include "cli/output/plan/step_words.h"

namespace ic::cli {
namespace {

std::string Headline(const RunPlan& plan) {
  if (plan.HasErrors()) return fmt::format("### Interconnect: no plan, {}\n\n", DiagnosticCounts(plan.diagnostics));
  if (plan.counts.changes() == 0)
    return fmt::format("### Interconnect: no changes, {} unchanged\n\n", plan.counts.nothing);
  return fmt::format("### Interconnect plan: {}\n\n", CountsSentence(plan.counts));
}

std::string Refusals(const RunPlan& plan) {
  std::string out;
  for (const Refusal& refusal : plan.refusals) {
    out += fmt::format("> **Refused by a safety rail:** {}<br>\n> {}", MdCode(refusal.address.ToString()),
                       MdParagraph(refusal.why));
    if (!refusal.allow.empty()) out += "<br>\n> To let it pass: " + MdCode(refusal.allow);
    out += "\n\n";
  }
  return out;
}

std::string Acknowledged(const RunPlan& plan) {
  std::string out;
  for (const Refusal& one : plan.acknowledged) {
    out += fmt::format("> **Acknowledged:** {}<br>\n> by {}\n\n", MdParagraph(one.why), MdCode(one.allow));
  }
  return out;
}

std::string StepRow(const Step& step, std::size_t index) {
  return MdRow({std::to_string(index + 1), MdCode(SignOf(step)), MdCode(step.address.ToString()),
                std::string(VerbOf(step.action)), MdText(PlaceOf(step)), MdCode(step.id),
                MdText(fmt::format("{}", fmt::join(step.interrupts, "; ")))});
}

std::string EffectCell(const FieldChange& change) {
  std::string effect = MdText(EffectOf(change));
  if (!change.reason.empty()) effect += (effect.empty() ? "" : ": ") + MdText(change.reason);
  return effect;
}

std::string StateOnlyMarkdown(const RunPlan& plan) {
  std::string out;
  for (const auto& [from, to] : plan.moved) {
    out += fmt::format("- {} is called {} from now on\n", MdCode(from.ToString()), MdCode(to.ToString()));
  }
  for (const Address& address : plan.gone) {
    out += fmt::format("- {} is gone from the cloud and not configured: it is dropped\n", MdCode(address.ToString()));
  }
  return out.empty() ? "" : "Only the state learns, with the next apply:\n\n" + out + "\n";
}

std::string StepDetails(const Step& step, std::size_t index) {
  std::string out = fmt::format("<details><summary>{}. {} {}: {}</summary>\n\n", index + 1, MdCode(SignOf(step)),
                                MdCode(step.address.ToString()), VerbOf(step.action));
  for (const std::string& reason : step.reasons) out += MdParagraph(reason) + "\n\n";
  if (!step.changes.empty()) {
    out += MdTableHead({"Field", "Before", "After", "Effect"});
    for (const FieldChange& change : step.changes) {
      out += MdRow({MdCode(change.path), IsAbsent(change.before) ? "" : MdCode(change.before),
                    IsAbsent(change.after) ? "" : MdCode(change.after), EffectCell(change)});
    }
    out += "\n";
  }
  if (!step.found.empty()) {
    out += MdTableHead({"It has, and keeps", ""});
    for (const auto& [path, value] : step.found) out += MdRow({MdCode(path), MdCode(value)});
    out += "\n";
  }
  return out + "</details>\n";
}

}  // namespace

std::string PlanMarkdown(const RunPlan& plan) {
  const std::string head =
      Headline(plan) + Refusals(plan) + Acknowledged(plan) + MdDiagnostics(plan.diagnostics) + StateOnlyMarkdown(plan);
  if (plan.steps.empty()) return head;
  std::vector<std::string> blocks = {MdTableHead({"#", "", "Object", "Action", "Where", "Id", "Interrupts"})};
  for (std::size_t i = 0; i < plan.steps.size(); ++i) blocks.push_back(StepRow(plan.steps[i], i));
  const std::string table = MdWithin(head, blocks, "step");
  std::vector<std::string> details;
  for (std::size_t i = 0; i < plan.steps.size(); ++i) details.push_back(StepDetails(plan.steps[i], i));
  details.front().insert(0, "\n");
  return MdWithin(table, details, "folded detail");
}

}  // namespace ic::cli
