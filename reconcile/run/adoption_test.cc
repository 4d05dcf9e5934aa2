// Objects that exist already and are taken over by a set.
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "reconcile/run/testing/run_fixture.h"
#include "reconcile/testing/engine_fixture.h"

namespace ic {
namespace {

using reconcile::S;

// The usual redundant pair of hosted connections: neither has a name in the configuration.
TEST_F(RunFixture, TwoConnectionsWithoutANameAreAdoptedInOneRunOrOneAfterTheOther) {
  Want(Kind::kConnection, "a", reconcile::Port("from-partner-a"));
  Want(Kind::kConnection, "b", reconcile::Port("from-partner-b"));
  Make();
  const std::string a = IdOf(Kind::kConnection, "a");
  const std::string b = IdOf(Kind::kConnection, "b");
  for (const bool at_once : {true, false}) {
    store.objects.clear();
    desired.objects.clear();
    Want(Kind::kConnection, "a", Value::Object({{"cloud", S("sky")}, {"adopt", S(a)}}));
    if (!at_once) Make();
    Want(Kind::kConnection, "b", Value::Object({{"cloud", S("sky")}, {"adopt", S(b)}}));
    Make();
    EXPECT_EQ(IdOf(Kind::kConnection, "a"), a);
    EXPECT_EQ(IdOf(Kind::kConnection, "b"), b);
  }
  EXPECT_EQ(world.IdsOf(Kind::kConnection).size(), 2U);
}

}  // namespace
}  // namespace ic
