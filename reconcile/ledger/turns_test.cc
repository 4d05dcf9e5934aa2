#include "reconcile/ledger/turns.h"

#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace ic::reconcile {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

ObjectKey Key(int number) { return {"sky", "east", Kind::kVirtualInterface, "vif-" + std::to_string(number)}; }

// Circles of every length: all but the last wait, and what the last one did not wait for is owed.
TEST(TurnsTest, OneOfACircleGoesFirst) {
  for (int length = 2; length <= 5; ++length) {
    Turns turns;
    std::vector<Turns::Wait> waits;
    for (int i = 0; i + 1 < length; ++i) {
      auto wait = turns.Begin(Key(i), {Key(i + 1)});
      ASSERT_TRUE(wait) << i << " of " << length;
      waits.push_back(*std::move(wait));
    }
    EXPECT_THAT(turns.Owed(), IsEmpty());
    EXPECT_FALSE(turns.Begin(Key(length - 1), {Key(0)})) << length;
    EXPECT_THAT(turns.Owed(), ElementsAre(Key(0).id));
    waits.clear();
    EXPECT_TRUE(turns.Begin(Key(length - 1), {Key(0)})) << "nobody waits any more";
  }
}

TEST(TurnsTest, SomethingMovesThatDoesNotWait) {
  Turns turns;
  EXPECT_FALSE(turns.AnyMoves());
  const Turns::Work own(turns);
  EXPECT_TRUE(turns.AnyMoves());
  const auto wait = turns.Begin(Key(1), {Key(2)});
  EXPECT_FALSE(turns.AnyMoves());
  {
    const Turns::Work other(turns);
    EXPECT_TRUE(turns.AnyMoves());
    const Turns::Wait owed = turns.BeginOwed();
    EXPECT_FALSE(turns.AnyMoves());
  }
  EXPECT_FALSE(turns.AnyMoves());
}

}  // namespace
}  // namespace ic::reconcile
