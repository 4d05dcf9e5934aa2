// Ephemeral resources as Terraform asks for them: announced, opened, and never answered with what a host refuses.
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/testing/fake_clock.h"
#include "provider/protocol/fake_provider.h"
#include "provider/protocol/service.h"
#include "schema/value/msgpack.h"

namespace ic::protocol {
namespace {

using ::testing::Each;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

constexpr const char* kSecret = "open-sesame-1";

class EphemeralTest : public testing::Test {
 protected:
  Type type() { return provider_.ephemeral.schema().ImpliedType(); }
  Value Config() const { return Value::Object({{"q", Value::String("x")}}); }

  template <typename Request>
  Request Asking(const Value& config, const std::string& name = "test_secret") {
    Request request;
    request.set_type_name(name);
    request.mutable_config()->set_msgpack(EncodeMsgpack(type(), config));
    return request;
  }
  tfplugin6::OpenEphemeralResource::Response Open(const Value& config) {
    const auto request = Asking<tfplugin6::OpenEphemeralResource::Request>(config);
    tfplugin6::OpenEphemeralResource::Response response;
    EXPECT_TRUE(service_.OpenEphemeralResource(nullptr, &request, &response).ok());
    return response;
  }
  tfplugin6::ValidateEphemeralResourceConfig::Response Validate(const Value& config) {
    const auto request = Asking<tfplugin6::ValidateEphemeralResourceConfig::Request>(config);
    tfplugin6::ValidateEphemeralResourceConfig::Response response;
    EXPECT_TRUE(service_.ValidateEphemeralResourceConfig(nullptr, &request, &response).ok());
    return response;
  }
  void Answer(Value result) {
    provider_.ephemeral.opening = [result = std::move(result)](const Value&) {
      return terraform::OpenResponse{.result = result, .diagnostics = {}};
    };
  }

  FakeProvider provider_;
  FakeClock clock_;
  std::vector<std::string> log_;
  Service service_{provider_,
                   Logger(LogLevel::kTrace,
                          [this](const LogRecord& record) {
                            std::string line(record.message);
                            for (const auto& [key, value] : record.fields) line.append(" ").append(value);
                            log_.push_back(line);
                          }),
                   clock_};
};

TEST_F(EphemeralTest, AreAnnouncedBesideTheRest) {
  const tfplugin6::GetMetadata::Request metadata_request;
  tfplugin6::GetMetadata::Response metadata;
  EXPECT_TRUE(service_.GetMetadata(nullptr, &metadata_request, &metadata).ok());
  ASSERT_EQ(metadata.ephemeral_resources_size(), 1);
  EXPECT_EQ(metadata.ephemeral_resources(0).type_name(), "test_secret");
  const tfplugin6::GetProviderSchema::Request schema_request;
  tfplugin6::GetProviderSchema::Response schema;
  EXPECT_TRUE(service_.GetProviderSchema(nullptr, &schema_request, &schema).ok());
  ASSERT_EQ(schema.ephemeral_resource_schemas().count("test_secret"), 1U);
  EXPECT_EQ(schema.ephemeral_resource_schemas().at("test_secret").block().attributes_size(), 3);
}

TEST_F(EphemeralTest, OpenTellsTheResultAndNothingToRenewOrClose) {
  const Value result =
      Value::Object({{"q", Value::String("x")}, {"r", Value::Int(7)}, {"secret", Value::String(kSecret)}});
  Answer(result);
  const auto opened = Open(Config());
  EXPECT_THAT(opened.diagnostics(), IsEmpty());
  EXPECT_EQ(*DecodeMsgpack(type(), opened.result().msgpack()), result);
  EXPECT_FALSE(opened.has_renew_at());
  EXPECT_FALSE(opened.has_deferred());
  tfplugin6::RenewEphemeralResource::Request renew;
  renew.set_type_name("test_secret");
  tfplugin6::RenewEphemeralResource::Response renewed;
  EXPECT_TRUE(service_.RenewEphemeralResource(nullptr, &renew, &renewed).ok());
  EXPECT_FALSE(renewed.has_renew_at());
  tfplugin6::CloseEphemeralResource::Request close;
  close.set_type_name("test_secret");
  tfplugin6::CloseEphemeralResource::Response closed;
  EXPECT_TRUE(service_.CloseEphemeralResource(nullptr, &close, &closed).ok());
  EXPECT_THAT(closed.diagnostics(), IsEmpty());
  EXPECT_THAT(log_, Each(Not(HasSubstr(kSecret))));
}

TEST_F(EphemeralTest, WhatAHostWouldRefuseIsAnErrorWithoutTheValue) {
  const auto with = [](Value q, Value r, Value secret) {
    return Value::Object({{"q", std::move(q)}, {"r", std::move(r)}, {"secret", std::move(secret)}});
  };
  const Value x = Value::String("x");
  for (const Value& wrong :
       {Value::Null(), with(x, Value::Unknown(), Value::String(kSecret)),
        with(Value::String(kSecret), Value::Int(1), Value::Null()), with(x, Value::String(kSecret), Value::Null())}) {
    Answer(wrong);
    const auto opened = Open(Config());
    ASSERT_GT(opened.diagnostics_size(), 0) << wrong.ToString();
    EXPECT_FALSE(opened.has_result());
    EXPECT_THAT(opened.ShortDebugString(), Not(HasSubstr(kSecret)));
  }
}

TEST_F(EphemeralTest, ErrorsAreToldInPlaceOfAResult) {
  provider_.ephemeral.opening = [](const Value& config) {
    terraform::OpenResponse response{.result = config, .diagnostics = {}};
    response.diagnostics.AddError(AttributePath("q"), "It is not there", "There is none.");
    return response;
  };
  const auto opened = Open(Config());
  ASSERT_EQ(opened.diagnostics_size(), 1);
  EXPECT_EQ(opened.diagnostics(0).summary(), "It is not there");
  EXPECT_FALSE(opened.has_result());
  const auto other = Asking<tfplugin6::OpenEphemeralResource::Request>(Config(), "test_other");
  tfplugin6::OpenEphemeralResource::Response response;
  EXPECT_TRUE(service_.OpenEphemeralResource(nullptr, &other, &response).ok());
  EXPECT_EQ(response.diagnostics(0).summary(), "Unknown ephemeral resource type");
}

TEST_F(EphemeralTest, AConfigurationIsHeldAgainstTheSchemaAndAgainstTheProvider) {
  EXPECT_THAT(Validate(Config()).diagnostics(), IsEmpty());
  EXPECT_THAT(Validate(Value::Object({{"q", Value::Unknown()}})).diagnostics(), IsEmpty());
  EXPECT_EQ(Validate(Value::Object({{"secret", Value::String("mine")}})).diagnostics_size(), 1);
  provider_.ephemeral.validate = [](const Value&) {
    Diagnostics diagnostics;
    diagnostics.AddError(AttributePath("q"), "Not that", "Another one.");
    return diagnostics;
  };
  EXPECT_EQ(Validate(Config()).diagnostics(0).summary(), "Not that");
}

}  // namespace
}  // namespace ic::protocol
