// The service's calls as Terraform makes them, without a network: messages in, messages out.
#include "provider/protocol/service.h"

#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/testing/fake_clock.h"
#include "provider/protocol/fake_provider.h"
#include "schema/value/msgpack.h"

namespace ic::protocol {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

Value Text(std::string_view text) { return Value::String(text); }

Value With(Value object, std::string_view name, Value value) {
  object.Put(name, std::move(value));
  return object;
}

Value Thing() { return Value::Object({{"name", Text("x")}}); }

class ServiceTest : public testing::Test {
 protected:
  static Type type() { return FakeSchema().ImpliedType(); }

  static tfplugin6::DynamicValue Wire(const Value& value) {
    tfplugin6::DynamicValue wire;
    wire.set_msgpack(EncodeMsgpack(type(), value));
    return wire;
  }

  static Value Unwire(const tfplugin6::DynamicValue& wire) {
    if (wire.msgpack().empty()) return Value::Null();
    const StatusOr<Value> value = DecodeMsgpack(type(), wire.msgpack());
    EXPECT_TRUE(value.ok()) << value.status().ToString();
    return value.ok() ? *value : Value::Null();
  }

  template <typename Response>
  static std::vector<std::string> Summaries(const Response& response) {
    std::vector<std::string> summaries;
    for (const tfplugin6::Diagnostic& item : response.diagnostics()) {
      EXPECT_NE(item.severity(), tfplugin6::Diagnostic::INVALID);
      std::string path;
      for (const auto& step : item.attribute().steps()) path += "/" + step.attribute_name();
      summaries.push_back((item.severity() == tfplugin6::Diagnostic::ERROR ? "error " : "warning ") + item.summary() +
                          (path.empty() ? "" : " " + path));
    }
    return summaries;
  }

  tfplugin6::PlanResourceChange::Response Plan(const Value& prior, const Value& proposed, const Value& config,
                                               const std::string& prior_private = "") {
    tfplugin6::PlanResourceChange::Request request;
    request.set_type_name("test_thing");
    *request.mutable_prior_state() = Wire(prior);
    *request.mutable_proposed_new_state() = Wire(proposed);
    *request.mutable_config() = Wire(config);
    request.set_prior_private(prior_private);
    tfplugin6::PlanResourceChange::Response response;
    EXPECT_TRUE(service_.PlanResourceChange(nullptr, &request, &response).ok());
    return response;
  }

  tfplugin6::ApplyResourceChange::Response Apply(const Value& prior, const Value& planned, const Value& config) {
    tfplugin6::ApplyResourceChange::Request request;
    request.set_type_name("test_thing");
    *request.mutable_prior_state() = Wire(prior);
    *request.mutable_planned_state() = Wire(planned);
    *request.mutable_config() = Wire(config);
    request.set_planned_private("p");
    tfplugin6::ApplyResourceChange::Response response;
    EXPECT_TRUE(service_.ApplyResourceChange(nullptr, &request, &response).ok());
    return response;
  }

  tfplugin6::ReadResource::Response Read(const Value& state) {
    tfplugin6::ReadResource::Request request;
    request.set_type_name("test_thing");
    *request.mutable_current_state() = Wire(state);
    request.set_private_("p");
    tfplugin6::ReadResource::Response response;
    EXPECT_TRUE(service_.ReadResource(nullptr, &request, &response).ok());
    return response;
  }

  tfplugin6::UpgradeResourceState::Response Upgrade(std::string_view json, std::int64_t version = 3) {
    tfplugin6::UpgradeResourceState::Request request;
    request.set_type_name("test_thing");
    request.set_version(version);
    request.mutable_raw_state()->set_json(std::string(json));
    tfplugin6::UpgradeResourceState::Response response;
    EXPECT_TRUE(service_.UpgradeResourceState(nullptr, &request, &response).ok());
    return response;
  }

  tfplugin6::MoveResourceState::Response Move(std::string_view type, std::string_view json, std::int64_t version = 1) {
    tfplugin6::MoveResourceState::Request request;
    request.set_source_provider_address("registry.example/foreign/foreign");
    request.set_source_type_name(std::string(type));
    request.set_source_schema_version(version);
    request.mutable_source_state()->set_json(std::string(json));
    request.set_source_private("theirs");
    request.set_target_type_name("test_thing");
    tfplugin6::MoveResourceState::Response response;
    EXPECT_TRUE(service_.MoveResourceState(nullptr, &request, &response).ok());
    return response;
  }

  FakeProvider provider_;
  FakeResource& resource_ = provider_.resource;
  FakeClock clock_;
  std::vector<std::string> log_;
  Service service_{provider_,
                   Logger(LogLevel::kDebug,
                          [this](const LogRecord& record) {
                            std::string line(record.message);
                            for (const auto& [key, value] : record.fields) {
                              line.append(" ").append(key).append("=").append(value);
                            }
                            log_.push_back(line);
                          }),
                   clock_};
};

TEST_F(ServiceTest, SchemaAndMetadata) {
  const tfplugin6::GetProviderSchema::Request schema_request;
  tfplugin6::GetProviderSchema::Response schema;
  EXPECT_TRUE(service_.GetProviderSchema(nullptr, &schema_request, &schema).ok());
  EXPECT_TRUE(schema.server_capabilities().plan_destroy());
  EXPECT_TRUE(schema.server_capabilities().get_provider_schema_optional());
  EXPECT_TRUE(schema.server_capabilities().move_resource_state());
  EXPECT_TRUE(schema.provider().has_block());
  EXPECT_EQ(schema.resource_schemas().at("test_thing").version(), 3);
  EXPECT_EQ(schema.data_source_schemas().at("test_data").block().attributes_size(), 2);
  EXPECT_FALSE(schema.has_provider_meta());

  const tfplugin6::GetMetadata::Request request;
  tfplugin6::GetMetadata::Response metadata;
  EXPECT_TRUE(service_.GetMetadata(nullptr, &request, &metadata).ok());
  EXPECT_EQ(metadata.resources(0).type_name(), "test_thing");
  EXPECT_EQ(metadata.data_sources(0).type_name(), "test_data");
  EXPECT_TRUE(metadata.server_capabilities().plan_destroy());
}

TEST_F(ServiceTest, ConfigurePassesUnknownThrough) {
  Value seen;
  std::string version;
  provider_.configure = [&](const terraform::ConfigureRequest& request) {
    seen = request.config;
    version = request.terraform_version;
    return Diagnostics();
  };
  tfplugin6::ConfigureProvider::Request request;
  request.set_terraform_version("1.11.4");
  request.mutable_config()->set_msgpack(std::string("\x81\xa6region\xd4\x00\x00", 11));
  tfplugin6::ConfigureProvider::Response response;
  EXPECT_TRUE(service_.ConfigureProvider(nullptr, &request, &response).ok());
  EXPECT_THAT(Summaries(response), IsEmpty());
  EXPECT_TRUE(seen.Get("region").is_unknown());
  EXPECT_EQ(version, "1.11.4");

  request.clear_config();  // no provider block
  EXPECT_TRUE(service_.ConfigureProvider(nullptr, &request, &response).ok());
  EXPECT_EQ(seen, Value::Object({}));
}

TEST_F(ServiceTest, StopReachesTheProvider) {
  const tfplugin6::StopProvider::Request request;
  tfplugin6::StopProvider::Response response;
  EXPECT_TRUE(service_.StopProvider(nullptr, &request, &response).ok());
  EXPECT_EQ(provider_.stops, 1);
  EXPECT_TRUE(response.error().empty());
}

TEST_F(ServiceTest, ValidationComesFromTheSchemaFirst) {
  int asked = 0;
  resource_.validate = [&asked](const terraform::ValidateRequest& request) {
    ++asked;
    EXPECT_TRUE(request.write_only_allowed);
    Diagnostics diagnostics;
    diagnostics.AddError("size", "Too large", "x");
    return diagnostics;
  };
  tfplugin6::ValidateResourceConfig::Request request;
  request.set_type_name("test_thing");
  *request.mutable_config() = Wire(Value::Object({{"key_wo", Text("k")}}));
  tfplugin6::ValidateResourceConfig::Response response;
  EXPECT_TRUE(service_.ValidateResourceConfig(nullptr, &request, &response).ok());
  EXPECT_THAT(Summaries(response), ElementsAre("error Missing required argument /name",
                                               "error Write-only attribute not supported here /key_wo"));
  EXPECT_EQ(asked, 0);

  response.Clear();
  *request.mutable_config() = Wire(With(Thing(), "key_wo", Text("k")));
  request.mutable_client_capabilities()->set_write_only_attributes_allowed(true);
  EXPECT_TRUE(service_.ValidateResourceConfig(nullptr, &request, &response).ok());
  EXPECT_THAT(Summaries(response), ElementsAre("error Too large /size"));
}

TEST_F(ServiceTest, UpgradeReadsTheStateFile) {
  const auto response = Upgrade(R"({ "name": "x", "size": 123456789012345678901234567890,
                                     "gone": 1, "key_wo": "leaked", "one": {"a": "1", "old": true} })");
  EXPECT_THAT(Summaries(response), IsEmpty());
  const Value state = Unwire(response.upgraded_state());
  EXPECT_EQ(state.Get("size").AsNumber().ToString(), "123456789012345678901234567890");
  EXPECT_EQ(state.Get("one"), Value::Object({{"a", Text("1")}}));
  EXPECT_TRUE(state.Get("key_wo").is_null());
  EXPECT_TRUE(state.Get("id").is_null());
}

TEST_F(ServiceTest, UpgradeNeverAnswersWithNullWithoutAnError) {
  for (const char* json : {"", "null", "{", R"({"size": "many"})", "[]"}) {
    const auto response = Upgrade(json);
    EXPECT_THAT(Summaries(response), ElementsAre("error State cannot be read")) << json;
  }
  EXPECT_THAT(Summaries(Upgrade(R"({"name": "x"})", 4)), ElementsAre("error State cannot be read"));
  EXPECT_THAT(Summaries(Upgrade(R"({"name": "x"})", 2)), IsEmpty());
}

TEST_F(ServiceTest, ReadPassesStateAndPrivate) {
  resource_.read = [](const terraform::ReadRequest& request) {
    EXPECT_EQ(request.private_data, "p");
    return terraform::ReadResponse{.new_state = With(With(request.current_state, "id", Text("1")), "key_wo", Text("k")),
                                   .private_data = "q"};
  };
  const auto response = Read(Thing());
  EXPECT_THAT(Summaries(response), IsEmpty());
  EXPECT_EQ(Unwire(response.new_state()), With(Thing(), "id", Text("1")));  // write-only nulled
  EXPECT_EQ(response.private_(), "q");
}

TEST_F(ServiceTest, ReadMayFindNothing) {
  resource_.read = [](const terraform::ReadRequest&) { return terraform::ReadResponse(); };
  const auto response = Read(Thing());
  EXPECT_THAT(Summaries(response), IsEmpty());
  EXPECT_TRUE(Unwire(response.new_state()).is_null());
}

TEST_F(ServiceTest, ABadReadKeepsTheObject) {
  resource_.read = [](const terraform::ReadRequest& request) {
    return terraform::ReadResponse{.new_state = With(request.current_state, "id", Value::Unknown())};
  };
  auto response = Read(Thing());
  EXPECT_THAT(Summaries(response), ElementsAre("error Invalid answer of the provider /id"));
  EXPECT_EQ(Unwire(response.new_state()), Thing());
  EXPECT_EQ(response.private_(), "p");
  resource_.read = [](const terraform::ReadRequest&) {
    terraform::ReadResponse read;
    read.diagnostics.AddError({}, "Throttled", "x");
    return read;
  };
  response = Read(Thing());
  EXPECT_THAT(Summaries(response), ElementsAre("error Throttled"));
  EXPECT_EQ(Unwire(response.new_state()), Thing());
}

TEST_F(ServiceTest, PlanNeverHoldsWriteOnlyValues) {
  const Value config = With(Thing(), "key_wo", Text("secret"));
  resource_.plan = [](const terraform::PlanRequest& request) {
    EXPECT_TRUE(request.proposed_state.Get("key_wo").is_null());
    EXPECT_EQ(request.config.Get("key_wo"), Text("secret"));
    return terraform::PlanResponse{.planned_state = With(request.config, "id", Value::Unknown()),
                                   .planned_private = "q"};
  };
  const auto response = Plan(Value::Null(), config, config, "p");
  EXPECT_THAT(Summaries(response), IsEmpty());
  EXPECT_EQ(Unwire(response.planned_state()), With(Thing(), "id", Value::Unknown()));
  EXPECT_THAT(response.planned_state().msgpack(), Not(HasSubstr("secret")));
  EXPECT_EQ(response.planned_private(), "q");
}

TEST_F(ServiceTest, PlanBreachesNameTheirAttribute) {
  resource_.plan = [](const terraform::PlanRequest& request) {
    return terraform::PlanResponse{.planned_state = With(request.proposed_state, "size", Value::Int(9))};
  };
  EXPECT_THAT(Summaries(Plan(Value::Null(), Thing(), Thing())), ElementsAre("error Invalid plan /size"));
}

TEST_F(ServiceTest, ReplacePathsAreSent) {
  resource_.plan = [](const terraform::PlanRequest& request) {
    return terraform::PlanResponse{.planned_state = request.proposed_state,
                                   .requires_replace = {"name", AttributePath("one").Attribute("a")}};
  };
  const auto response = Plan(With(Thing(), "name", Text("y")), Thing(), Thing());
  ASSERT_EQ(response.requires_replace_size(), 2);
  EXPECT_EQ(response.requires_replace(0).steps(0).attribute_name(), "name");
  EXPECT_EQ(response.requires_replace(1).steps_size(), 1);  // nothing is in `one`
}

TEST_F(ServiceTest, DestroyIsPlannedAndCanBeRefused) {
  resource_.plan = [](const terraform::PlanRequest& request) {
    EXPECT_TRUE(request.proposed_state.is_null());
    EXPECT_TRUE(request.config.is_null());
    EXPECT_EQ(request.prior_state, Thing());
    return terraform::PlanResponse();
  };
  auto response = Plan(Thing(), Value::Null(), Value::Null(), "p");
  EXPECT_THAT(Summaries(response), IsEmpty());
  EXPECT_TRUE(Unwire(response.planned_state()).is_null());
  EXPECT_EQ(response.planned_private(), "p");  // the deletion gets what the object had

  resource_.plan = [](const terraform::PlanRequest&) {
    terraform::PlanResponse plan;
    plan.diagnostics.AddError({}, "Refused", "x");
    return plan;
  };
  EXPECT_THAT(Summaries(Plan(Thing(), Value::Null(), Value::Null())), ElementsAre("error Refused"));
}

TEST_F(ServiceTest, ApplyStoresTheResult) {
  resource_.apply = [](const terraform::ApplyRequest& request) {
    EXPECT_EQ(request.planned_private, "p");
    EXPECT_EQ(request.config.Get("key_wo"), Text("secret"));
    Value state = With(With(request.planned_state, "id", Text("dx-1")), "key_wo", Text("secret"));
    return terraform::ApplyResponse{.new_state = state, .private_data = "q"};
  };
  const Value planned = With(With(Thing(), "id", Value::Unknown()), "note", Value::Unknown());
  const auto response = Apply(Value::Null(), planned, With(Thing(), "key_wo", Text("secret")));
  EXPECT_THAT(Summaries(response), IsEmpty());
  EXPECT_EQ(Unwire(response.new_state()), With(Thing(), "id", Text("dx-1")));
  EXPECT_THAT(response.new_state().msgpack(), Not(HasSubstr("secret")));
  EXPECT_EQ(response.private_(), "q");
}

TEST_F(ServiceTest, AResultUnlikeThePlanWarnsInsteadOfTainting) {
  resource_.apply = [](const terraform::ApplyRequest& request) {
    return terraform::ApplyResponse{
        .new_state = With(With(With(request.planned_state, "id", Text("dx-1")), "name", Text("X")), "size", Text("?"))};
  };
  const auto response =
      Apply(Value::Null(), With(With(Thing(), "id", Value::Unknown()), "size", Value::Int(1)), Thing());
  EXPECT_THAT(Summaries(response),
              ElementsAre("warning Result differs from the plan /name", "warning Result differs from the plan /size"));
  EXPECT_EQ(Unwire(response.new_state()), With(With(Thing(), "id", Text("dx-1")), "size", Value::Int(1)));
}

TEST_F(ServiceTest, AnErrorKeepsThePartialState) {
  resource_.apply = [](const terraform::ApplyRequest& request) {
    terraform::ApplyResponse applied{.new_state = With(request.planned_state, "name", Text("half")),
                                     .private_data = "q"};
    applied.diagnostics.AddError({}, "Creating failed", "x");
    return applied;
  };
  const auto response = Apply(Value::Null(), With(Thing(), "id", Value::Unknown()), Thing());
  EXPECT_THAT(Summaries(response), ElementsAre("error Creating failed"));
  EXPECT_EQ(Unwire(response.new_state()), With(Thing(), "name", Text("half")));  // unknown id became null
}

TEST_F(ServiceTest, AnErrorWithoutAStateStoresNothing) {
  resource_.apply = [](const terraform::ApplyRequest&) {
    terraform::ApplyResponse applied;
    applied.diagnostics.AddError({}, "Creating failed", "x");
    return applied;
  };
  EXPECT_TRUE(Unwire(Apply(Value::Null(), Thing(), Thing()).new_state()).is_null());
}

TEST_F(ServiceTest, NoStateAndNoErrorIsAnError) {
  resource_.apply = [](const terraform::ApplyRequest&) { return terraform::ApplyResponse(); };
  auto response = Apply(Value::Null(), Thing(), Thing());
  EXPECT_THAT(Summaries(response), ElementsAre("error No result after apply"));
  response = Apply(With(Thing(), "id", Text("1")), Thing(), Thing());
  EXPECT_EQ(Unwire(response.new_state()), With(Thing(), "id", Text("1")));
}

TEST_F(ServiceTest, DeletionMustLeaveNothing) {
  auto response = Apply(Thing(), Value::Null(), Value::Null());
  EXPECT_THAT(Summaries(response), IsEmpty());
  EXPECT_TRUE(Unwire(response.new_state()).is_null());
  resource_.apply = [](const terraform::ApplyRequest& request) {
    return terraform::ApplyResponse{.new_state = request.prior_state};
  };
  response = Apply(Thing(), Value::Null(), Value::Null());
  EXPECT_THAT(Summaries(response), ElementsAre("error Object still there after its deletion"));
  EXPECT_EQ(Unwire(response.new_state()), Thing());
}

TEST_F(ServiceTest, AnExceptionInApplyKeepsWhatIsKnown) {
  resource_.apply = [](const terraform::ApplyRequest&) -> terraform::ApplyResponse {
    throw std::out_of_range("secret");
  };
  const Value planned = With(Thing(), "id", Value::Unknown());
  auto response = Apply(Value::Null(), planned, Thing());
  EXPECT_THAT(Summaries(response), ElementsAre("error Internal error of the provider"));
  EXPECT_THAT(response.diagnostics(0).detail(), HasSubstr("test_thing"));
  EXPECT_THAT(response.diagnostics(0).detail(), HasSubstr("std::out_of_range"));
  EXPECT_THAT(response.diagnostics(0).detail(), Not(HasSubstr("secret")));
  EXPECT_EQ(Unwire(response.new_state()), Thing());
  EXPECT_EQ(response.private_(), "p");
  const Value prior = With(Thing(), "id", Text("1"));
  EXPECT_EQ(Unwire(Apply(prior, With(prior, "size", Value::Int(1)), Thing()).new_state()), prior);
  EXPECT_EQ(Unwire(Apply(prior, Value::Null(), Value::Null()).new_state()), prior);  // perhaps not deleted
}

TEST_F(ServiceTest, APlanKnowsWhetherTheHostIsApplying) {
  for (const bool applying : {false, true}) {
    bool told = !applying;
    resource_.plan = [&told](const terraform::PlanRequest& request) {
      told = request.applying;
      return terraform::PlanResponse{.planned_state = request.proposed_state};
    };
    tfplugin6::PlanResourceChange::Request request;
    request.set_type_name("test_thing");
    *request.mutable_prior_state() = Wire(Value::Null());
    *request.mutable_proposed_new_state() = Wire(Thing());
    *request.mutable_config() = Wire(Thing());
    request.mutable_client_capabilities()->set_deferral_allowed(applying);
    tfplugin6::PlanResourceChange::Response response;
    EXPECT_TRUE(service_.PlanResourceChange(nullptr, &request, &response).ok());
    EXPECT_EQ(told, applying);
  }
}

TEST_F(ServiceTest, AnExceptionElsewhereIsADiagnostic) {
  resource_.plan = [](const terraform::PlanRequest&) -> terraform::PlanResponse { throw 7; };
  const auto plan = Plan(Value::Null(), Thing(), Thing());
  EXPECT_THAT(Summaries(plan), ElementsAre("error Internal error of the provider"));
  EXPECT_THAT(plan.diagnostics(0).detail(), HasSubstr("PlanResourceChange for test_thing"));
  resource_.read = [](const terraform::ReadRequest&) -> terraform::ReadResponse { throw std::bad_alloc(); };
  EXPECT_THAT(Summaries(Read(Thing())), ElementsAre("error Internal error of the provider"));
}

TEST_F(ServiceTest, UndecodableRequestsDoNothing) {
  resource_.apply = [](const terraform::ApplyRequest&) -> terraform::ApplyResponse {
    ADD_FAILURE() << "called";
    return {};
  };
  tfplugin6::ApplyResourceChange::Request request;
  request.set_type_name("test_thing");
  *request.mutable_prior_state() = Wire(Thing());
  request.mutable_planned_state()->set_msgpack("\xdd\xff\xff\xff\xff");
  request.set_planned_private("p");
  tfplugin6::ApplyResourceChange::Response response;
  EXPECT_TRUE(service_.ApplyResourceChange(nullptr, &request, &response).ok());
  EXPECT_THAT(Summaries(response), ElementsAre("error Value from Terraform not understood"));
  EXPECT_THAT(response.diagnostics(0).detail(), HasSubstr("The planned state of test_thing does not fit its schema"));
  EXPECT_EQ(Unwire(response.new_state()), Thing());
  EXPECT_EQ(response.private_(), "p");
}

TEST_F(ServiceTest, UnknownTypesAreNamed) {
  tfplugin6::ReadResource::Request request;
  request.set_type_name("test_other");
  *request.mutable_current_state() = Wire(Thing());
  tfplugin6::ReadResource::Response response;
  EXPECT_TRUE(service_.ReadResource(nullptr, &request, &response).ok());
  EXPECT_THAT(Summaries(response), ElementsAre("error Unknown resource type"));
  EXPECT_EQ(Unwire(response.new_state()), Thing());
}

TEST_F(ServiceTest, ImportAnswersWithOneWholeObject) {
  tfplugin6::ImportResourceState::Request request;
  request.set_type_name("test_thing");
  request.set_id("aws/us-east-1/dxcon-1");
  resource_.import = [](const std::string& id) {
    return terraform::ImportResponse{.state = With(With(Thing(), "id", Text(id)), "key_wo", Text("k")),
                                     .private_data = "q"};
  };
  tfplugin6::ImportResourceState::Response response;
  EXPECT_TRUE(service_.ImportResourceState(nullptr, &request, &response).ok());
  EXPECT_THAT(Summaries(response), IsEmpty());
  ASSERT_EQ(response.imported_resources_size(), 1);
  EXPECT_EQ(response.imported_resources(0).type_name(), "test_thing");
  EXPECT_EQ(Unwire(response.imported_resources(0).state()), With(Thing(), "id", Text("aws/us-east-1/dxcon-1")));
  EXPECT_EQ(response.imported_resources(0).private_(), "q");

  resource_.import = nullptr;
  response.Clear();
  EXPECT_TRUE(service_.ImportResourceState(nullptr, &request, &response).ok());
  EXPECT_THAT(Summaries(response), ElementsAre("error Nothing to import"));
  EXPECT_EQ(response.imported_resources_size(), 0);
}

TEST_F(ServiceTest, DataSourcesMustAnswerWithKnownValues) {
  const Type data_type = provider_.data_source.schema().ImpliedType();
  tfplugin6::ReadDataSource::Request request;
  request.set_type_name("test_data");
  request.mutable_config()->set_msgpack(EncodeMsgpack(data_type, Value::Object({{"q", Text("x")}})));
  provider_.data_source.read = [](const Value& config) {
    return terraform::ReadDataResponse{.state = With(config, "r", Value::Int(7)), .diagnostics = {}};
  };
  tfplugin6::ReadDataSource::Response response;
  EXPECT_TRUE(service_.ReadDataSource(nullptr, &request, &response).ok());
  EXPECT_EQ(*DecodeMsgpack(data_type, response.state().msgpack()),
            Value::Object({{"q", Text("x")}, {"r", Value::Int(7)}}));

  provider_.data_source.read = [](const Value& config) {
    return terraform::ReadDataResponse{.state = With(config, "r", Value::Unknown()), .diagnostics = {}};
  };
  response.Clear();
  EXPECT_TRUE(service_.ReadDataSource(nullptr, &request, &response).ok());
  EXPECT_THAT(Summaries(response), ElementsAre("error Invalid answer of the provider /r"));
  provider_.data_source.read = [](const Value&) { return terraform::ReadDataResponse(); };
  response.Clear();
  EXPECT_TRUE(service_.ReadDataSource(nullptr, &request, &response).ok());
  EXPECT_THAT(Summaries(response), ElementsAre("error Invalid answer of the provider"));
}

TEST_F(ServiceTest, ADataSourceKnowsWhetherTheHostIsApplying) {
  for (const bool applying : {true, false}) {
    tfplugin6::ReadDataSource::Request request;
    request.set_type_name("test_data");
    request.mutable_config()->set_msgpack(
        EncodeMsgpack(provider_.data_source.schema().ImpliedType(), Value::Object({{"q", Text("x")}})));
    request.mutable_client_capabilities()->set_deferral_allowed(applying);
    tfplugin6::ReadDataSource::Response response;
    EXPECT_TRUE(service_.ReadDataSource(nullptr, &request, &response).ok());
    EXPECT_EQ(provider_.data_source.applying, applying);
  }
}

TEST_F(ServiceTest, WhatIsNotOfferedIsRefusedCleanly) {
  tfplugin6::OpenEphemeralResource::Request open;
  open.set_type_name("test_other");
  tfplugin6::OpenEphemeralResource::Response opened;
  EXPECT_TRUE(service_.OpenEphemeralResource(nullptr, &open, &opened).ok());
  EXPECT_THAT(Summaries(opened), ElementsAre("error Unknown ephemeral resource type"));
  tfplugin6::CallFunction::Request call;
  call.set_name("f");
  tfplugin6::CallFunction::Response called;
  EXPECT_TRUE(service_.CallFunction(nullptr, &call, &called).ok());
  EXPECT_THAT(called.error().text(), HasSubstr("no function \"f\""));
}

TEST_F(ServiceTest, MoveAnswersWithAWholeObjectAndItsPrivateData) {
  terraform::MoveRequest seen;
  resource_.move = [&seen](const terraform::MoveRequest& request) {
    seen = request;
    terraform::MoveResponse moved{.state = With(Thing(), "key_wo", Text("k")), .private_data = "q"};
    moved.diagnostics.AddWarning({}, "Key is not taken along", "It stays where it is.");
    return moved;
  };
  const auto response = Move("foreign_thing", R"({"a": 1})");
  EXPECT_THAT(Summaries(response), ElementsAre("warning Key is not taken along"));
  EXPECT_EQ(Unwire(response.target_state()), Thing());
  EXPECT_EQ(response.target_private(), "q");
  EXPECT_EQ(seen.source_provider, "registry.example/foreign/foreign");
  EXPECT_EQ(seen.source_type, "foreign_thing");
  EXPECT_EQ(seen.source_version, 1);
  EXPECT_EQ(seen.source_state, R"({"a": 1})");
}

// An answer without a state would make the host forget the object, and plan to make it once more.
TEST_F(ServiceTest, MoveNeverAnswersNothing) {
  EXPECT_THAT(Summaries(Move("foreign_thing", "{}")),
              ElementsAre("error Moving between resource types is not supported"));
  EXPECT_THAT(Summaries(Move("foreign_thing", "")), ElementsAre("error State cannot be read"));
  resource_.move = [](const terraform::MoveRequest&) {
    terraform::MoveResponse moved{.state = Thing()};
    moved.diagnostics.AddError({}, "Not this one", "Because.");
    return moved;
  };
  const auto refused = Move("foreign_thing", "{}");
  EXPECT_THAT(Summaries(refused), ElementsAre("error Not this one"));
  EXPECT_FALSE(refused.has_target_state());
  resource_.move = [](const terraform::MoveRequest&) {
    return terraform::MoveResponse{.state = With(Thing(), "note", Value::Unknown())};
  };
  EXPECT_FALSE(Move("foreign_thing", "{}").has_target_state());
}

TEST_F(ServiceTest, MoveOfAnObjectOfTheSameTypeKeepsIt) {
  resource_.move = [](const terraform::MoveRequest&) -> terraform::MoveResponse {
    ADD_FAILURE() << "called";
    return {};
  };
  const auto response = Move("test_thing", R"({"id": "1", "name": "n"})");
  EXPECT_THAT(Summaries(response), IsEmpty());
  EXPECT_EQ(Unwire(response.target_state()).Get("name"), Text("n"));
  EXPECT_EQ(response.target_private(), "theirs");
  EXPECT_THAT(Summaries(Move("test_thing", "{}", 4)), ElementsAre("error State cannot be read"));
}

TEST_F(ServiceTest, FunctionsAreListedAndCalled) {
  const tfplugin6::GetFunctions::Request list;
  tfplugin6::GetFunctions::Response functions;
  EXPECT_TRUE(service_.GetFunctions(nullptr, &list, &functions).ok());
  ASSERT_EQ(functions.functions().count("join"), 1U);
  const tfplugin6::Function& join = functions.functions().at("join");
  EXPECT_EQ(join.parameters(0).type(), "\"string\"");
  EXPECT_EQ(join.variadic_parameter().name(), "more");
  EXPECT_EQ(join.return_().type(), "\"string\"");

  const auto call = [this](const std::vector<Value>& arguments) {
    tfplugin6::CallFunction::Request request;
    request.set_name("join");
    for (const Value& value : arguments) {
      request.add_arguments()->set_msgpack(EncodeMsgpack(Type::String(), value));
    }
    tfplugin6::CallFunction::Response response;
    EXPECT_TRUE(service_.CallFunction(nullptr, &request, &response).ok());
    return response;
  };
  EXPECT_EQ(call({Text("a"), Text("b"), Text("c")}).result().msgpack(), EncodeMsgpack(Type::String(), Text("abc")));
  EXPECT_FALSE(call({Text("a")}).has_error());
  const auto wrong = call({Text("a"), Text("")});
  EXPECT_EQ(wrong.error().text(), "it is empty");
  EXPECT_EQ(wrong.error().function_argument(), 1);
  // Without an argument none is named: Terraform crashes on a negative number.
  EXPECT_FALSE(call({}).error().has_function_argument());
  EXPECT_THAT(call({Value::Null()}).error().text(), HasSubstr("known"));
}

TEST_F(ServiceTest, CallsAreLoggedWithoutValues) {
  resource_.plan = [this](const terraform::PlanRequest& request) {
    (void)clock_.SleepFor(std::chrono::milliseconds(120), {});
    return terraform::PlanResponse{.planned_state = request.proposed_state};
  };
  const Value config = With(With(Thing(), "key_wo", Text("secret")), "note", Text("secret"));
  (void)Plan(Value::Null(), config, config, "secret");
  EXPECT_THAT(log_, ElementsAre("Answered tf_rpc=PlanResourceChange tf_req_duration_ms=120 tf_type=test_thing"));
}

}  // namespace
}  // namespace ic::protocol
