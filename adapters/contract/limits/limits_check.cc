#include "adapters/contract/limits/limits_check.h"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "adapters/contract/limits/audit.h"
#include "adapters/contract/limits/limit_checks.h"
#include "adapters/contract/limits/pattern_match.h"
#include "adapters/contract/limits/probes.h"
#include "adapters/contract/limits/refuse_if.h"
#include "adapters/contract/path.h"

namespace ic {
namespace {

constexpr int kCapabilities = static_cast<int>(Capability::kWriteOnlyKey) + 1;

bool IsDate(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return false;
  return std::ranges::count_if(text, [](char c) { return c >= '0' && c <= '9'; }) == 8;
}

class TableCheck {
 public:
  explicit TableCheck(const VendorTraits& traits) : traits_(traits) {
    for (const Kind kind : kAllKinds) fields_.push_back(AllFields(traits, kind));
  }

  std::vector<std::string> Run() {
    for (const std::vector<Field>& fields : fields_) {
      CheckFields(fields);
      CheckUntold(fields, FindField(fields, field::kAdopt) != nullptr);
    }
    CheckFields(traits_.provider_fields);
    for (const Limit& limit : traits_.limits) CheckRow(limit);
    for (const Change& change : traits_.changes) CheckRow(change);
    for (const Decision& decision : traits_.decisions) CheckRow(decision);
    for (const Rule& rule : traits_.rules) CheckRow(rule);
    for (const Quota& quota : traits_.quotas) CheckRow(quota);
    for (const KeyField& key : traits_.keys) CheckPath(fmt::format("key {}", key.field), key.kind, key.field);
    for (const KeyField& one : traits_.accounts) CheckPath(fmt::format("account {}", one.field), one.kind, one.field);
    for (const KeyField& one : traits_.tagged_by_others) {
      CheckPath(fmt::format("tagged by others {}", one.field), one.kind, one.field);
    }
    for (const SaidLink& one : traits_.links) {
      for (const std::string_view path : {one.cloud_end, one.customer_end, one.on}) {
        CheckPath(fmt::format("link {}", one.family), Kind::kVirtualInterface, path);
      }
    }
    for (const Beyond& one : traits_.beyond) {
      CheckSource(fmt::format("beyond {}", one.member), one.source);
      if (!one.field.empty()) CheckPath(fmt::format("beyond {}", one.member), one.kind, one.field);
    }
    CheckCapabilities();
    return std::move(flaws_);
  }

 private:
  void Flaw(std::string_view row, std::string_view what) { flaws_.push_back(fmt::format("{}: {}", row, what)); }
  void Need(std::string_view row, std::string_view name, std::string_view words) {
    if (words.empty()) Flaw(row, fmt::format("no {}", name));
  }
  const std::vector<Field>& FieldsOf(Kind kind) const { return fields_[static_cast<std::size_t>(kind)]; }

  void CheckUntold(const std::vector<Field>& fields, bool can_adopt) {
    for (const Field& field : fields) {
      if (field.untold && !can_adopt) Flaw(field.name, "untold on a kind that cannot be adopted");
      CheckUntold(field.fields, can_adopt);
    }
  }
  void CheckId(std::string_view id) {
    if (!ids_.insert(id).second) Flaw(id, "the id is there twice");
    if (!id.starts_with(std::string(traits_.cloud) + ".")) Flaw(id, "the id does not begin with the cloud");
  }
  void CheckSource(std::string_view row, const Source& source) {
    Need(row, "document", source.document);
    if (!IsDate(source.checked)) Flaw(row, "no date of the form 2026-11-21");
  }
  void CheckPath(std::string_view row, Kind kind, std::string_view path) {
    if (FindFieldAt(FieldsOf(kind), path) == nullptr) Flaw(row, fmt::format("no field {}", path));
  }

  void CheckFields(const std::vector<Field>& fields) {
    for (const Field& field : fields) {
      Need(field.name, "description", field.description);
      CheckFields(field.fields);
    }
  }

  void CheckRow(const Limit& limit) {
    CheckId(limit.id);
    CheckSource(limit.id, limit.source);
    Need(limit.id, "summary", limit.summary);
    Need(limit.id, "remedy", limit.remedy);
    CheckPath(limit.id, limit.kind, FieldOf(limit).path);
    if (!limit.when_field.empty()) CheckPath(limit.id, limit.kind, limit.when_field);
    if (limit.when_field.empty() != limit.when_values.empty()) Flaw(limit.id, "half a condition");
    if (const auto* pattern = std::get_if<Pattern>(&limit.allowed)) {
      if (const std::string flaw = PatternFlaw(*pattern); !flaw.empty()) Flaw(limit.id, flaw);
    }
    CheckProbes(limit);
  }

  void CheckRow(const Decision& decision) {
    const std::string row = fmt::format("decision {} {}", KindName(decision.kind), decision.field);
    CheckSource(row, decision.source);
    CheckPath(row, decision.kind, decision.field);
    const auto same = std::ranges::count_if(traits_.decisions, [&](const Decision& other) {
      return other.kind == decision.kind && other.field == decision.field;
    });
    if (same != 1) Flaw(row, "there is another one of the field");
  }

  // What the audit says because of this row: with the row, but not without it.
  std::vector<Diagnostic> Because(const Limit& limit, const VendorTraits& without, const Value& object) const {
    const Diagnostics others = Audit(without, limit.kind, object, {});
    const std::set<std::string> known = Texts(others);
    std::vector<Diagnostic> own;
    const Diagnostics all = Audit(traits_, limit.kind, object, {});
    for (const Diagnostic& diagnostic : all.items()) {
      if (!known.contains(Text(diagnostic))) own.push_back(diagnostic);
    }
    return own;
  }
  static std::string Text(const Diagnostic& diagnostic) {
    return fmt::format("{}\n{}\n{}", diagnostic.path.ToString(), diagnostic.summary, diagnostic.detail);
  }
  static std::set<std::string> Texts(const Diagnostics& diagnostics) {
    std::set<std::string> texts;
    for (const Diagnostic& diagnostic : diagnostics.items()) texts.insert(Text(diagnostic));
    return texts;
  }

  void CheckProbes(const Limit& limit) {
    const Probes probes = MakeProbes(limit, FieldsOf(limit.kind));
    VendorTraits without = traits_;
    std::erase_if(without.limits, [&](const Limit& other) { return other.id == limit.id; });
    if (probes.bad.empty()) Flaw(limit.id, "nothing it refuses could be made");
    for (const Value& object : probes.good) {
      if (!Because(limit, without, object).empty()) Flaw(limit.id, fmt::format("refuses {}", object.ToString()));
    }
    for (const Value& object : probes.bad) {
      const std::vector<Diagnostic> own = Because(limit, without, object);
      if (own.empty()) Flaw(limit.id, fmt::format("does not refuse {}", object.ToString()));
      for (const Diagnostic& diagnostic : own) CheckWords(limit, diagnostic);
    }
  }
  void CheckWords(const Limit& limit, const Diagnostic& diagnostic) {
    if (diagnostic.summary != limit.summary) Flaw(limit.id, "its diagnostic has another summary");
    for (const std::string& words : {std::string(limit.remedy), SourceWords(limit.source)}) {
      if (diagnostic.detail.find(words) == std::string::npos) {
        Flaw(limit.id, fmt::format("its diagnostic does not say: {}", words));
      }
    }
  }

  void CheckRow(const Change& change) {
    const std::string row = fmt::format("change of {}.{}", KindName(change.kind), change.field);
    CheckSource(row, change.source);
    CheckPath(row, change.kind, change.field);
    if (change.on_change != OnChange::kInPlace) Need(row, "reason", change.reason);
    if (change.on_change == OnChange::kReplace) Need(row, "word on what it interrupts", change.interrupts);
    if (!change.when_field.empty()) CheckPath(row, change.kind, change.when_field);
    const auto same = std::ranges::count_if(traits_.changes, [&](const Change& other) {
      return other.kind == change.kind && other.field == change.field && other.when_values == change.when_values;
    });
    if (same != 1) Flaw(row, "is there twice");
    for (const std::string_view path : change.recomputes) CheckPath(row, change.kind, path);
    for (const std::string_view path : change.settles) CheckPath(row, change.kind, path);
  }

  void CheckRow(const Rule& rule) {
    CheckId(rule.id);
    CheckSource(rule.id, rule.source);
    Need(rule.id, "words", rule.words);
  }

  void CheckRow(const Quota& quota) {
    CheckId(quota.id);
    CheckSource(quota.id, quota.source);
    Need(quota.id, "words", quota.words);
    Need(quota.id, "summary", quota.summary);
    Need(quota.id, "remedy", quota.remedy);
    if (quota.kinds.empty()) Flaw(quota.id, "no kinds");
    // A rule between two kinds may be about a field that only the last of them has.
    for (const Kind kind : quota.kinds) {
      if (quota.clashes == nullptr || kind == quota.kinds.back()) CheckPath(quota.id, kind, quota.field);
    }
    if (quota.max < 1) Flaw(quota.id, "allows nothing");
    if (quota.clashes != nullptr && (quota.max != 1 || quota.adjustable)) Flaw(quota.id, "a clash is no number");
    if (quota.share.has_value() != (quota.max == kWhole)) Flaw(quota.id, "a share is of a whole");
    if (quota.share && (quota.clashes != nullptr || quota.adjustable)) Flaw(quota.id, "a share is no number");
    if (!quota.group) Flaw(quota.id, "no group");
  }

  void CheckCapabilities() {
    for (int i = 0; i < kCapabilities; ++i) {
      const auto count = std::ranges::count(traits_.capabilities, static_cast<Capability>(i), &CapabilityRow::what);
      if (count != 1) Flaw("capabilities", fmt::format("{} rows for number {}", count, i));
    }
    for (const CapabilityRow& row : traits_.capabilities) {
      CheckSource(fmt::format("capability {}", static_cast<int>(row.what)), row.source);
    }
  }

  const VendorTraits& traits_;
  std::vector<std::vector<Field>> fields_;
  std::set<std::string_view> ids_;
  std::vector<std::string> flaws_;
};

}  // namespace

std::vector<std::string> CheckTables(const VendorTraits& traits) { return TableCheck(traits).Run(); }

}  // namespace ic
