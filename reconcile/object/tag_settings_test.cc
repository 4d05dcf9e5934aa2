#include "reconcile/object/tag_settings.h"

#include <map>
#include <string>
#include <utility>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace ic {
namespace {

using ::testing::HasSubstr;

Value Tags(const std::map<std::string, std::string>& tags) {
  Value::Fields fields;
  for (const auto& [key, value] : tags) fields.emplace_back(key, Value::String(value));
  return Value::Map(std::move(fields));
}

Value Object(Value tags, Value all) { return Value::Object({{"tags", std::move(tags)}, {"tags_all", std::move(all)}}); }

TEST(TagSettings, NothingThatHidesOurMarksCanBeIgnored) {
  for (const char* prefix : {"", "i", "inter", "interconnect:", "interconnect:mark", "interconnect:group-of"}) {
    const Diagnostics refused = CheckTagSettings({.ignored_prefix = {prefix}});
    EXPECT_TRUE(refused.has_errors()) << prefix;
    EXPECT_EQ(refused.items().front().path.ToString(), "ignore_tags.key_prefixes");
  }
  for (const char* key : {"interconnect:mark", "interconnect:owner", "interconnect:group", "interconnect:next"}) {
    EXPECT_TRUE(CheckTagSettings({.ignored = {key}}).has_errors()) << key;
    EXPECT_TRUE(CheckTagSettings({.defaults = Tags({{key, "x"}})}).has_errors()) << key;
  }
  const TagSettings fine = {.defaults = Tags({{"interconnect", "x"}}),
                            .ignored = {"i", "interconnect", "aws:cloudformation:stack-id"},
                            .ignored_prefix = {"I", "interconnectX", "kubernetes.io/"}};
  EXPECT_THAT(CheckTagSettings(fine).ToString(), HasSubstr("Tag is set and ignored"));
  EXPECT_TRUE(CheckTagSettings({.defaults = Tags({{"env", "x"}}), .ignored_prefix = fine.ignored_prefix}).empty());
}

TEST(TagSettings, OwnTagsWinAndNullIsNone) {
  const TagSettings settings = {.defaults = Value::Map({{"env", Value::String("test")}, {"gone", Value::Null()}})};
  EXPECT_EQ(AllTags(settings, Value::Null()), Tags({{"env", "test"}}));
  EXPECT_EQ(AllTags(settings, Tags({{"env", "own"}, {"b", ""}})), Tags({{"env", "own"}, {"b", ""}}));
  EXPECT_EQ(AllTags(settings, Value::Map({{"env", Value::Null()}})), Tags({{"env", "test"}}));
  EXPECT_TRUE(AllTags(settings, Value::Unknown()).is_unknown());
  EXPECT_TRUE(AllTags(settings, Value::Map({{"a", Value::Unknown()}})).is_unknown());
  EXPECT_TRUE(AllTags({.defaults = Value::Unknown()}, Value::Null()).is_unknown());
  EXPECT_TRUE(AllTags({}, Value::Null()).is_null());
  // A value that is not known yet, and that nobody uses.
  const TagSettings later = {.defaults = Value::Map({{"env", Value::Unknown()}})};
  EXPECT_TRUE(AllTags(later, Tags({{"a", "b"}})).is_unknown());
  EXPECT_EQ(AllTags(later, Tags({{"env", "own"}})), Tags({{"env", "own"}}));
  EXPECT_FALSE(TagSettings{.defaults = Value::Map({{"gone", Value::Null()}})}.has_defaults());
}

// What is there, by who put it there: of each way to know of the object before.
TEST(TagSettings, WhoseATagIsFollowsFromWhatWasKnown) {
  const TagSettings settings = {.defaults = Tags({{"env", "test"}, {"team", "all"}})};
  const Value all = Tags({{"env", "test"}, {"own", "yes"}, {"stranger", "x"}, {"team", "mine"}});
  // Nothing was known: an import.
  EXPECT_EQ(OwnTags(settings, all, Value::Null()), Tags({{"own", "yes"}, {"stranger", "x"}, {"team", "mine"}}));
  // It was known, with default tags: a changed one is no own one, and one that came is.
  const Value before = Object(Tags({{"own", "no"}}), Tags({{"env", "test"}, {"own", "no"}, {"team", "all"}}));
  EXPECT_EQ(OwnTags(settings, all, before), Tags({{"own", "yes"}, {"stranger", "x"}}));
  // What was written is an own one, whatever the default ones say.
  const Value written = Object(Tags({{"env", "test"}}), Tags({{"env", "test"}}));
  EXPECT_EQ(OwnTags(settings, all, written), Tags({{"env", "test"}, {"own", "yes"}, {"stranger", "x"}}));
  // They are no default ones any more: they are not taken for own ones, but go.
  EXPECT_EQ(OwnTags({}, all, before), Tags({{"own", "yes"}, {"stranger", "x"}}));
  // It was known before there were any.
  EXPECT_EQ(OwnTags(settings, all, Object(Tags({{"own", "no"}}), Value::Null())),
            Tags({{"own", "yes"}, {"stranger", "x"}, {"team", "mine"}}));
  EXPECT_EQ(OwnTags({.defaults = Value::Unknown()}, all, before), Tags({{"own", "yes"}}));
}

TEST(TagSettings, WhatSaysWhatTheDefaultOnesSayIsNoDifference) {
  const TagSettings settings = {.defaults = Tags({{"env", "test"}})};
  EXPECT_TRUE(SameBesideDefaults(settings, Tags({{"a", "b"}}), Tags({{"a", "b"}, {"env", "test"}})));
  EXPECT_FALSE(SameBesideDefaults(settings, Tags({{"a", "b"}}), Tags({{"a", "b"}, {"env", "prod"}})));
  EXPECT_FALSE(SameBesideDefaults(settings, Tags({{"a", "b"}}), Tags({{"a", "c"}, {"env", "test"}})));
  EXPECT_FALSE(SameBesideDefaults({}, Tags({}), Tags({})));
  EXPECT_FALSE(SameBesideDefaults(settings, Value::Null(), Tags({{"env", "test"}})));
}

TEST(TagSettings, AreReadFromWhatTheFrontDoorsGive) {
  const Value ignore = Value::Object(
      {{"keys", Value::StringSet({"a"})}, {"key_prefixes", Value::Set({Value::String("b-"), Value::Unknown()})}});
  const TagSettings settings = TagSettingsFrom(Value::Object({{"tags", Tags({{"env", "test"}})}}), ignore);
  EXPECT_EQ(settings.defaults, Tags({{"env", "test"}}));
  for (const char* key : {"a", "b-", "b-x"}) EXPECT_TRUE(settings.Ignores(key)) << key;
  for (const char* key : {"", "A", "aa", "b"}) EXPECT_FALSE(settings.Ignores(key)) << key;
  EXPECT_EQ(WithoutIgnored(settings, Tags({{"a", "1"}, {"b", "2"}, {"b-c", "3"}})), Tags({{"b", "2"}}));
  EXPECT_TRUE(TagSettingsFrom(Value::Unknown(), Value::Null()).defaults.is_unknown());
  EXPECT_FALSE(TagSettingsFrom(Value::Null(), Value::Null()).has_defaults());
}

}  // namespace
}  // namespace ic
