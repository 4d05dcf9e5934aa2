#include "simulators/aws/wire/model.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace ic::sim::aws {
namespace {

using Json = nlohmann::json;

std::string Code(const char* operation, const Json& input, bool lenient = false) {
  const Status status = Model::Get().Check(operation, input, lenient);
  return status.ok() ? "" : status.remote()->code;
}

TEST(Model, HasEveryOperationOfTheService) {
  int found = 0;
  for (const std::string_view name : {"CreateBGPPeer", "DescribeLocations", "UpdateVirtualInterfaceAttributes"}) {
    found += Model::Get().HasOperation(name) ? 1 : 0;
  }
  EXPECT_EQ(found, 3);
  EXPECT_FALSE(Model::Get().HasOperation("Tag"));  // a structure
}

TEST(Model, ChecksTypesRequirementsAndLimits) {
  const Json good = {{"location", "EqDC2"}, {"bandwidth", "1Gbps"}, {"connectionName", "a"}};
  EXPECT_EQ(Code("CreateConnection", good), "");
  Json bad = good;
  bad.erase("location");
  EXPECT_EQ(Code("CreateConnection", bad), "ValidationException");
  bad = good;
  bad["requestMACSec"] = "yes";
  EXPECT_EQ(Code("CreateConnection", bad), "SerializationException");
  bad = good;
  bad["tags"] = Json::array({{{"value", "without a key"}}});
  EXPECT_EQ(Code("CreateConnection", bad), "ValidationException");
  bad["tags"] = Json::array({{{"key", std::string(128, 'k')}, {"value", std::string(256, 'v')}}});
  EXPECT_EQ(Code("CreateConnection", bad), "");
  bad["tags"][0]["value"] = std::string(257, 'v');
  EXPECT_EQ(Code("CreateConnection", bad), "ValidationException");
  bad["tags"][0]["value"] = "Zürich ärgert";  // counted in characters, and not of ASCII
  EXPECT_EQ(Code("CreateConnection", bad), "");
}

TEST(Model, IntegersHave32BitsAndLongsHave64) {
  const auto peer = [](Json value, const char* member) {
    return Code("CreateBGPPeer", {{"newBGPPeer", {{member, std::move(value)}}}});
  };
  EXPECT_EQ(peer(2147483647, "asn"), "");
  EXPECT_EQ(peer(2147483648U, "asn"), "SerializationException");
  EXPECT_EQ(peer(-2147483649, "asn"), "SerializationException");
  EXPECT_EQ(peer(4294967295U, "asnLong"), "");
  EXPECT_EQ(peer("65000", "asnLong"), "SerializationException");
  EXPECT_EQ(peer(1.5, "asn"), "SerializationException");
  EXPECT_EQ(peer("ipv5", "addressFamily"), "ValidationException");
}

TEST(Model, MembersItDoesNotHaveAreRefusedUnlessLenient) {
  const Json input = {{"virtualInterfaceId", "dxvif-1"}, {"mut", 1500}};
  EXPECT_EQ(Code("UpdateVirtualInterfaceAttributes", input), "ValidationException");
  EXPECT_EQ(Code("UpdateVirtualInterfaceAttributes", input, true), "");
  EXPECT_EQ(Code("UpdateVirtualInterfaceAttributes", {{"virtualInterfaceId", "dxvif-1"}, {"rateLimit", "50Mbps"}}), "");
}

TEST(Model, NullIsAbsent) {
  const Json with = Json::parse(R"({"a": null, "b": {"c": null, "d": [1, {"e": null}]}})");
  EXPECT_EQ(WithoutNulls(with), Json::parse(R"({"b": {"d": [1, {}]}})"));
}

}  // namespace
}  // namespace ic::sim::aws
