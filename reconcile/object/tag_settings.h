// What a configuration says of the tags of all its objects, and what follows for one of them. `default_tags` is put on
// every object that takes tags, unless the object's own `tags` have another value; `ignore_tags` names tags that are
// other people's: nobody here reads, plans, compares or removes them. See docs/adr/0052.
#ifndef RECONCILE_OBJECT_TAG_SETTINGS_H_
#define RECONCILE_OBJECT_TAG_SETTINGS_H_

#include <set>
#include <string>
#include <string_view>

#include "adapters/contract/traits.h"
#include "base/diagnostics.h"
#include "schema/value/value.h"

namespace ic {

struct TagSettings {
  Value defaults;                        // a map of texts; null: none. It, or values in it, may be unknown
  std::set<std::string> ignored;         // keys
  std::set<std::string> ignored_prefix;  // what keys begin with

  // What is not known yet may be some.
  bool has_defaults() const;
  bool ignores_any() const { return !ignored.empty() || !ignored_prefix.empty(); }
  bool Ignores(std::string_view key) const;
};

// From the two settings as the front doors read them (TagSettingFields). What is unknown in `ignore_tags` ignores
// nothing.
TagSettings TagSettingsFrom(const Value& default_tags, const Value& ignore_tags);

// Errors for settings that contradict each other, or that would hide the marks of Interconnect. The paths are those of
// the settings: `default_tags`, `ignore_tags`.
Diagnostics CheckTagSettings(const TagSettings& settings);

// True if `object` gets the default tags: its cloud and its kind have tags, and it is not made for another account,
// which may tag it itself, nor tagged by others. `own_account`, the caller's, is no other one; empty: it is not among
// what `object` names.
bool TakesDefaultTags(const VendorTraits& traits, Kind kind, const Value& object, std::string_view own_account = {});

// The object's own tags, `own` (null: none), and the default ones that they give no value. Unknown if not all of it is
// known, null if there is none.
Value AllTags(const TagSettings& settings, const Value& own);

// `tags` (a map, or anything else, which is returned as it is) without those that are ignored.
Value WithoutIgnored(const TagSettings& settings, Value tags);

// All tags of an object as far as they are known: `tags_all`, or `tags` where that is null.
const Value& EffectiveTags(const Value& object);

// Which of `all`, the tags that are there, are the object's own. `prior` is the object as it was known, or as it is
// wanted; null: it was not known, and what has the value of a default one is that.
Value OwnTags(const TagSettings& settings, const Value& all, const Value& prior);

// True if `a` and `b` are the same own tags but for some that say what the default ones say.
bool SameBesideDefaults(const TagSettings& settings, const Value& a, const Value& b);

}  // namespace ic

#endif  // RECONCILE_OBJECT_TAG_SETTINGS_H_
