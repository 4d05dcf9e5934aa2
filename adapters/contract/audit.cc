#include "adapters/contract/audit.h"

#include <variant>

#include <fmt/format.h>

#include "adapters/contract/limit_checks.h"
#include "adapters/contract/neutral_checks.h"
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

// Whether `limit` has anything to say: what an object has already is no violation of it.
bool Applies(const Limit& limit, const std::vector<Field>& fields, const Value& object, const AuditOptions& options) {
  const auto* unsupported = std::get_if<Unsupported>(&limit.allowed);
  if (options.offline && unsupported != nullptr && unsupported->cloud_chooses) return false;
  if (options.prior == nullptr) return true;
  const Field* field = FindField(fields, FieldOf(limit).path);
  if (field == nullptr) return true;
  const Value& has = options.prior->Get(field->name);
  return has.is_null() || !Equivalent(*field, has, object.Get(field->name));
}

}  // namespace

Diagnostics Audit(const VendorTraits& traits, Kind kind, const Value& object, const AuditOptions& options) {
  Diagnostics diagnostics;
  const std::vector<Field> fields = AllFields(traits, kind);
  CheckNeutral(traits, kind, fields, object, diagnostics);
  for (const Limit& limit : traits.limits) {
    if (limit.kind == kind && Applies(limit, fields, object, options)) {
      CheckLimit(traits, WithOverride(limit, options.overrides), fields, object, diagnostics);
    }
  }
  for (const Rule& rule : traits.rules) {
    if (rule.kind == kind) rule.check(object, rule, diagnostics);
  }
  return diagnostics;
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
