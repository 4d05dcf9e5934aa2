// The engine as Terraform's core sees it: values, plans, states. The host of these tests checks every answer against
// the rules that core enforces.
#include "reconcile/engine.h"

#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "reconcile/object.h"
#include "reconcile/testing/fake_cloud.h"
#include "reconcile/testing/terraform_host.h"

namespace ic::reconcile {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

Value S(std::string_view text) { return Value::String(text); }

Value Port(std::string_view name) {
  return Value::Object({{"cloud", S("sky")},
                        {"name", S(name)},
                        {"location", S("L1")},
                        {"bandwidth", S("1G")},
                        {"on_destroy", S("delete")},
                        {"tags", Value::Map({{"team", S("net")}})}});
}

Value Interface(std::string_view name, std::string_view connection, int vlan) {
  return Value::Object({{"cloud", S("sky")},
                        {"name", S(name)},
                        {"connection_id", S(connection)},
                        {"vlan", Value::Int(vlan)},
                        {"gateway_id", S("gw-1")},
                        {"customer_asn", S("1.10")}});
}

Configuration FullStack() {
  return {
      {"port", {Kind::kConnection, Port("dc1")}},
      {"vif", {Kind::kVirtualInterface, Interface("prod", "${port.id}", 125)}},
      {"group",
       {Kind::kBgpGroup, Value::Object({{"cloud", S("sky")},
                                        {"virtual_interface_id", S("${vif.id}")},
                                        {"name", S("six")},
                                        {"address_family", S("ipv6")},
                                        {"customer_asn", S("64600")}})}},
      {"peer",
       {Kind::kBgpPeer,
        Value::Object(
            {{"cloud", S("sky")}, {"virtual_interface_id", S("${vif.id}")}, {"bgp_group_id", S("${group.id}")}})}},
      {"cidr",
       {Kind::kBgpCidr,
        Value::Object({{"cloud", S("sky")}, {"advertised_by", S("assoc-1")}, {"cidr", S("10.0.0.0/16")}})}},
  };
}

class EngineTest : public ::testing::Test {
 protected:
  Value& Config(Configuration& configuration, const std::string& address) {
    for (auto& [name, resource] : configuration) {
      if (name == address) return resource.config;
    }
    ADD_FAILURE() << address;
    return configuration.front().second.config;
  }
  void Set(Configuration& configuration, const std::string& address, std::string_view name, Value value) {
    Config(configuration, address).Put(name, std::move(value));
  }
  void ExpectNoChanges(const Configuration& configuration) {
    const std::size_t mutating = world.MutatingCalls();
    const RunResult again = host.Plan(configuration);
    EXPECT_TRUE(again.ok()) << again.ToString();
    EXPECT_TRUE(again.actions.empty()) << again.ToString();
    EXPECT_EQ(world.MutatingCalls(), mutating);
  }
  void Make(const Configuration& configuration) {
    const RunResult made = host.Apply(configuration);
    ASSERT_TRUE(made.ok()) << made.ToString();
    ExpectNoChanges(configuration);
    world.calls.clear();
  }

  FakeWorld world;
  TerraformHost host{world};
};

TEST_F(EngineTest, ApplyThenPlanIsEmpty) {
  Make(FullStack());
  EXPECT_EQ(world.objects.size(), 4U);  // the group lives in the state only
  EXPECT_EQ(host.state.at("group").state.Get("id"), S("lowered/ipv6/64600"));
  EXPECT_EQ(host.state.at("peer").state.Get("customer_asn"), S("64600"));
  EXPECT_EQ(host.state.at("peer").state.Get("address_family"), S("ipv6"));
  EXPECT_EQ(host.state.at("port").state.Get("on_destroy"), S("delete"));
  EXPECT_EQ(host.state.at("port").state.Get("bandwidth"), S("1G"));  // as it was written
  EXPECT_EQ(host.state.at("vif").state.Get("customer_asn"), S("1.10"));
  EXPECT_EQ(host.state.at("vif").state.Get("region"), S("east"));
  const RunResult destroyed = host.Destroy();
  EXPECT_TRUE(destroyed.ok()) << destroyed.ToString();
  EXPECT_TRUE(world.objects.empty());
}

}  // namespace
}  // namespace ic::reconcile
