// Interfaces that change in place and come each where the next one is: in a circle nobody can be the first, and the
// plan says so whichever is planned last; in a row they go one after the other.
#include <string>
#include <tuple>

#include "reconcile/testing/engine_fixture.h"

namespace ic::reconcile {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

// How many there are, and which of them is listed first.
class ExchangeTest : public EngineFixture, public ::testing::WithParamInterface<std::tuple<int, int>> {
 protected:
  static int Count() { return std::get<0>(GetParam()); }
  // Interface i on port `i + moved`, with one port more than interfaces; in a circle the last comes to the first.
  static Configuration Moved(int moved, bool circle) {
    Configuration all;
    for (int port = 0; port <= Count(); ++port) {
      all.push_back({"port" + std::to_string(port), {Kind::kConnection, Port("p" + std::to_string(port))}});
    }
    for (int i = 0; i < Count(); ++i) {
      const int number = (i + std::get<1>(GetParam())) % Count();
      const int port = circle ? (number + moved) % Count() : number + moved;
      const std::string name = "i" + std::to_string(number);
      all.push_back({name, {Kind::kVirtualInterface, Interface(name, "${port" + std::to_string(port) + ".id}", 101)}});
    }
    return all;
  }
};

TEST_P(ExchangeTest, InACircle) {
  Make(Moved(0, true));
  const RunResult refused = ExpectRefused(Moved(1, true), "Places are exchanged");
  EXPECT_THAT(refused.ToString(), Not(HasSubstr("VLAN is taken")));
}

// One at a time: each run does at least one, until all are where they are to be.
TEST_P(ExchangeTest, InARow) {
  Make(Moved(0, false));
  const Configuration wanted = Moved(1, false);
  EXPECT_THAT(host.Plan(wanted).ToString(), Not(HasSubstr("Places are exchanged")));
  bool done = false;
  for (int run = 0; run < Count() && !done; ++run) done = host.Apply(wanted).ok();
  EXPECT_TRUE(done);
  ExpectNoChanges(wanted);
}

INSTANTIATE_TEST_SUITE_P(Orders, ExchangeTest, ::testing::Combine(::testing::Values(2, 3), ::testing::Values(0, 1)));

}  // namespace
}  // namespace ic::reconcile
