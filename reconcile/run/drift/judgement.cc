#include "reconcile/run/drift/judgement.h"

#include <fmt/format.h>

#include "base/harmless.h"
#include "reconcile/object/object.h"

namespace ic::run {
namespace {

bool Same(const Field& field, const Value& a, const Value& b) {
  return (reconcile::IsEmpty(a) && reconcile::IsEmpty(b)) || a == b || Equivalent(field, a, b);
}

// For a sentence.
std::string Words(const Field& field, const Value& value) {
  return value.is_null() ? "nothing" : reconcile::Shown(field, value);
}

// The configuration gives a key, and it is none that is known to be in force.
std::string NoKeySentence(const std::string& title, bool is_open) {
  if (!is_open) {
    return fmt::format(
        "{} has no BGP key any more: it was taken off in the cloud. The next apply sends the configuration's.", title);
  }
  return fmt::format(
      "Which BGP key is in force on {} is not known: a change of it was sent, and no run has seen its end. The cloud "
      "or "
      "your router can tell, if either shows keys, and otherwise the session: with the other key it stays down. The "
      "next "
      "apply sends the configuration's.",
      title);
}

std::string KeySentence(const std::string& title, const Judgement& judgement, const ThreeValues& values) {
  if (!values.configured) {
    return fmt::format(
        "The configuration no longer gives the BGP key of {}: the next apply takes it off, or only forgets it where "
        "the "
        "cloud takes none off; the plan says which.",
        title);
  }
  if (judgement.klass == DriftClass::kPending) {
    return fmt::format("The configuration gives {} a BGP key that was not applied yet.", title);
  }
  const bool is_unknown = values.actual == Value::String(reconcile::kUnknownKey);
  if (is_unknown || values.actual.is_null()) return NoKeySentence(title, is_unknown);
  return fmt::format(
      "The BGP key in force on {} is not the configuration's: it was changed in the cloud, or the configuration has a "
      "new one that was not applied yet (no state holds a key that would tell).",
      title);
}

}  // namespace

std::optional<Judgement> Judge(const Field& field, const ThreeValues& values) {
  if (field.write_only) return std::nullopt;
  if (field.sensitive && !values.configured) {
    if (values.applied.is_null()) return std::nullopt;
    return Judgement{DriftClass::kPending};
  }
  const bool moved = !Same(field, values.applied, values.actual);
  bool wanted = field.presence != Presence::kComputed && !Same(field, values.desired, values.actual);
  // Decided anew because of another change, which is a finding of its own.
  if (values.desired.is_unknown() && !values.configured) wanted = false;
  if (moved && wanted) return Judgement{field.cosmetic ? DriftClass::kCosmetic : DriftClass::kMaterial};
  if (wanted) return Judgement{DriftClass::kPending};
  if (!moved) return std::nullopt;
  const bool left_open =
      !values.configured && (field.presence == Presence::kComputed || field.presence == Presence::kOptionalComputed);
  // A fact that the cloud tells late (a port's device) has not changed by being told.
  if (left_open && values.applied.is_null()) return std::nullopt;
  if (left_open) return Judgement{DriftClass::kVendorInitiated};
  return Judgement{DriftClass::kCosmetic, true};
}

std::string SentenceOf(const std::string& of, const std::string& title, const Field& field, const Judgement& judgement,
                       const ThreeValues& values) {
  if (field.sensitive) return KeySentence(title, judgement, values);
  const std::string path = SpelledOut(of, Breaks::kSpelledOut);  // a tag's key is anybody's
  // A read takes the version away with what is known of its key.
  const bool is_version = field.name == field::kAuthKeyWoVersion;
  if (is_version && values.actual.is_null() && !values.applied.is_null() && values.configured) {
    return NoKeySentence(title, values.key_is_open);
  }
  const std::string desired = Words(field, values.desired);
  const std::string applied = Words(field, values.applied);
  const std::string actual = Words(field, values.actual);
  if (judgement.behind) {
    return fmt::format("{} of {} is {}, as the configuration asks; the state still says {}, until the next apply.",
                       path, title, actual, applied);
  }
  switch (judgement.klass) {
    case DriftClass::kPending:
      return fmt::format("The configuration asks for {} {} on {}, and {} was last applied.", path, desired, title,
                         applied);
    case DriftClass::kVendorInitiated:
      return fmt::format("The cloud changed {} of {} from {} to {}; the configuration leaves it open.", path, title,
                         applied, actual);
    default:
      break;
  }
  const bool asks_other = !Same(field, values.desired, values.applied);
  return fmt::format("{} of {} was changed in the cloud from {} to {}{}.", path, title, applied, actual,
                     asks_other ? fmt::format("; the configuration now asks for {}", desired) : "");
}

}  // namespace ic::run
