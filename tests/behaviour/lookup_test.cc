// Looking up what others manage, on every vendor: each object that there is is found by each of its values, gateways
// too, from the listings that everything else is made of.
#include "adapters/contract/lookup.h"

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "adapters/contract/field_values.h"
#include "tests/behaviour/specimens.h"
#include "tests/clouds/vendor.h"

namespace ic::behaviour {
namespace {

using ::testing::IsEmpty;
using ::testing::Not;

std::optional<Sought> SoughtOf(Kind kind) {
  for (const Sought what : kAllSought) {
    if (KindSought(what) == kind) return what;
  }
  return std::nullopt;
}

LookupOutput Look(Bench& bench, Sought what, const Value& wanted, bool one) {
  Engine engine(bench.Environment());
  EXPECT_FALSE(engine.Configure(bench.Config()).has_errors());
  return engine.LookUp({.what = what, .account = bench.cloud(), .wanted = wanted, .one = one});
}

class LookedUp : public testing::TestWithParam<Specimen> {
 protected:
  Bench bench_{GetParam().cloud};
};

TEST_P(LookedUp, ByEachValueThatItHas) {
  const Sought what = *SoughtOf(GetParam().kind);
  const Value desired = GetParam().desired(bench_);
  const std::string id = bench_.Make(GetParam().kind, desired);
  const LookupOutput by_id = Look(bench_, what, Value::Object({{"id", S(id)}}), true);
  ASSERT_EQ(by_id.found.size(), 1U) << by_id.diagnostics.ToString();
  const Value& object = by_id.found.front();
  EXPECT_EQ(TextField(object, "cloud"), bench_.cloud());
  EXPECT_EQ(TextField(object, "region"), simulation::VendorNamed(bench_.cloud()).region);
  for (const std::string_view name : SoughtBy(what)) {
    const Value& value = object.Get(name);
    const Field* field = FindField(NeutralFields(GetParam().kind), name);
    if (const Value& asked = desired.Get(name); !asked.is_null()) {
      EXPECT_TRUE(Equivalent(*field, asked, value)) << name;
    }
    if (value.is_null()) continue;
    const LookupOutput found = Look(bench_, what, Value::Object({{std::string(name), value}}), false);
    std::set<std::string> ids;
    for (const Value& one : found.found) ids.insert(TextField(one, "id"));
    EXPECT_TRUE(ids.contains(id)) << name << " = " << value.ToString();
    EXPECT_THAT(found.diagnostics.items(), IsEmpty());
  }
  const LookupOutput none = Look(bench_, what, Value::Object({{"name", S("nobody's")}}), true);
  EXPECT_THAT(none.diagnostics.ToString(), testing::HasSubstr("found"));
}

std::vector<Specimen> Sights() {
  std::vector<Specimen> sights;
  for (const Specimen& one : Specimens()) {
    if (SoughtOf(one.kind)) sights.push_back(one);
  }
  return sights;
}

INSTANTIATE_TEST_SUITE_P(Each, LookedUp, testing::ValuesIn(Sights()),
                         [](const auto& one) { return one.param.cloud + "_" + one.param.name; });

class Gateways : public testing::TestWithParam<std::string> {
 protected:
  const std::vector<SeededGateway>& seeds() const { return SpecimensByVendor().at(GetParam()).gateways; }

  Bench bench_{GetParam()};
};

TEST_P(Gateways, AreFoundByEachValueThatTheyHave) {
  std::map<std::string, const SeededGateway*> seeded;
  for (const SeededGateway& seed : seeds()) seeded[bench_.Seed(seed.type, seed.members)] = &seed;
  const LookupOutput all = Look(bench_, Sought::kGateway, Value::Null(), false);
  EXPECT_THAT(all.diagnostics.items(), IsEmpty());
  for (const auto& [id, seed] : seeded) {
    const LookupOutput one = Look(bench_, Sought::kGateway, Value::Object({{"id", S(id)}}), true);
    ASSERT_EQ(one.found.size(), 1U) << one.diagnostics.ToString();
    Value told = seed->told;
    told.Put("id", S(id));
    told.Put("cloud", S(GetParam()));
    EXPECT_EQ(one.found.front(), told);
    for (const std::string_view name : SoughtBy(Sought::kGateway)) {
      if (told.Get(name).is_null()) continue;
      const LookupOutput found =
          Look(bench_, Sought::kGateway, Value::Object({{std::string(name), told.Get(name)}}), false);
      EXPECT_THAT(found.found, testing::Contains(told)) << name;
    }
  }
}

TEST_P(Gateways, ThatAreBeingDeletedAreNone) {
  for (const SeededGateway& seed : seeds()) {
    const std::string id = bench_.Seed(seed.type, seed.members);
    bench_.clouds().Edit(bench_.cloud(), id, seed.ended);
    const LookupOutput found = Look(bench_, Sought::kGateway, Value::Object({{"id", S(id)}}), false);
    EXPECT_THAT(found.found, IsEmpty()) << seed.type;
  }
}

// Of every vendor whose interfaces end at gateways: what there is to look up is seeded.
TEST_P(Gateways, AreSeededWhereThereAreInterfaces) {
  if (simulation::VendorNamed(GetParam()).has_interfaces) {
    EXPECT_THAT(seeds(), Not(IsEmpty()));
  }
}

INSTANTIATE_TEST_SUITE_P(Each, Gateways, testing::ValuesIn(EveryCloud()), [](const auto& one) { return one.param; });

}  // namespace
}  // namespace ic::behaviour
