// What is part of another object is managed with that: it is neither listed nor imported. Of every vendor's objects
// that are there for a specimen, as every kind.
#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "reconcile/object/object.h"
#include "tests/behaviour/specimens.h"
#include "tests/clouds/vendor.h"

namespace ic::behaviour {
namespace {

using ::testing::Contains;

std::string NameOf(const testing::TestParamInfo<Specimen>& info) { return info.param.cloud + "_" + info.param.name; }

// Every text there is, ids among them.
void CollectTexts(const nlohmann::json& json, std::set<std::string>& texts) {
  if (json.is_string()) texts.insert(json.get<std::string>());
  if (!json.is_structured()) return;
  for (const auto& one : json) CollectTexts(one, texts);
}

class PartOfAnother : public testing::TestWithParam<Specimen> {};

TEST_P(PartOfAnother, IsNotImported) {
  Bench bench(GetParam().cloud);
  bench.Make(GetParam().kind, GetParam().desired(bench));
  std::set<std::string> texts;
  CollectTexts(bench.clouds().Objects(bench.cloud()), texts);
  const std::string region(simulation::VendorNamed(bench.cloud()).region);
  Engine engine(bench.Environment());
  ASSERT_FALSE(engine.Configure(bench.Config()).has_errors());
  for (const Kind kind : kAllKinds) {
    // Where groups are none, nothing tells an interface's own session from another but the state.
    const bool by_state = kind == Kind::kBgpPeer && reconcile::IsLowered(bench.traits(), Kind::kBgpGroup);
    if (reconcile::IsLowered(bench.traits(), kind) || by_state || kind == Kind::kBgpCidr) continue;
    const std::vector<std::string> listed = bench.Ids(kind);
    for (const std::string& text : texts) {
      if (text.empty() || text.find('/') != std::string::npos || text.size() > 64) continue;
      const ObjectOutput found = engine.Import(kind, bench.cloud() + "/" + region + "/" + text);
      if (found.state.is_null()) continue;
      EXPECT_THAT(listed, Contains(text)) << KindName(kind);
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Clouds, PartOfAnother, testing::ValuesIn(Specimens()), NameOf);

}  // namespace
}  // namespace ic::behaviour
