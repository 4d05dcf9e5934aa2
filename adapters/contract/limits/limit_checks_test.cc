// Every sort of limit on a field of every type, over the values that the row itself makes.
#include "adapters/contract/limits/limit_checks.h"

#include <algorithm>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "adapters/contract/limits/audit.h"
#include "adapters/contract/limits/limits_check.h"
#include "adapters/contract/limits/probes.h"

namespace ic {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

constexpr Kind kKind = Kind::kVirtualInterface;
constexpr Source kManual = {"The manual", "2026-11-21", ""};
const Pattern kLetters = {"[a-z]+", "lower-case letters", "red", "Red"};

// A cloud whose interfaces have `field` beside what every cloud's have, with one limit on it.
VendorTraits With(Field field, std::string_view path, Allowed allowed) {
  VendorTraits traits;
  traits.cloud = "cirrus";
  traits.title = "Cirrus";
  traits.fields.resize(kAllKinds.size());
  field.name = "it";
  field.description = "It.";
  if (field.type == FieldType::kObject)
    field.fields = {{.name = "part", .type = FieldType::kBool, .description = "P."}};
  traits.fields[static_cast<std::size_t>(kKind)] = {std::move(field)};
  traits.limits = {{"cirrus.it", kKind, path, std::move(allowed), "It is wrong", "Choose another.", kManual}};
  for (int i = 0; i <= static_cast<int>(Capability::kWriteOnlyKey); ++i) {
    traits.capabilities.push_back({static_cast<Capability>(i), Support::kNo, "", kManual});
  }
  return traits;
}

struct RowCase {
  Field field;
  Allowed allowed;
  std::string_view path = "cirrus.it";
};

std::vector<RowCase> Rows() {
  std::vector<RowCase> rows = {
      {{.type = FieldType::kInteger}, Range{2, 9}},
      {{.type = FieldType::kInteger}, Range{0, INT64_MAX}},
      {{.type = FieldType::kInteger}, OneOf{{"1500", "9001"}}},
      {{.type = FieldType::kBool}, OneOf{{"true"}}},
      {{.type = FieldType::kBool}, OneOf{{"false"}}},
      {{.type = FieldType::kString}, OneOf{{"a", "b"}}},
      {{.type = FieldType::kString, .meaning = Meaning::kBandwidth}, OneOf{{"1Gbps", "10000Mbps"}}},
      {{.type = FieldType::kString, .meaning = Meaning::kAsn}, AsnRange{1, 65534}},
      {{.type = FieldType::kString, .sensitive = true}, kLetters},
      {{.type = FieldType::kStringMap}, Count{1, 2}},
      {{.type = FieldType::kStringMap}, kLetters, "cirrus.it[keys]"},
      {{.type = FieldType::kStringMap}, Length{1, 3}, "cirrus.it[keys]"},
      {{.type = FieldType::kObject}, Unsupported{"there is none."}},
      {{.type = FieldType::kInteger}, Unsupported{"there is none"}},
      {{.type = FieldType::kBool}, Unsupported{"there is none"}},
  };
  for (const FieldType type :
       {FieldType::kString, FieldType::kStringList, FieldType::kStringSet, FieldType::kStringMap}) {
    for (const Allowed& allowed : std::vector<Allowed>{OneOf{{"red", "blue"}}, Length{2, 4}, Length{0, 4}, kLetters,
                                                       Unsupported{"there is none"}}) {
      rows.push_back({{.type = type}, allowed});
    }
  }
  for (const FieldType type : {FieldType::kStringList, FieldType::kStringSet}) {
    rows.push_back({{.type = type, .meaning = Meaning::kPrefix}, Count{0, 2}});
    rows.push_back({{.type = type}, Count{2, 3}});
  }
  return rows;
}

TEST(LimitChecks, EachSortOfRowJudgesEachTypeOfField) {
  for (const RowCase& row : Rows()) {
    const VendorTraits traits = With(row.field, row.path, row.allowed);
    SCOPED_TRACE(testing::Message() << "type " << static_cast<int>(row.field.type) << ", row " << row.allowed.index());
    EXPECT_THAT(CheckTables(traits), IsEmpty());
    const Probes probes = MakeProbes(traits.limits[0], AllFields(traits, kKind));
    EXPECT_EQ(probes.good.empty(), std::holds_alternative<Unsupported>(row.allowed));
    for (const Value& object : probes.bad) {
      const Diagnostics diagnostics = Audit(traits, kKind, object, {});
      const auto said = std::ranges::find(diagnostics.items(), "It is wrong", &Diagnostic::summary);
      ASSERT_NE(said, diagnostics.items().end()) << object.ToString();
      EXPECT_THAT(said->path.ToString(), testing::StartsWith("cirrus.it"));
      if (row.field.sensitive) {
        EXPECT_THAT(said->detail, Not(HasSubstr("Red")));
      }
    }
  }
}

// A value of another type than the row is for has an error of its own, or none: the row says nothing false of it.
TEST(LimitChecks, WhatARowCannotJudgePassesOrIsNoneOfItsValues) {
  const auto errors = [](Field field, const Allowed& allowed, const Value& value) {
    const VendorTraits traits = With(std::move(field), "cirrus.it", allowed);
    Diagnostics diagnostics;
    CheckLimit(traits, traits.limits[0], AllFields(traits, kKind).back().fields[0], AllFields(traits, kKind), value,
               Value::Object({}), diagnostics);
    return diagnostics.items().size();
  };
  EXPECT_EQ(errors({.type = FieldType::kInteger}, Range{2, 9}, Value::String("12")), 0U);
  EXPECT_EQ(errors({.meaning = Meaning::kAsn}, AsnRange{1, 9}, Value::String("nonsense")), 0U);
  EXPECT_EQ(errors({.type = FieldType::kStringSet}, Count{1, 2}, Value::String("one")), 0U);
  EXPECT_EQ(errors({}, OneOf{{"a"}}, Value::Object({})), 1U);
  EXPECT_EQ(errors({.type = FieldType::kStringSet}, Length{2, 3}, Value::Set({Value::Unknown()})), 0U);
}

// Words only: a number near another says nothing of what was meant.
TEST(LimitChecks, TheWordThatIsMeantIsNamed) {
  const auto words = [](Field field, const std::string& text) {
    const VendorTraits traits = With(std::move(field), "cirrus.it", OneOf{{"no_encrypt", "must_encrypt", "1Gbps"}});
    Diagnostics diagnostics;
    CheckLimit(traits, traits.limits[0], AllFields(traits, kKind).back().fields[0], AllFields(traits, kKind),
               Value::String(text), Value::Object({}), diagnostics);
    return diagnostics.items().empty() ? std::string() : diagnostics.items()[0].detail;
  };
  for (const std::string text : {"MUST_ENCRYPT", "must_encript", "Must-Encrypt"}) {
    EXPECT_THAT(words({}, text), HasSubstr("1Gbps. Did you mean \"must_encrypt\"? Choose another.")) << text;
  }
  EXPECT_THAT(words({}, "always"), Not(HasSubstr("Did you mean")));
  EXPECT_THAT(words({.meaning = Meaning::kBandwidth}, "2Gbps"), Not(HasSubstr("Did you mean")));
  EXPECT_THAT(words({.sensitive = true}, "MUST_ENCRYPT"), Not(HasSubstr("Did you mean")));
}

// Who gives too little is not told how to have more.
TEST(LimitChecks, OnlyWhatIsAboveIsRaised) {
  struct Case {
    Field field;
    Allowed allowed;
    Value below;
    Value above;
  };
  const auto texts = [](std::size_t count) {
    std::vector<std::string> all;
    for (std::size_t i = 0; i < count; ++i) all.push_back(std::to_string(i));
    return Value::Strings(all);
  };
  const std::vector<Case> cases = {
      {{.type = FieldType::kInteger}, Range{1, 110}, Value::Int(0), Value::Int(111)},
      {{.type = FieldType::kInteger}, Range{0, 110}, Value::Int(-1), Value::Int(111)},
      {{.meaning = Meaning::kAsn}, AsnRange{1, 65534}, Value::String("0"), Value::String("65535")},
      {{}, Length{2, 4}, Value::String("a"), Value::String("abcde")},
      {{.type = FieldType::kStringList}, Count{1, 2}, texts(0), texts(3)},
  };
  for (const Case& one : cases) {
    for (const bool is_above : {false, true}) {
      VendorTraits traits = With(one.field, "cirrus.it", one.allowed);
      traits.limits[0].adjustable = true;
      Diagnostics diagnostics;
      CheckLimit(traits, traits.limits[0], AllFields(traits, kKind).back().fields[0], AllFields(traits, kKind),
                 is_above ? one.above : one.below, Value::Object({}), diagnostics);
      ASSERT_EQ(diagnostics.items().size(), 1U) << one.allowed.index();
      EXPECT_EQ(diagnostics.items()[0].detail.find("raises this limit") != std::string::npos, is_above)
          << diagnostics.items()[0].detail;
    }
  }
}

TEST(LimitChecks, WhatIsAllowedInWords) {
  EXPECT_EQ(AllowedWords(Range{7, 7}), "7");
  EXPECT_EQ(AllowedWords(Range{0, 7}), "at most 7");
  EXPECT_EQ(AllowedWords(Range{2, 9}), "2 to 9");
  EXPECT_EQ(AllowedWords(AsnRange{1, 9}), "1 to 9");
  EXPECT_EQ(AllowedWords(OneOf{{"a", "b"}}), "a or b");
  EXPECT_EQ(AllowedWords(Length{0, 9}), "at most 9 characters");
  EXPECT_EQ(AllowedWords(Count{1, 9}), "1 to 9 elements");
  EXPECT_EQ(AllowedWords(kLetters), "lower-case letters, such as \"red\"");
  EXPECT_EQ(AllowedWords(Unsupported{"there is none."}), "nothing: there is none");
  EXPECT_EQ(AllowedWords(Unsupported{"there is none"}), "nothing: there is none");
}

TEST(LimitChecks, TheUsersNumberTakesThePlaceOfTheLargest) {
  for (const Allowed& allowed :
       std::vector<Allowed>{Range{1, 3}, AsnRange{1, 3}, Length{1, 3}, Count{1, 3}, OneOf{{"3"}}}) {
    Limit limit = {"cirrus.it", kKind, "mtu", allowed, "s", "r", kManual, true};
    const std::string before = AllowedWords(limit.allowed);
    const bool has_number = before != "3";
    EXPECT_EQ(AllowedWords(WithOverride(limit, {{"cirrus.it", 7}}).allowed) == before, !has_number) << before;
    if (has_number) {
      EXPECT_THAT(AllowedWords(WithOverride(limit, {{"cirrus.it", 7}}).allowed), HasSubstr("1 to 7"));
    }
    EXPECT_EQ(AllowedWords(WithOverride(limit, {{"cirrus.other", 7}}).allowed), before);
    limit.adjustable = false;
    EXPECT_EQ(AllowedWords(WithOverride(limit, {{"cirrus.it", 7}}).allowed), before);
  }
}

TEST(LimitChecks, WhatTheCloudChoosesIsRefusedForNewObjectsOnly) {
  const VendorTraits traits =
      With({.type = FieldType::kInteger}, "mtu", Unsupported{.reason = "it decides", .cloud_chooses = true});
  const Value object = Value::Object({{"mtu", Value::Int(1500)}, {"cloud", Value::String("cirrus")}});
  const Value other = Value::Object({{"mtu", Value::Int(9001)}, {"cloud", Value::String("cirrus")}});
  const auto wrong = [&](const AuditOptions& options) {
    const Diagnostics all = Audit(traits, kKind, object, options);
    return std::ranges::count(all.items(), "It is wrong", &Diagnostic::summary);
  };
  EXPECT_EQ(wrong({}), 1);
  EXPECT_EQ(wrong({.overrides = {}, .prior = nullptr, .offline = true}), 0);
  EXPECT_EQ(wrong({.overrides = {}, .prior = &object}), 0);
  EXPECT_EQ(wrong({.overrides = {}, .prior = &other}), 1);
  const VendorTraits never = With({.type = FieldType::kInteger}, "mtu", Unsupported{"there is none"});
  EXPECT_TRUE(Audit(never, kKind, object, {.overrides = {}, .prior = nullptr, .offline = true}).has_errors());
}

}  // namespace
}  // namespace ic
