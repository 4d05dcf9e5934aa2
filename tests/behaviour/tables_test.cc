// The vendors' tables over objects that the clouds take: what the audit says of them, and what they count for.
#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "adapters/contract/limits/audit.h"
#include "adapters/contract/path.h"
#include "tests/behaviour/specimens.h"

namespace ic::behaviour {
namespace {

using ::testing::IsEmpty;

std::string NameOf(const testing::TestParamInfo<Specimen>& info) { return info.param.cloud + "_" + info.param.name; }

// As the engine audits it: with what the vendor derives.
Value Completed(const VendorTraits& traits, Kind kind, Value object) {
  object.Put(field::kCloud, S(traits.cloud));
  if (traits.complete != nullptr) traits.complete(kind, object);
  return object;
}

std::vector<std::string> Errors(const VendorTraits& traits, Kind kind, const Value& object) {
  std::vector<std::string> errors;
  const Diagnostics diagnostics = Audit(traits, kind, Completed(traits, kind, object), {});
  for (const Diagnostic& diagnostic : diagnostics.items()) {
    if (diagnostic.severity != Severity::kError) continue;
    errors.push_back(diagnostic.path.ToString() + ": " + diagnostic.summary + ": " + diagnostic.detail);
  }
  return errors;
}

std::vector<std::string> Paths(const std::vector<Field>& fields, const std::string& prefix = {}) {
  std::vector<std::string> paths;
  for (const Field& field : fields) {
    paths.push_back(prefix + field.name);
    const std::vector<std::string> inner = Paths(field.fields, prefix + field.name + ".");
    paths.insert(paths.end(), inner.begin(), inner.end());
  }
  return paths;
}

class Tables : public testing::TestWithParam<Specimen> {
 protected:
  Bench bench_{GetParam().cloud};
  const Value wanted_ = GetParam().desired(bench_);
  const VendorTraits& traits_ = bench_.traits();
};

TEST_P(Tables, WhatTheCloudTakesPassesTheAudit) {
  EXPECT_THAT(Errors(traits_, GetParam().kind, wanted_), IsEmpty());
  for (const Edit& edit : GetParam().edits) {
    Value changed = wanted_;
    for (const auto& [path, value] : edit.values) PutAt(changed, path, value);
    EXPECT_THAT(Errors(traits_, GetParam().kind, changed), IsEmpty()) << edit.values.front().first;
  }
}

// A plan knows less than an apply: whatever is missing yet, nothing is refused for it.
TEST_P(Tables, WhatIsUnknownIsNeverRefused) {
  const std::vector<std::string> paths = Paths(AllFields(traits_, GetParam().kind));
  for (const std::string& path : paths) {
    const std::size_t dot = path.rfind('.');
    // Of an object that is not set, a part that is unknown sets it.
    if (path == field::kCloud || (dot != std::string::npos && ValueAt(wanted_, path.substr(0, dot)).is_null()))
      continue;
    Value object = wanted_;
    PutAt(object, path, Value::Unknown());
    EXPECT_THAT(Errors(traits_, GetParam().kind, object), IsEmpty()) << path << " is unknown";
  }
  Value nothing = Value::Object({});
  for (const std::string& path : paths) {
    if (path.find('.') == std::string::npos && path != field::kCloud) nothing.Put(path, Value::Unknown());
  }
  EXPECT_THAT(Errors(traits_, GetParam().kind, nothing), IsEmpty());
}

INSTANTIATE_TEST_SUITE_P(Adapters, Tables, testing::ValuesIn(Specimens()), NameOf);

class Quotas : public testing::TestWithParam<std::string> {};

TEST_P(Quotas, CountObjectsByWhatTheyStandOnAndNotByTheirNames) {
  std::set<std::string_view> counted;
  for (const Specimen& specimen : Specimens()) {
    if (specimen.cloud != GetParam()) continue;
    Bench bench(specimen.cloud);
    const Value wanted = specimen.desired(bench);
    const ChangeResult made = bench.adapter().Create(bench.Request(specimen.kind, wanted), {});
    ASSERT_TRUE(made.status.ok()) << made.status.ToString();
    const Value object = Completed(bench.traits(), specimen.kind, made.attributes);
    for (const Quota& quota : bench.traits().quotas) {
      if (std::ranges::find(quota.kinds, specimen.kind) == quota.kinds.end()) continue;
      SCOPED_TRACE(testing::Message() << quota.id << " of " << specimen.name);
      const std::string group = quota.group(specimen.kind, object);
      if (!group.empty()) counted.insert(quota.id);
      Value other = object;
      other.Put(field::kName, S("another"));
      other.Put(field::kTags, Value::Map({}));
      EXPECT_EQ(quota.group(specimen.kind, other), group);
      EXPECT_EQ(quota.group(specimen.kind, Value::Object({})), "") << "what says nothing counts nowhere";
      // Each thing that decides the group: unknown, it counts nowhere yet; another, it counts elsewhere or nowhere.
      for (const std::string& path : Paths(AllFields(bench.traits(), specimen.kind))) {
        const Value& value = ValueAt(object, path);
        if (value.kind() == Value::Kind::kObject) continue;
        Value unknown = object;
        PutAt(unknown, path, Value::Unknown());
        const std::string then = quota.group(specimen.kind, unknown);
        EXPECT_TRUE(then.empty() || then == group) << path << " unknown: " << then;
      }
    }
  }
  std::vector<std::string_view> never;
  Bench bench(GetParam());
  for (const Quota& quota : bench.traits().quotas) {
    if (!counted.contains(quota.id)) never.push_back(quota.id);
  }
  const VendorSpecimens& specimens = SpecimensByVendor().at(GetParam());
  std::erase_if(never, [&](std::string_view id) { return specimens.counted_elsewhere.contains(id); });
  EXPECT_THAT(never, IsEmpty());
}

// The guard goes by the reach, people by the words.
TEST(Reach, IsWhatTheWordsSay) {
  for (const std::string& cloud : EveryCloud()) {
    for (const Change& row : Bench(cloud).traits().changes) {
      if (row.kind != Kind::kVirtualInterface || row.on_change != OnChange::kInPlace) continue;
      const std::string words(row.interrupts);
      const Reach said = words.find("every virtual interface of the connection") != std::string::npos
                             ? Reach::kConnection
                         : words.starts_with("the BGP session,") ? Reach::kSession
                                                                 : Reach::kObject;
      EXPECT_EQ(row.reach, said) << cloud << " " << row.field << ": " << words;
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Adapters, Quotas, testing::ValuesIn(EveryCloud()),
                         [](const testing::TestParamInfo<std::string>& info) { return info.param; });

}  // namespace
}  // namespace ic::behaviour
