#include <algorithm>

#include <fmt/format.h>

#include "base/text.h"
#include "cli/output/format/diagnostics.h"
#include "cli/output/format/text.h"
#include "cli/output/plan/plan_output.h"
#include "cli/output/plan/step_words.h"

namespace ic::cli {
namespace {

constexpr std::size_t kReasonIndent = 6;
constexpr std::size_t kFieldIndent = 8;
constexpr std::size_t kWidestAlignedPath = 32;
constexpr std::size_t kWidestAlignedValue = 40;

Hue HueOfAction(Action action) {
  switch (action) {
    case Action::kCreate:
      return Hue::kGreen;
    case Action::kAdopt:
      return Hue::kCyan;
    case Action::kUpdate:
      return Hue::kYellow;
    case Action::kReplace:
      return Hue::kMagenta;
    case Action::kDelete:
      return Hue::kRed;
    case Action::kForget:
    case Action::kNothing:
      break;
  }
  return Hue::kDim;
}

std::string Side(std::string_view shown) { return IsAbsent(shown) ? "(none)" : OneLine(shown); }

// Of a change: what is there before the arrow, and behind it. A new object has nothing before.
struct Cells {
  std::string path;
  std::string before;
  std::string after;
  std::string mark;
};

std::vector<Cells> CellsOf(const Step& step) {
  std::vector<Cells> rows;
  for (const FieldChange& change : step.changes) {
    Cells cells{OneLine(change.path), "", Side(change.after), OneLine(EffectOf(change))};
    if (step.action == Action::kDelete) {
      cells.after = Side(change.before);
    } else if (step.action != Action::kCreate || !IsAbsent(change.before)) {
      cells.before = Side(change.before);
    }
    rows.push_back(std::move(cells));
  }
  return rows;
}

// Wide values would push the marks of all other rows out of sight, so they do not count.
std::size_t Widest(const std::vector<Cells>& rows, std::string Cells::*column, std::size_t limit) {
  std::size_t width = 0;
  for (const Cells& cells : rows) {
    const std::size_t columns = DisplayWidth(cells.*column);
    if (columns <= limit) width = std::max(width, columns);
  }
  return width;
}

// A mark that has no room behind its field stands below it, wrapped.
std::string MarkBelow(const std::string& mark, const TextStyle& style) {
  std::string out;
  for (const std::string& line :
       Split(Trim(Wrapped(mark, 0, style.width - static_cast<int>(kFieldIndent) - 2)), '\n')) {
    out += std::string(kFieldIndent + 2, ' ') + Paint(style.color)(Hue::kMagenta, line) + "\n";
  }
  return out;
}

struct Widths {
  std::size_t path;
  std::size_t before;
  std::size_t after;
  std::size_t line;
};

// `vlan  100 → 200  forces replacement`, as far as there is room.
std::string FieldLine(const Cells& cells, const Widths& widths, const TextStyle& style) {
  const std::string arrow = cells.before.empty() ? "" : " → ";
  const std::string path = std::string(kFieldIndent, ' ') + Padded(cells.path, widths.path) + "  ";
  const std::string aligned =
      path + (cells.before.empty() ? "" : Padded(cells.before, widths.before)) + arrow + cells.after;
  const std::string tight = path + cells.before + arrow + cells.after;
  const std::string& line = DisplayWidth(aligned) <= widths.line ? aligned : tight;
  if (cells.mark.empty()) return line + "\n";
  const std::size_t full = DisplayWidth(path) + (widths.before > 0 ? widths.before + 3 : 0) + widths.after;
  const std::string padded = Padded(line, full) + "  ";
  if (DisplayWidth(padded + cells.mark) > widths.line) return line + "\n" + MarkBelow(cells.mark, style);
  return padded + Paint(style.color)(Hue::kMagenta, cells.mark) + "\n";
}

// Both sides do not fit beside each other: one below the other, unbroken, so that they can be compared and copied.
std::string FieldBlock(const Cells& cells, const TextStyle& style) {
  const Paint paint(style.color);
  const std::string margin(kFieldIndent, ' ');
  std::string out = margin + cells.path + "\n";
  if (!cells.mark.empty()) out += MarkBelow(cells.mark, style);
  out += margin + "  " + paint(Hue::kRed, "- " + cells.before) + "\n";
  return out + margin + "  " + paint(Hue::kGreen, "+ " + cells.after) + "\n";
}

std::string FieldLines(const std::vector<Cells>& rows, const TextStyle& style) {
  const Widths widths{Widest(rows, &Cells::path, kWidestAlignedPath), Widest(rows, &Cells::before, kWidestAlignedValue),
                      Widest(rows, &Cells::after, kWidestAlignedValue),
                      static_cast<std::size_t>(std::max(style.width, 40))};
  std::string out;
  for (const Cells& cells : rows) {
    const std::size_t columns = kFieldIndent + std::max(widths.path, DisplayWidth(cells.path)) + 2 +
                                DisplayWidth(cells.before) + 3 + DisplayWidth(cells.after);
    const bool beside = cells.before.empty() || columns <= widths.line;
    out += beside ? FieldLine(cells, widths, style) : FieldBlock(cells, style);
  }
  return out;
}

// What was read of an object that is taken over, and stays as it is.
std::string FoundLines(const Step& step, const TextStyle& style) {
  if (step.found.empty()) return "";
  std::vector<Cells> rows;
  for (const auto& [path, value] : step.found) rows.push_back({OneLine(path), "", Side(value), ""});
  return Wrapped("It has, and keeps:", kReasonIndent, style.width) + FieldLines(rows, style);
}

bool Says(const std::vector<std::string>& sentences, std::string_view part) {
  return std::any_of(sentences.begin(), sentences.end(),
                     [part](const std::string& sentence) { return sentence.find(part) != std::string::npos; });
}

std::string Header(const RunPlan& plan, std::size_t index, const TextStyle& style) {
  const Paint paint(style.color);
  const Step& step = plan.steps[index];
  std::string order = fmt::format("step {}", index + 1);
  std::vector<std::string> after;
  for (const std::size_t earlier : step.after) {
    const bool named = style.detailed && earlier < plan.steps.size();
    after.push_back(named ? fmt::format("{} ({})", earlier + 1, OneLine(plan.steps[earlier].address.ToString()))
                          : std::to_string(earlier + 1));
  }
  if (!after.empty()) order += " after " + JoinWords(after, "and");
  const std::string from = step.prior_account.empty() ? "" : "from " + OneLine(step.prior_account);
  std::vector<std::string> facts = {OneLine(PlaceOf(step)), from, OneLine(step.id), order};
  std::erase(facts, std::string());
  std::string tail;
  for (const std::string& fact : facts) tail += " · " + fact;
  return paint(HueOfAction(step.action), RightAligned(SignOf(step), 3)) + " " +
         paint(Hue::kBold, OneLine(step.address.ToString())) + "  " +
         paint(HueOfAction(step.action), VerbOf(step.action)) + paint(Hue::kDim, tail) + "\n";
}

std::string StepBlock(const RunPlan& plan, std::size_t index, const TextStyle& style) {
  const Step& step = plan.steps[index];
  std::string out = Header(plan, index, style);
  for (const std::string& reason : step.reasons) out += Wrapped(reason, kReasonIndent, style.width);
  for (const FieldChange& change : step.changes) {
    if (change.reason.empty() || Says(step.reasons, change.reason)) continue;
    out += Wrapped(fmt::format("{}: {}.", change.path, change.reason), kReasonIndent, style.width);
  }
  out += FieldLines(CellsOf(step), style) + FoundLines(step, style);
  std::vector<std::string> interrupts;
  for (const std::string& interrupt : step.interrupts) {
    const bool marked = std::any_of(step.changes.begin(), step.changes.end(),
                                    [&](const FieldChange& change) { return change.interrupts == interrupt; });
    if (!marked) interrupts.push_back(interrupt);
  }
  if (!interrupts.empty()) {
    out += Wrapped(fmt::format("Interrupts: {}.", fmt::join(interrupts, "; ")), kReasonIndent, style.width);
  }
  if (style.detailed && step.create_first) {
    out += Wrapped("The new object is made first; what stands on the old one moves over before that is destroyed.",
                   kReasonIndent, style.width);
  }
  return out;
}

std::string RefusalBlock(const Refusal& refusal, const TextStyle& style) {
  const Paint paint(style.color);
  std::string out = paint(Hue::kRed, "Refused by a safety rail:") + " " +
                    paint(Hue::kBold, OneLine(refusal.address.ToString())) + "\n";
  out += Wrapped(refusal.why, 2, style.width);
  if (!refusal.allow.empty()) out += "  To let it pass: " + paint(Hue::kBold, OneLine(refusal.allow)) + "\n";
  return out;
}

std::string AcknowledgedText(const RunPlan& plan, const TextStyle& style) {
  if (plan.acknowledged.empty()) return "";
  const Paint paint(style.color);
  std::string out = paint(Hue::kBold, "Acknowledged, and so let pass by the safety rails:") + "\n";
  for (const Refusal& one : plan.acknowledged) {
    out += Wrapped(one.why, 2, style.width) + "    by " + OneLine(one.allow) + "\n";
  }
  return out + "\n";
}

// What no cloud notices. Objects that were only read anew are of interest to few.
std::string StateOnlyText(const RunPlan& plan, const TextStyle& style) {
  std::string out;
  for (const auto& [from, to] : plan.moved) {
    out += fmt::format("  {} is called {} from now on\n", OneLine(from.ToString()), OneLine(to.ToString()));
  }
  for (const Address& address : plan.gone) {
    out += fmt::format("  {} is gone from the cloud and not configured: it is dropped\n", OneLine(address.ToString()));
  }
  if (style.detailed) {
    for (const StateObject& object : plan.refreshed) {
      out += fmt::format("  {} changed in the cloud: what was read is kept\n", OneLine(object.address.ToString()));
    }
  }
  return out.empty()
             ? ""
             : Paint(style.color)(Hue::kBold, "Only the state learns, with the next apply:") + "\n" + out + "\n";
}

std::string PlanClosing(const RunPlan& plan, const TextStyle& style) {
  const Paint paint(style.color);
  std::string out;
  if (plan.HasErrors()) {
    out = paint(Hue::kBold, fmt::format("No plan: {}; nothing can be applied before the errors are mended.",
                                        DiagnosticCounts(plan.diagnostics)));
  } else if (plan.counts.changes() == 0) {
    out = paint(Hue::kBold, fmt::format("No changes: {} as configured.",
                                        plan.counts.nothing == 1 ? "1 object is"
                                                                 : fmt::format("{} objects are", plan.counts.nothing)));
  } else {
    out = paint(Hue::kBold, fmt::format("Plan: {}.", CountsSentence(plan.counts)));
  }
  if (!plan.refusals.empty()) {
    out += "\n" + paint(Hue::kRed, fmt::format("{} it from being applied; what would let it pass is said above.",
                                               plan.refusals.size() == 1
                                                   ? "1 safety rail keeps"
                                                   : fmt::format("{} safety rails keep", plan.refusals.size())));
  }
  if (style.detailed) {
    out += "\n" + paint(Hue::kDim, fmt::format("Made from state {}, serial {}; checksum {}.",
                                               plan.lineage.empty() ? "(none)" : OneLine(plan.lineage), plan.serial,
                                               OneLine(plan.checksum)));
  }
  return out + "\n";
}

}  // namespace

std::string PlanText(const RunPlan& plan, const TextStyle& style) {
  std::string out;
  for (std::size_t i = 0; i < plan.steps.size(); ++i) out += StepBlock(plan, i, style) + "\n";
  out += StateOnlyText(plan, style);
  out += AcknowledgedText(plan, style);
  for (const Refusal& refusal : plan.refusals) out += RefusalBlock(refusal, style) + "\n";
  const std::string diagnostics = DiagnosticBlocks(plan.diagnostics, style);
  if (!diagnostics.empty()) out += diagnostics + "\n";
  return out + PlanClosing(plan, style);
}

}  // namespace ic::cli
