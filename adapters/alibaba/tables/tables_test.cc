// The tables of Alibaba Cloud: sound by the contract's check.
#include <cstddef>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "adapters/alibaba/tables/traits.h"
#include "adapters/common/tables/rows_check.h"
#include "adapters/contract/limits/limits_check.h"
#include "adapters/contract/path.h"

namespace ic::alibaba {
namespace {

TEST(Tables, AreSound) { EXPECT_THAT(CheckTables(AlibabaTraits()), testing::IsEmpty()); }

TEST(Tables, HaveARowForEveryAttribute) {
  EXPECT_THAT(CheckRows(AlibabaTraits(), AlibabaTables()), testing::IsEmpty());
}

// The check sees each row that is taken out, but for those of what nobody sets.
TEST(Tables, MissARowThatIsTakenOut) {
  for (std::size_t kind = 0; kind < AlibabaTables().size(); ++kind) {
    for (std::size_t row = 0; row < AlibabaTables()[kind].rows.size(); ++row) {
      std::vector<KindTables> tables = AlibabaTables();
      const std::string path(tables[kind].rows[row].path);
      const std::vector<Field> fields = AllFields(AlibabaTraits(), tables[kind].kind);
      const Field* field = FindFieldAt(fields, path);
      tables[kind].rows.erase(tables[kind].rows.begin() + static_cast<std::ptrdiff_t>(row));
      if (field->presence == Presence::kComputed) continue;
      EXPECT_THAT(CheckRows(AlibabaTraits(), tables), testing::Contains(testing::HasSubstr(path))) << path;
    }
  }
}

}  // namespace
}  // namespace ic::alibaba
