// The tables of Alibaba Cloud: sound by the contract's check.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "adapters/alibaba/tables/traits.h"
#include "adapters/contract/limits_check.h"

namespace ic::alibaba {
namespace {

TEST(Tables, AreSound) { EXPECT_THAT(CheckTables(AlibabaTraits()), testing::IsEmpty()); }

}  // namespace
}  // namespace ic::alibaba
