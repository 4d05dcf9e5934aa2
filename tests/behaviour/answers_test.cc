// Answers that are none: for every object of every cloud, each answer that a plan asks for in turn comes without one of
// its lists or objects, with something else in their place, or nested without end. The plan fails or comes to the same;
// nothing looks gone because of it, so that nothing is ordered a second time.
#include <algorithm>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "reconcile/testing/terraform_host.h"
#include "tests/behaviour/specimens.h"

namespace ic::behaviour {
namespace {

using Json = nlohmann::json;
using reconcile::Configuration;
using reconcile::RunResult;

std::string NameOf(const testing::TestParamInfo<Specimen>& info) { return info.param.cloud + "_" + info.param.name; }

// Where the arrays and objects of an answer are; the answer itself is one.
void CollectPlaces(const Json& json, const Json::json_pointer& at, std::vector<Json::json_pointer>& places) {
  places.push_back(at);
  for (const auto& [key, value] : json.items()) {
    if (value.is_structured()) CollectPlaces(value, json.is_array() ? at / std::stoul(key) : at / key, places);
  }
}

std::string Nested(std::string_view open, std::size_t levels) {
  std::string text;
  for (std::size_t i = 0; i < levels; ++i) text += open;
  return text;
}

// An answer with what is at `place` spoiled, in each way.
std::vector<std::string> Spoiled(const Json& answer, const Json::json_pointer& place) {
  std::vector<std::string> spoiled;
  for (const Json& other : {Json(nullptr), Json::object(), Json("none"), Json(0), Json(true)}) {
    if (other == answer.at(place)) continue;
    Json one = answer;
    one.at(place) = other;
    spoiled.push_back(one.dump());
  }
  if (!place.empty()) {
    Json one = answer;
    Json& parent = one.at(place.parent_pointer());
    if (parent.is_object()) {
      parent.erase(place.back());
      spoiled.push_back(one.dump());
    }
  }
  return spoiled;
}

// By these an element of a list is told: the element's own before those of what it names.
constexpr std::string_view kIds[] = {"bgpPeerId",
                                     "virtualInterfaceId",
                                     "associationId",
                                     "BgpPeerId",
                                     "BgpGroupId",
                                     "VbrId",
                                     "DstCidrBlock",
                                     "connectionId",
                                     "id",
                                     "directConnectGatewayId",
                                     "PhysicalConnectionId",
                                     "cidr"};

// An answer with the element at `place` not told: without its id, or with nothing in it.
std::vector<std::string> Untold(const Json& answer, const Json::json_pointer& place) {
  std::vector<std::string> untold;
  const Json& element = answer.at(place);
  if (!element.is_object()) return untold;
  const auto id = std::ranges::find_if(kIds, [&](std::string_view name) { return element.contains(name); });
  if (id == std::end(kIds)) return untold;
  Json one = answer;
  one.at(place).erase(std::string(*id));
  untold.push_back(one.dump());
  for (const Json& other : {Json::object(), Json(nullptr), Json("none"), Json::array()}) {
    one.at(place) = other;
    untold.push_back(one.dump());
  }
  return untold;
}

// A list of one element, as if it were the list itself, is told by its element.
bool IsElement(const Json& answer, const Json::json_pointer& place) {
  return !place.empty() && answer.at(place.parent_pointer()).is_array();
}

class Answers : public testing::TestWithParam<Specimen> {
 protected:
  Answers() { host_.engine_config = bench_.Config(); }

  void SetUp() override {
    config_ = GetParam().desired(bench_);
    config_.Put(field::kCloud, S(bench_.cloud()));
    const RunResult made = host_.Apply(Wanted());
    ASSERT_TRUE(made.ok()) << made.ToString();
    bench_.clouds().answered = [this](const HttpRequest& request, HttpResponse& response) {
      const std::size_t number = asked_++;
      if (number == spoiled_at_) spoiled_operation_ = request.operation;
      const bool again = lasting_ && number > spoiled_at_ && request.operation == spoiled_operation_;
      if (number == spoiled_at_ || again) response.body = spoiled_body_;
      if (recording_) answers_.emplace_back(request.operation, response.body);
    };
  }

  Configuration Wanted() const { return {{"it", {GetParam().kind, config_}}}; }

  RunResult Plan() {
    asked_ = 0;
    return host_.Plan(Wanted());
  }

  // Of a plan from nothing known, in order.
  std::vector<std::pair<std::string, std::string>> Recorded() {
    recording_ = true;
    const RunResult planned = Plan();
    recording_ = false;
    EXPECT_TRUE(planned.ok() && planned.actions.empty()) << planned.ToString();
    return answers_;
  }

  void ExpectKept(std::size_t number, const std::string& body) {
    for (const bool lasting : {false, true}) {
      lasting_ = lasting;
      spoiled_at_ = number;
      spoiled_body_ = body;
      const RunResult planned = Plan();
      spoiled_at_ = static_cast<std::size_t>(-1);
      const bool anew = std::ranges::any_of(planned.actions, [](const auto& entry) {
        return entry.second.action != Action::kUpdate && entry.second.action != Action::kNothing;
      });
      // A rail that stops a replacement is as good as a failed read: nothing is done.
      EXPECT_FALSE(anew && planned.ok()) << answers_[number].first << (lasting ? ", again and again" : "") << ": "
                                         << body.substr(0, 300) << "\n"
                                         << planned.ToString();
      ++plans_;
    }
  }

  Bench bench_{GetParam().cloud};
  reconcile::TerraformHost host_{bench_.Environment()};
  Value config_;
  std::vector<std::pair<std::string, std::string>> answers_;  // operation, body
  std::size_t asked_ = 0;
  std::size_t spoiled_at_ = static_cast<std::size_t>(-1);
  std::string spoiled_body_;
  std::string spoiled_operation_;
  bool lasting_ = false;
  bool recording_ = false;
  int plans_ = 0;
};

TEST_P(Answers, WithoutWhatTheyPromiseMakeNothingLookGone) {
  const auto answers = Recorded();
  for (std::size_t number = 0; number < answers.size(); ++number) {
    const Json answer = Json::parse(answers[number].second, nullptr, false);
    if (!answer.is_object()) continue;
    std::vector<Json::json_pointer> places;
    CollectPlaces(answer, Json::json_pointer(), places);
    for (const Json::json_pointer& place : places) {
      const auto spoiled = IsElement(answer, place) ? Untold(answer, place) : Spoiled(answer, place);
      for (const std::string& body : spoiled) ExpectKept(number, body);
    }
  }
  EXPECT_GT(plans_, 0);
}

TEST_P(Answers, NestedWithoutEndAreRefused) {
  const auto answers = Recorded();
  for (std::size_t number = 0; number < answers.size(); ++number) {
    const Json answer = Json::parse(answers[number].second, nullptr, false);
    if (!answer.is_object()) continue;
    const std::string start = answers[number].second.substr(0, answers[number].second.rfind('}'));
    for (const auto& [open, close] : {std::pair("[", "]"), std::pair(R"({"a":)", "}")}) {
      const std::string deep = Nested(open, 100'000) + "1" + Nested(close, 100'000);
      ExpectKept(number, deep);
      ExpectKept(number, start + R"(,"deep":)" + deep + "}");
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Clouds, Answers, testing::ValuesIn(Specimens()), NameOf);

}  // namespace
}  // namespace ic::behaviour
