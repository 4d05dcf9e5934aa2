// The life of each object through the adapter's face, undisturbed: what is made is what was wanted, found again by
// whoever looks, changed in place field by field, and gone afterwards.
#include <algorithm>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/behaviour/specimens.h"

namespace ic::behaviour {
namespace {

using ::testing::Contains;
using ::testing::IsEmpty;
using ::testing::Not;

std::string NameOf(const testing::TestParamInfo<Specimen>& info) { return info.param.cloud + "_" + info.param.name; }

class Life : public testing::TestWithParam<Specimen> {
 protected:
  const Specimen& specimen() const { return GetParam(); }
  Kind kind() const { return specimen().kind; }

  Secrets Keys() const {
    return {.auth_key = specimen().auth_key.empty() ? std::nullopt : std::optional(specimen().auth_key)};
  }

  // Makes the object; the test fails if that does.
  void Make() {
    wanted_ = specimen().desired(bench_);
    wanted_.Put(field::kCloud, S(bench_.cloud()));
    before_ = bench_.Ids(kind());
    made_ = bench_.adapter().Create(bench_.Request(kind(), wanted_, Keys()), {});
    ASSERT_TRUE(made_.status.ok()) << made_.status.ToString();
    ASSERT_FALSE(made_.id.empty());
  }

  Value Live() {
    const auto observed = bench_.Look(kind(), made_.id, wanted_);
    EXPECT_TRUE(observed.ok() && observed->has_value()) << observed.status().ToString();
    return observed.ok() && *observed ? (*observed)->attributes : Value::Null();
  }

  void ExpectWanted(const char* when) {
    EXPECT_THAT(bench_.Differences(kind(), wanted_, Live()), IsEmpty()) << when;
    EXPECT_THAT(bench_.Differences(kind(), wanted_, made_.attributes), IsEmpty()) << when << ", as answered";
  }

  // Applies one change; `made_` is the object afterwards.
  void Apply(const Edit& edit) {
    Value desired = made_.attributes;
    std::vector<std::string> changed;
    for (const auto& [path, value] : edit.values) {
      PutAt(desired, path, value);
      PutAt(wanted_, path, value);
      changed.push_back(path);
    }
    const std::string id = made_.id;
    made_ = bench_.Update(kind(), id, made_.attributes, desired, changed);
    ASSERT_TRUE(made_.status.ok()) << made_.status.ToString();
    EXPECT_EQ(made_.id, id);
  }

  Bench bench_{GetParam().cloud};
  Value wanted_;
  std::vector<std::string> before_;
  ChangeResult made_;
};

TEST_P(Life, WhatIsMadeIsWhatWasWanted) {
  ASSERT_NO_FATAL_FAILURE(Make());
  ExpectWanted("after the create");
  EXPECT_THAT(bench_.Ids(kind()), Contains(made_.id));
}

TEST_P(Life, EachChangeInPlaceIsMadeAndNothingElse) {
  ASSERT_NO_FATAL_FAILURE(Make());
  for (const Edit& edit : specimen().edits) {
    SCOPED_TRACE(edit.values.front().first);
    ASSERT_NO_FATAL_FAILURE(Apply(edit));
    ExpectWanted("after the change");
  }
}

TEST_P(Life, AChangeToWhatIsThereAlreadyMakesNoChangingCall) {
  ASSERT_NO_FATAL_FAILURE(Make());
  const nlohmann::json objects = bench_.clouds().Objects(bench_.cloud());
  for (const Edit& edit : specimen().edits) {
    std::vector<std::string> changed;
    for (const auto& [path, value] : edit.values) changed.push_back(path);
    const ChangeResult same = bench_.Update(kind(), made_.id, made_.attributes, made_.attributes, changed);
    EXPECT_TRUE(same.status.ok()) << changed.front() << ": " << same.status.ToString();
  }
  EXPECT_EQ(bench_.clouds().Objects(bench_.cloud()), objects);
}

TEST_P(Life, AnotherProcessFindsItAsWhatThisCreateMade) {
  ASSERT_NO_FATAL_FAILURE(Make());
  const auto found = bench_.Fresh()->FindCandidates(bench_.Request(kind(), wanted_, Keys()), {});
  ASSERT_TRUE(found.ok()) << found.status().ToString();
  if (!wanted_.Get(field::kAdopt).is_null()) return;  // named by the configuration, not searched
  const bool marked = std::ranges::find(bench_.traits().marked, kind()) != bench_.traits().marked.end();
  const auto mine = std::ranges::find_if(*found, [&](const Candidate& one) { return one.observed.id == made_.id; });
  ASSERT_NE(mine, found->end());
  EXPECT_TRUE(mine->identical);
  EXPECT_EQ(mine->marked, marked);
  EXPECT_FALSE(mine->same.empty());
}

TEST_P(Life, AnotherFixedValueIsNotTheSameObject) {
  if (specimen().fixed.first.empty()) return;  // everything changes in place
  ASSERT_NO_FATAL_FAILURE(Make());
  Value other = wanted_;
  PutAt(other, specimen().fixed.first, specimen().fixed.second);
  const auto found = bench_.Fresh()->FindCandidates(bench_.Request(kind(), other, Keys()), {});
  ASSERT_TRUE(found.ok()) << found.status().ToString();
  for (const Candidate& candidate : *found) EXPECT_FALSE(candidate.identical) << candidate.observed.id;
}

TEST_P(Life, HealthIsToldOfAllAndOfOne) {
  ASSERT_NO_FATAL_FAILURE(Make());
  for (const std::vector<std::string>& asked : {std::vector<std::string>(), {made_.id}}) {
    const auto healths = bench_.Fresh(true)->CheckHealth(kind(), "", asked, {});
    ASSERT_TRUE(healths.ok()) << healths.status().ToString();
    const auto mine = std::ranges::find(*healths, made_.id, &Health::id);
    ASSERT_NE(mine, healths->end());
    EXPECT_EQ(mine->kind, kind());
    EXPECT_FALSE(mine->vendor_state.empty());
    if (!asked.empty()) {
      EXPECT_EQ(healths->size(), 1U);
    }
  }
  const auto nobody = bench_.Fresh(true)->CheckHealth(kind(), "", {"no-such-id"}, {});
  ASSERT_TRUE(nobody.ok()) << nobody.status().ToString();
  EXPECT_THAT(*nobody, IsEmpty());
}

TEST_P(Life, WhatIsDeletedIsGoneAndStaysGone) {
  ASSERT_NO_FATAL_FAILURE(Make());
  for (int time = 0; time < 2; ++time) {
    const ChangeResult deleted = bench_.Delete(kind(), made_.id, made_.attributes);
    EXPECT_TRUE(deleted.status.ok()) << deleted.status.ToString();
  }
  const auto observed = bench_.Look(kind(), made_.id, made_.attributes);
  ASSERT_TRUE(observed.ok()) << observed.status().ToString();
  EXPECT_FALSE(observed->has_value());
  EXPECT_THAT(bench_.Ids(kind()), Not(Contains(made_.id)));
}

TEST_P(Life, AChangeOfWhatIsGoneSaysThatItIsGone) {
  if (specimen().edits.empty()) return;
  ASSERT_NO_FATAL_FAILURE(Make());
  const ChangeResult deleted = bench_.Delete(kind(), made_.id, made_.attributes);
  ASSERT_TRUE(deleted.status.ok()) << deleted.status.ToString();
  for (const Edit& edit : specimen().edits) {
    Value desired = made_.attributes;
    std::vector<std::string> changed;
    for (const auto& [path, value] : edit.values) {
      PutAt(desired, path, value);
      changed.push_back(path);
    }
    const ChangeResult after = bench_.Update(kind(), made_.id, made_.attributes, desired, changed);
    EXPECT_EQ(after.status.code(), StatusCode::kNotFound) << changed.front() << ": " << after.status.ToString();
  }
}

TEST_P(Life, SettlingFindsItWhereTheCreateLeftIt) {
  ASSERT_NO_FATAL_FAILURE(Make());
  const ChangeResult settled = bench_.Fresh()->Settle(kind(), "", made_.id, wanted_, std::chrono::minutes(10), {});
  EXPECT_TRUE(settled.status.ok()) << settled.status.ToString();
  EXPECT_EQ(settled.id, made_.id);
  EXPECT_THAT(bench_.Differences(kind(), wanted_, settled.attributes), IsEmpty());
}

TEST_P(Life, AStateNeverSeenBeforeIsReadAndWarnedOf) {
  if (specimen().state_member.empty() || specimen().state_of_carrier) return;  // it has none of its own
  ASSERT_NO_FATAL_FAILURE(Make());
  for (const char* word : {"brand-new-word", ""}) {
    bench_.clouds().Edit(bench_.cloud(), made_.id, {{specimen().state_member, word}});
    const auto observed = bench_.Look(kind(), made_.id, wanted_);
    ASSERT_TRUE(observed.ok()) << observed.status().ToString();
    EXPECT_TRUE(observed->has_value()) << "state \"" << word << "\"";
  }
  EXPECT_THAT(bench_.log(), Contains(testing::HasSubstr("brand-new-word")));
}

TEST_P(Life, NothingIsWhatItIsNot) {
  const std::string stranger = "no-such-id";
  const auto observed = bench_.Look(kind(), stranger, Value::Null());
  if (observed.ok()) {
    EXPECT_FALSE(observed->has_value());
  } else {
    EXPECT_EQ(observed.status().code(), StatusCode::kInvalidArgument) << observed.status().ToString();
  }
}

TEST_P(Life, ReadOnlyNothingLeaves) {
  wanted_ = specimen().desired(bench_);
  const nlohmann::json objects = bench_.clouds().Objects(bench_.cloud());
  const ChangeResult refused = bench_.Fresh(true)->Create(bench_.Request(kind(), wanted_, Keys()), {});
  EXPECT_FALSE(refused.status.ok());
  EXPECT_EQ(bench_.clouds().Objects(bench_.cloud()), objects);
}

TEST_P(Life, WhatIsStoppedIsCancelledNotAbsent) {
  ASSERT_NO_FATAL_FAILURE(Make());
  std::stop_source stopped;
  stopped.request_stop();
  const auto read = bench_.Fresh()->Read({kind(), "", made_.id, Freshness::kLive, wanted_}, stopped.get_token());
  EXPECT_EQ(read.status().code(), StatusCode::kCancelled);
  const auto listed = bench_.Fresh()->List(kind(), "", Freshness::kLive, stopped.get_token());
  EXPECT_EQ(listed.status().code(), StatusCode::kCancelled);
}

TEST_P(Life, NoKeyIsLoggedOrAnswered) {
  if (specimen().auth_key.empty()) return;
  ASSERT_NO_FATAL_FAILURE(Make());
  EXPECT_THAT(bench_.log(), testing::Each(Not(testing::HasSubstr(specimen().auth_key))));
  EXPECT_THAT(made_.attributes.ToString(), Not(testing::HasSubstr(specimen().auth_key)));
}

INSTANTIATE_TEST_SUITE_P(Adapters, Life, testing::ValuesIn(Specimens()), NameOf);

// Every change that the tables call one in place is tried on some object of that kind.
TEST(Specimens, TryEveryChangeInPlace) {
  std::vector<std::string> missing;
  for (const auto& [cloud, specimens] : SpecimensByVendor()) {
    Bench bench(cloud);
    for (const Change& change : bench.traits().changes) {
      const bool lowered = std::ranges::find(bench.traits().lowered, change.kind) != bench.traits().lowered.end();
      if (change.on_change != OnChange::kInPlace || lowered || change.field == field::kAuthKey) continue;
      const bool tried = std::ranges::any_of(specimens.objects, [&](const Specimen& specimen) {
        return specimen.kind == change.kind && std::ranges::any_of(specimen.edits, [&](const Edit& edit) {
                 return std::ranges::any_of(edit.values, [&](const auto& value) {
                   return value.first == change.field || value.first.starts_with(std::string(change.field) + ".");
                 });
               });
      });
      // What a key is rotated to is tried by its own cases; what is another object's is not one's own.
      const std::string name = std::string(KindName(change.kind)) + " " + std::string(change.field);
      if (!tried && !specimens.elsewhere.contains(name)) missing.push_back(cloud + " " + name);
    }
  }
  EXPECT_THAT(missing, IsEmpty());
}

}  // namespace
}  // namespace ic::behaviour
