#include "reconcile/object/default_tags.h"

#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "base/text.h"
#include "reconcile/object/desired.h"

namespace ic::reconcile {
namespace {

const TagSettings& SettingsOf(const Subject& subject) { return subject.config->tags; }

bool Takes(const Subject& subject, const Value& object) {
  return SettingsOf(subject).has_defaults() && TakesDefaultTags(*subject.traits, subject.kind, object);
}

std::vector<std::string> KeysNotIn(const Value& tags, const Value& all) {
  std::vector<std::string> keys;
  if (all.kind() != Value::Kind::kMap) return keys;
  for (const auto& [key, value] : all.fields()) {
    if (tags.Get(key).is_null()) keys.push_back(fmt::format("`{}`", key));
  }
  return keys;
}

void RefuseIgnored(const TagSettings& settings, const Value& own, Diagnostics& diagnostics) {
  if (own.kind() != Value::Kind::kMap || !settings.ignores_any()) return;
  for (const auto& [key, value] : own.fields()) {
    if (value.is_null() || !settings.Ignores(key)) continue;
    diagnostics.AddError(
        AttributePath(field::kTags).Element(key), "Tag is set and ignored",
        fmt::format("`tags` has \"{}\", and `ignore_tags` of the provider configuration says that it is "
                    "not to be touched. Take it out of one of the two; what the object has stays.",
                    key));
  }
}

// What is said of `tags`, with which of them come from elsewhere. What is said of such a one is not said of an entry
// that nobody wrote.
Diagnostics NamingDefaults(const Diagnostics& said, const std::vector<std::string>& defaults, const Value& own) {
  Diagnostics named;
  for (Diagnostic item : said.items()) {
    const auto& steps = item.path.steps();
    const auto* name = steps.empty() ? nullptr : std::get_if<AttributePath::Name>(&steps.front());
    const auto* key = steps.size() == 2 ? std::get_if<AttributePath::Key>(&steps.back()) : nullptr;
    if (name != nullptr && name->value == field::kTags && key == nullptr) {
      item.detail += fmt::format(" {} of them {} from `default_tags` of the provider configuration: {}.",
                                 defaults.size(), defaults.size() == 1 ? "comes" : "come", JoinWords(defaults, "and"));
    } else if (name != nullptr && name->value == field::kTags && own.Get(key->value).is_null()) {
      item.detail += fmt::format(" `{}` comes from `default_tags` of the provider configuration.", key->value);
      item.path = AttributePath(field::kTags);  // last: the key is a part of the old one
    }
    named.Add(std::move(item));
  }
  return named;
}

}  // namespace

Value PlannedTagsAll(const Subject& subject, const Value& object, const Value& own) {
  return Takes(subject, object) ? AllTags(SettingsOf(subject), own) : Value::Null();
}

void PlanTags(const Subject& subject, const Value& prior, const Value& config, Value& planned) {
  if (subject.tables->Find(field::kTagsAll) == nullptr) return;
  const Value& own = config.Get(field::kTags);
  Value all = PlannedTagsAll(subject, planned, own);
  if (!all.is_null() && SameBesideDefaults(SettingsOf(subject), own, prior.Get(field::kTags))) {
    planned.Put(field::kTags, prior.Get(field::kTags));
  }
  if (!(all == planned.Get(field::kTagsAll))) planned.Put(field::kTagsAll, std::move(all));
}

Diagnostics CheckWithDefaultTags(const Subject& subject, const Value& config, const Value& completed,
                                 const AuditOptions& options) {
  const TagSettings& settings = SettingsOf(subject);
  const Value& own = completed.Get(field::kTags);
  Diagnostics diagnostics;
  RefuseIgnored(settings, own, diagnostics);
  const Value all = PlannedTagsAll(subject, completed, own);
  const std::vector<std::string> defaults = KeysNotIn(own, all);
  if (defaults.empty()) {
    diagnostics.Append(CheckDesired(*subject.tables, config, completed, options));
    return diagnostics;
  }
  Value together = completed;
  together.Put(field::kTags, all);
  AuditOptions with = options;
  Value before;
  if (options.prior != nullptr) {
    before = *options.prior;
    if (!before.Get(field::kTagsAll).is_null()) before.Put(field::kTags, before.Get(field::kTagsAll));
    with.prior = &before;
  }
  diagnostics.Append(NamingDefaults(CheckDesired(*subject.tables, config, together, with), defaults, own));
  return diagnostics;
}

}  // namespace ic::reconcile
