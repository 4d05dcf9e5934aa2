#include "simulators/server/objects/table.h"

#include <string>

#include <gtest/gtest.h>

namespace ic::sim {
namespace {

struct Item {
  std::string id;
  bool gone = false;
};

TEST(Table, WhatIsRemovedIsFoundByNobody) {
  Table<Item> table;
  for (const char* id : {"a", "b", "c"}) table.Add({.id = id});
  const auto version = table.version();
  EXPECT_FALSE(table.Remove("d"));
  table.RemoveIf([](const Item& item) { return item.gone; });
  EXPECT_EQ(table.version(), version);  // ways into it stay true
  EXPECT_TRUE(table.Remove("b"));
  EXPECT_NE(table.version(), version);
  EXPECT_EQ(table.Find("b"), nullptr);
  ASSERT_EQ(table.items().size(), 2U);
  EXPECT_EQ(table.Find("a"), table.items()[0].get());
  EXPECT_EQ(table.Find("c"), table.items()[1].get());
}

TEST(Table, AnObjectWithAnotherIdLeavesNothingBehind) {
  Table<Item> table;
  Item& item = table.Add({.id = "first"});
  item.id = "second";
  EXPECT_EQ(table.Find("second"), &item);
  EXPECT_TRUE(table.Remove("second"));
  EXPECT_EQ(table.Find("first"), nullptr);
  table.Add({.id = "first", .gone = true});
  table.Add({.id = "first"});  // the later one is found once the earlier is gone
  table.RemoveIf([](const Item& one) { return one.gone; });
  ASSERT_NE(table.Find("first"), nullptr);
  EXPECT_FALSE(table.Find("first")->gone);
}

}  // namespace
}  // namespace ic::sim
