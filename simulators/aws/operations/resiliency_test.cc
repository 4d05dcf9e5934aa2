// Resiliency groups, and how connections are paid for.
#include <gtest/gtest.h>

#include "simulators/aws/operations/operation.h"
#include "simulators/aws/wire/model.h"

namespace ic::sim::aws {
namespace {

constexpr const char* kUs = "111122223333";
constexpr const char* kOther = "444455556666";
constexpr const char* kRegion = "us-east-1";

class Resiliency : public ::testing::Test {
 protected:
  Resiliency() {
    for (const char* id : {"dxcon-1", "dxcon-2"}) Add({.id = id, .owner = kUs, .region = kRegion});
    Add({.id = "dxcon-hosted", .owner = kUs, .region = kRegion, .vlan = 101});
    Add({.id = "dxcon-theirs", .owner = kOther, .region = kRegion});
    Add({.id = "dxcon-far", .owner = kUs, .region = "eu-west-1"});
  }

  Connection& Add(Connection connection) {
    connection.life.state = "available";
    return world_.connections.Add(std::move(connection));
  }

  // The operation of that name, with an input that the service model takes.
  StatusOr<Json> Run(std::string_view name, Json in, const std::string& account = kUs,
                     const std::string& region = kRegion) {
    EXPECT_TRUE(Model::Get().Check(std::string(name), in, false).ok()) << name << in;
    const Identity who{.account = account, .region = region};
    OperationCall call{world_, life_, options_, who, in, Time{}, ""};
    for (const Operation& operation : ResiliencyOperations()) {
      if (operation.name == name) return operation.run(call);
    }
    return ClientError("no such operation");
  }
  Json Do(std::string_view name, Json in) {
    const StatusOr<Json> answer = Run(name, std::move(in));
    EXPECT_TRUE(answer.ok()) << name << ": " << answer.status().message();
    return answer.ok() ? *answer : Json();
  }
  std::string Refusal(std::string_view name, Json in, const std::string& account = kUs,
                      const std::string& region = kRegion) {
    const StatusOr<Json> answer = Run(name, std::move(in), account, region);
    return answer.ok() ? "" : answer.status().message();
  }

  std::string Make(Json more = Json::object()) {
    more["resiliencyGroupName"] = "pair";
    more["intendedResiliencyModel"] = "high-resiliency";
    return Do("CreateResiliencyGroup", more)["resiliencyGroup"]["resiliencyGroupId"];
  }
  static Json Named(const std::string& group, Json connections) {
    return {{"resiliencyGroupId", group}, {"connectionIdentifiers", std::move(connections)}};
  }
  Json Held(const std::string& group) {
    Json found = Json::array();
    const Json told = Do("ListResiliencyGroupAssociations", {{"resiliencyGroupId", group}});
    for (const Json& one : told["items"]) {
      found.push_back(one["connectionArn"]);
    }
    return found;
  }

  World world_{1};
  const CloudOptions options_;
  const Lifecycle life_{options_};
};

TEST_F(Resiliency, AGroupIsMadeRenamedAndDeleted) {
  const std::string id = Make({{"tags", {{{"key", "a"}, {"value", "b"}}}}});
  Do("UpdateResiliencyGroup", {{"resiliencyGroupId", id}, {"resiliencyGroupName", "couple"}});
  const Json shown = Do("GetResiliencyGroup", {{"resiliencyGroupId", id}})["resiliencyGroup"];
  EXPECT_EQ(shown["resiliencyGroupName"], "couple");
  EXPECT_EQ(shown["state"], "available");
  EXPECT_EQ(shown["tags"], Json::parse(R"([{"key": "a", "value": "b"}])"));
  EXPECT_EQ(Do("ListResiliencyGroups", Json::object())["items"].size(), 1u);
  EXPECT_EQ(Do("DeleteResiliencyGroup", {{"resiliencyGroupId", id}})["resiliencyGroup"]["state"], "deleting");
  EXPECT_EQ(Do("ListResiliencyGroups", Json::object())["items"].size(), 0u);
  EXPECT_NE(Refusal("GetResiliencyGroup", {{"resiliencyGroupId", id}}), "");
}

TEST_F(Resiliency, ARepeatedRequestWithItsTokenMakesOneGroup) {
  const std::string first = Make({{"clientToken", "t"}});
  EXPECT_EQ(Make({{"clientToken", "t"}}), first);
  EXPECT_NE(Make({{"clientToken", "u"}}), first);
  EXPECT_NE(Make(), Make());
}

TEST_F(Resiliency, AGroupIsItsOwnersInItsRegion) {
  const std::string id = Make();
  const Json named{{"resiliencyGroupId", id}};
  EXPECT_NE(Refusal("GetResiliencyGroup", named, kOther), "");
  EXPECT_NE(Refusal("DeleteResiliencyGroup", named, kUs, "eu-west-1"), "");
  EXPECT_EQ(Run("ListResiliencyGroups", Json::object(), kOther)->at("items").size(), 0u);
}

TEST_F(Resiliency, MembersComeAndGoByIdOrArn) {
  const std::string id = Make();
  const std::string arn = "arn:aws:directconnect:us-east-1:111122223333:dxcon/dxcon-2";
  Do("AssociateConnectionsToResiliencyGroup", Named(id, {"dxcon-1", arn}));
  Do("AssociateConnectionsToResiliencyGroup", Named(id, {"dxcon-1"}));  // again: no second time
  EXPECT_EQ(Held(id).size(), 2u);
  EXPECT_NE(Refusal("DeleteResiliencyGroup", {{"resiliencyGroupId", id}}), "");
  const Json left = Do("DisassociateConnectionsFromResiliencyGroup", Named(id, {"dxcon-1"}));
  EXPECT_EQ(left["resiliencyGroupAssociations"][0]["state"], "disassociated");
  EXPECT_EQ(Held(id), Json::array({arn}));
}

TEST_F(Resiliency, OneWrongNameChangesNothing) {
  const std::string id = Make();
  for (const char* wrong : {"dxcon-theirs", "dxcon-far", "dxcon-none"}) {
    EXPECT_NE(Refusal("AssociateConnectionsToResiliencyGroup", Named(id, {"dxcon-1", wrong})), "") << wrong;
  }
  EXPECT_EQ(Held(id), Json::array());
  Do("AssociateConnectionsToResiliencyGroup", Named(id, {"dxcon-1"}));
  EXPECT_NE(Refusal("DisassociateConnectionsFromResiliencyGroup", Named(id, {"dxcon-1", "dxcon-2"})), "");
  EXPECT_EQ(Held(id).size(), 1u);
}

TEST_F(Resiliency, ADeletedConnectionLeavesItsGroup) {
  const std::string id = Make();
  Do("AssociateConnectionsToResiliencyGroup", Named(id, {"dxcon-1", "dxcon-2"}));
  world_.connections.Find("dxcon-1")->life.state = "deleted";
  EXPECT_EQ(Held(id).size(), 1u);
  world_.connections.RemoveIf([](const Connection& one) { return one.id == "dxcon-2"; });
  EXPECT_EQ(Refusal("DeleteResiliencyGroup", {{"resiliencyGroupId", id}}), "");
}

TEST_F(Resiliency, ConnectionsArePaidForAsTold) {
  const Json told =
      Do("UpdateConnectionsBillingMode", {{"connectionIds", {"dxcon-1", "dxcon-2"}}, {"billingMode", "FlatRateTier2"}});
  EXPECT_EQ(told["billingMode"], "FlatRateTier2");
  ASSERT_EQ(told["connections"].size(), 2u);
  EXPECT_EQ(told["connections"][1]["billingMode"], "FlatRateTier2");
  for (const char* wrong : {"dxcon-hosted", "dxcon-theirs"}) {
    const Json in{{"connectionIds", {"dxcon-1", wrong}}, {"billingMode", "PayAsYouGo"}};
    EXPECT_NE(Refusal("UpdateConnectionsBillingMode", in), "") << wrong;
  }
  EXPECT_EQ(world_.connections.Find("dxcon-1")->billing_mode, "FlatRateTier2");
  EXPECT_NE(Refusal("UpdateConnectionsBillingMode",
                    {{"connectionIds", Json(std::vector<std::string>(201, "dxcon-1"))}, {"billingMode", "PayAsYouGo"}}),
            "");
}

}  // namespace
}  // namespace ic::sim::aws
