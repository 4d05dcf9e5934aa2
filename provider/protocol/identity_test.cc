// Identities through every call that carries them: never unknown in part, never lost, and only of what exists.
#include "provider/protocol/identity.h"

#include <string>
#include <utility>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "provider/protocol/fake_provider.h"
#include "provider/protocol/handlers.h"
#include "schema/value/msgpack.h"

namespace ic::protocol {
namespace {

Value Text(std::string_view text) { return Value::String(text); }
Value Thing() { return Value::Object({{"name", Text("x")}, {"note", Text("n")}}); }
Value IdentityX() { return Value::Object({{"name", Text("x")}, {"note", Text("n")}}); }

class IdentityTest : public testing::Test {
 protected:
  IdentityTest() { resource_.has_identity = true; }

  static tfplugin6::DynamicValue Wire(const Value& value) {
    tfplugin6::DynamicValue wire;
    wire.set_msgpack(EncodeMsgpack(FakeSchema().ImpliedType(), value));
    return wire;
  }
  tfplugin6::ResourceIdentityData Data(const Value& value) {
    tfplugin6::ResourceIdentityData data;
    data.mutable_identity_data()->set_msgpack(EncodeMsgpack(resource_.identity_schema()->ImpliedType(), value));
    return data;
  }
  Value Read(const tfplugin6::ResourceIdentityData& data) {
    return *DecodeMsgpack(resource_.identity_schema()->ImpliedType(), data.identity_data().msgpack());
  }

  tfplugin6::ReadResource::Response ReadThing(const Value& state, bool with_identity) {
    tfplugin6::ReadResource::Request request;
    request.set_type_name("test_thing");
    *request.mutable_current_state() = Wire(state);
    if (with_identity) *request.mutable_current_identity() = Data(Value::Object({{"name", Text("old")}}));
    tfplugin6::ReadResource::Response response;
    ReadResource(served_, request, &response);
    return response;
  }
  tfplugin6::PlanResourceChange::Response Plan(const Value& prior, const Value& proposed) {
    tfplugin6::PlanResourceChange::Request request;
    request.set_type_name("test_thing");
    *request.mutable_prior_state() = Wire(prior);
    *request.mutable_proposed_new_state() = Wire(proposed);
    *request.mutable_config() = Wire(proposed);
    *request.mutable_prior_identity() = Data(IdentityX());
    tfplugin6::PlanResourceChange::Response response;
    PlanResourceChange(served_, request, &response);
    return response;
  }
  tfplugin6::ApplyResourceChange::Response Apply(const Value& prior, const Value& planned) {
    tfplugin6::ApplyResourceChange::Request request;
    request.set_type_name("test_thing");
    *request.mutable_prior_state() = Wire(prior);
    *request.mutable_planned_state() = Wire(planned);
    *request.mutable_config() = Wire(planned);
    tfplugin6::ApplyResourceChange::Response response;
    ApplyResourceChange(served_, request, &response);
    return response;
  }
  tfplugin6::UpgradeResourceIdentity::Response Upgrade(std::string_view json) {
    tfplugin6::UpgradeResourceIdentity::Request request;
    request.set_type_name("test_thing");
    request.mutable_raw_identity()->set_json(std::string(json));
    tfplugin6::UpgradeResourceIdentity::Response response;
    UpgradeResourceIdentity(served_, request, &response);
    return response;
  }

  FakeProvider provider_;
  FakeResource& resource_ = provider_.resource;
  Served served_{provider_};
};

TEST_F(IdentityTest, SchemasAreToldOfTypesThatHaveOne) {
  tfplugin6::GetResourceIdentitySchemas::Response response;
  GetResourceIdentitySchemas(served_, {}, &response);
  ASSERT_EQ(response.identity_schemas().count("test_thing"), 1U);
  const auto& schema = response.identity_schemas().at("test_thing");
  EXPECT_EQ(schema.version(), 2);
  ASSERT_EQ(schema.identity_attributes_size(), 2);
  EXPECT_EQ(schema.identity_attributes(0).type(), "\"string\"");
  // Terraform refuses the provider where an attribute is neither or both.
  for (const auto& attribute : schema.identity_attributes()) {
    EXPECT_NE(attribute.required_for_import(), attribute.optional_for_import()) << attribute.name();
  }
  resource_.has_identity = false;
  tfplugin6::GetResourceIdentitySchemas::Response none;
  GetResourceIdentitySchemas(served_, {}, &none);
  EXPECT_TRUE(none.identity_schemas().empty());
}

TEST_F(IdentityTest, AReadTellsItWhateverWasKnown) {
  for (const bool with_identity : {false, true}) {
    const auto response = ReadThing(Thing(), with_identity);
    ASSERT_TRUE(response.has_new_identity());
    EXPECT_EQ(Read(response.new_identity()), IdentityX());
  }
}

TEST_F(IdentityTest, AReadThatFailsOrTellsTooLittleKeepsTheOneThatWasKnown) {
  const Value partial = Value::Object({{"name", Text("x")}});
  EXPECT_FALSE(ReadThing(partial, false).has_new_identity());
  EXPECT_EQ(Read(ReadThing(partial, true).new_identity()).Get("name"), Text("old"));
  resource_.read = [](const terraform::ReadRequest& request) {
    terraform::ReadResponse read{.new_state = request.current_state};
    read.diagnostics.AddError({}, "No", "No.");
    return read;
  };
  EXPECT_EQ(Read(ReadThing(Thing(), true).new_identity()).Get("name"), Text("old"));
}

TEST_F(IdentityTest, APlanKeepsThatOfWhatExistsAndTellsNoneOfWhatDoesNot) {
  EXPECT_EQ(Read(Plan(Thing(), Thing()).planned_identity()), IdentityX());
  EXPECT_EQ(Read(Plan(Thing(), Value::Null()).planned_identity()), IdentityX());
  // The second plan of a replacement comes with the old identity.
  EXPECT_FALSE(Plan(Value::Null(), Thing()).has_planned_identity());
}

TEST_F(IdentityTest, AnApplyTellsThatOfWhatThereIsAfterwards) {
  EXPECT_EQ(Read(Apply(Value::Null(), Thing()).new_identity()), IdentityX());
  EXPECT_FALSE(Apply(Thing(), Value::Null()).has_new_identity());
  resource_.apply = [](const terraform::ApplyRequest& request) {
    terraform::ApplyResponse applied{.new_state = request.prior_state};
    applied.diagnostics.AddError({}, "No", "No.");
    return applied;
  };
  EXPECT_EQ(Read(Apply(Thing(), Thing()).new_identity()), IdentityX());
  EXPECT_FALSE(Apply(Value::Null(), Thing()).has_new_identity());
}

TEST_F(IdentityTest, AnImportIsByIdOrByIdentity) {
  resource_.import = [](const std::string& id) {
    EXPECT_EQ(id, "x");
    return terraform::ImportResponse{.state = Thing()};
  };
  Value asked;
  resource_.import_by_identity = [&asked](const Value& identity) {
    asked = identity;
    return terraform::ImportResponse{.state = Thing()};
  };
  tfplugin6::ImportResourceState::Request request;
  request.set_type_name("test_thing");
  request.set_id("x");
  tfplugin6::ImportResourceState::Response by_id;
  ImportResourceState(served_, request, &by_id);
  ASSERT_EQ(by_id.imported_resources_size(), 1);
  EXPECT_EQ(Read(by_id.imported_resources(0).identity()), IdentityX());
  EXPECT_TRUE(asked.is_null());

  request.clear_id();
  *request.mutable_identity() = Data(Value::Object({{"name", Text("x")}}));
  tfplugin6::ImportResourceState::Response by_identity;
  ImportResourceState(served_, request, &by_identity);
  ASSERT_EQ(by_identity.imported_resources_size(), 1);
  EXPECT_EQ(Read(by_identity.imported_resources(0).identity()), IdentityX());
  EXPECT_EQ(asked.Get("name"), Text("x"));

  request.mutable_identity()->mutable_identity_data()->set_msgpack("\xdd\xff\xff\xff\xff");
  tfplugin6::ImportResourceState::Response garbled;
  ImportResourceState(served_, request, &garbled);
  EXPECT_EQ(garbled.imported_resources_size(), 0);
  EXPECT_GT(garbled.diagnostics_size(), 0);
}

TEST_F(IdentityTest, AMoveTellsItWhereTheStateDoes) {
  resource_.move = [](const terraform::MoveRequest&) { return terraform::MoveResponse{.state = Thing()}; };
  tfplugin6::MoveResourceState::Request request;
  request.set_source_type_name("foreign_thing");
  request.set_target_type_name("test_thing");
  request.mutable_source_state()->set_json("{}");
  tfplugin6::MoveResourceState::Response response;
  MoveResourceState(served_, request, &response);
  EXPECT_EQ(Read(response.target_identity()), IdentityX());
}

TEST_F(IdentityTest, AnUpgradeTakesWhatIsOursAndForgetsWhatIsNot) {
  EXPECT_FALSE(Upgrade("").has_upgraded_identity());
  EXPECT_EQ(Read(Upgrade(R"({"name": "x", "note": "n"})").upgraded_identity()), IdentityX());
  for (const std::string_view foreign : {R"({"account_id": "1", "name": "x"})", R"({"name": ["x"]})", "[]", "{"}) {
    const auto response = Upgrade(foreign);
    ASSERT_TRUE(response.has_upgraded_identity()) << foreign;
    EXPECT_TRUE(Read(response.upgraded_identity()).Get("name").is_null()) << foreign;
    EXPECT_EQ(response.diagnostics_size(), 0) << foreign;
  }
}

}  // namespace
}  // namespace ic::protocol
