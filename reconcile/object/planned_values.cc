#include "reconcile/object/planned_values.h"

#include <algorithm>
#include <string>
#include <utility>

#include "reconcile/object/as_it_is.h"
#include "reconcile/object/default_tags.h"
#include "reconcile/object/desired.h"
#include "reconcile/object/lowering.h"
#include "reconcile/object/object.h"

namespace ic::reconcile {
namespace {

// on_destroy of an object that exists where the configuration says nothing, or no longer: the usual one again. What was
// taken over is known by `adopt`; of kinds without that, a "keep" may be all that tells of an import, and so stays.
Value UnwrittenOnDestroy(const Subject& subject, const Value& prior, const Value& adopt) {
  const Value& before = prior.Get(field::kOnDestroy);
  if (before.is_null()) return before;
  const bool tells = FindField(subject.fields(), field::kAdopt) != nullptr;
  if (!tells && Text(prior, field::kOnDestroy) == "keep") return before;
  return UsualOnDestroy(subject.kind, adopt);
}

struct Sides {
  const Value& config;
  const Value& prior;
  const Value& completed;        // from config
  const Value& prior_completed;  // from the configured part of prior

  Sides Inside(const std::string& name) const {
    return {config.Get(name), prior.Get(name), completed.Get(name), prior_completed.Get(name)};
  }
};

// A value of an object that exists.
Value NextValue(const Field& field, const Sides& sides) {
  if (field.write_only) return Value::Null();
  // Terraform takes the value there is in place of what is written, but not null.
  if (!sides.config.is_null()) {
    return !sides.prior.is_null() && Equivalent(field, sides.config, sides.prior) ? sides.prior : sides.config;
  }
  if (!IsDecidedLate(field)) return Value::Null();
  if (field.presence == Presence::kComputed) return sides.prior;
  // "As it is", unless it came from something in the configuration that is another now: a peer's ASN follows its group.
  if (sides.completed == sides.prior_completed) return sides.prior;
  if (sides.completed.is_null()) return Value::Unknown();
  return Equivalent(field, sides.completed, sides.prior) ? sides.prior : sides.completed;
}

Value NextObject(const Field& field, const Sides& sides) {
  if (sides.config.is_unknown()) return sides.config;
  if (sides.config.is_null()) return IsDecidedLate(field) ? sides.prior : Value::Null();
  Value::Fields fields;
  for (const Field& inner : field.fields) AddUnlessNull(inner, NextValue(inner, sides.Inside(inner.name)), fields);
  return Value::Object(std::move(fields));
}

// What is configured is what there is, letter by letter, and nothing that is there would be cleared.
bool IsAsConfigured(const Field& field, const Value& config, const Value& prior) {
  if (field.write_only) return prior.is_null();
  if (config.is_null()) return prior.is_null() || IsDecidedLate(field);
  if (field.type != FieldType::kObject) return config == prior;
  return config.is_known() && prior.is_known() &&
         std::all_of(field.fields.begin(), field.fields.end(), [&](const Field& inner) {
           return IsAsConfigured(inner, config.Get(inner.name), prior.Get(inner.name));
         });
}

}  // namespace

bool IsDecidedLate(const Field& field) {
  return field.presence == Presence::kComputed || field.presence == Presence::kOptionalComputed;
}

void AddUnlessNull(const Field& field, Value value, Value::Fields& fields) {
  if (!value.is_null()) fields.emplace_back(field.name, std::move(value));
}

Value NewValue(const Subject& subject, const Field& field, const Value& config, const Value& completed) {
  if (field.write_only) return Value::Null();
  if (!config.is_null()) return config;
  if (!completed.is_null()) return completed;
  // Nobody will tell the values of an object that is no cloud's.
  if (subject.lowered() || !IsDecidedLate(field) || field.name == field::kAdopt) return Value::Null();
  return Value::Unknown();
}

Value NewObjectValue(const Subject& subject, const Field& field, const Value& config, const Value& completed) {
  if (config.is_unknown()) return config;
  if (config.is_null()) {
    const bool own = field.name == subject.traits->cloud && !subject.lowered();
    if (!own) return completed;
  }
  Value::Fields fields;
  for (const Field& inner : field.fields) {
    AddUnlessNull(inner, NewValue(subject, inner, config.Get(inner.name), completed.Get(inner.name)), fields);
  }
  return Value::Object(std::move(fields));
}

Value UsualOnDestroy(Kind kind, const Value& adopt) {
  if (adopt.is_unknown()) return adopt;
  return Value::String(adopt.is_null() ? DefaultOnDestroy(kind) : "keep");
}

Value NextState(const Subject& subject, const Value& prior, const Value& config, const Value& asked,
                const Value& completed) {
  // What the completion of the prior object came from.
  const Value prior_completed = Complete(*subject.tables, ConfiguredPart(subject, prior, config));
  const Sides sides{asked, prior, completed, prior_completed};
  Value::Fields fields;
  for (const Field& field : subject.fields()) {
    if (field.name == field::kMarksChanged) continue;  // null again: they are written back
    const Sides inside = sides.Inside(field.name);
    AddUnlessNull(field, field.type == FieldType::kObject ? NextObject(field, inside) : NextValue(field, inside),
                  fields);
  }
  Value next = Value::Object(std::move(fields));
  if (config.Get(field::kOnDestroy).is_null() && !prior.Get(field::kOnDestroy).is_null()) {
    next.Put(field::kOnDestroy, UnwrittenOnDestroy(subject, prior, next.Get(field::kAdopt)));
  }
  if (subject.lowered()) next.Put(field::kId, LoweredGroupId(next));
  return next;
}

bool IsUnchanged(const Subject& subject, const Value& prior, const Value& config) {
  if (config.kind() != Value::Kind::kObject || prior.kind() != Value::Kind::kObject) return false;
  if (!prior.Get(field::kMarksChanged).is_null()) return false;
  const auto fits = [&subject](const std::string& name, const Value& wanted, const Value& there) {
    const Field* field = subject.tables->Find(name);
    return field == nullptr || IsAsConfigured(*field, wanted, there);
  };
  // Both are sorted by name, so one walk meets each name once.
  auto there = prior.fields().begin();
  const auto end = prior.fields().end();
  for (const auto& [name, wanted] : config.fields()) {
    for (; there != end && there->first < name; ++there) {
      if (!there->second.is_null() && !fits(there->first, Value::Null(), there->second)) return false;
    }
    const bool both = there != end && there->first == name;
    if (!both && !wanted.is_null() && !fits(name, wanted, Value::Null())) return false;
    if (both && !(wanted == there->second) && !fits(name, wanted, there->second)) return false;
    if (both) ++there;
  }
  for (; there != end; ++there) {
    if (!there->second.is_null() && !fits(there->first, Value::Null(), there->second)) return false;
  }
  if (!(PlannedTagsAll(subject, prior, config.Get(field::kTags)) == prior.Get(field::kTagsAll))) return false;
  const bool usual = !config.Get(field::kOnDestroy).is_null() ||
                     UnwrittenOnDestroy(subject, prior, prior.Get(field::kAdopt)) == prior.Get(field::kOnDestroy);
  return usual && (!subject.lowered() || LoweredGroupId(prior) == prior.Get(field::kId));
}

}  // namespace ic::reconcile
