// Huawei Cloud, simulated in this process.
#include "adapters/huawei/tables/traits.h"
#include "tests/clouds/clouds.h"
#include "tests/clouds/members.h"
#include "tests/clouds/vendor.h"

namespace ic::simulation::huawei {
namespace {

using Json = nlohmann::json;

Parents Plant(Clouds& clouds) {
  Parents parents;
  for (const char* name : {"line-1", "line-2"}) {
    parents.lines.push_back(clouds.Create("huawei", "direct_connect", {{"name", name}}));
  }
  parents.hosted = {{clouds.Create("huawei", "hosted_connect", {{"name", "hosted"}, {"vlan", 101}}), 101}};
  parents.gateway = clouds.Create("huawei", "virtual_gateway", {{"local_ep_group", {"10.200.0.0/16"}}});
  parents.advertiser = parents.gateway;
  return parents;
}

void Flatten(const Json& all, Things& things) {
  for (const Json& one : all["direct_connects"]) {
    things.Add({.what = "connection", .id = TextIn(one, "id"), .named = "name", .text = Told(one, {})});
  }
  for (const Json& one : all["virtual_interfaces"]) {
    const std::string id = TextIn(one, "id");
    Json own = one;
    for (const auto& [name, value] : one.items()) {
      if (name.starts_with("local_gateway") || name.starts_with("remote_gateway")) own.erase(name);
    }
    things.Add(
        {.what = "interface",
         .id = id,
         .named = "name",
         .text = Told(own, {"vif_peers", "address_family", "remote_ep_group", "service_ep_group", "device_id"})});
    for (const Json& peer : one["vif_peers"]) {
      things.Add({.what = "peer",
                  .id = TextIn(peer, "id"),
                  .parent = id,
                  .family = TextIn(peer, "address_family"),
                  .text = Told(peer, {"device_id"})});
    }
  }
  for (const Json& one : all["virtual_gateways"]) {
    const std::string id = TextIn(one, "id");
    things.Add({.what = "other", .id = id, .text = Told(one, {"local_ep_group", "local_ep_group_ipv6"})});
    for (const char* list : {"local_ep_group", "local_ep_group_ipv6"}) {
      for (const Json& prefix : one[list]) things.AddPrefix(id, prefix.get<std::string>());
    }
  }
}

// What no row of the tables says.
std::vector<FieldMembers> ByHand() { return {}; }

}  // namespace

const SimulatedVendor& TheVendor() {
  static const SimulatedVendor kVendor = {
      .name = "huawei",
      .stride = 17,
      .region = "cn-north-4",
      .endpoints = {"endpoint", "iam_endpoint"},
      .environment = {{"HW_ACCESS_KEY", "HWAKSIMULATOR0000001"}, {"HW_SECRET_KEY", "simulator-secret-1"}},
      .secret = "simulator-secret-1",
      .another_account = {{"access_key", "HWAKSIMULATOR0000002"}, {"secret_key", "simulator-secret-2"}},
      .plant = Plant,
      .interface = Value::Object({{"bandwidth", Value::String("100Mbps")},
                                  {"customer_prefixes", Value::Set({Value::String("192.168.52.0/24")})}}),
      .network = "169.254.64",
      .network_v6 = "fd00",
      .other_rate = "200Mbps",
      .flatten = Flatten,
      .members = MembersOf(ic::huawei::HuaweiTables(), ByHand()),
  };
  return kVendor;
}

}  // namespace ic::simulation::huawei
