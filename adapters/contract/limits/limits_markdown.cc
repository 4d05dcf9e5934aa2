// docs/limits.md.
#include <algorithm>

#include <fmt/format.h>

#include "adapters/contract/limits/limits_text.h"
#include "base/text.h"

namespace ic {
namespace {

constexpr std::string_view kHead = R"(# Limits

What each cloud allows, what a change of each field costs there, and where that is written. This page is generated from
the tables that the program checks with (`script/generate`); `interconnect limits` prints the same. A row names the
document it is from and the day it was read there. Where an older document says otherwise, the row says what; a row
that was not read again with the others says why.

A limit that *can be raised* is a default of the cloud: if it raised yours, put the row's id and your number into
`limits` of the provider configuration. Of one that is *asked of the account* the cloud tells the account's own number,
which is read when it may matter and counts in place of the default; what `limits` says counts before both.
)";

// Text inside a table's cell.
std::string Cell(std::string_view text) {
  std::string cell;
  for (const char c : text) {
    if (c == '|' || c == '<' || c == '*' || c == '_') cell += '\\';
    cell += c;
  }
  return cell;
}

std::string SourceCell(const Source& source) {
  const std::string document =
      source.document.starts_with("https://") ? fmt::format("<{}>", source.document) : Cell(source.document);
  return fmt::format("{}, {}{}{}", document, source.checked,
                     source.older.empty() ? "" : fmt::format("; older: {}", Cell(source.older)),
                     source.unread.empty() ? "" : fmt::format("; not read again: {}", Cell(source.unread)));
}

std::string Code(std::string_view text) { return text.empty() ? "" : fmt::format("`{}`", text); }

std::string CapabilityMatrix(Vendors vendors) {
  std::string text = "\n## What the clouds can do\n\n| |";
  std::string line = "|---|";
  for (const VendorTraits* vendor : vendors) {
    text += fmt::format(" {} |", vendor->title);
    line += "---|";
  }
  text += "\n" + line + "\n";
  for (int i = 0; i <= static_cast<int>(Capability::kWriteOnlyKey); ++i) {
    const auto capability = static_cast<Capability>(i);
    text += fmt::format("| {} |", CapabilityTitle(capability));
    for (const VendorTraits* vendor : vendors) {
      const auto row = std::ranges::find(vendor->capabilities, capability, &CapabilityRow::what);
      if (row == vendor->capabilities.end()) {
        text += fmt::format(" {} |", SupportName(Support::kUnverified));
      } else {
        text += fmt::format(" {}{} |", SupportName(row->support),
                            row->note.empty() ? "" : fmt::format(": {}", Cell(row->note)));
      }
    }
    text += "\n";
  }
  return text;
}

// Limits and quotas name a field; rules do not.
std::string FieldLimits(const std::vector<PrintedLimit>& rows, std::string_view kind) {
  std::string text;
  for (const PrintedLimit& row : rows) {
    if (row.form != "limit" || row.kinds.front() != kind) continue;
    text += fmt::format("| {} | {}{}{} | {} | {} |\n", Code(row.field), Cell(row.allowed),
                        row.when.empty() ? "" : fmt::format(", when {}", Cell(row.when)),
                        row.adjustable ? "; can be raised" : "", Code(row.id), SourceCell(row.source));
  }
  if (text.empty()) return "";
  return "\n| field | allowed | id | source |\n|---|---|---|---|\n" + text;
}

std::string Rules(const std::vector<PrintedLimit>& rows, std::string_view kind) {
  std::string text;
  for (const PrintedLimit& row : rows) {
    if (row.form != "rule" || row.kinds.front() != kind) continue;
    text += fmt::format("| {} | {} | {} |\n", Cell(row.allowed), Code(row.id), SourceCell(row.source));
  }
  return text.empty() ? "" : "\n| rule | id | source |\n|---|---|---|\n" + text;
}

std::string Quotas(const std::vector<PrintedLimit>& rows, std::string_view kind) {
  std::string text;
  for (const PrintedLimit& row : rows) {
    // A quota over several kinds stands with the last of them: the one that is usually in excess.
    if (row.form != "quota" || row.kinds.back() != kind) continue;
    text += fmt::format("| {}{}{} | {} | {} | {} |\n", Cell(row.allowed), row.adjustable ? "; can be raised" : "",
                        row.told ? "; asked of the account" : "", row.scope, Code(row.id), SourceCell(row.source));
  }
  return text.empty() ? "" : "\n| over several objects | scope | id | source |\n|---|---|---|---|\n" + text;
}

std::string Changes(const VendorTraits& vendor, Kind kind) {
  std::string text;
  for (const Change& change : vendor.changes) {
    if (change.kind != kind) continue;
    std::string when;
    if (!change.when_field.empty()) {
      when = fmt::format(" ({} is {})", Cell(change.when_field), JoinWords(change.when_values, "or"));
    }
    text += fmt::format("| {}{} | {} | {} | {} | {} |\n", Code(change.field), when, OnChangeName(change.on_change),
                        Cell(change.interrupts), Cell(change.reason), SourceCell(change.source));
  }
  if (text.empty()) return "";
  return "\n| a change of | happens | interrupts | because | source |\n|---|---|---|---|---|\n" + text;
}

}  // namespace

std::string RenderLimitsMarkdown(Vendors vendors) {
  std::string text = std::string(kHead) + CapabilityMatrix(vendors);
  for (const VendorTraits* vendor : vendors) {
    text += fmt::format("\n## {}\n", vendor->title);
    const VendorTraits* const one[] = {vendor};
    const std::vector<PrintedLimit> rows = ListLimits(one, {});
    for (const Kind kind : kAllKinds) {
      const std::string_view name = KindName(kind);
      text += fmt::format("\n### `{}` on {}\n", name, vendor->title);
      text += FieldLimits(rows, name) + Rules(rows, name) + Quotas(rows, name) + Changes(*vendor, kind);
    }
  }
  return text;
}

}  // namespace ic
