// A create that was killed and is carried out after the next run has made its object again: Terraform has noted nothing
// of it, and each plan tells of the second one.
#include <algorithm>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "adapters/contract/field_values.h"
#include "reconcile/testing/terraform_host.h"
#include "tests/behaviour/specimens.h"

namespace ic::behaviour {
namespace {

using reconcile::Configuration;
using ::testing::HasSubstr;
using ::testing::Not;

TEST(MadeTwice, APortIsSaid) {
  int said = 0;
  for (const Specimen& specimen : Specimens()) {
    SCOPED_TRACE(specimen.cloud + " " + specimen.name);
    Bench bench(specimen.cloud);
    Value wanted = specimen.desired(bench);
    const auto& marked = bench.traits().marked;
    const bool carries = std::ranges::find(marked, specimen.kind) != marked.end();
    if (specimen.kind != Kind::kConnection || !carries || !wanted.Get(field::kAdopt).is_null()) continue;
    wanted.Put(field::kCloud, S(bench.cloud()));
    reconcile::TerraformHost host(bench.Environment());
    host.engine_config = bench.Config();
    host.engine_config.owner = "net";
    const Configuration configuration{{"it", {specimen.kind, wanted}}};
    ASSERT_TRUE(host.Apply(configuration).ok());
    EXPECT_THAT(host.Plan(configuration).ToString(), Not(HasSubstr("twice")));
    const auto it = bench.Look(specimen.kind, TextField(host.state.at("it").state, field::kId), Value::Null());
    ASSERT_TRUE(it.ok() && it->has_value());
    CreateRequest request = bench.Request(specimen.kind, wanted);
    request.mark = (*it)->mark;
    request.owner = (*it)->owner;
    const ChangeResult late = bench.Fresh()->Create(request, {});
    if (!late.status.ok()) continue;  // its place takes one
    EXPECT_THAT(host.Plan(configuration).ToString(), HasSubstr(late.id));
    ++said;
    // With another owner's mark, or another create's, it is another one.
    request.owner = "core";
    const ChangeResult other = bench.Fresh()->Create(request, {});
    if (!other.status.ok()) continue;  // no more of them
    EXPECT_THAT(host.Plan(configuration).ToString(), Not(HasSubstr(other.id)));
  }
  EXPECT_GT(said, 1);
}

}  // namespace
}  // namespace ic::behaviour
