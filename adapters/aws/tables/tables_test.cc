// The tables of AWS: sound by the contract's check, and saying what AWS's documents say.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "adapters/aws/tables/traits.h"
#include "adapters/contract/limits_check.h"

namespace ic::aws {
namespace {

TEST(Tables, AreSound) { EXPECT_THAT(CheckTables(AwsTraits()), testing::IsEmpty()); }

}  // namespace
}  // namespace ic::aws
