// An interface that is to move in place onto a connection that will not carry it any more: the plan says so.
#include <algorithm>

#include <gtest/gtest.h>

#include "adapters/contract/field_values.h"
#include "reconcile/testing/terraform_host.h"
#include "tests/behaviour/specimens.h"

namespace ic::behaviour {
namespace {

using reconcile::Configuration;

bool MovesInPlace(const VendorTraits& traits) {
  return std::ranges::none_of(traits.changes, [](const Change& row) {
    return row.kind == Kind::kVirtualInterface && row.field == field::kConnectionId &&
           row.on_change != OnChange::kInPlace && row.when_field.empty();
  });
}

class RefusedMove : public testing::TestWithParam<std::string> {};

TEST_P(RefusedMove, IsSaidByThePlan) {
  Bench bench(GetParam());
  if (!MovesInPlace(bench.traits())) return;
  reconcile::TerraformHost host(bench.Environment());
  host.engine_config = bench.Config();
  const auto sort = std::ranges::find_if(
      Specimens(), [](const Specimen& one) { return one.cloud == GetParam() && one.kind == Kind::kVirtualInterface; });
  const auto port = std::ranges::find_if(Specimens(), [](const Specimen& one) {
    return one.cloud == GetParam() && one.kind == Kind::kConnection && !one.state_member.empty();
  });
  Value wanted = sort->desired(bench);
  wanted.Put(field::kCloud, S(GetParam()));
  const auto made = host.Apply({{"it", {sort->kind, wanted}}});
  ASSERT_TRUE(made.ok()) << made.ToString();
  const std::string there = TextField(sort->desired(bench), field::kConnectionId);
  wanted.Put(field::kConnectionId, S(there));
  const Configuration moved{{"it", {sort->kind, wanted}}};
  EXPECT_TRUE(host.Plan(moved).ok()) << host.Plan(moved).ToString();
  int refused = 0;
  for (const StateRow& row : SpecimensByVendor().at(GetParam()).states().RowsOf(Kind::kConnection)) {
    if (!IsLost(row.stage)) continue;
    SCOPED_TRACE(row.word);
    bench.clouds().Edit(GetParam(), there, {{port->state_member, row.word}});
    EXPECT_FALSE(host.Plan(moved).ok());
    ++refused;
  }
  EXPECT_GT(refused, 0);
}

INSTANTIATE_TEST_SUITE_P(Each, RefusedMove, testing::ValuesIn(EveryCloud()),
                         [](const auto& info) { return info.param; });

}  // namespace
}  // namespace ic::behaviour
