// interconnect state: what the id map holds, names and loses, and what never happens meanwhile.
#include <algorithm>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "cli/testing/cli_fixture.h"
#include "reconcile/state/store.h"

namespace ic::cli {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

constexpr std::string_view kKey = "Sesame0001x";

class StateCommandTest : public CliFixture {
 protected:
  void SetUp() override {
    CliFixture::SetUp();
    environment_["KEY"] = kKey;
    Write(
        "connection:\n"
        "  dc1: {cloud: sky, name: dc1, location: L1, bandwidth: 1G, on_destroy: delete}\n"
        "  spare: {cloud: sky, name: spare, location: L1, bandwidth: 1G, on_destroy: delete}\n"
        "virtual_interface:\n"
        "  prod: {connection: dc1, name: prod, vlan: 125, gateway_id: gw-1, customer_asn: \"64512\", "
        "auth_key: \"${env:KEY}\"}\n");
    const Ran applied = RunHere({"apply", "--yes"});
    ASSERT_EQ(applied.code, 0) << applied;
    changes_ = world_.MutatingCalls();
  }

  static nlohmann::json Parsed(const Ran& ran) {
    EXPECT_EQ(ran.code, 0) << ran;
    return nlohmann::json::parse(ran.out);
  }
  std::vector<std::string> Addresses(const std::string& state = "") {
    std::vector<std::string> call = {"state", "list", "--json"};
    if (!state.empty()) call.insert(call.end(), {"--state", state});
    const nlohmann::json listed = Parsed(Run(call));
    std::vector<std::string> addresses;
    for (const auto& object : listed["objects"]) addresses.push_back(object["address"].get<std::string>());
    std::sort(addresses.begin(), addresses.end());
    return addresses;
  }
  const std::vector<std::string> all_ = {"connection.dc1", "connection.spare", "virtual_interface.prod"};
  std::size_t changes_ = 0;
};

TEST_F(StateCommandTest, ListHasALineForEachObject) {
  const Ran ran = Run({"state", "list"});
  EXPECT_EQ(ran.code, 0) << ran;
  for (const std::string& address : all_) EXPECT_THAT(ran.out, HasSubstr(address));
  EXPECT_EQ(std::count(ran.out.begin(), ran.out.end(), '\n'), 3);
  const auto one = Parsed(Run({"state", "list", "connection.dc1", "--json"}));
  ASSERT_EQ(one["objects"].size(), 1U);
  const auto& object = one["objects"][0];
  EXPECT_EQ(object["import_id"], "sky/east/" + object["id"].get<std::string>());
  EXPECT_FALSE(object.contains("attributes"));
  EXPECT_EQ(one["state"]["name"], Path("state.db"));
  EXPECT_TRUE(one["begun"].empty());
}

TEST_F(StateCommandTest, ShowHasWhatWasAppliedAndNoKey) {
  const Ran text = Run({"state", "show"});
  EXPECT_EQ(text.code, 0) << text;
  EXPECT_THAT(text.out, AllOf(HasSubstr("vlan"), HasSubstr("125"), HasSubstr("on_destroy"), HasSubstr("depends on")));
  const Ran json = Run({"state", "show", "virtual_interface.prod", "--json"});
  const auto object = Parsed(json)["objects"][0];
  EXPECT_TRUE(object["keyed"].get<bool>());
  EXPECT_EQ(object["depends_on"][0], "connection.dc1");
  EXPECT_FALSE(object["attributes"].contains("auth_key"));
  for (const Ran& ran : {text, json}) EXPECT_THAT(ran.out + ran.err, Not(HasSubstr(kKey)));
}

TEST_F(StateCommandTest, AKeyThatSomebodyPutIntoTheTableIsNotShown) {
  {
    auto state = OpenState(Path("state.db"), {.create = false, .clock = &clock_, .random = random_.get()});
    ASSERT_TRUE(state.ok() && (*state)->Lock({"a@b", "test", 1}).ok());
    const auto objects = (*state)->Load();
    ASSERT_TRUE(objects.ok());
    StateObject keyed = *std::find_if(objects->begin(), objects->end(), [](const StateObject& object) {
      return object.address.kind == Kind::kVirtualInterface;
    });
    auto attributes = nlohmann::json::parse(keyed.attributes);
    attributes["auth_key"] = kKey;
    keyed.attributes = attributes.dump();
    ASSERT_TRUE((*state)->Put(keyed).ok());
  }
  for (const char* action : {"list", "show"}) {
    for (const std::vector<std::string>& more : {std::vector<std::string>{}, {"--json"}}) {
      std::vector<std::string> call = {"state", action};
      call.insert(call.end(), more.begin(), more.end());
      const Ran ran = Run(call);
      EXPECT_THAT(ran.out + ran.err, Not(HasSubstr(kKey))) << action;
    }
  }
}

TEST_F(StateCommandTest, WhatIsRenamedPlansNothingUnderItsNewName) {
  const auto moved = Parsed(Run({"state", "mv", "connection.dc1", "connection.port", "--json"}));
  EXPECT_EQ(moved["from"], "connection.dc1");
  EXPECT_EQ(moved["to"], "connection.port");
  EXPECT_EQ(Addresses(), (std::vector<std::string>{"connection.port", "connection.spare", "virtual_interface.prod"}));
  EXPECT_EQ(Addresses(moved["backup"].get<std::string>()), all_);
  EXPECT_EQ(Parsed(Run({"state", "show", "virtual_interface.prod", "--json"}))["objects"][0]["depends_on"][0],
            "connection.port");
  std::string text = Read("interconnect.yaml");
  for (const auto& [from, to] :
       {std::pair<std::string, std::string>{"  dc1:", "  port:"}, {"connection: dc1", "connection: port"}}) {
    text.replace(text.find(from), from.size(), to);
  }
  Write(text);
  const Ran plan = RunHere({"plan"});
  EXPECT_EQ(plan.code, 0) << plan;
  EXPECT_EQ(world_.MutatingCalls(), changes_);
}

TEST_F(StateCommandTest, WhatIsTakenOutStaysInTheCloudAndCanComeBack) {
  const std::size_t there = world_.objects.size();
  const Ran ran = Run({"state", "rm", "connection.spare", "virtual_interface.prod"});
  EXPECT_EQ(ran.code, 0) << ran;
  EXPECT_THAT(ran.out, HasSubstr("interconnect import virtual_interface.prod sky/east/"));
  EXPECT_EQ(Addresses(), std::vector<std::string>{"connection.dc1"});
  EXPECT_EQ(world_.objects.size(), there);
  EXPECT_EQ(world_.MutatingCalls(), changes_);
  const std::size_t begin = ran.out.rfind("--state ") + 8;
  const std::string backup = ran.out.substr(begin, ran.out.find('\n', begin) - begin);
  EXPECT_EQ(Addresses(backup), all_);
  EXPECT_EQ(RunHere({"plan", "--state", backup}).code, 0);
}

TEST_F(StateCommandTest, WhatCannotBeMeantChangesNothing) {
  struct Case {
    std::vector<std::string> call;
    std::string said;
  };
  const std::vector<Case> cases = {
      {{"mv", "connection.dc1"}, "mv takes two addresses"},
      {{"mv", "connection.dc1", "connection.a", "connection.b"}, "mv takes two addresses"},
      {{"mv", "connection.dc1", "bgp_peer.dc1"}, "only its name changes"},
      {{"mv", "connection.dc2", "connection.a"}, "the state has no connection.dc2, did you mean connection.dc1?"},
      {{"mv", "connection.dc1", "connection.dc1"}, "has a connection.dc1 already"},
      {{"rm"}, "rm takes the addresses"},
      {{"rm", "connection.dc1", "connection.other"}, "the state has no connection.other"},
      {{"list", "connection.other"}, "the state has no connection.other"},
      {{"history", "connection.dc1"}, "takes no address"},
      {{"list", "--backup", "copy"}, "--backup goes with mv and rm"},
      {{"rm", "connection.dc1", "--backup", Path("interconnect.yaml")}, "Name another file with --backup"},
      {{"rm", "dc1"}, "is no address"},
      {{"forget"}, "ACTION"},
      {{}, "ACTION"},
  };
  for (const Case& one : cases) {
    std::vector<std::string> call = {"state"};
    call.insert(call.end(), one.call.begin(), one.call.end());
    const Ran ran = Run(call);
    EXPECT_EQ(ran.code, 1) << ran;
    EXPECT_THAT(ran.err, HasSubstr(one.said));
    EXPECT_THAT(ran.out, IsEmpty());
  }
  EXPECT_EQ(Addresses(), all_);
}

TEST_F(StateCommandTest, WhatWasBegunIsLookedForFirst) {
  {
    auto state = OpenState(Path("state.db"), {.create = false, .clock = &clock_, .random = random_.get()});
    ASSERT_TRUE(state.ok() && (*state)->Lock({"a@b", "test", 1}).ok());
    ASSERT_TRUE((*state)->Begin({Kind::kConnection, "dc2"}, "{}").ok());
  }
  EXPECT_THAT(Run({"state", "list"}).out, HasSubstr("connection.dc2: a create of it was begun"));
  EXPECT_EQ(Parsed(Run({"state", "list", "--json"}))["begun"][0], "connection.dc2");
  EXPECT_THAT(Run({"state", "rm", "connection.dc2"}).err, HasSubstr("run interconnect apply first"));
  EXPECT_THAT(Run({"state", "mv", "connection.dc1", "connection.dc2"}).err, HasSubstr("keeps its name"));
}

TEST_F(StateCommandTest, ARunThatHoldsTheLockIsNotDisturbed) {
  auto state = OpenState(Path("state.db"), {.create = false, .clock = &clock_, .random = random_.get()});
  ASSERT_TRUE(state.ok() && (*state)->Lock({"bob@far", "apply", 42}).ok());
  for (const std::vector<std::string>& call :
       {std::vector<std::string>{"state", "rm", "connection.dc1"}, {"state", "mv", "connection.dc1", "connection.a"}}) {
    const Ran ran = Run(call);
    EXPECT_EQ(ran.code, 1) << ran;
    EXPECT_THAT(ran.err, AllOf(HasSubstr("is locked"), HasSubstr("bob@far")));
  }
  EXPECT_EQ(Addresses(), all_);
  const auto runs = Parsed(Run({"state", "history", "--json"}))["runs"];
  EXPECT_EQ(runs[0]["end"], "open");
  EXPECT_EQ(runs[0]["who"], "bob@far");
  EXPECT_EQ(runs[0]["finished"], nullptr);
}

TEST_F(StateCommandTest, HistoryHasTheRunsThatHeldTheLock) {
  ASSERT_EQ(Run({"state", "mv", "connection.dc1", "connection.port"}).code, 0);
  const auto runs = Parsed(Run({"state", "history", "--json"}))["runs"];
  ASSERT_EQ(runs.size(), 2U);
  EXPECT_EQ(runs[0]["command"], "state mv connection.dc1 connection.port");
  EXPECT_EQ(runs[1]["command"], "apply");
  for (const auto& run : runs) EXPECT_EQ(run["end"], "finished");
  EXPECT_THAT(Run({"state", "history"}).out, AllOf(HasSubstr("alice@build7"), HasSubstr("apply")));
}

TEST_F(StateCommandTest, AStateThatIsNotThereIsNotMade) {
  for (const char* action : {"list", "show", "history"}) {
    EXPECT_EQ(Run({"state", action, "--state", Path("none.db")}).code, 1) << action;
  }
  EXPECT_EQ(Run({"state", "rm", "connection.dc1", "--state", Path("none.db")}).code, 1);
  EXPECT_FALSE(std::filesystem::exists(Path("none.db")));
}

}  // namespace
}  // namespace ic::cli
