#include "schema/terraform/schema.h"

#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace ic::terraform {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

Attribute Text(std::string name) {
  return {.name = std::move(name), .type = Type::String(), .description = "A text.", .optional = true};
}

Attribute Nested(std::string name, Nesting nesting, std::vector<Attribute> attributes) {
  return {.name = std::move(name),
          .nested = NestedType{nesting, std::move(attributes)},
          .description = "Nested.",
          .optional = true};
}

TEST(SchemaTest, ImpliedTypeFollowsTheNesting) {
  Attribute vlan = Text("vlan");
  vlan.type = Type::Number();
  const Schema schema{.attributes = {vlan, Nested("one", Nesting::kSingle, {Text("a")}),
                                     Nested("many", Nesting::kList, {Text("a")}),
                                     Nested("some", Nesting::kSet, {Text("a")}),
                                     Nested("named", Nesting::kMap, {Nested("deep", Nesting::kSingle, {vlan})})}};
  EXPECT_EQ(schema.ImpliedType().ToJson(),
            R"(["object",{"many":["list",["object",{"a":"string"}]],)"
            R"("named":["map",["object",{"deep":["object",{"vlan":"number"}]}]],)"
            R"("one":["object",{"a":"string"}],"some":["set",["object",{"a":"string"}]],"vlan":"number"}])");
  EXPECT_EQ(schema.Find("vlan")->name, "vlan");
  EXPECT_EQ(schema.Find("mtu"), nullptr);
}

TEST(SchemaTest, ASoundSchemaHasNoFaults) {
  Attribute id = Text("id");
  id.optional = false;
  id.computed = true;
  Attribute key = Text("key_wo");
  key.write_only = true;
  const Schema schema{.description = "A thing.",
                      .attributes = {id, Text("name"), Nested("one", Nesting::kSingle, {Text("a"), key})}};
  EXPECT_THAT(FindSchemaFaults(schema), IsEmpty());
}

TEST(SchemaTest, EveryFaultIsFound) {
  Attribute none = Text("none");
  none.optional = false;
  Attribute both = Text("both");
  both.required = true;
  Attribute fixed = Text("fixed");
  fixed.required = fixed.computed = true;
  fixed.optional = false;
  Attribute untyped = Text("untyped");
  untyped.type.reset();
  Attribute double_typed = Nested("double_typed", Nesting::kSingle, {Text("a")});
  double_typed.type = Type::Bool();
  Attribute secret = Text("secret");
  secret.write_only = true;
  Attribute computed_secret = secret;
  computed_secret.name = "computed_secret";
  computed_secret.computed = true;
  Attribute silent = Text("silent");
  silent.description.clear();
  Attribute garbled = Text("garbled");
  garbled.description = "\xff";
  const Schema schema{.version = -1,
                      .attributes = {none, both, fixed, untyped, double_typed, computed_secret,
                                     Nested("hidden", Nesting::kSet, {Nested("in", Nesting::kSingle, {secret})}),
                                     Nested("empty", Nesting::kList, {}), silent, garbled, Text("Upper"), Text("count"),
                                     Text("twice"), Text("twice")}};
  EXPECT_THAT(FindSchemaFaults(schema),
              ElementsAre("the version is -1, which is negative", "the schema has no description",
                          "count: Terraform's language keeps this name for itself",
                          "none: is none of required, optional and computed", "both: is both required and optional",
                          "fixed: is both required and computed",
                          "untyped: has to have exactly one of a type and a nested type",
                          "double_typed: has to have exactly one of a type and a nested type",
                          "computed_secret: is both write-only and computed",
                          "hidden.in.secret: is write-only inside a set", "empty: is a nested type without attributes",
                          "silent: has no description", "garbled: has a text that is not UTF-8",
                          "Upper: the name is not in snake_case", "twice: is there twice"));
}

TEST(SchemaTest, ReservedNamesDependOnTheUse) {
  const Schema schema{.description = "x", .attributes = {Text("version"), Text("connection")}};
  EXPECT_THAT(FindSchemaFaults(schema, SchemaUse::kResource),
              ElementsAre("connection: Terraform's language keeps this name for itself"));
  EXPECT_THAT(FindSchemaFaults(schema, SchemaUse::kProvider),
              ElementsAre("version: Terraform's language keeps this name for itself"));
  Attribute secret = Text("secret");
  secret.write_only = true;
  EXPECT_THAT(FindSchemaFaults({.description = "x", .attributes = {secret}}, SchemaUse::kDataSource),
              ElementsAre("secret: only resources can have write-only attributes"));
}

}  // namespace
}  // namespace ic::terraform
