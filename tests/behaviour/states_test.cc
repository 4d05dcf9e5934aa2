// Every word that a cloud has for the state of an object: what is gone is gone, and nothing else is. A run makes
// nothing in the place of an object that is there, says of one that will not work by itself what its state is, and
// takes none over of which nothing will come.
#include <algorithm>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "adapters/contract/field_values.h"
#include "reconcile/testing/terraform_host.h"
#include "tests/behaviour/specimens.h"

namespace ic::behaviour {
namespace {

using ::testing::HasSubstr;

struct StateCase {
  Specimen specimen;
  StateRow row;
};

std::vector<StateCase> Cases() {
  std::vector<StateCase> cases;
  for (const Specimen& specimen : Specimens()) {
    if (specimen.state_member.empty()) continue;  // it has none of its own
    for (const StateRow& row : SpecimensByVendor().at(specimen.cloud).states().RowsOf(specimen.kind)) {
      cases.push_back({specimen, row});
    }
  }
  return cases;
}

void PrintTo(const StateCase& one, std::ostream* out) { *out << one.specimen.name << " " << one.row.word; }

std::string NameOf(const testing::TestParamInfo<StateCase>& info) {
  std::string name =
      info.param.specimen.cloud + "_" + info.param.specimen.name + "_" + std::string(info.param.row.word);
  std::ranges::replace(name, ' ', '_');
  return name;
}

class States : public testing::TestWithParam<StateCase> {
 protected:
  States() {
    host_.engine_config = bench_.Config();
    Value desired = specimen().desired(bench_);
    desired.Put(field::kCloud, S(bench_.cloud()));
    wanted_ = {{"it", {kind(), desired}}};
  }
  const Specimen& specimen() const { return GetParam().specimen; }
  const StateRow& row() const { return GetParam().row; }
  Kind kind() const { return specimen().kind; }
  std::string word() const {
    const std::string text(row().word);
    return text.substr(0, text.find(" hosted"));  // a word of ours for two of theirs
  }

  bool Gone() const { return row().stage == Stage::kGone; }

  void MakeAndMark() {
    const reconcile::RunResult made = host_.Apply(wanted_);
    ASSERT_TRUE(made.ok()) << made.ToString();
    id_ = TextField(host_.state.at("it").state, field::kId);
    count_ = Count();
    stateful_ = specimen().state_of_carrier ? id_.substr(0, id_.find('/')) : id_;
    bench_.clouds().Edit(bench_.cloud(), stateful_, {{specimen().state_member, word()}});
  }
  std::size_t Count() {
    std::size_t count = 0;
    for (const auto& objects : bench_.clouds().Objects(bench_.cloud())) count += objects.size();
    return count;
  }

  Bench bench_{GetParam().specimen.cloud};
  reconcile::TerraformHost host_{bench_.Environment()};
  reconcile::Configuration wanted_;
  std::string id_;
  std::string stateful_;  // the id of what has the state: the object, or what carries it
  std::size_t count_ = 0;
};

TEST_P(States, OnlyWhatIsGoneIsMadeAgain) {
  ASSERT_NO_FATAL_FAILURE(MakeAndMark());
  const reconcile::RunResult planned = host_.Plan(wanted_);
  const auto action = planned.actions.contains("it") ? planned.actions.at("it").action : Action::kNothing;
  if (Gone()) {
    EXPECT_TRUE(action == Action::kCreate || action == Action::kAdopt || planned.diagnostics.has_errors())
        << planned.ToString();
    return;
  }
  if (IsDeclined(row())) {
    EXPECT_TRUE(planned.diagnostics.has_errors()) << planned.ToString();  // others_test.cc
  } else {
    EXPECT_TRUE(action == Action::kNothing || action == Action::kUpdate) << planned.ToString();
  }
  if (row().stage == Stage::kDead) {
    EXPECT_EQ(action, Action::kNothing) << planned.ToString();  // nothing brings it back
  }
  for (int run = 0; run < 2; ++run) {
    host_.Apply(wanted_);
    ASSERT_TRUE(host_.state.contains("it"));
    EXPECT_EQ(TextField(host_.state.at("it").state, field::kId), id_);
  }
  EXPECT_EQ(Count(), count_);
}

TEST_P(States, WhatWillNotWorkByItselfIsSaid) {
  ASSERT_NO_FATAL_FAILURE(MakeAndMark());
  const std::string said = host_.Plan(wanted_).diagnostics.ToString();
  const std::string expected = "is in state \"" + word() + "\": ";
  const bool tells = !TroubleOf(row(), word()).empty() && !Gone();
  EXPECT_EQ(said.find(expected) != std::string::npos, tells) << said;
}

TEST_P(States, WhatCarriesNothingForNowIsSaidToo) {
  const bool waits = row().stage == Stage::kOffered || IsStopped(row().stage);
  if (!waits || specimen().state_of_carrier) return;
  ASSERT_NO_FATAL_FAILURE(MakeAndMark());
  for (int run = 0; run < 2; ++run) {  // an apply that does nothing does not end it
    EXPECT_THAT(host_.Plan(wanted_).diagnostics.ToString(), HasSubstr("is in state \"" + word() + "\": "));
    host_.Apply(wanted_);
  }
}

TEST_P(States, WhatEndsIsNotTakenOver) {
  if (FindField(NeutralFields(kind()), field::kAdopt) == nullptr || !IsEnding(row().stage)) return;
  ASSERT_NO_FATAL_FAILURE(MakeAndMark());
  host_.state.clear();
  wanted_[0].second.config.Put(field::kAdopt, S(id_));
  const reconcile::RunResult planned = host_.Plan(wanted_);
  EXPECT_TRUE(planned.diagnostics.has_errors()) << planned.ToString();
  if (!Gone()) {
    EXPECT_THAT(planned.ToString(), HasSubstr("is in state \"" + word() + "\": "));
  }
}

TEST_P(States, ALostStateOrdersNoOtherBesideOneThatIsThere) {
  if ((kind() != Kind::kConnection && row().stage != Stage::kLeaving) || Gone()) return;
  ASSERT_NO_FATAL_FAILURE(MakeAndMark());
  host_.state.clear();
  host_.Apply(wanted_);
  EXPECT_EQ(Count(), count_);
}

TEST_P(States, ADeleteOfWhatIsBeingDeletedWaits) {
  if (row().stage != Stage::kLeaving) return;
  if (FindField(NeutralFields(kind()), field::kOnDestroy) != nullptr) {
    wanted_[0].second.config.Put(field::kOnDestroy, S("delete"));
  }
  ASSERT_NO_FATAL_FAILURE(MakeAndMark());
  const reconcile::RunResult waited = host_.Apply({});
  if (specimen().state_of_carrier) return;  // it goes with its carrier, which is somebody else's
  EXPECT_TRUE(waited.diagnostics.has_errors()) << waited.ToString();
  EXPECT_TRUE(host_.state.contains("it")) << "it is not gone yet";
  bench_.clouds().Remove(bench_.cloud(), stateful_);
  const reconcile::RunResult gone = host_.Apply({});
  EXPECT_TRUE(gone.ok()) << gone.ToString();
  EXPECT_FALSE(host_.state.contains("it"));
}

INSTANTIATE_TEST_SUITE_P(Clouds, States, testing::ValuesIn(Cases()), NameOf);

}  // namespace
}  // namespace ic::behaviour
