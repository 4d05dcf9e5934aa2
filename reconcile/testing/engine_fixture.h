// What the engine's tests share: configurations in the fake clouds, and a fixture around a host.
#ifndef RECONCILE_TESTING_ENGINE_FIXTURE_H_
#define RECONCILE_TESTING_ENGINE_FIXTURE_H_

#include <string>
#include <string_view>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "reconcile/object/object.h"
#include "reconcile/testing/fake_cloud.h"
#include "reconcile/testing/terraform_host.h"

namespace ic::reconcile {

inline Value S(std::string_view text) { return Value::String(text); }

inline Value Port(std::string_view name) {
  return Value::Object({{"cloud", S("sky")},
                        {"name", S(name)},
                        {"location", S("L1")},
                        {"bandwidth", S("1G")},
                        {"on_destroy", S("delete")},
                        {"tags", Value::Map({{"team", S("net")}})}});
}

inline Value Interface(std::string_view name, std::string_view connection, int vlan) {
  return Value::Object({{"cloud", S("sky")},
                        {"name", S(name)},
                        {"connection_id", S(connection)},
                        {"vlan", Value::Int(vlan)},
                        {"gateway_id", S("gw-1")},
                        {"customer_asn", S("1.10")}});
}

inline Value Peer(std::string_view interface, std::string_view family) {
  return Value::Object({{"cloud", S("sky")},
                        {"virtual_interface_id", S(interface)},
                        {"address_family", S(family)},
                        {"customer_asn", S("64600")}});
}

inline Value Cidr(std::string_view prefix) {
  return Value::Object({{"cloud", S("sky")}, {"advertised_by", S("assoc-1")}, {"cidr", S(prefix)}});
}

inline Value Group(std::string_view interface, std::string_view asn) {
  return Value::Object({{"cloud", S("sky")},
                        {"virtual_interface_id", S(interface)},
                        {"name", S("six")},
                        {"address_family", S("ipv6")},
                        {"customer_asn", S(asn)}});
}

inline Value GroupPeer(std::string_view interface, std::string_view group) {
  return Value::Object({{"cloud", S("sky")}, {"virtual_interface_id", S(interface)}, {"bgp_group_id", S(group)}});
}

// One of every kind, a peer that takes its values from a lowered group among them.
inline Configuration FullStack() {
  return {{"port", {Kind::kConnection, Port("dc1")}},
          {"vif", {Kind::kVirtualInterface, Interface("prod", "${port.id}", 125)}},
          {"group", {Kind::kBgpGroup, Group("${vif.id}", "64600")}},
          {"peer", {Kind::kBgpPeer, GroupPeer("${vif.id}", "${group.id}")}},
          {"cidr", {Kind::kBgpCidr, Cidr("10.0.0.0/16")}}};
}

// A port with one interface.
inline Configuration SmallStack() {
  Configuration all = FullStack();
  all.resize(2);
  return all;
}

inline void Set(Configuration& configuration, const std::string& address, std::string_view name, const Value& value) {
  for (auto& [other, resource] : configuration) {
    if (other == address) resource.config.Put(name, value);
  }
}

inline void Remove(Configuration& configuration, const std::string& address) {
  std::erase_if(configuration, [&address](const auto& entry) { return entry.first == address; });
}

class EngineFixture : public ::testing::Test {
 protected:
  // Nothing to do, and nothing done to find that out.
  void ExpectNoChanges(const Configuration& configuration) {
    const std::size_t mutating = world.MutatingCalls();
    const RunResult again = host.Plan(configuration);
    EXPECT_TRUE(again.ok()) << again.ToString();
    EXPECT_TRUE(again.actions.empty()) << again.ToString();
    EXPECT_EQ(world.MutatingCalls(), mutating);
  }
  // Applies, and expects that nothing is left to do.
  RunResult Make(const Configuration& configuration) {
    RunResult made = host.Apply(configuration);
    EXPECT_TRUE(made.ok()) << made.ToString();
    ExpectNoChanges(configuration);
    world.calls.clear();
    return made;
  }
  // Expects the plan to fail with `words`, and nothing to be done.
  RunResult ExpectRefused(const Configuration& configuration, std::string_view words) {
    const std::size_t mutating = world.MutatingCalls();
    RunResult refused = host.Apply(configuration);
    EXPECT_TRUE(refused.diagnostics.has_errors()) << refused.ToString();
    EXPECT_THAT(refused.ToString(), ::testing::HasSubstr(std::string(words)));
    EXPECT_EQ(world.MutatingCalls(), mutating);
    return refused;
  }
  Value StateOf(const std::string& address, std::string_view name) { return host.state.at(address).state.Get(name); }
  std::string IdOf(const std::string& address) { return Text(host.state.at(address).state, field::kId); }
  FakeObject& ObjectOf(const std::string& address) { return world.objects.at(IdOf(address)); }

  FakeWorld world;
  TerraformHost host{world};
};

}  // namespace ic::reconcile

#endif  // RECONCILE_TESTING_ENGINE_FIXTURE_H_
