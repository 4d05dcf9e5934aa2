// A session that somebody adds to an interface after the plan that deletes it: nobody was told that it goes along.
#include <string>
#include <tuple>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "adapters/contract/field_values.h"
#include "reconcile/object/object.h"
#include "reconcile/testing/terraform_host.h"
#include "tests/behaviour/specimens.h"

namespace ic::behaviour {
namespace {

using reconcile::Configuration;
using reconcile::RunResult;
using ::testing::Contains;
using ::testing::HasSubstr;

// What is done to the interface: it is removed, or replaced.
class JoinedSession : public testing::TestWithParam<std::tuple<std::string, bool>> {
 protected:
  bool replaced() const { return std::get<bool>(GetParam()); }

  // The same in another family, with addresses only where there were some.
  static Value In(std::string_view family, Value object) {
    const bool six = family == "ipv6";
    if (!object.Get(field::kCloudAddress).is_null()) {
      object.Put(field::kCloudAddress, S(six ? "fd00:9::1/64" : "169.254.9.1/30"));
      object.Put(field::kCustomerAddress, S(six ? "fd00:9::2/64" : "169.254.9.2/30"));
    }
    object.Put(field::kAddressFamily, S(family));
    object.Put(field::kCustomerPrefixes, Value::Null());
    return object;
  }

  // False if this interface takes no such session. `turned`: the interface's own session is of IPv6, and the other one
  // of IPv4, which a listing takes for the own one.
  bool Try(const Specimen& interface, const Specimen& session, bool turned) {
    Bench bench(interface.cloud);
    reconcile::TerraformHost host(bench.Environment());
    host.engine_config = bench.Config();
    Value wanted = interface.desired(bench);
    wanted.Put(field::kCloud, S(bench.cloud()));
    wanted.Put(field::kOnDestroy, S("delete"));
    if (turned) wanted = In("ipv6", wanted);
    const Configuration there{{"it", {Kind::kVirtualInterface, wanted}}};
    const RunResult made = host.Apply(there);
    if (turned && !made.ok()) return false;  // not of IPv6
    EXPECT_TRUE(made.ok()) << made.ToString();
    const std::string id = TextField(host.state.at("it").state, field::kId);
    Value peer = turned ? In("ipv4", session.desired(bench)) : session.desired(bench);
    peer.Put(field::kVirtualInterfaceId, S(id));
    if (replaced()) host.force_replace = {"it"};
    const Configuration asked = replaced() ? there : Configuration();
    std::string joined;
    host.meanwhile = [&] {
      try {
        joined = bench.Make(Kind::kBgpPeer, peer);
      } catch (const std::logic_error&) {
        joined.clear();
      }
    };
    const RunResult refused = host.Apply(asked);
    host.meanwhile = nullptr;
    if (joined.empty()) return false;
    EXPECT_FALSE(refused.ok());
    EXPECT_THAT(refused.ToString(), HasSubstr(joined));
    EXPECT_THAT(bench.Ids(Kind::kVirtualInterface), Contains(id));
    EXPECT_THAT(bench.Ids(Kind::kBgpPeer), Contains(joined));
    const RunResult named = host.Apply(asked);
    EXPECT_TRUE(named.ok()) << named.ToString();
    EXPECT_THAT(named.ToString(), HasSubstr(joined));
    return true;
  }
};

// Every interface with every session that it takes beside its own, on every cloud where they go with it.
TEST_P(JoinedSession, KeepsTheInterfaceUntilAPlanNamesIt) {
  const std::string& cloud = std::get<std::string>(GetParam());
  if (!reconcile::IsLowered(Bench(cloud).traits(), Kind::kBgpGroup))
    return;  // the cloud refuses to delete it with a session
  int tried = 0;
  int turned = 0;
  for (const Specimen& interface : Specimens()) {
    if (interface.cloud != cloud || interface.kind != Kind::kVirtualInterface) continue;
    for (const Specimen& session : Specimens()) {
      if (session.cloud != cloud || session.kind != Kind::kBgpPeer) continue;
      SCOPED_TRACE(interface.name + " " + session.name);
      tried += Try(interface, session, /*turned=*/false) ? 1 : 0;
      turned += Try(interface, session, /*turned=*/true) ? 1 : 0;
    }
  }
  EXPECT_GT(tried, 0);
  EXPECT_GT(turned, 0);
}

INSTANTIATE_TEST_SUITE_P(Each, JoinedSession, testing::Combine(testing::ValuesIn(EveryCloud()), testing::Bool()),
                         [](const auto& info) {
                           return std::get<std::string>(info.param) +
                                  (std::get<bool>(info.param) ? "_replaced" : "_removed");
                         });

}  // namespace
}  // namespace ic::behaviour
