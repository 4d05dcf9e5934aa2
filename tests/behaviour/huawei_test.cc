// What only Huawei's adapter looks at: the line and the gateway that an interface stands on, and a gateway's last
// subnet.
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/behaviour/specimens.h"

namespace ic::behaviour {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

class HuaweiTest : public testing::Test {
 protected:
  // What a check says of the interface, and the create too; neither makes anything.
  Status Refused(const Value& wanted) {
    const nlohmann::json objects = bench_.clouds().Objects("huawei");
    const Status check = bench_.Fresh()->Check(bench_.Request(Kind::kVirtualInterface, wanted), {});
    const ChangeResult made = bench_.Fresh()->Create(bench_.Request(Kind::kVirtualInterface, wanted), {});
    EXPECT_EQ(made.status.message(), check.message());
    EXPECT_EQ(bench_.clouds().Objects("huawei"), objects);
    return check;
  }

  Bench bench_{"huawei"};
  Value wanted_ = Find("huawei", "private").desired(bench_);
};

TEST_F(HuaweiTest, AnOperationsConnectionCarriesNoInterface) {
  wanted_.Put("connection_id",
              S(bench_.Seed("operations_connect", {{"tenant_id", "c3b7e9b214a875c9254a5424cc5c527a"}})));
  EXPECT_THAT(std::string(Refused(wanted_).message()),
              AllOf(HasSubstr("`connection_id` names "), HasSubstr("Name one of its hosted connections")));
}

TEST_F(HuaweiTest, AHostedConnectionHasItsVlan) {
  wanted_.Put("connection_id", S(bench_.Make(Kind::kConnection, Find("huawei", "hosted").desired(bench_))));
  EXPECT_THAT(std::string(Refused(wanted_).message()), AllOf(HasSubstr("`vlan` is 125"), HasSubstr("Set vlan = 301")));
}

TEST_F(HuaweiTest, ALineThatFailedCarriesNothing) {
  for (const char* word : {"ERROR", "DENY", "REJECTED"}) {
    bench_.clouds().Edit("huawei", wanted_.Get("connection_id").AsString(), {{"status", word}});
    const Status refused = Refused(wanted_);
    EXPECT_EQ(refused.code(), StatusCode::kFailedPrecondition) << word;
    EXPECT_THAT(std::string(refused.message()), HasSubstr(std::string("is `") + word + "`"));
  }
}

TEST_F(HuaweiTest, ALineThatIsNotReadyIsWaitedFor) {
  for (const char* word : {"BUILD", "ORDERING", "PENDING_UPDATE"}) {
    bench_.clouds().Edit("huawei", wanted_.Get("connection_id").AsString(), {{"status", word}});
    const Status refused = Refused(wanted_);
    EXPECT_EQ(refused.code(), StatusCode::kDeadlineExceeded) << word;
    EXPECT_THAT(std::string(refused.message()), AllOf(HasSubstr("a virtual interface cannot be put on"),
                                                      HasSubstr(std::string("still `") + word + "`")));
  }
}

TEST_F(HuaweiTest, TheGatewaysAsnAndSubnetsAreItsOwn) {
  const std::string gateway = wanted_.Get("gateway_id").AsString();
  const Value plain = wanted_;
  wanted_.Put("customer_asn", S("64512"));
  EXPECT_THAT(std::string(Refused(wanted_).message()),
              HasSubstr("`customer_asn` is 64512, which is the ASN of the virtual gateway " + gateway));
  wanted_ = plain;
  wanted_.Put("customer_prefixes", Value::StringSet({"192.168.52.0/24", "10.200.7.0/24"}));
  EXPECT_THAT(std::string(Refused(wanted_).message()),
              HasSubstr("`customer_prefixes` has 10.200.7.0/24, which overlaps 10.200.0.0/16"));
}

TEST_F(HuaweiTest, AnInterfaceHasNoMoreThanItsLine) {
  bench_.clouds().Edit("huawei", wanted_.Get("connection_id").AsString(), {{"bandwidth", 10}});
  wanted_.Put("bandwidth", S("100Mbps"));
  EXPECT_THAT(std::string(Refused(wanted_).message()), HasSubstr("`bandwidth` is 100Mbps, but "));
}

TEST_F(HuaweiTest, AGatewayThatIsNoneIsSaid) {
  wanted_.Put("gateway_id", S("5a1f0000-0000-4000-8000-000000000000"));
  EXPECT_THAT(std::string(Refused(wanted_).message()), HasSubstr("`gateway_id` names 5a1f"));
}

// Planning, the subnets may be the run's to take away; the number is the gateway's for good.
TEST_F(HuaweiTest, PlanningTellsSubnetsThatMayGo) {
  CreateRequest request = bench_.Request(Kind::kVirtualInterface, wanted_);
  request.planned = true;
  request.desired.Put("customer_prefixes", Value::StringSet({"10.200.7.0/24"}));
  EXPECT_EQ(bench_.Fresh()->Check(request, {}).code(), StatusCode::kAlreadyExists);
  request.desired.Put("customer_asn", S("64512"));
  EXPECT_EQ(bench_.Fresh()->Check(request, {}).code(), StatusCode::kInvalidArgument);
}

TEST_F(HuaweiTest, AGatewayThatGoesTakesNothing) {
  bench_.clouds().Edit("huawei", wanted_.Get("gateway_id").AsString(), {{"status", "PENDING_DELETE"}});
  EXPECT_THAT(std::string(Refused(wanted_).message()), HasSubstr("is `PENDING_DELETE`"));
}

TEST_F(HuaweiTest, TheLastSubnetStaysWithItsGatewayAndThatIsSaid) {
  const std::string gateway = bench_.Seed("virtual_gateway", {{"local_ep_group", {"10.7.0.0/16"}}});
  const std::string id = gateway + "/10.7.0.0/16";
  ASSERT_THAT(bench_.Ids(Kind::kBgpCidr), Contains(id));
  const ChangeResult deleted = bench_.Delete(Kind::kBgpCidr, id, Value::Null());
  EXPECT_TRUE(deleted.status.ok()) << deleted.status.ToString();
  EXPECT_THAT(deleted.diagnostics.ToString(),
              AllOf(HasSubstr("warning"), HasSubstr("10.7.0.0/16 stays on " + gateway)));
  EXPECT_THAT(bench_.Ids(Kind::kBgpCidr), Contains(id));
}

TEST_F(HuaweiTest, ASubnetOfNoGatewayIsRefusedAndGone) {
  const Value wanted = Value::Object({{"advertised_by", S("no-such-id")}, {"cidr", S("10.1.0.0/16")}});
  const ChangeResult made = bench_.adapter().Create(bench_.Request(Kind::kBgpCidr, wanted), {});
  EXPECT_EQ(made.status.code(), StatusCode::kNotFound);
  EXPECT_THAT(std::string(made.status.message()), HasSubstr("there is no virtual gateway no-such-id"));
  const ChangeResult deleted = bench_.Delete(Kind::kBgpCidr, "no-such-id/10.1.0.0/16", Value::Null());
  EXPECT_TRUE(deleted.status.ok()) << deleted.status.ToString();
  EXPECT_THAT(deleted.diagnostics.ToString(), IsEmpty());
}

}  // namespace
}  // namespace ic::behaviour
