#include "provider/protocol/plan_guard.h"

#include <algorithm>
#include <cstdint>
#include <string_view>
#include <variant>

#include <fmt/format.h>

#include "schema/value/conform.h"

namespace ic::protocol {
namespace {

using terraform::Attribute;
using terraform::Nesting;

class PlanChecker {
 public:
  explicit PlanChecker(Diagnostics* diagnostics) : diagnostics_(diagnostics) {}

  void CheckObject(const std::vector<Attribute>& attributes, const Value& prior, const Value& config,
                   const Value& planned, const AttributePath& path) {
    if (config.is_null() != planned.is_null()) {
      Add(path,
          config.is_null() ? "is planned although it is not configured" : "is not planned although it is configured");
      return;
    }
    if (!config.is_known() || !planned.is_known()) return;
    for (const Attribute& attribute : attributes) {
      CheckAttribute(attribute, prior.Get(attribute.name), config.Get(attribute.name), planned.Get(attribute.name),
                     path.Attribute(attribute.name));
    }
  }

 private:
  void Add(const AttributePath& path, std::string_view problem) {
    diagnostics_->AddError(
        path, "Invalid plan",
        fmt::format("{} {}. This is a fault in the provider that is worth reporting. Nothing was changed.",
                    path.empty() ? std::string("The object") : fmt::format("\"{}\"", path.ToString()), problem));
  }

  void CheckAttribute(const Attribute& attribute, const Value& prior, const Value& config, const Value& planned,
                      const AttributePath& path) {
    if (attribute.write_only) {
      if (!planned.is_null()) Add(path, "is write-only and must not be planned");
      return;
    }
    if (planned == config) return;
    if (config.is_null()) {
      if (!attribute.computed) Add(path, "is planned with a value although it is neither configured nor computed");
      return;
    }
    if (!prior.is_null() && planned == prior) return;
    if (attribute.nested && config.is_known()) {
      CheckNested(*attribute.nested, prior, config, planned, path);
      return;
    }
    Add(path, "is planned with a value that is neither the configured nor the prior one");
  }

  void CheckNested(const terraform::NestedType& nested, const Value& prior, const Value& config, const Value& planned,
                   const AttributePath& path) {
    if (planned.is_unknown()) return Add(path, "is configured and must not be unknown as a whole");
    if (planned.is_null()) return Add(path, "is not planned although it is configured");
    switch (nested.nesting) {
      case Nesting::kSingle:
        return CheckObject(nested.attributes, prior, config, planned, path);
      case Nesting::kMap:
        return CheckMap(nested, prior, config, planned, path);
      case Nesting::kSet:
        // Elements cannot be told apart, so Terraform compares their number only, and so does this.
        if (planned.elements().size() != config.elements().size())
          Add(path, "has another number of elements than configured");
        return;
      case Nesting::kList:
        break;
    }
    if (planned.elements().size() != config.elements().size()) {
      return Add(path, "has another number of elements than configured");
    }
    for (std::size_t i = 0; i < config.elements().size(); ++i) {
      const bool has_prior = prior.kind() == Value::Kind::kList && i < prior.elements().size();
      CheckObject(nested.attributes, has_prior ? prior.elements()[i] : Value::Null(), config.elements()[i],
                  planned.elements()[i], path.Element(static_cast<std::int64_t>(i)));
    }
  }

  void CheckMap(const terraform::NestedType& nested, const Value& prior, const Value& config, const Value& planned,
                const AttributePath& path) {
    const auto same_key = [](const Value::Field& a, const Value::Field& b) { return a.first == b.first; };
    if (!std::equal(config.fields().begin(), config.fields().end(), planned.fields().begin(), planned.fields().end(),
                    same_key)) {
      return Add(path, "has other keys than configured");
    }
    for (const auto& [key, element] : config.fields()) {
      CheckObject(nested.attributes, prior.Get(key), element, planned.Get(key), path.Element(key));
    }
  }

  Diagnostics* diagnostics_;
};

// How many steps of `path` lead to something in `value`.
std::size_t ExistingSteps(const AttributePath& path, const Value& value) {
  const Value* here = &value;
  std::size_t steps = 0;
  for (const AttributePath::Step& step : path.steps()) {
    if (const auto* name = std::get_if<AttributePath::Name>(&step)) {
      if (here->kind() != Value::Kind::kObject) break;
      here = &here->Get(name->value);
    } else if (const auto* key = std::get_if<AttributePath::Key>(&step)) {
      if (here->kind() != Value::Kind::kMap) break;
      const auto& fields = here->fields();
      if (std::none_of(fields.begin(), fields.end(), [key](const auto& field) { return field.first == key->value; }))
        break;
      here = &here->Get(key->value);
    } else {
      const AttributePath::Index index = std::get<AttributePath::Index>(step);
      if (here->kind() != Value::Kind::kList || index < 0 ||
          static_cast<std::size_t>(index) >= here->elements().size()) {
        break;
      }
      here = &here->elements()[static_cast<std::size_t>(index)];
    }
    ++steps;
  }
  return steps;
}

AttributePath FirstSteps(const AttributePath& path, std::size_t count) {
  AttributePath first;
  for (std::size_t i = 0; i < count; ++i) {
    const AttributePath::Step& step = path.steps()[i];
    if (const auto* name = std::get_if<AttributePath::Name>(&step)) {
      first = first.Attribute(name->value);
    } else if (const auto* key = std::get_if<AttributePath::Key>(&step)) {
      first = first.Element(key->value);
    } else {
      first = first.Element(std::get<AttributePath::Index>(step));
    }
  }
  return first;
}

}  // namespace

Diagnostics CheckPlan(const terraform::Schema& schema, const Value& prior, const Value& config, const Value& planned) {
  Diagnostics diagnostics;
  for (const Mismatch& mismatch : FindMismatches(schema.ImpliedType(), planned)) {
    diagnostics.AddError(mismatch.path, "Invalid plan",
                         fmt::format("The planned value of \"{}\" does not fit the schema: {}. This is a fault in the "
                                     "provider that is worth reporting. Nothing was changed.",
                                     mismatch.path.ToString(), mismatch.problem));
  }
  if (diagnostics.has_errors()) return diagnostics;
  if (planned.is_unknown()) {
    diagnostics.AddError({}, "Invalid plan",
                         "The whole object is planned as unknown. This is a fault in the provider.");
    return diagnostics;
  }
  PlanChecker(&diagnostics).CheckObject(schema.attributes, prior, config, planned, {});
  return diagnostics;
}

std::vector<AttributePath> ExistingPaths(const std::vector<AttributePath>& paths, const Value& prior,
                                         const Value& planned) {
  std::vector<AttributePath> existing;
  for (const AttributePath& path : paths) {
    AttributePath cut = FirstSteps(path, std::max(ExistingSteps(path, prior), ExistingSteps(path, planned)));
    if (!cut.empty() && std::find(existing.begin(), existing.end(), cut) == existing.end()) {
      existing.push_back(std::move(cut));
    }
  }
  return existing;
}

}  // namespace ic::protocol
