// A session that its cloud gives another id when its interface moves: it is known by that from the next read on, so
// that nobody takes it for somebody else's.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "adapters/contract/field_values.h"
#include "tests/behaviour/specimens.h"
#include "tests/clouds/vendor.h"

namespace ic::behaviour {
namespace {

using ::testing::Contains;

// Of each cloud: a session, as it is wanted, by the interface that it is on.
Value WantedPeer(const std::string& cloud, Bench& bench) {
  for (const Specimen& one : Specimens()) {
    if (one.cloud != cloud || one.kind != Kind::kBgpPeer) continue;
    Value wanted = one.desired(bench);
    if (!TextField(wanted, field::kVirtualInterfaceId).empty()) return wanted;
  }
  return Value::Null();
}

// Of each cloud whose interfaces move to another connection in place.
TEST(MovedSession, IsKnownByTheIdThatItHas) {
  int renamed = 0;
  for (const std::string& cloud : EveryCloud()) {
    SCOPED_TRACE(cloud);
    Bench bench(cloud);
    const Value wanted = WantedPeer(cloud, bench);
    ASSERT_FALSE(wanted.is_null());
    const std::string peer = bench.Make(Kind::kBgpPeer, wanted);
    const std::string interface = TextField(wanted, field::kVirtualInterfaceId);
    Engine engine(bench.Environment());
    ASSERT_FALSE(engine.Configure(bench.Config()).has_errors());
    const std::string region(simulation::VendorNamed(cloud).region);
    const ObjectOutput before = engine.Import(Kind::kBgpPeer, cloud + "/" + region + "/" + peer);
    ASSERT_FALSE(before.state.is_null()) << before.diagnostics.ToString();
    const auto on = bench.Look(Kind::kVirtualInterface, interface, Value::Null());
    ASSERT_TRUE(on.ok() && on->has_value());
    const Value prior = (*on)->attributes;
    Value moved = prior;
    const std::string there = TextField(WantedPeer(cloud, bench), field::kVirtualInterfaceId);
    const auto other = bench.Look(Kind::kVirtualInterface, there, Value::Null());
    ASSERT_TRUE(other.ok() && other->has_value());
    ASSERT_TRUE(bench.Delete(Kind::kVirtualInterface, there, (*other)->attributes).status.ok());  // it has the place
    moved.Put(field::kConnectionId, (*other)->attributes.Get(field::kConnectionId));
    if (!bench.Update(Kind::kVirtualInterface, interface, prior, moved, {std::string(field::kConnectionId)})
             .status.ok()) {
      continue;  // not in place there
    }
    Engine later(bench.Environment());
    ASSERT_FALSE(later.Configure(bench.Config()).has_errors());
    const ObjectOutput after = later.Read(Kind::kBgpPeer, before.state, before.facts);
    ASSERT_FALSE(after.state.is_null()) << after.diagnostics.ToString();
    const std::string id = TextField(after.state, field::kId);
    EXPECT_THAT(bench.Ids(Kind::kBgpPeer), Contains(id));
    renamed += id != peer ? 1 : 0;
  }
  EXPECT_GT(renamed, 0);
}

}  // namespace
}  // namespace ic::behaviour
