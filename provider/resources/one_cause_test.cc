#include "provider/resources/one_cause.h"

#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "reconcile/object/cannot_ask.h"

namespace ic {
namespace {

constexpr std::string_view kCauses[] = {reconcile::kCannotAsk, reconcile::kRefusesToTell, reconcile::kUnknownCaller,
                                        reconcile::kPerhapsGone};

Diagnostics Folded(OneCause& one_cause, std::string_view summary, std::string_view detail) {
  Diagnostics said;
  said.AddError({}, summary, detail);
  one_cause.Fold(said);
  return said;
}

TEST(OneCauseTest, OneCauseIsOneErrorOfAWalk) {
  OneCause one_cause;
  for (int walk = 0; walk < 2; ++walk) {
    for (const std::string_view cause : kCauses) {
      for (int object = 0; object < 24; ++object) {
        const Diagnostics said = Folded(one_cause, cause, "away");
        EXPECT_EQ(said.has_errors(), object == 0) << cause;
        ASSERT_EQ(said.items().size(), 1U);
        if (object > 0) {
          EXPECT_NE(said.items().front().detail.find(std::string(cause)), std::string::npos);
        }
      }
      EXPECT_TRUE(Folded(one_cause, cause, "expired").has_errors());
    }
    one_cause.Forget();
  }
}

TEST(OneCauseTest, WhatIsSaidOfAnObjectIsNotFolded) {
  OneCause one_cause;
  for (int object = 0; object < 2; ++object) {
    EXPECT_TRUE(Folded(one_cause, "Reading a connection failed", "away").has_errors());
  }
}

}  // namespace
}  // namespace ic
