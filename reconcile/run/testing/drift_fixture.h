// A fixture around drift: the stack of RunFixture, applied, and clouds that remember how adapters were made.
#ifndef RECONCILE_RUN_TESTING_DRIFT_FIXTURE_H_
#define RECONCILE_RUN_TESTING_DRIFT_FIXTURE_H_

#include <algorithm>
#include <memory>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "reconcile/object/object.h"
#include "reconcile/run/drift/drift.h"
#include "reconcile/run/testing/run_fixture.h"

namespace ic {

// The fake clouds, with limits on prefixes; remembers how adapters were made.
class WatchingFactory : public AdapterFactory {
 public:
  explicit WatchingFactory(FakeWorld& world) : fake_(world), sky_(reconcile::SkyTraits()) {
    constexpr Source kSource = {"Fake cloud's manual", "2026-11-21", ""};
    sky_.quotas.push_back({"sky.per_association",
                           "prefixes of one association",
                           {Kind::kBgpCidr},
                           [](Kind, const Value& object) { return reconcile::Text(object, field::kAdvertisedBy); },
                           20,
                           "cidr",
                           "Too many prefixes",
                           "Summarise.",
                           Scope::kObject,
                           true,
                           kSource});
    sky_.limits.push_back({"sky.customer_prefixes", Kind::kVirtualInterface, "customer_prefixes", Count{0, 100},
                           "Too many prefixes", "Summarise.", kSource, true});
    traits_ = {&sky_, &reconcile::RockTraits()};
  }
  const std::vector<const VendorTraits*>& traits() const override { return traits_; }
  StatusOr<std::unique_ptr<Adapter>> Make(std::string_view cloud, const AdapterOptions& options) const override {
    ++made;
    all_read_only = all_read_only && options.read_only;
    return fake_.Make(cloud, options);
  }

  mutable std::size_t made = 0;
  mutable bool all_read_only = true;

 private:
  FakeFactory fake_;
  VendorTraits sky_;
  std::vector<const VendorTraits*> traits_;
};

inline std::string Words(const DriftReport& report) {
  std::string text;
  for (const DriftFinding& finding : report.findings) {
    text += fmt::format("{} {} {} {}: {} | {} | {}: {} [{}]{}\n", finding.id, DriftClassName(finding.klass),
                        finding.address, finding.field, finding.desired, finding.last_applied, finding.actual,
                        finding.summary, finding.endangers, finding.ignored);
  }
  for (const LocatedDiagnostic& one : report.diagnostics) {
    text += fmt::format("{}:{} {}: {}\n", one.file, one.line, one.diagnostic.summary, one.diagnostic.detail);
  }
  for (const UnreadCloud& cloud : report.unread) text += fmt::format("unread {}: {}\n", cloud.account, cloud.why);
  return text;
}

class DriftTest : public RunFixture {
 protected:
  DriftTest() {
    WantStack();
    Make();
    world.calls.clear();
  }

  DriftReport Drift(const DriftOptions& drift = {}) {
    const std::size_t mutating = world.MutatingCalls();
    RunEnvironment environment = Environment();
    environment.engine.factory = &watching;
    DriftReport report = FindDrift(environment, desired, drift);
    EXPECT_EQ(world.MutatingCalls(), mutating);
    EXPECT_GT(watching.made, 0U);
    EXPECT_TRUE(watching.all_read_only);
    return report;
  }

  // The only finding.
  DriftFinding Only(const DriftReport& report) {
    EXPECT_EQ(report.findings.size(), 1U) << Words(report);
    return report.findings.empty() ? DriftFinding() : report.findings.front();
  }
  DriftFinding Only() { return Only(Drift()); }

  DesiredObject& Wanted(Kind kind, const std::string& name) {
    const auto found = std::find_if(desired.objects.begin(), desired.objects.end(), [&](const DesiredObject& one) {
      return one.address == Address{kind, name};
    });
    EXPECT_NE(found, desired.objects.end());
    return *found;
  }

  FakeObject& Vif() { return ObjectOf(Kind::kVirtualInterface, "vif"); }

  WatchingFactory watching{world};
};

}  // namespace ic

#endif  // RECONCILE_RUN_TESTING_DRIFT_FIXTURE_H_
