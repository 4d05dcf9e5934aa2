// Nothing, in all its spellings: for every field that may be left out, of every object of every cloud, each way of
// writing that there is nothing is one thing. The plan after an apply is empty, one spelling in place of another makes
// no call, and so does any spelling on what was imported. Where leaving it out means "as it is", an empty text takes a
// free text away; of anything else it is refused, and so is an empty key.
#include <algorithm>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "adapters/contract/field_values.h"
#include "adapters/contract/path.h"
#include "reconcile/testing/terraform_host.h"
#include "tests/behaviour/specimens.h"

namespace ic::behaviour {
namespace {

using reconcile::Configuration;
using reconcile::RunResult;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

std::string NameOf(const testing::TestParamInfo<Specimen>& info) { return info.param.cloud + "_" + info.param.name; }

// A way to write the field at `path`.
struct Spelling {
  std::string path;
  Value value;
};

// The ways to write nothing in a field; `set`: what is written of it otherwise.
std::vector<Value> Nothings(const Field& field, const Value& set) {
  Value::Elements elements = set.kind() == Value::Kind::kSet ? set.elements() : Value::Elements();
  elements.push_back(Value::Null());
  Value::Fields entries = set.kind() == Value::Kind::kMap ? set.fields() : Value::Fields();
  entries.emplace_back("absent", Value::Null());
  const bool bare = set.is_null();
  switch (field.type) {
    case FieldType::kString:
      return bare ? std::vector<Value>{S("")} : std::vector<Value>();
    case FieldType::kBool:
      return bare ? std::vector<Value>{Value::Bool(false)} : std::vector<Value>();
    case FieldType::kStringSet:
      return bare ? std::vector<Value>{Value::Set({}), Value::Set(elements)} : std::vector<Value>{Value::Set(elements)};
    case FieldType::kStringMap:
      return bare ? std::vector<Value>{Value::Map({}), Value::Map(entries)} : std::vector<Value>{Value::Map(entries)};
    case FieldType::kObject:
      return bare ? std::vector<Value>{Value::Object({})} : std::vector<Value>();
    default:
      return {};
  }
}

class Absence : public testing::TestWithParam<Specimen> {
 protected:
  Absence() {
    host_.engine_config = bench_.Config();
    base_ = specimen().desired(bench_);
    base_.Put(field::kCloud, S(bench_.cloud()));
    if (FindField(NeutralFields(kind()), field::kOnDestroy) != nullptr) base_.Put(field::kOnDestroy, S("delete"));
  }
  const Specimen& specimen() const { return GetParam(); }
  Kind kind() const { return specimen().kind; }
  Configuration With(const Value& config) const { return {{"it", {kind(), config}}}; }

  void Collect(const std::vector<Field>& fields, const std::string& prefix) {
    for (const Field& field : fields) {
      if (field.presence == Presence::kRequired || field.presence == Presence::kComputed) continue;
      const std::string path = prefix + field.name;
      const Value set = ValueAt(base_, path);
      for (Value& value : Nothings(field, set)) {
        const bool other = field.presence == Presence::kOptionalComputed;
        if (field.type == FieldType::kBool && other) continue;  // a choice of its own
        const bool none = field.empty_is_value;                 // as there is where none was written
        const bool refused = field.type == FieldType::kString && !none && (other || field.sensitive);
        (refused ? refused_ : spellings_).push_back({path, std::move(value)});
      }
      if (field.type == FieldType::kObject) Collect(field.fields, path + ".");
    }
  }
  void Collect() {
    Collect(AllFields(bench_.traits(), kind()), "");
    for (const std::string& cloud : EveryCloud()) {
      if (cloud != bench_.cloud()) spellings_.push_back({cloud, Value::Object({})});
    }
  }

  nlohmann::json Objects() { return bench_.clouds().Objects(bench_.cloud()); }

  // Nothing is left to do after `config` was applied, which must change no object.
  void ExpectSettles(const Value& config, const nlohmann::json& objects) {
    const RunResult applied = host_.Apply(With(config));
    EXPECT_TRUE(applied.ok()) << applied.ToString();
    for (const auto& [address, action] : applied.actions)
      EXPECT_EQ(action.action, Action::kUpdate) << applied.ToString();
    EXPECT_EQ(nlohmann::json::diff(objects, Objects()).dump(), "[]");
    ExpectSettled(config);
  }
  void ExpectSettled(const Value& config) {
    const RunResult planned = host_.Plan(With(config));
    EXPECT_TRUE(planned.ok()) << planned.ToString();
    EXPECT_THAT(planned.actions, IsEmpty()) << planned.ToString();
  }

  Bench bench_{GetParam().cloud};
  reconcile::TerraformHost host_{bench_.Environment()};
  Value base_;
  std::vector<Spelling> spellings_;
  std::vector<Spelling> refused_;
};

Value Spelled(Value config, const Spelling& spelling) {
  PutAt(config, spelling.path, spelling.value);
  return config;
}

TEST_P(Absence, OneSpellingForAnotherMakesNoCall) {
  Collect();
  const RunResult made = host_.Apply(With(base_));
  ASSERT_TRUE(made.ok()) << made.ToString();
  ExpectSettled(base_);
  const nlohmann::json objects = Objects();
  for (const Spelling& spelling : spellings_) {
    SCOPED_TRACE(spelling.path + " = " + spelling.value.ToString());
    ExpectSettles(Spelled(base_, spelling), objects);
    ExpectSettles(base_, objects);
  }
}

TEST_P(Absence, WhatWasImportedHasIt) {
  Collect();
  const RunResult made = host_.Apply(With(base_));
  ASSERT_TRUE(made.ok()) << made.ToString();
  const std::string id = TextField(host_.state.at("it").state, field::kId);
  const std::string region = TextField(host_.state.at("it").state, field::kRegion);
  const nlohmann::json objects = Objects();
  for (const Spelling& spelling : spellings_) {
    SCOPED_TRACE(spelling.path + " = " + spelling.value.ToString());
    host_.state.clear();
    const RunResult imported = host_.Import("it", kind(), bench_.cloud() + "/" + region + "/" + id);
    ASSERT_TRUE(imported.ok()) << imported.ToString();
    ExpectSettles(Spelled(base_, spelling), objects);
  }
}

TEST_P(Absence, MadeWithAllOfThemItSettles) {
  Collect();
  Value config = base_;
  for (const Spelling& spelling : spellings_) {
    if (spelling.value.kind() != Value::Kind::kObject || ValueAt(config, spelling.path).is_null()) {
      config = Spelled(config, spelling);
    }
  }
  const RunResult made = host_.Apply(With(config));
  ASSERT_TRUE(made.ok()) << made.ToString();
  ExpectSettled(config);
  ExpectSettles(base_, Objects());
}

TEST_P(Absence, AnEmptyTextIsRefusedWhereItIsNoAbsence) {
  Collect();
  for (const Spelling& spelling : refused_) {
    const RunResult planned = host_.Plan(With(Spelled(base_, spelling)));
    EXPECT_TRUE(planned.diagnostics.has_errors()) << spelling.path;
    EXPECT_THAT(planned.diagnostics.ToString(), HasSubstr("empty text")) << spelling.path;
    EXPECT_THAT(planned.diagnostics.ToString(), Not(HasSubstr(spelling.path + " is \"\"")))
        << "its form is not at issue";
  }
}

// What a change writes of a free text, an empty one takes away again.
TEST_P(Absence, AnEmptyTextTakesAFreeTextAway) {
  const std::vector<Field> fields = AllFields(bench_.traits(), kind());
  for (const Edit& edit : specimen().edits) {
    for (const auto& [path, value] : edit.values) {
      const Field* field = FindFieldAt(fields, path);
      if (field == nullptr || !field->empty_is_value || field->name.ends_with("_id")) continue;
      SCOPED_TRACE(path);
      const Value emptied = Spelled(base_, {path, S("")});
      for (const Value& config : {base_, Spelled(base_, {path, value}), emptied}) {
        const RunResult applied = host_.Apply(With(config));
        ASSERT_TRUE(applied.ok()) << applied.ToString();
      }
      ExpectSettled(emptied);
      ExpectSettled(base_);
      const std::string id = TextField(host_.state.at("it").state, field::kId);
      const std::string region = TextField(host_.state.at("it").state, field::kRegion);
      host_.state.clear();
      ASSERT_TRUE(host_.Import("it", kind(), bench_.cloud() + "/" + region + "/" + id).ok());
      const Value& told = ValueAt(host_.state.at("it").state, path);
      EXPECT_TRUE(told.is_null() || told == S("")) << told.ToString();
    }
  }
}

// Whatever is free text, by its name, on every cloud.
TEST(FreeTexts, AnEmptyOneIsNoSlip) {
  for (const std::string& cloud : EveryCloud()) {
    const Bench bench(cloud);
    for (const Kind kind : kAllKinds) {
      for (const Field& field : AllFields(bench.traits(), kind)) {
        std::vector<Field> inside = field.fields;
        if (field.type != FieldType::kObject) inside = {field};
        for (const Field& one : inside) {
          const bool free = one.name == "description" || one.name.ends_with("_location") || one.name == "circuit_code";
          if (!free || one.presence == Presence::kComputed) continue;
          EXPECT_TRUE(one.empty_is_value || one.presence == Presence::kOptional)
              << cloud << " " << KindName(kind) << " " << field.name << " " << one.name;
        }
      }
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Clouds, Absence, testing::ValuesIn(Specimens()), NameOf);

}  // namespace
}  // namespace ic::behaviour
