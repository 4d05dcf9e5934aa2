#include "reconcile/object/as_it_is.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

#include "reconcile/object/desired.h"
#include "reconcile/object/object.h"

namespace ic::reconcile {
namespace {

constexpr std::string_view kSoInTheCloud =
    " It is so in the cloud, and is left as it is. A new one would be refused, and `validate`, which sees neither "
    "cloud nor state, refuses it too.";

// What is configured of this field of the object (empty: of all of it) is what there is.
bool IsAsItIs(const Subject& subject, const Value& prior, const Value& config, std::string_view name) {
  return std::ranges::all_of(subject.leaves(), [&](const Leaf& leaf) {
    const std::string_view outer = leaf.parent != nullptr ? leaf.parent->name : leaf.field->name;
    const Value& wanted = ValueAt(config, leaf);
    const Value& there = ValueAt(prior, leaf);
    if (!name.empty() && outer != name) return true;
    const Presence presence = leaf.field->presence;
    const bool stays = presence == Presence::kComputed || presence == Presence::kOptionalComputed;
    if (wanted.is_null()) return stays || there.is_null();
    return wanted.is_known() && Equivalent(*leaf.field, wanted, there);
  });
}

std::string_view OuterName(const AttributePath& path) {
  if (path.empty()) return "";
  const auto* name = std::get_if<AttributePath::Name>(&path.steps().front());
  return name == nullptr ? "" : std::string_view(name->value);
}

}  // namespace

Value ConfiguredPart(const Subject& subject, const Value& prior, const Value& config) {
  Value part = Shaped(subject.fields(), Value::Null());
  for (const Leaf& leaf : subject.leaves()) {
    const bool configured = !ValueAt(config, leaf).is_null();
    if (configured || leaf.field->name == field::kRegion) PutAt(part, leaf, ValueAt(prior, leaf));
  }
  return part;
}

Value AsItWillBe(const Value& config, Value completed, const Value& planned) {
  const Value defaults = completed;
  const auto take = [&completed](const std::string& name, const Value& before, Value after) {
    if (!(after == before)) completed.Put(name, std::move(after));
  };
  for (const auto& [name, value] : defaults.fields()) {
    if (value.is_null()) continue;
    const Value& set = config.Get(name);
    if (value.kind() == Value::Kind::kObject) {
      take(name, value, AsItWillBe(set, value, planned.Get(name)));
    } else if (set.is_null()) {
      take(name, value, planned.Get(name));
    }
  }
  return completed;
}

Diagnostics WithoutWhatIs(const Subject& subject, const Value& prior, const Value& config, Diagnostics found) {
  if (!found.has_errors()) return found;
  const Value now = ConfiguredPart(subject, prior, config);
  // Of values that nobody configured it may have other ones than the usual.
  const Value usual = Complete(*subject.tables, now);
  Diagnostics before = CheckDesired(*subject.tables, now, usual, LimitsFor(subject));
  before.Append(CheckDesired(*subject.tables, now, AsItWillBe(now, usual, prior), LimitsFor(subject)));
  Diagnostics rest;
  for (const Diagnostic& one : found.items()) {
    const bool was_there = std::ranges::find(before.items(), one) != before.items().end();
    if (one.severity == Severity::kError && was_there && IsAsItIs(subject, prior, config, OuterName(one.path))) {
      rest.AddWarning(one.path, one.summary, one.detail + std::string(kSoInTheCloud));
    } else {
      rest.Add(one);
    }
  }
  return rest;
}

Diagnostics LeftToThePlan(const Diagnostics& found) {
  Diagnostics left;
  for (Diagnostic one : found.items()) {
    if (one.severity == Severity::kError) {
      one.severity = Severity::kWarning;
      one.detail += kSoInTheCloud;
    }
    left.Add(std::move(one));
  }
  return left;
}

Diagnostics WithoutRepeated(const Diagnostics& found) {
  Diagnostics rest;
  for (const Diagnostic& one : found.items()) {
    const bool repeated =
        one.severity == Severity::kWarning && std::ranges::any_of(found.items(), [&one](const Diagnostic& other) {
          return other.severity == Severity::kError && other.path == one.path && other.summary == one.summary;
        });
    if (!repeated) rest.Add(one);
  }
  return rest;
}

}  // namespace ic::reconcile
