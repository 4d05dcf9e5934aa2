// The tables of Huawei: sound by the contract's check, and saying what Huawei's documents say.
#include <cstddef>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "adapters/common/tables/rows_check.h"
#include "adapters/contract/limits/limits_check.h"
#include "adapters/contract/path.h"
#include "adapters/huawei/tables/traits.h"

namespace ic::huawei {
namespace {

TEST(Tables, AreSound) { EXPECT_THAT(CheckTables(HuaweiTraits()), testing::IsEmpty()); }

TEST(Tables, HaveARowForEveryAttribute) { EXPECT_THAT(CheckRows(HuaweiTraits(), HuaweiTables()), testing::IsEmpty()); }

// The check sees each row that is taken out, but for those of what nobody sets.
TEST(Tables, MissARowThatIsTakenOut) {
  for (std::size_t kind = 0; kind < HuaweiTables().size(); ++kind) {
    for (std::size_t row = 0; row < HuaweiTables()[kind].rows.size(); ++row) {
      std::vector<KindTables> tables = HuaweiTables();
      const std::string path(tables[kind].rows[row].path);
      const std::vector<Field> fields = AllFields(HuaweiTraits(), tables[kind].kind);
      const Field* field = FindFieldAt(fields, path);
      tables[kind].rows.erase(tables[kind].rows.begin() + static_cast<std::ptrdiff_t>(row));
      if (field->presence == Presence::kComputed) continue;
      EXPECT_THAT(CheckRows(HuaweiTraits(), tables), testing::Contains(testing::HasSubstr(path))) << path;
    }
  }
}

}  // namespace
}  // namespace ic::huawei
