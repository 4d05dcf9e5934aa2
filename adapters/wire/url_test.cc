#include "adapters/wire/url.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace ic {
namespace {

TEST(Url, EncodesAllButUnreserved) {
  EXPECT_EQ(PercentEncode("aZ09-._~"), "aZ09-._~");
  EXPECT_EQ(PercentEncode("a b:c/*+\xc3\xa9"), "a%20b%3Ac%2F%2A%2B%C3%A9");
}

TEST(Url, Parts) {
  EXPECT_EQ(SplitUrl("https://h:1/a/b?x=1&y").path, "/a/b");
  EXPECT_EQ(SplitUrl("https://h:1/a/b?x=1&y").query, "x=1&y");
  EXPECT_EQ(SplitUrl("https://h").path, "");
  EXPECT_EQ(SplitUrl("https://h?a=/b").path, "");
  EXPECT_EQ(SplitUrl("https://h?a=/b").query, "a=/b");
}

TEST(Url, Pairs) {
  EXPECT_THAT(QueryPairs(""), testing::IsEmpty());
  EXPECT_THAT(QueryPairs("a=1&b&c=x=y"),
              testing::ElementsAre(testing::Pair("a", "1"), testing::Pair("b", ""), testing::Pair("c", "x=y")));
}

TEST(UrlTest, WhatWouldLeadElsewhereIsNoSegment) {
  for (const std::string& id :
       {std::string(), std::string("."), std::string(".."), std::string("../direct-connects"), std::string("a/b"),
        std::string("/"), std::string("a\\b"), std::string("a\nb"), std::string("a\0b", 3), std::string("\x7f")}) {
    EXPECT_FALSE(CheckPathSegment(id, "an id").ok()) << id;
  }
  for (const char* id :
       {"dxcon-1", "...", ".a", "a..b", "0a0888a6-4096-43a6-81c6-923912933451", "%2e%2e", "a b", "\u00e9"}) {
    EXPECT_TRUE(CheckPathSegment(id, "an id").ok()) << id;
  }
}

}  // namespace
}  // namespace ic
