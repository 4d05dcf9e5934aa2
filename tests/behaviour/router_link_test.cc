// The link in IPv6 of a virtual border router: what its interface says, what a session brings where that says nothing,
// and what becomes of both when it moves. As Terraform goes about it, and as the command line does.
#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <utility>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "adapters/contract/field_values.h"
#include "reconcile/testing/terraform_host.h"
#include "tests/behaviour/specimens.h"

namespace ic::behaviour {
namespace {

using reconcile::Configuration;
using reconcile::RunResult;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

Value Link(const std::string& prefix) {
  return Value::Object({{"ipv6_cloud_address", S(prefix + "::1/64")}, {"ipv6_customer_address", S(prefix + "::2/64")}});
}

Value Off() { return Value::Object({{"ipv6", Value::Bool(false)}}); }

class RouterLink : public testing::TestWithParam<bool> {
 protected:
  RouterLink() {
    host_.engine_config = bench_.Config();
    host_.ahead = GetParam();
    Value port = Find("alibaba", "connection").desired(bench_);
    port.Put(field::kCloud, S("alibaba"));
    port.Put(field::kOnDestroy, S("delete"));
    all_ = {{"port", {Kind::kConnection, port}}};
  }

  // `own`: what is in the vendor's object; null: nothing.
  void AddRouter(const Value& own) {
    all_.push_back({"vif",
                    {Kind::kVirtualInterface, Value::Object({{"cloud", S("alibaba")},
                                                             {"name", S("vif")},
                                                             {"connection_id", S("${port.id}")},
                                                             {"vlan", Value::Int(125)},
                                                             {"cloud_address", S("10.0.0.1/30")},
                                                             {"customer_address", S("10.0.0.2/30")},
                                                             {"alibaba", own}})}});
  }
  void AddSession(const std::string& name, const std::string& customer, const std::string& cloud = "") {
    Value peer = Value::Object({{"cloud", S("alibaba")},
                                {"virtual_interface_id", S("${vif.id}")},
                                {"address_family", S("ipv6")},
                                {"customer_asn", S("64600")}});
    if (!customer.empty()) peer.Put(field::kCustomerAddress, S(customer));
    if (!cloud.empty()) peer.Put(field::kCloudAddress, S(cloud));
    all_.push_back({name, {Kind::kBgpPeer, peer}});
  }
  void Set(const std::string& address, std::string_view name, Value value) {
    for (auto& [own, resource] : all_) {
      if (own == address) resource.config.Put(name, value);
    }
  }

  void Apply() {
    const RunResult applied = host_.Apply(all_);
    EXPECT_TRUE(applied.ok()) << applied.ToString();
    const std::map<std::string, reconcile::Instance> noted = host_.state;
    const RunResult planned = host_.Plan(all_);
    EXPECT_TRUE(planned.ok()) << planned.ToString();
    EXPECT_THAT(planned.actions, IsEmpty()) << planned.ToString();
    for (const auto& [address, instance] : host_.state) {
      if (instance.kind != Kind::kBgpPeer) continue;
      EXPECT_EQ(instance.state, noted.at(address).state) << address << ": the refresh of the plan found another one";
    }
  }
  void ExpectRefused(const std::string& words) {
    const nlohmann::json before = bench_.clouds().Objects("alibaba");
    const RunResult refused = host_.Apply(all_);
    EXPECT_FALSE(refused.ok());
    EXPECT_THAT(refused.ToString(), HasSubstr(words));
    EXPECT_EQ(bench_.clouds().Objects("alibaba"), before);
  }
  nlohmann::json Router() { return bench_.clouds().Objects("alibaba")["virtualBorderRouters"][0]; }
  std::set<std::string> Ends() {
    std::set<std::string> ends;
    const nlohmann::json all = bench_.clouds().Objects("alibaba");
    for (const auto& peer : all["bgpPeers"]) {
      if (peer["Status"] == "Available") ends.insert(peer["PeerIpAddress"].get<std::string>());
    }
    return ends;
  }

  Bench bench_{"alibaba"};
  reconcile::TerraformHost host_{bench_.Environment()};
  Configuration all_;
};

TEST_P(RouterLink, LetsAGroupBeTheFirstOfItsFamily) {
  AddRouter(Link("2001:db8"));
  all_.push_back({"core",
                  {Kind::kBgpGroup, Value::Object({{"cloud", S("alibaba")},
                                                   {"virtual_interface_id", S("${vif.id}")},
                                                   {"name", S("core")},
                                                   {"address_family", S("ipv6")},
                                                   {"customer_asn", S("64600")}})}});
  all_.push_back(
      {"member", {Kind::kBgpPeer, Value::Object({{"cloud", S("alibaba")}, {"bgp_group_id", S("${core.id}")}})}});
  Apply();
  EXPECT_THAT(Ends(), ElementsAre("2001:db8::2"));
  Set("vif", "alibaba", Link("2001:db8:1"));
  Apply();
  EXPECT_THAT(Ends(), ElementsAre("2001:db8:1::2"));
  EXPECT_EQ(host_.state.at("member").state.Get(field::kCustomerAddress), S("2001:db8:1::2/64"));
}

TEST_P(RouterLink, MovesWithAllOfItsSessions) {
  AddRouter(Link("2001:db8"));
  AddSession("a", "");
  AddSession("b", "2001:db8::3/64");
  AddSession("far", "fd00:7::1");
  Apply();
  Set("vif", "alibaba", Link("2001:db8:1"));
  Set("b", field::kCustomerAddress, S("2001:db8:1::3/64"));
  Apply();
  EXPECT_THAT(Ends(), ElementsAre("2001:db8:1::2", "2001:db8:1::3", "fd00:7::1"));
  for (const char* end : {"cloud_address", "customer_address"}) {  // as the plan said, without another read
    EXPECT_THAT(TextField(host_.state.at("a").state, end), HasSubstr("2001:db8:1::"));
  }
  EXPECT_EQ(Router()["LocalIpv6GatewayIp"], "2001:db8:1::1");
  // Its own word is all that moves it.
  all_.erase(all_.begin() + 2);
  all_.erase(all_.begin() + 2);
  Set("far", field::kCustomerAddress, S("2001:db8:1::9"));
  Apply();
  EXPECT_EQ(Router()["PeerIpv6GatewayIp"], "2001:db8:1::2");
}

// What it has by the link that it leaves is nothing of the new one.
TEST_P(RouterLink, LetsASessionOfAnotherFamilyBeMadeAnew) {
  AddRouter(Link("2001:db8"));
  AddSession("far", "fd00:7::1");
  Apply();
  Set("far", field::kAddressFamily, S("ipv4"));
  Set("far", field::kCustomerAddress, S("192.168.7.2"));
  Apply();
  EXPECT_THAT(Ends(), ElementsAre("192.168.7.2"));
}

TEST_P(RouterLink, IsThereWithoutASessionAndGoes) {
  AddRouter(Link("2001:db8"));
  Apply();
  EXPECT_EQ(Router()["EnableIpv6"], true);
  Set("vif", "alibaba", Off());
  Apply();
  EXPECT_EQ(Router()["EnableIpv6"], false);
  Set("vif", "alibaba", Link("2001:db8:1"));
  AddSession("a", "");
  Apply();
  EXPECT_THAT(Ends(), ElementsAre("2001:db8:1::2"));
}

TEST_P(RouterLink, StaysUnderASession) {
  AddRouter(Link("2001:db8"));
  AddSession("a", "");
  Apply();
  Set("vif", "alibaba", Off());
  ExpectRefused("in use by the session");
  // Not written any more, it stays.
  Set("vif", "alibaba", Value::Null());
  Apply();
  EXPECT_EQ(Router()["EnableIpv6"], true);
}

TEST_P(RouterLink, MayBeBroughtByASessionWhereTheInterfaceSaysNothing) {
  AddRouter(Value::Null());
  AddSession("a", "2001:db8::2/64", "2001:db8::1/64");
  Apply();
  EXPECT_EQ(Router()["LocalIpv6GatewayIp"], "2001:db8::1");
  Set("a", field::kCloudAddress, S("2001:db8:1::1/64"));
  Set("a", field::kCustomerAddress, S("2001:db8:1::2/64"));
  Apply();
  EXPECT_EQ(Router()["LocalIpv6GatewayIp"], "2001:db8:1::1");
  AddSession("b", "2001:db8:1::3/64", "2001:db8:1::1/64");
  Apply();
  // Two that bring it cannot move; the interface can, once it says it.
  Set("vif", "alibaba", Link("2001:db8:1"));
  for (const char* peer : {"a", "b"}) Set(peer, field::kCloudAddress, Value::Null());
  Apply();
  Set("vif", "alibaba", Link("2001:db8:2"));
  Set("a", field::kCustomerAddress, S("2001:db8:2::2/64"));
  Set("b", field::kCustomerAddress, S("2001:db8:2::3/64"));
  Apply();
  EXPECT_THAT(Ends(), ElementsAre("2001:db8:2::2", "2001:db8:2::3"));
}

TEST_P(RouterLink, HasOneWord) {
  AddRouter(Link("2001:db8"));
  AddSession("a", "2001:db8:1::2/64", "2001:db8:1::1/64");
  ExpectRefused("contradicts its interface");
  Set("a", field::kCloudAddress, S("2001:db8::1/64"));
  Set("a", field::kCustomerAddress, S("2001:db8::2/64"));
  Apply();
  Set("a", field::kCloudAddress, S("2001:db8:1::1/64"));
  Set("a", field::kCustomerAddress, S("2001:db8:1::2/64"));
  ExpectRefused("contradicts its interface");
}

TEST_P(RouterLink, IsImportedAndStaysUnwritten) {
  AddRouter(Value::Null());
  AddSession("a", "2001:db8::2/64", "2001:db8::1/64");
  Apply();
  for (const auto& [address, instance] : std::exchange(host_.state, {})) {
    const RunResult imported =
        host_.Import(address, instance.kind, "alibaba/cn-hangzhou/" + TextField(instance.state, field::kId));
    EXPECT_TRUE(imported.ok()) << imported.ToString();
  }
  const Value& own = host_.state.at("vif").state.Get("alibaba");
  EXPECT_EQ(own.Get("ipv6_cloud_address"), S("2001:db8::1/64"));
  const RunResult planned = host_.Plan(all_);
  EXPECT_TRUE(planned.ok()) << planned.ToString();
  EXPECT_FALSE(planned.actions.contains("vif")) << planned.ToString();
  EXPECT_FALSE(planned.actions.contains("a")) << planned.ToString();
}

INSTANTIATE_TEST_SUITE_P(Fronts, RouterLink, testing::Bool(), [](const testing::TestParamInfo<bool>& info) {
  return std::string(info.param ? "command_line" : "terraform");
});

}  // namespace
}  // namespace ic::behaviour
