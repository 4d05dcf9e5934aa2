// The tables of Huawei: sound by the contract's check, and saying what Huawei's documents say.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "adapters/contract/limits_check.h"
#include "adapters/huawei/tables/traits.h"

namespace ic::huawei {
namespace {

TEST(Tables, AreSound) { EXPECT_THAT(CheckTables(HuaweiTraits()), testing::IsEmpty()); }

}  // namespace
}  // namespace ic::huawei
