// The same lives, with something happening at each call in turn: whatever was carried out or not, trying again comes to
// what was wanted, once.
#include <algorithm>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/behaviour/specimens.h"

namespace ic::behaviour {
namespace {

using ::testing::IsEmpty;

constexpr int kMostCalls = 60;

struct Case {
  Specimen specimen;
  std::string mishap;
};

void PrintTo(const Case& one, std::ostream* out) {
  *out << one.specimen.cloud << "/" << one.specimen.name << "/" << one.mishap;
}

std::vector<Case> Cases() {
  std::vector<Case> cases;
  for (const Specimen& specimen : Specimens()) {
    for (const char* mishap : {"fails", "throttled", "lost_answer", "cut_before", "garbage", "timeout", "stopped"}) {
      cases.push_back({specimen, mishap});
    }
  }
  return cases;
}

std::string NameOf(const testing::TestParamInfo<Case>& info) {
  return info.param.specimen.cloud + "_" + info.param.specimen.name + "_" + info.param.mishap;
}

class Mishaps : public testing::TestWithParam<Case> {
 protected:
  Mishaps() : specimen_(GetParam().specimen) {}

  Secrets Keys() const {
    return {.auth_key = specimen_.auth_key.empty() ? std::nullopt : std::optional(specimen_.auth_key)};
  }

  // The mishap comes at the call of that number from now on. False: that many calls were not made.
  template <typename Run>
  bool Disturbed(Bench& bench, int number, Run&& run) {
    const std::size_t from = bench.clouds().calls();
    stop_ = std::stop_source();
    bench.clouds().stop_run = [this] { stop_.request_stop(); };
    bench.clouds().Arm(GetParam().mishap, from + static_cast<std::size_t>(number));
    run();
    const bool came = bench.clouds().calls() > from + static_cast<std::size_t>(number);
    bench.clouds().Restart();
    return came;
  }

  // As the engine does: what is found to be there already is taken, and only else made again.
  ChangeResult Again(Bench& bench, const CreateRequest& request) {
    const auto adapter = bench.Fresh();
    const auto found = adapter->FindCandidates(request, {});
    if (!found.ok()) return {.status = found.status()};
    for (const Candidate& candidate : *found) {
      if (candidate.identical) {
        return adapter->Settle(request.kind, "", candidate.observed.id, request.desired, request.timeout, {});
      }
    }
    return adapter->Create(request, {});
  }

  std::stop_token stop() const { return stop_.get_token(); }

  const Specimen& specimen_;
  std::stop_source stop_;  // of what is disturbed
};

TEST_P(Mishaps, ACreateIsFinishedByTryingAgain) {
  for (int number = 0; number < kMostCalls; ++number) {
    SCOPED_TRACE(testing::Message() << "call " << number);
    Bench bench(specimen_.cloud);
    const Value wanted = specimen_.desired(bench);
    const std::size_t before = bench.Ids(specimen_.kind).size();
    const CreateRequest request = bench.Request(specimen_.kind, wanted, Keys());
    ChangeResult made;
    const bool came = Disturbed(bench, number, [&] { made = bench.adapter().Create(request, stop()); });
    if (made.id.empty()) {
      EXPECT_FALSE(made.status.ok());
      if (!made.status.ambiguous()) {
        EXPECT_EQ(bench.Ids(specimen_.kind).size(), before) << made.status.ToString();
      }
      made = Again(bench, request);
    } else if (!made.status.ok()) {
      made = bench.Fresh()->Settle(specimen_.kind, "", made.id, wanted, request.timeout, {});
    }
    ASSERT_TRUE(made.status.ok()) << made.status.ToString();
    const bool adopted = !wanted.Get(field::kAdopt).is_null();
    EXPECT_EQ(bench.Ids(specimen_.kind).size(), before + (adopted ? 0 : 1));
    if (!came) break;
  }
}

TEST_P(Mishaps, AChangeIsFinishedByTryingAgain) {
  for (const Edit& edit : specimen_.edits) {
    for (int number = 0; number < kMostCalls; ++number) {
      SCOPED_TRACE(testing::Message() << edit.values.front().first << ", call " << number);
      Bench bench(specimen_.cloud);
      Value wanted = specimen_.desired(bench);
      const ChangeResult made = bench.adapter().Create(bench.Request(specimen_.kind, wanted, Keys()), {});
      ASSERT_TRUE(made.status.ok()) << made.status.ToString();
      Value desired = made.attributes;
      std::vector<std::string> changed;
      for (const auto& [path, value] : edit.values) {
        PutAt(desired, path, value);
        changed.push_back(path);
      }
      ChangeResult after;
      const bool came = Disturbed(bench, number, [&] {
        after = bench.Update(specimen_.kind, made.id, made.attributes, desired, changed, {}, stop());
      });
      if (!after.status.ok()) after = bench.Update(specimen_.kind, made.id, made.attributes, desired, changed);
      ASSERT_TRUE(after.status.ok()) << after.status.ToString();
      const auto live = bench.Look(specimen_.kind, made.id, desired);
      ASSERT_TRUE(live.ok() && live->has_value()) << live.status().ToString();
      for (const auto& [path, value] : edit.values) {
        PutAt(wanted, path, value);
      }
      EXPECT_THAT(bench.Differences(specimen_.kind, wanted, (*live)->attributes), IsEmpty());
      if (!came) break;
    }
  }
}

TEST_P(Mishaps, ADeleteIsFinishedByTryingAgain) {
  for (int number = 0; number < kMostCalls; ++number) {
    SCOPED_TRACE(testing::Message() << "call " << number);
    Bench bench(specimen_.cloud);
    const Value wanted = specimen_.desired(bench);
    const ChangeResult made = bench.adapter().Create(bench.Request(specimen_.kind, wanted, Keys()), {});
    ASSERT_TRUE(made.status.ok()) << made.status.ToString();
    ChangeResult deleted;
    const bool came =
        Disturbed(bench, number, [&] { deleted = bench.Delete(specimen_.kind, made.id, made.attributes, stop()); });
    if (!deleted.status.ok()) deleted = bench.Delete(specimen_.kind, made.id, made.attributes);
    EXPECT_TRUE(deleted.status.ok()) << deleted.status.ToString();
    const auto live = bench.Look(specimen_.kind, made.id, made.attributes);
    ASSERT_TRUE(live.ok()) << live.status().ToString();
    EXPECT_FALSE(live->has_value());
    if (!came) break;
  }
}

TEST_P(Mishaps, AReadSaysAbsentOnlyOfWhatIsAbsent) {
  Bench bench(specimen_.cloud);
  const Value wanted = specimen_.desired(bench);
  const ChangeResult made = bench.adapter().Create(bench.Request(specimen_.kind, wanted, Keys()), {});
  ASSERT_TRUE(made.status.ok()) << made.status.ToString();
  for (int number = 0; number < kMostCalls; ++number) {
    SCOPED_TRACE(testing::Message() << "call " << number);
    StatusOr<std::optional<Observed>> live = InternalError("not asked");
    const bool came = Disturbed(bench, number, [&] { live = bench.Look(specimen_.kind, made.id, made.attributes); });
    EXPECT_TRUE(!live.ok() || live->has_value());
    if (!came) break;
  }
}

INSTANTIATE_TEST_SUITE_P(Adapters, Mishaps, testing::ValuesIn(Cases()), NameOf);

}  // namespace
}  // namespace ic::behaviour
