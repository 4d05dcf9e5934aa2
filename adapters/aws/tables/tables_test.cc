// The tables of AWS: sound by the contract's check, and saying what AWS's documents say.
#include <cstddef>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "adapters/aws/tables/traits.h"
#include "adapters/common/tables/rows_check.h"
#include "adapters/contract/limits/limits_check.h"
#include "adapters/contract/path.h"

namespace ic::aws {
namespace {

TEST(Tables, AreSound) { EXPECT_THAT(CheckTables(AwsTraits()), testing::IsEmpty()); }

TEST(Tables, HaveARowForEveryAttribute) { EXPECT_THAT(CheckRows(AwsTraits(), AwsTables()), testing::IsEmpty()); }

// The check sees each row that is taken out, but for those of what nobody sets.
TEST(Tables, MissARowThatIsTakenOut) {
  for (std::size_t kind = 0; kind < AwsTables().size(); ++kind) {
    for (std::size_t row = 0; row < AwsTables()[kind].rows.size(); ++row) {
      std::vector<KindTables> tables = AwsTables();
      const std::string path(tables[kind].rows[row].path);
      const std::vector<Field> fields = AllFields(AwsTraits(), tables[kind].kind);
      const Field* field = FindFieldAt(fields, path);
      tables[kind].rows.erase(tables[kind].rows.begin() + static_cast<std::ptrdiff_t>(row));
      if (field->presence == Presence::kComputed) continue;
      EXPECT_THAT(CheckRows(AwsTraits(), tables), testing::Contains(testing::HasSubstr(path))) << path;
    }
  }
}

}  // namespace
}  // namespace ic::aws
