#include "cli/migrate/table.h"

#include <algorithm>
#include <string_view>

#include <fmt/format.h>

#include "adapters/contract/fields.h"
#include "cli/output/format/json.h"
#include "cli/output/format/words.h"

namespace ic::cli {
namespace {

std::string_view OutcomeWord(Becomes becomes) {
  switch (becomes) {
    case Becomes::kMoved:
      return "moved";
    case Becomes::kLeft:
      return "left";
    case Becomes::kRefused:
      return "refused";
  }
  return "";
}

// `registry.terraform.io/hashicorp/aws` of what a state file has as `provider["…"].alias`, without the host.
std::string ProviderName(std::string_view written) {
  const std::size_t open = written.find('"');
  if (open != std::string_view::npos) written = written.substr(open + 1, written.find('"', open + 1) - open - 1);
  const std::size_t type = written.rfind('/');
  if (type == std::string_view::npos || type == 0) return std::string(written);
  const std::size_t host = written.rfind('/', type - 1);
  return std::string(host == std::string_view::npos ? written : written.substr(host + 1));
}

std::string NameHere(const MigrationReport& report, const Sorted& one) {
  const auto named = report.names.find(one.to);
  return named == report.names.end() ? one.to.ToString() : named->second;
}

std::string IdOf(const Sorted& one) {
  const Value& id = one.attributes.Get(field::kId);
  return id.kind() == Value::Kind::kString ? id.AsString() : std::string();
}

// What stands below a row: why, what to write, what is left behind.
std::string BelowRow(const Sorted& one, const TextStyle& style) {
  constexpr std::size_t kIndent = 4;
  std::string text;
  if (!one.why.empty()) text += Wrapped(Lines(one.why), kIndent, style.width);
  for (const std::string& said : one.said) text += Wrapped(Lines(said), kIndent, style.width);
  if (one.blocks.empty()) return text;
  std::string block = "    ";
  for (const char c : Lines(one.blocks)) {
    block += c;
    if (c == '\n') block += "    ";
  }
  while (block.ends_with(' ')) block.pop_back();
  return text + "\n" + block + "\n";
}

std::string CountsOfUnrelated(const std::vector<Sorted>& sorted) {
  std::map<std::string, std::map<std::string, std::size_t>> counts;
  for (const Sorted& one : sorted) {
    if (!one.related) ++counts[ProviderName(one.old.provider)][one.old.type];
  }
  std::string text;
  for (const auto& [provider, types] : counts) {
    std::size_t number = 0;
    std::string names;
    for (const auto& [type, count] : types) {
      number += count;
      names += fmt::format("{}{}", names.empty() ? "" : ", ", OneLine(type));
    }
    text += fmt::format("left     {} of {} that are none of private links: {}\n", Count(number, "object"),
                        OneLine(provider), names);
  }
  return text;
}

Json RowJson(const MigrationReport& report, const Sorted& one) {
  const bool moved = one.becomes == Becomes::kMoved;
  const bool by_block = report.to == "hcl" && one.by == By::kMoved;
  return {
      {"state", TextJson(report.states.at(one.old.state))},
      {"from", TextJson(one.old.address)},
      {"type", TextJson(one.old.type)},
      {"provider", TextJson(ProviderName(one.old.provider))},
      {"id", OptionalText(IdOf(one))},
      {"outcome", OutcomeWord(one.becomes)},
      {"to", moved ? TextJson(NameHere(report, one)) : Json(nullptr)},
      {"by", moved ? Json(by_block ? "moved" : "import") : Json(nullptr)},
      {"why", OptionalText(one.why)},
      {"blocks", OptionalText(one.blocks)},
      {"said", TextsJson(one.said)},
  };
}

std::size_t CountOf(const std::vector<Sorted>& sorted, Becomes becomes) {
  return static_cast<std::size_t>(std::ranges::count(sorted, becomes, &Sorted::becomes));
}

}  // namespace

std::string MigrationText(const MigrationReport& report, const std::vector<Sorted>& sorted, const TextStyle& style) {
  std::string text;
  for (const Sorted& one : sorted) {
    if (!one.related) continue;
    text += fmt::format("{:<8} {}", OutcomeWord(one.becomes), OneLine(one.old.address));
    if (one.becomes == Becomes::kMoved) {
      text += fmt::format(" → {} ({})", OneLine(NameHere(report, one)), OneLine(IdOf(one)));
    } else {
      text += fmt::format(" ({})", OneLine(ProviderName(one.old.provider)));
    }
    text += "\n" + BelowRow(one, style);
  }
  text += CountsOfUnrelated(sorted);
  const std::size_t moved = CountOf(sorted, Becomes::kMoved);
  text += fmt::format("{}{} moved, {} left, {} refused.\n", text.empty() ? "" : "\n", moved,
                      CountOf(sorted, Becomes::kLeft), CountOf(sorted, Becomes::kRefused));
  if (moved == 0) return text + "There is nothing to migrate.\n";
  if (!report.proven) return text + "Not proven: nothing was written.\n";
  return text +
         "Proven by a plan of what was migrated, in read-only mode: 0 to change, 0 calls that change anything.\n";
}

std::string MigrationJson(const MigrationReport& report, const std::vector<Sorted>& sorted) {
  Json objects = Json::array();
  for (const Sorted& one : sorted) objects.push_back(RowJson(report, one));
  return Dumped({
      {"format_version", kFormatVersion},
      {"to", report.to},
      {"out", OptionalText(report.out)},
      {"proven", report.proven},
      {"changes", report.changes},
      {"objects", std::move(objects)},
      {"diagnostics", DiagnosticsArray(report.diagnostics)},
  });
}

}  // namespace ic::cli
