#include "adapters/common/client/api_client.h"

#include <array>
#include <deque>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "adapters/common/client/testing/fake_api.h"

namespace ic {
namespace {

using Json = nlohmann::json;
using ::testing::HasSubstr;

// The ways in which the vendors' tables tell lists.
constexpr auto kOperations = std::to_array<Operation>({
    {.name = "ListByNumber",
     .paging = {.list = "Set.Item", .ask = "Page", .size = "Size", .most = 2, .total = "Total"}},
    {.name = "ListByToken", .paging = {.list = "things", .next = "info.next", .ask = "marker", .in_query = true}},
    {.name = "ListOnce", .paging = {.list = "things"}},
});

class Scripted final : public FakeApi {
 public:
  explicit Scripted(std::span<const Operation> operations = kOperations) : FakeApi(operations, "here") {}
  std::deque<Json> answers;
  std::function<Json()> forever;

 private:
  StatusOr<Json> CarryOut(const ApiCall& /*call*/) override {
    if (forever) return forever();
    if (answers.empty()) return InternalError("asked too often");
    Json answer = std::move(answers.front());
    answers.pop_front();
    return answer;
  }
};

// `list` as an operation tells it, on a page that another follows or the last one.
Json PageOf(const Operation& operation, const Json& list, bool last) {
  if (operation.name == "ListByNumber") return {{"Set", {{"Item", list}}}, {"Total", last ? list.size() : 100}};
  Json page = {{"things", list}};
  if (operation.name == "ListByToken" && !last) page["info"] = {{"next", "more"}};
  return page;
}

// What is no list, in its place or in that of what holds it.
std::vector<Json> NoLists(const Operation& operation) {
  std::vector<Json> answers = {Json::object(), {{"other", Json::array({1})}}};
  for (const Json& wrong : {Json(nullptr), Json::object(), Json("none"), Json(0), Json(false)}) {
    answers.push_back(PageOf(operation, wrong, true));
    if (operation.name == "ListByNumber") answers.push_back({{"Set", wrong}, {"Total", 0}});
  }
  answers.push_back(PageOf(operation, Json::object({{"0", 1}}), true));
  return answers;
}

TEST(ApiClientTest, AnAnswerWithoutItsListIsNoEmptyList) {
  for (const Operation& operation : kOperations) {
    const std::size_t pages = operation.paging.ask.empty() ? 1 : 2;
    for (const Json& wrong : NoLists(operation)) {
      for (std::size_t at = 0; at < pages; ++at) {
        SCOPED_TRACE(std::string(operation.name) + " page " + std::to_string(at) + ": " + wrong.dump());
        Scripted api;
        if (at > 0) api.answers.push_back(PageOf(operation, {1, 2}, false));
        api.answers.push_back(wrong);
        const auto list = api.List({.operation = std::string(operation.name)}, "", {});
        ASSERT_FALSE(list.ok());
        EXPECT_EQ(list.status().code(), StatusCode::kInternal);
        EXPECT_THAT(list.status().message(), HasSubstr(operation.paging.list));
      }
    }
  }
}

TEST(ApiClientTest, AnEmptyListIsOne) {
  for (const Operation& operation : kOperations) {
    SCOPED_TRACE(operation.name);
    Scripted api;
    api.answers.push_back(PageOf(operation, Json::array(), true));
    const auto list = api.List({.operation = std::string(operation.name)}, "", {});
    ASSERT_TRUE(list.ok()) << list.status().ToString();
    EXPECT_EQ(*list, Json::array());
  }
}

// It may be any of those that seem to be missing.
TEST(ApiClientTest, AnElementThatNobodyCanTellIsNoAnswer) {
  std::vector<Operation> operations(kOperations.begin(), kOperations.end());
  for (Operation& operation : operations) operation.paging.id = "id";
  const Json whole = {{"id", "a"}, {"name", "x"}};
  const std::vector<Json> untold = {Json::object(), {{"name", "x"}},   {{"id", ""}},
                                    {{"id", 1}},    {{"id", nullptr}}, Json("a"),
                                    Json(nullptr),  Json(0),           Json::array({whole})};
  for (const Operation& operation : operations) {
    const std::size_t pages = operation.paging.ask.empty() ? 1 : 2;
    for (const Json& element : untold) {
      for (std::size_t at = 0; at < pages; ++at) {
        for (const bool alone : {true, false}) {
          SCOPED_TRACE(std::string(operation.name) + " page " + std::to_string(at) + ": " + element.dump());
          Scripted api(operations);
          if (at > 0) api.answers.push_back(PageOf(operation, {whole, whole}, false));
          api.answers.push_back(PageOf(operation, alone ? Json::array({element}) : Json{whole, element}, at == 0));
          const auto list = api.List({.operation = std::string(operation.name)}, "", {});
          ASSERT_FALSE(list.ok());
          EXPECT_EQ(list.status().code(), StatusCode::kInternal);
          EXPECT_THAT(list.status().message(), HasSubstr("an element without its id"));
        }
      }
    }
    Scripted api(operations);
    api.answers.push_back(PageOf(operation, Json::array({whole}), true));
    EXPECT_TRUE(api.List({.operation = std::string(operation.name)}, "", {}).ok());
  }
}

// What an answer says there is, and leaves out, is not known to be gone.
TEST(ApiClientTest, AListThatEndsBeforeItsTotalIsNone) {
  for (const int before : {0, 2}) {
    for (const int total : {1, 3, 1000}) {
      if (total <= before) continue;
      Scripted api;
      if (before > 0) api.answers.push_back({{"Set", {{"Item", {1, 2}}}}, {"Total", total}});
      api.answers.push_back({{"Set", {{"Item", Json::array()}}}, {"Total", total}});
      const auto list = api.List({.operation = "ListByNumber"}, "", {});
      ASSERT_FALSE(list.ok()) << before << " of " << total;
      EXPECT_EQ(list.status().code(), StatusCode::kInternal);
      EXPECT_THAT(list.status().message(), HasSubstr("ends after " + std::to_string(before) + " of the "));
    }
  }
  // What left the list meanwhile is not counted by the last page.
  Scripted api;
  api.answers.push_back({{"Set", {{"Item", {1, 2}}}}, {"Total", 3}});
  api.answers.push_back({{"Set", {{"Item", Json::array()}}}, {"Total", 2}});
  EXPECT_TRUE(api.List({.operation = "ListByNumber"}, "", {}).ok());
}

TEST(ApiClientTest, ListsThatDoNotEndAreGivenUp) {
  for (const Operation& operation : kOperations) {
    if (operation.paging.ask.empty()) continue;
    SCOPED_TRACE(operation.name);
    Scripted api;
    int page = 0;
    api.forever = [&] {
      Json answer = PageOf(operation, {1, 2}, false);
      ++page;
      if (answer.contains("info")) answer["info"]["next"] = std::to_string(page);
      if (answer.contains("Total")) answer["Total"] = 1'000'000'000;
      return answer;
    };
    const auto list = api.List({.operation = std::string(operation.name)}, "", {});
    ASSERT_FALSE(list.ok());
    EXPECT_THAT(list.status().message(), HasSubstr("goes on after 1000 pages"));
    EXPECT_EQ(page, ApiClient::kMostPages);

    // Nor may many lists go on for ever.
    if (operation.paging.next.empty()) continue;
    int lists = 1;
    StatusOr<Json> last = Json();
    for (; lists <= RunBudget::kMostPages; ++lists) {
      last = api.List({.operation = std::string(operation.name)}, "", {});
      if (last.status().message().find("this run has read") != std::string::npos) break;
    }
    EXPECT_THAT(last.status().message(), HasSubstr("this run has read 50000 further pages"));
    EXPECT_LE(page, RunBudget::kMostPages + 2 * ApiClient::kMostPages);
    // A list of one page is read all the same.
    api.forever = nullptr;
    api.answers.push_back(PageOf(operation, {1, 2}, true));
    EXPECT_TRUE(api.List({.operation = std::string(operation.name)}, "", {}).ok());
  }
}

TEST(ApiClientTest, WhatAListTakesInMemoryIsBounded) {
  for (const Operation& operation : kOperations) {
    if (operation.paging.ask.empty()) continue;
    SCOPED_TRACE(operation.name);
    Scripted api;
    int page = 0;
    const Json big(std::string(10'000'000, 'x'));
    api.forever = [&] {
      Json answer = PageOf(operation, {{{"name", big}}, {{"name", 1}}}, false);
      if (answer.contains("info")) answer["info"]["next"] = std::to_string(++page);
      if (answer.contains("Total")) answer["Total"] = 1'000'000'000;
      return answer;
    };
    const auto list = api.List({.operation = std::string(operation.name)}, "", {});
    ASSERT_FALSE(list.ok());
    EXPECT_THAT(list.status().message(), HasSubstr("is longer than 256 MB"));
  }
}

}  // namespace
}  // namespace ic
