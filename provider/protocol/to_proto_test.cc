#include "provider/protocol/to_proto.h"

#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "provider/protocol/fake_provider.h"
#include "provider/protocol/from_proto.h"

namespace ic::protocol {
namespace {

using ::testing::HasSubstr;

TEST(ToProtoTest, DiagnosticsKeepWhatTerraformCanShow) {
  const Type type = FakeSchema().ImpliedType();
  Diagnostics diagnostics;
  diagnostics.AddError(AttributePath("one").Attribute("a"), "Wrong\xff", "Detail\xfe");
  diagnostics.AddWarning(AttributePath("prefixes").Element(2), "In a set", "x");
  diagnostics.AddError({}, "Whole object", "x");
  diagnostics.AddError(AttributePath("nothing"), "No such attribute", "x");
  diagnostics.AddError(AttributePath("tags").Element("k"), "Key", "x");
  diagnostics.AddError(AttributePath("many").Element(1).Attribute("b"), "Index", "x");
  ProtoDiagnostics out;
  ToProto(diagnostics, type, &out);
  ASSERT_EQ(out.size(), 6);
  EXPECT_EQ(out[0].severity(), tfplugin6::Diagnostic::ERROR);
  EXPECT_EQ(out[0].summary(), "Wrong\xef\xbf\xbd");
  EXPECT_EQ(out[0].detail(), "Detail\xef\xbf\xbd");
  ASSERT_EQ(out[0].attribute().steps_size(), 2);
  EXPECT_EQ(out[0].attribute().steps(0).attribute_name(), "one");
  EXPECT_EQ(out[0].attribute().steps(1).element_key_string(), "a");  // a key: see to_proto.h
  EXPECT_EQ(out[1].severity(), tfplugin6::Diagnostic::WARNING);
  ASSERT_EQ(out[1].attribute().steps_size(), 1);  // the set itself
  EXPECT_FALSE(out[2].has_attribute());           // an empty path would lose the place in the file
  EXPECT_FALSE(out[3].has_attribute());
  EXPECT_EQ(out[4].attribute().steps(1).element_key_string(), "k");
  ASSERT_EQ(out[5].attribute().steps_size(), 1);  // an index has no line of its own
}

TEST(ToProtoTest, SchemasCarryEveryProperty) {
  tfplugin6::Schema schema;
  ToProto(FakeSchema(), &schema);
  EXPECT_EQ(schema.version(), 3);
  EXPECT_EQ(schema.block().description(), "A thing.");
  EXPECT_EQ(schema.block().description_kind(), tfplugin6::MARKDOWN);
  for (const auto& attribute : schema.block().attributes()) {
    EXPECT_EQ(attribute.description_kind(), tfplugin6::MARKDOWN) << attribute.name();
    for (const auto& inner : attribute.nested_type().attributes()) {
      EXPECT_EQ(inner.description_kind(), tfplugin6::MARKDOWN) << attribute.name() << "." << inner.name();
    }
  }
  const auto find = [&schema](const std::string& name) -> const tfplugin6::Schema::Attribute& {
    for (const auto& attribute : schema.block().attributes()) {
      if (attribute.name() == name) return attribute;
    }
    ADD_FAILURE() << name;
    return schema.block().attributes(0);
  };
  EXPECT_EQ(find("id").type(), "\"string\"");
  EXPECT_TRUE(find("id").computed());
  EXPECT_FALSE(find("id").optional());
  EXPECT_TRUE(find("name").required());
  EXPECT_EQ(find("tags").type(), R"(["map","string"])");
  EXPECT_TRUE(find("key_wo").write_only());
  EXPECT_TRUE(find("key_wo").sensitive());
  EXPECT_TRUE(find("one").type().empty());
  EXPECT_EQ(find("one").nested_type().nesting(), tfplugin6::Schema::Object::SINGLE);
  EXPECT_EQ(find("many").nested_type().nesting(), tfplugin6::Schema::Object::LIST);
  EXPECT_EQ(find("many").nested_type().attributes_size(), 3);
  EXPECT_TRUE(find("many").deprecated());
  EXPECT_EQ(find("many").deprecation_message(), "Use one.");
}

TEST(ToProtoTest, AnEmptySchemaStillHasABlock) {
  tfplugin6::Schema schema;
  ToProto(terraform::Schema{}, &schema);
  EXPECT_TRUE(schema.has_block());
}

TEST(FromProtoTest, NeitherFormIsNullAndMsgpackWins) {
  tfplugin6::DynamicValue value;
  EXPECT_TRUE(FromProto(Type::String(), value)->is_null());
  value.set_json("\"json\"");
  EXPECT_EQ(FromProto(Type::String(), value)->AsString(), "json");
  value.set_msgpack("\xa1m");
  EXPECT_EQ(FromProto(Type::String(), value)->AsString(), "m");
  value.set_msgpack("\x01");
  Diagnostics diagnostics;
  RequestReader reader("test_thing", &diagnostics);
  EXPECT_TRUE(reader.Read("prior state", Type::String(), value).is_null());
  EXPECT_FALSE(reader.ok());
  EXPECT_THAT(diagnostics.ToString(), HasSubstr("The prior state of test_thing does not fit its schema: a string"));
}

}  // namespace
}  // namespace ic::protocol
