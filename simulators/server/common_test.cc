// What simulated clouds have in common. Digests: the samples of RFC 2202, RFC 4231, FIPS 180-4 and RFC 4648.
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "base/time_text.h"
#include "simulators/server/digest.h"
#include "simulators/server/objects/setters.h"
#include "simulators/server/objects/table.h"
#include "simulators/server/url.h"
#include "simulators/server/xml.h"

namespace ic::sim {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Pair;

TEST(Digest, PublishedSamples) {
  EXPECT_EQ(Hex(HmacSha1("Jefe", "what do ya want for nothing?")), "effcdf6ae5eb2fa2d27416d5f184df9c259a7c79");
  EXPECT_EQ(Hex(HmacSha256("Jefe", "what do ya want for nothing?")),
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
  EXPECT_EQ(Sha256Hex("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(Base64(""), "");
  EXPECT_EQ(Base64("f"), "Zg==");
  EXPECT_EQ(Base64("foobar"), "Zm9vYmFy");
  EXPECT_TRUE(SameSecret("abc", "abc"));
  EXPECT_FALSE(SameSecret("abc", "abd"));
  EXPECT_FALSE(SameSecret("abc", "ab"));
}

TEST(Url, EncodingAndForms) {
  EXPECT_EQ(PercentEncode("a b+c*d~e/é"), "a%20b%2Bc%2Ad~e%2F%C3%A9");
  EXPECT_EQ(PercentDecode("a%20b+c%2Ad%zz%4"), "a b c*d%zz%4");
  EXPECT_THAT(ReadForm("a=1&b&c=x%3Dy&a=2&&d="),
              ElementsAre(Pair("a", "2"), Pair("b", ""), Pair("c", "x=y"), Pair("d", "")));
}

TEST(Xml, WhatMarksUpIsWrittenAsEntities) {
  EXPECT_EQ(XmlText("a <b c=\"d\" e='f'> & so on"), "a &lt;b c=&quot;d&quot; e=&apos;f&apos;&gt; &amp; so on");
}

TEST(IsoTime, ToTheSecond) {
  EXPECT_EQ(IsoTime(Time(std::chrono::milliseconds(1767225599999))), "2025-12-31T23:59:59Z");
}

TEST(Setters, SetAndRefuse) {
  std::string name = "before";
  bool flag = false;
  int number = 0;
  Tags tags{{"a", "1"}, {"b", "2"}};
  const Setters setters = {
      {"name", SetText(name)}, {"flag", SetFlag(flag)}, {"number", SetWhole(number)}, {"tags", SetTags(tags)}};
  const auto set = [&](const char* members) {
    return ApplySetters(setters, nlohmann::json::parse(members), "a thing");
  };
  EXPECT_TRUE(set(R"({"name": "after", "flag": true, "number": 7, "tags": {"a": null, "c": "3"}})").ok());
  EXPECT_EQ(name, "after");
  EXPECT_TRUE(flag);
  EXPECT_EQ(number, 7);
  EXPECT_THAT(tags, ElementsAre(Pair("b", "2"), Pair("c", "3")));
  EXPECT_TRUE(set(R"({"tags": [{"key": "z", "value": "9"}]})").ok());
  EXPECT_THAT(tags, ElementsAre(Pair("z", "9")));
  EXPECT_THAT(set(R"({"nothing": 1})").message(), HasSubstr("\"nothing\" is not a member of a thing"));
  EXPECT_THAT(set(R"({"flag": "yes"})").message(), HasSubstr("\"flag\" of a thing"));
  EXPECT_FALSE(set("[]").ok());
}

TEST(Table, KeepsItsOrderAndItsReferences) {
  struct Item {
    std::string id;
  };
  Table<Item> table;
  const Item& first = table.Add({"a"});
  for (const char* id : {"b", "c", "d"}) table.Add({id});
  EXPECT_EQ(table.Find("a"), &first);
  table.RemoveIf([](const Item& item) { return item.id == "b"; });
  EXPECT_EQ(table.Find("b"), nullptr);
  EXPECT_EQ(table.items()[1]->id, "c");
}

}  // namespace
}  // namespace ic::sim
