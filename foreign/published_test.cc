// The tables against the schemas that the providers published (testdata/published): nothing of a state is lost without
// a word, and whatever is taken fits the field that it becomes.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "adapters/all/all.h"
#include "adapters/contract/traits.h"
#include "foreign/all.h"
#include "foreign/translate.h"
#include "schema/value/json.h"

namespace ic::foreign {
namespace {

using Json = nlohmann::json;
using ::testing::HasSubstr;
using ::testing::Not;

std::string ReadFile(const std::filesystem::path& path) {
  std::ifstream in(path);
  std::stringstream text;
  text << in.rdbuf();
  return text.str();
}

// Type → version → attribute → its type.
std::map<std::string, std::map<std::string, Json>> Published() {
  std::map<std::string, std::map<std::string, Json>> all;
  for (const auto& entry : std::filesystem::directory_iterator(IC_SOURCE_DIR "/foreign/testdata/published")) {
    const Json types = Json::parse(ReadFile(entry.path()));
    for (const auto& [type, versions] : types.items()) {
      for (const auto& [version, attributes] : versions.items()) all[type][version] = attributes;
    }
  }
  return all;
}

const VendorTraits& TraitsOf(std::string_view cloud) {
  for (const VendorTraits* traits : AllAdapters().traits()) {
    if (traits->cloud == cloud) return *traits;
  }
  ADD_FAILURE() << "no cloud " << cloud;
  return *AllAdapters().traits().front();
}

const Field* FieldAt(const std::vector<Field>& fields, std::string_view path) {
  const std::size_t dot = path.find('.');
  const Field* outer = FindField(fields, path.substr(0, dot));
  return outer == nullptr || dot == std::string_view::npos ? outer : FindField(outer->fields, path.substr(dot + 1));
}

Value AtPath(const Value& object, std::string_view path) {
  const std::size_t dot = path.find('.');
  return dot == std::string_view::npos ? object.Get(path) : object.Get(path.substr(0, dot)).Get(path.substr(dot + 1));
}

// A value of the row's form, as an attribute of `type` ("string", "number", …) has it.
Json Sample(const Row& row, const std::string& type) {
  const auto number = [&type](int value) { return type == "string" ? Json(std::to_string(value)) : Json(value); };
  switch (row.form) {
    case Form::kText:
      return type == "bool" ? Json(true) : type == "number" ? Json(7) : Json("some-text");
    case Form::kWord:
      return "IPv4";
    case Form::kIs:
      return std::string(row.usual);
    case Form::kFlag:
    case Form::kSet:
      return true;
    case Form::kNumber:
    case Form::kPositive:
    case Form::kTuned:
      return number(7);
    case Form::kDigits:
      return number(65000);
    case Form::kMegabits:
      return number(100);
    case Form::kTags:
      return Json{{"team", "net"}};
    case Form::kPrefixes:
      return Json::array({"10.0.0.0/16"});
    case Form::kTimeouts:
      return Json{{"create", "30m"}};
    case Form::kWithMask:
      return "10.0.0.1";
    case Form::kWithLink:
      return "2408::1";
    case Form::kEntry:
      return "some-text";
    case Form::kArnRegion:
      return "arn:aws:directconnect:us-east-1:123456789012:dxvif/dxvif-1";
  }
  return {};
}

Json Beside(const Row& row) {
  return row.form == Form::kWithMask ? "255.255.255.252" : row.form == Form::kWithLink ? "2408::/64" : "10.0.0.0/16";
}

Json Empty(const std::string& type) {
  if (type == "string") return "";
  if (type == "number") return 0;
  if (type == "bool") return false;
  return type == "list" || type == "set" ? Json::array() : Json::object();
}

struct Case {
  const SourceType& type;
  std::string version;
  Json schema;

  // What finds the object.
  Json Found() const {
    Json state = Json::object();
    for (const Row& row : type.rows) {
      if (row.to != "id") continue;
      state[std::string(row.from)] = Sample(row, "string");
      if (!row.beside.empty()) state[std::string(row.beside)] = Beside(row);
    }
    return state;
  }
  Translation Take(const Json& state) const {
    const std::string json = state.dump();
    return Translate({type.providers.front(), type.type, std::stoll(version), json}, *type.kind);
  }
};

std::vector<Case> Cases() {
  static const auto kPublished = Published();
  std::vector<Case> cases;
  for (const SourceType& type : AllSourceTypes()) {
    const auto found = kPublished.find(std::string(type.type));
    if (!type.kind || found == kPublished.end()) continue;
    for (const auto& [version, schema] : found->second) cases.push_back({type, version, schema});
  }
  return cases;
}

TEST(Published, EveryTypeThatIsTakenOverIsPublishedInTheVersionsThatAreKnown) {
  const auto published = Published();
  for (const SourceType& type : AllSourceTypes()) {
    SCOPED_TRACE(type.type);
    if (!type.kind) {
      EXPECT_FALSE(type.words.empty());
      continue;
    }
    ASSERT_TRUE(published.contains(std::string(type.type)));
    std::set<std::string> known;
    for (const std::int64_t version : type.versions) known.insert(std::to_string(version));
    std::set<std::string> there;
    for (const auto& [version, schema] : published.at(std::string(type.type))) there.insert(version);
    EXPECT_EQ(known, there);
    EXPECT_THAT(std::string(type.source), HasSubstr("2026-"));
  }
  for (const auto& [type, versions] : published) EXPECT_NE(FindSourceType("", type), nullptr) << type;
}

TEST(Published, EveryAttributeHasARowAndEveryRowAnAttribute) {
  std::map<std::string_view, std::set<std::string>> attributes;
  for (const Case& one : Cases()) {
    for (const auto& [name, type] : one.schema.items()) attributes[one.type.type].insert(name);
  }
  for (const Case& one : Cases()) {
    SCOPED_TRACE(std::string(one.type.type) + " " + one.version);
    std::set<std::string> rows;
    for (const Row& row : one.type.rows) {
      rows.insert(std::string(row.from));
      if (!row.beside.empty()) {
        EXPECT_TRUE(one.schema.contains(std::string(row.beside))) << row.beside;
      }
      if (row.fate == Fate::kSetting || row.fate == Fate::kRefused) {
        EXPECT_FALSE(row.words.empty()) << row.from;
      }
    }
    EXPECT_EQ(rows, attributes[one.type.type]);
  }
}

TEST(Published, WhatIsTakenFitsItsField) {
  for (const Case& one : Cases()) {
    const std::vector<Field> fields = AllFields(TraitsOf(one.type.cloud), *one.type.kind);
    for (const Row& row : one.type.rows) {
      if (row.fate != Fate::kTaken) continue;
      SCOPED_TRACE(std::string(one.type.type) + "." + std::string(row.from));
      const Field* field = FieldAt(fields, row.to);
      ASSERT_NE(field, nullptr) << row.to;
      EXPECT_FALSE(field->sensitive || field->write_only) << row.to;
      Json state = one.Found();
      const std::string from(row.from);
      if (!state.contains(from)) state[from] = Sample(row, one.schema.at(from));
      if (!row.beside.empty()) state[std::string(row.beside)] = Beside(row);
      const Translation translation = one.Take(state);
      ASSERT_FALSE(translation.diagnostics.has_errors()) << translation.diagnostics.ToString();
      const Value value = AtPath(translation.attributes, row.to);
      EXPECT_FALSE(value.is_null()) << row.to;
      const Type type = FieldValueType(*field);
      const auto fits = DecodeJson(type, EncodeJson(type, value));
      ASSERT_TRUE(fits.ok());
      EXPECT_EQ(*fits, value) << row.to;
    }
    for (const auto& [path, text] : one.type.fixed) {
      const Field* field = FieldAt(fields, path);
      ASSERT_NE(field, nullptr) << path;
      EXPECT_EQ(field->type, FieldType::kString) << path;
    }
  }
}

TEST(Published, AnEmptyStateTakesNothingButWhatFindsTheObject) {
  for (const Case& one : Cases()) {
    SCOPED_TRACE(one.type.type);
    for (const bool null : {true, false}) {
      Json state = one.Found();
      for (const auto& [name, type] : one.schema.items()) {
        if (!state.contains(name)) state[name] = null ? Json() : Empty(type);
      }
      const Translation translation = one.Take(state);
      EXPECT_FALSE(translation.diagnostics.has_errors()) << translation.diagnostics.ToString();
      EXPECT_EQ(translation.attributes.Get("cloud"), Value::String(one.type.cloud));
      EXPECT_FALSE(translation.attributes.Get("id").is_null());
      EXPECT_THAT(translation.diagnostics.ToString(), Not(HasSubstr("not taken along")));
      EXPECT_THAT(translation.diagnostics.ToString(), Not(HasSubstr("not known")));
    }
  }
}

TEST(Published, KeysAreLeftBehindAndThatIsSaid) {
  std::size_t keys = 0;
  for (const Case& one : Cases()) {
    for (const Row& row : one.type.rows) {
      if (row.fate != Fate::kSecret) continue;
      SCOPED_TRACE(std::string(one.type.type) + "." + std::string(row.from));
      ++keys;
      Json state = one.Found();
      state[std::string(row.from)] = "Fa8-kke_93";
      const Translation translation = one.Take(state);
      EXPECT_THAT(translation.diagnostics.ToString(), HasSubstr("Key is not taken along"));
      EXPECT_THAT(translation.diagnostics.ToString(), HasSubstr("`" + std::string(row.from) + "`"));
      EXPECT_THAT(translation.diagnostics.ToString(), Not(HasSubstr("Fa8-kke_93")));
      EXPECT_THAT(translation.attributes.ToString(), Not(HasSubstr("Fa8-kke_93")));
    }
    // A key by any of the names that keys have is one.
    for (const auto& [name, type] : one.schema.items()) {
      if (name != "auth_key" && name != "bgp_md5" && name != "bgp_auth_key") continue;
      EXPECT_TRUE(std::ranges::any_of(
          one.type.rows, [&name = name](const Row& row) { return row.from == name && row.fate == Fate::kSecret; }))
          << one.type.type << "." << name;
    }
  }
  EXPECT_GE(keys, 10U);
}

TEST(Published, SettingsAreSaidWhereTheyWereUsed) {
  for (const Case& one : Cases()) {
    for (const Row& row : one.type.rows) {
      if (row.fate != Fate::kSetting) continue;
      SCOPED_TRACE(std::string(one.type.type) + "." + std::string(row.from));
      const std::string type = one.schema.at(std::string(row.from));
      Json state = one.Found();
      state[std::string(row.from)] = type == "list" ? Json::array({"10.0.0.0/16"}) : Sample(row, type);
      EXPECT_THAT(one.Take(state).diagnostics.ToString(), HasSubstr("`" + std::string(row.from) + "`"));
    }
  }
}

// A wrong type is a state that somebody wrote by hand, and no crash.
TEST(Published, AValueOfAnotherFormIsAnError) {
  for (const Case& one : Cases()) {
    for (const Row& row : one.type.rows) {
      if (row.fate != Fate::kTaken || row.to == "id") continue;
      for (const Json& odd : {Json(Json::array({1})), Json(Json{{"a", 1}}), Json(1.5)}) {
        SCOPED_TRACE(std::string(one.type.type) + "." + std::string(row.from) + " " + odd.dump());
        Json state = one.Found();
        state[std::string(row.from)] = odd;
        const Translation translation = one.Take(state);
        EXPECT_TRUE(translation.diagnostics.has_errors());
        EXPECT_TRUE(translation.attributes.is_null());
      }
    }
  }
}

}  // namespace
}  // namespace ic::foreign
