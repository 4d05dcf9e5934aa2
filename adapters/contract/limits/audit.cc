#include "adapters/contract/limits/audit.h"

#include <cstddef>
#include <limits>
#include <map>
#include <string>
#include <tuple>
#include <utility>
#include <variant>

#include <fmt/format.h>

#include "adapters/contract/limits/limit_checks.h"
#include "adapters/contract/limits/neutral_checks.h"
#include "adapters/contract/path.h"
#include "base/text.h"

namespace ic {
namespace {

// What a user may raise: the smallest and the vendor's number. Limits without a number are never adjustable.
struct Adjustable {
  bool adjustable = false;
  std::int64_t min = 0;
  std::int64_t max = 0;
};

Adjustable OfLimit(const Limit& limit) {
  return std::visit(
      [&](const auto& allowed) {
        if constexpr (requires { allowed.max; }) {
          return Adjustable{limit.adjustable, allowed.min, allowed.max};
        } else {
          return Adjustable{};
        }
      },
      limit.allowed);
}

std::map<std::string, Adjustable> AllNumbers(std::span<const VendorTraits* const> vendors) {
  std::map<std::string, Adjustable> numbers;
  for (const VendorTraits* vendor : vendors) {
    for (const Limit& limit : vendor->limits) numbers.emplace(limit.id, OfLimit(limit));
    for (const Quota& quota : vendor->quotas) numbers.emplace(quota.id, Adjustable{quota.adjustable, 1, quota.max});
  }
  return numbers;
}

std::string UnknownWords(const std::string& id, const std::map<std::string, Adjustable>& numbers) {
  std::vector<std::string> adjustable;
  for (const auto& [name, number] : numbers) {
    if (number.adjustable) adjustable.push_back(name);
  }
  const std::optional<std::string> nearest = NearestName(id, adjustable);
  return fmt::format("There is no limit \"{}\". {}", id,
                     nearest ? fmt::format("Did you mean \"{}\"?", *nearest)
                             : fmt::format("Limits that can be raised: {}.", JoinWords(adjustable, "and")));
}

// The row as it holds for this user, who may have raised it.
Limit Raised(const Limit& limit, const AuditOptions& options) {
  if (options.overrides_known) return WithOverride(limit, options.overrides);
  return WithOverride(limit, {{limit.id, std::numeric_limits<std::int64_t>::max()}});
}

// What a diagnostic is about; of an element, all of its collection.
AttributePath Whole(const AttributePath& path) {
  AttributePath whole;
  for (const AttributePath::Step& step : path.steps()) {
    const auto* name = std::get_if<AttributePath::Name>(&step);
    if (name == nullptr) break;
    whole = whole.Attribute(name->value);
  }
  return whole;
}

// Of many elements that are wrong in the same way a few are told, and how many more there are.
Diagnostics WithFewOfMany(Diagnostics diagnostics) {
  constexpr std::size_t kTold = 5;
  if (diagnostics.items().size() <= kTold) return diagnostics;
  using Alike = std::tuple<Severity, std::string, AttributePath>;
  const auto alike = [](const Diagnostic& one) { return Alike{one.severity, one.summary, Whole(one.path)}; };
  std::map<Alike, std::size_t> more;
  for (const Diagnostic& one : diagnostics.items()) ++more[alike(one)];
  Diagnostics few;
  std::map<Alike, std::size_t> told;
  for (const Diagnostic& one : diagnostics.items()) {
    const Alike key = alike(one);
    const std::size_t all = more.at(key);
    const std::size_t count = ++told[key];
    if (count <= kTold || all == kTold + 1) few.Add(one);
    if (count != kTold || all <= kTold + 1) continue;
    const AttributePath& whole = std::get<AttributePath>(key);
    few.Add({one.severity, one.summary, fmt::format("{} more of {} are like that.", all - kTold, whole.ToString()),
             whole, one.rail});
  }
  return few;
}

}  // namespace

AuditTable::AuditTable(const VendorTraits& traits, Kind kind)
    : traits_(traits), kind_(kind), fields_(AllFields(traits, kind)) {
  for (const Limit& limit : traits.limits) {
    const std::string_view path = FieldOf(limit).path;
    const Field* field = limit.kind == kind ? FindFieldAt(fields_, path) : nullptr;
    const std::size_t dot = path.find('.');
    const std::string_view inner = dot == std::string_view::npos ? "" : path.substr(dot + 1);
    if (field != nullptr) limits_.push_back({&limit, field, path.substr(0, dot), inner});
  }
  for (const Rule& rule : traits.rules) {
    if (rule.kind == kind) rules_.push_back(&rule);
  }
}

bool AuditTable::Applies(const LimitRow& row, const Value& object, const AuditOptions& options) {
  const auto* unsupported = std::get_if<Unsupported>(&row.limit->allowed);
  if (options.offline && unsupported != nullptr && unsupported->cloud_chooses) return false;
  if (options.prior == nullptr || !row.inner.empty()) return true;
  const Value& has = options.prior->Get(row.field->name);
  return has.is_null() || !Equivalent(*row.field, has, object.Get(row.field->name));
}

Diagnostics AuditTable::Check(const Value& object, const AuditOptions& options) const {
  Diagnostics diagnostics;
  CheckNeutral(traits_, kind_, fields_, object, diagnostics);
  for (const LimitRow& row : limits_) {
    const Value& around = object.Get(row.outer);
    if (!around.is_known()) continue;
    const Value& value = row.inner.empty() ? around : ValueAt(around, row.inner);
    if (!value.is_known() || !Applies(row, object, options)) continue;
    if (row.field->empty_is_value && value == Value::String("")) continue;  // none
    const bool raised = row.limit->adjustable && !(options.overrides_known && options.overrides.empty());
    CheckLimit(traits_, raised ? Raised(*row.limit, options) : *row.limit, *row.field, fields_, value, object,
               diagnostics);
  }
  for (const Rule* rule : rules_) rule->check(object, *rule, diagnostics);
  return WithFewOfMany(std::move(diagnostics));
}

Diagnostics Audit(const VendorTraits& traits, Kind kind, const Value& object, const AuditOptions& options) {
  return AuditTable(traits, kind).Check(object, options);
}

Diagnostics AuditOverrides(std::span<const VendorTraits* const> vendors, const LimitOverrides& overrides,
                           const AttributePath& path) {
  Diagnostics diagnostics;
  const std::map<std::string, Adjustable> numbers = AllNumbers(vendors);
  for (const auto& [id, number] : overrides) {
    const auto found = numbers.find(id);
    if (found == numbers.end()) {
      diagnostics.AddError(path.Element(id), "Unknown limit", UnknownWords(id, numbers));
    } else if (!found->second.adjustable) {
      diagnostics.AddError(path.Element(id), "Limit cannot be raised",
                           fmt::format("The cloud does not raise \"{}\" for anybody. Remove it.", id));
    } else if (number < found->second.min) {
      diagnostics.AddError(path.Element(id), "Limit too small",
                           fmt::format("\"{}\" is {}; the smallest number that makes sense is {}, and the cloud's own "
                                       "is {}.",
                                       id, number, found->second.min, found->second.max));
    }
  }
  return diagnostics;
}

std::int64_t EffectiveMax(const Quota& quota, const LimitOverrides& overrides) {
  const auto found = overrides.find(std::string(quota.id));
  return quota.adjustable && found != overrides.end() ? found->second : quota.max;
}

}  // namespace ic
