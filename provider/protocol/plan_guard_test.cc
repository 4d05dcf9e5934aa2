#include "provider/protocol/plan_guard.h"

#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "provider/protocol/fake_provider.h"

namespace ic::protocol {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

Value Text(std::string_view text) { return Value::String(text); }

Value With(Value object, std::string_view name, Value value) {
  object.Put(name, std::move(value));
  return object;
}

Value Config() { return Value::Object({{"name", Text("x")}}); }
Value Inner(std::string_view a) { return Value::Object({{"a", Text(a)}}); }

// "path: problem" of every error, the common ending cut off.
std::vector<std::string> Found(const Value& prior, const Value& config, const Value& planned) {
  std::vector<std::string> found;
  const Diagnostics diagnostics = CheckPlan(FakeSchema(), prior, config, planned);
  for (const Diagnostic& item : diagnostics.items()) {
    found.push_back(item.path.ToString() + ": " + item.detail.substr(0, item.detail.find(". ")));
  }
  return found;
}

TEST(PlanGuardTest, WhatTerraformAcceptsPasses) {
  const Value null = Value::Null();
  const Value config = With(With(Config(), "one", Inner("1")), "tags", Value::Unknown());
  Value planned = With(With(config, "id", Value::Unknown()), "note", Text("default"));
  planned.Put("one", With(Inner("1"), "b", Value::Unknown()));
  EXPECT_THAT(Found(null, config, planned), IsEmpty());
  EXPECT_THAT(Found(config, null, null), IsEmpty());  // a destroy
  // The prior value may stand for the configured one, at any depth.
  const Value prior = With(With(Config(), "name", Text("X")), "one", Inner("01"));
  const Value kept = With(With(Config(), "name", Text("X")), "one", Inner("01"));
  EXPECT_THAT(Found(prior, With(Config(), "one", Inner("1")), kept), IsEmpty());
  // Optional and computed, configured with null: anything, even a whole object.
  EXPECT_THAT(Found(null, Config(), With(Config(), "note", Value::Unknown())), IsEmpty());
  // A prior value may stand for an unknown configured one.
  EXPECT_THAT(Found(prior, With(Config(), "name", Value::Unknown()), With(Config(), "name", Text("X"))), IsEmpty());
}

TEST(PlanGuardTest, ExistenceFollowsTheConfiguration) {
  EXPECT_THAT(Found(Value::Null(), Config(), Value::Null()),
              ElementsAre(": The object is not planned although it is configured"));
  EXPECT_THAT(Found(Config(), Value::Null(), Config()),
              ElementsAre(": The object is planned although it is not configured"));
  EXPECT_THAT(Found(Value::Null(), With(Config(), "one", Inner("1")), Config()),
              ElementsAre("one: \"one\" is not planned although it is configured"));
  EXPECT_THAT(Found(Value::Null(), Config(), Value::Unknown()),
              ElementsAre(": The whole object is planned as unknown"));
}

TEST(PlanGuardTest, ConfiguredValuesArePlannedAsTheyAre) {
  const char* problem = "is planned with a value that is neither the configured nor the prior one";
  EXPECT_THAT(Found(Config(), Config(), With(Config(), "name", Text("y"))),
              ElementsAre(std::string("name: \"name\" ") + problem));
  EXPECT_THAT(Found(Value::Null(), With(Config(), "note", Text("a")), With(Config(), "note", Text("b"))),
              ElementsAre(std::string("note: \"note\" ") + problem));
  EXPECT_THAT(Found(Value::Null(), With(Config(), "name", Value::Unknown()), Config()),
              ElementsAre(std::string("name: \"name\" ") + problem));
  EXPECT_THAT(Found(Value::Null(), With(Config(), "prefixes", Value::StringSet({"a"})),
                    With(Config(), "prefixes", Value::StringSet({"a", "b"}))),
              ElementsAre(std::string("prefixes: \"prefixes\" ") + problem));
  EXPECT_THAT(Found(Value::Null(), With(Config(), "one", Inner("1")), With(Config(), "one", Inner("2"))),
              ElementsAre(std::string("one.a: \"one.a\" ") + problem));
}

TEST(PlanGuardTest, UnconfiguredValuesStayNullUnlessComputed) {
  const char* problem = "is planned with a value although it is neither configured nor computed";
  EXPECT_THAT(Found(Value::Null(), Config(), With(Config(), "size", Value::Int(1))),
              ElementsAre(std::string("size: \"size\" ") + problem));
  EXPECT_THAT(Found(Value::Null(), Config(), With(Config(), "list", Value::List({}))),
              ElementsAre(std::string("list: \"list\" ") + problem));
  // Not even the prior value: it was removed from the configuration.
  const Value prior = With(Config(), "size", Value::Int(1));
  EXPECT_THAT(Found(prior, Config(), prior), ElementsAre(std::string("size: \"size\" ") + problem));
}

TEST(PlanGuardTest, NestedElementsAreOneForOne) {
  const Value config = With(Config(), "many", Value::List({Inner("1"), Inner("2")}));
  EXPECT_THAT(Found(Value::Null(), config, With(Config(), "many", Value::List({Inner("1")}))),
              ElementsAre("many: \"many\" has another number of elements than configured"));
  EXPECT_THAT(Found(Value::Null(), config, With(Config(), "many", Value::Unknown())),
              ElementsAre("many: \"many\" is configured and must not be unknown as a whole"));
  EXPECT_THAT(Found(Value::Null(), config, With(Config(), "many", Value::List({Inner("1"), Inner("3")}))),
              ElementsAre(HasSubstr("many[1].a: \"many[1].a\" is planned with a value that is neither")));
}

TEST(PlanGuardTest, WriteOnlyAndWrongTypesAreRefused) {
  EXPECT_THAT(Found(Value::Null(), With(Config(), "key_wo", Text("k")), With(Config(), "key_wo", Text("k"))),
              ElementsAre("key_wo: \"key_wo\" is write-only and must not be planned"));
  EXPECT_THAT(Found(Value::Null(), Config(), With(Config(), "id", Value::Int(1))),
              ElementsAre(HasSubstr("id: The planned value of \"id\" does not fit the schema: a string is required")));
}

TEST(PlanGuardTest, NoValueIsShown) {
  const Diagnostics diagnostics = CheckPlan(FakeSchema(), Value::Null(), With(Config(), "note", Text("secret1")),
                                            With(With(Config(), "note", Text("secret2")), "key_wo", Text("secret3")));
  EXPECT_EQ(diagnostics.items().size(), 2U);
  EXPECT_THAT(diagnostics.ToString(), ::testing::Not(HasSubstr("secret")));
}

TEST(PlanGuardTest, ReplacePathsAreCutToWhatExists) {
  const Value prior = With(With(Config(), "tags", Value::Map({{"a", Text("1")}})), "many", Value::List({Inner("1")}));
  const Value planned = With(Config(), "prefixes", Value::StringSet({"x"}));
  const auto cut = [&](const AttributePath& path) {
    const std::vector<AttributePath> paths = ExistingPaths({path}, prior, planned);
    return paths.empty() ? "none" : paths[0].ToString();
  };
  EXPECT_EQ(cut("name"), "name");
  EXPECT_EQ(cut(AttributePath("tags").Element("a")), "tags[\"a\"]");
  EXPECT_EQ(cut(AttributePath("tags").Element("b")), "tags");
  EXPECT_EQ(cut(AttributePath("many").Element(0).Attribute("a")), "many[0].a");
  EXPECT_EQ(cut(AttributePath("many").Element(1).Attribute("a")), "many");
  EXPECT_EQ(cut(AttributePath("one").Attribute("a")), "one");
  EXPECT_EQ(cut(AttributePath("prefixes").Element(0)), "prefixes");
  EXPECT_EQ(cut({}), "none");
  EXPECT_EQ(ExistingPaths({"name", "name"}, prior, planned).size(), 1U);
}

}  // namespace
}  // namespace ic::protocol
