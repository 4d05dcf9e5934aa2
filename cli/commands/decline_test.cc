// interconnect decline: only an offer, and only the one that is meant.
#include <string>
#include <vector>

#include "cli/testing/cli_fixture.h"

namespace ic::cli {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

class DeclineTest : public CliFixture {
 protected:
  void SetUp() override {
    CliFixture::SetUp();
    id_ = world_.Plant(Kind::kConnection, "sky",
                       Value::Object({{"name", Value::String("theirs")},
                                      {"location", Value::String("L1")},
                                      {"bandwidth", Value::String("1Gbps")}}));
    world_.objects.at(id_).offered = true;
  }

  std::string Named() const { return "sky/east/" + id_; }
  Ran Decline(std::vector<std::string> more = {"--name", "theirs", "--yes"}) {
    std::vector<std::string> arguments = {"decline", "connection", Named()};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return Run(arguments);
  }
  bool IsThere() const { return world_.objects.contains(id_); }

  std::string id_;
};

TEST_F(DeclineTest, ByItsNameForJobs) {
  const Ran ran = Decline();
  EXPECT_EQ(ran.code, 0) << ran;
  EXPECT_THAT(ran.out, AllOf(HasSubstr("theirs"), HasSubstr(id_)));
  EXPECT_THAT(ran.err, HasSubstr("Declined " + id_));
  EXPECT_FALSE(IsThere());
  EXPECT_EQ(world_.MutatingCalls(), 1U);
  EXPECT_EQ(Decline().code, 1);  // there is none any more
}

TEST_F(DeclineTest, OnlyAYesIsAYes) {
  terminal_ = {.in = true, .out = true, .err = true};
  for (const char* typed : {"", "\n", "y\n", "Yes\n", "no\n"}) {
    const Ran ran = Run({"decline", "connection", Named()}, typed);
    EXPECT_EQ(ran.code, 1) << ran;
    EXPECT_THAT(ran.err, HasSubstr("Nothing was begun."));
    EXPECT_TRUE(IsThere());
  }
  EXPECT_EQ(Run({"decline", "connection", Named()}, "yes\n").code, 0);
  EXPECT_FALSE(IsThere());
}

// Each of these leaves it as it is, before any call that changes something.
TEST_F(DeclineTest, WhatIsNotMeantIsNotDeclined) {
  struct Case {
    std::vector<std::string> arguments;
    std::string says;
  };
  const std::vector<Case> cases = {
      {{"decline", "connection", Named(), "--yes"}, "say the name that the offer has with --name"},
      {{"decline", "connection", Named()}, "no terminal to ask on"},
      {{"decline", "connection", Named(), "--name", "thiers", "--yes"}, "has the name \"theirs\", not \"thiers\""},
      {{"decline", "connection", "sky/east", "--name", "theirs", "--yes"}, "names no offer"},
      {{"decline", "connection", id_, "--name", "theirs", "--yes"}, "names no offer"},
      {{"decline", "connection", "sky/east/none", "--name", "theirs", "--yes"}, "There is no connection none"},
      {{"decline", "connection", "sky/west/" + id_, "--name", "theirs", "--yes"}, "There is no connection"},
      {{"decline", "virtual_interface", Named(), "--name", "theirs", "--yes"}, "There is no virtual interface"},
      {{"decline", "bgp_peer", Named(), "--name", "theirs", "--yes"}, "bgp_peer"},
      {{"decline", "connection", "skie/east/" + id_, "--name", "theirs", "--yes"}, "no account 'skie'"},
      {{"decline", "connection", Named(), "--account", "rock", "--name", "theirs", "--yes"},
       "rock is no account of sky"},
      {{"decline", "connection"}, "ID"},
  };
  for (const Case& one : cases) {
    const Ran ran = Run(one.arguments);
    EXPECT_EQ(ran.code, 1) << ran;
    EXPECT_THAT(ran.err, HasSubstr(one.says));
    EXPECT_TRUE(IsThere());
  }
  EXPECT_EQ(world_.MutatingCalls(), 0U);
}

// As import takes it: an entry in the place of its cloud says both.
TEST_F(DeclineTest, AnEntryStandsInThePlaceOfItsCloud) {
  Write("clouds:\n  sky: {}\n  tenant: {cloud: sky}\n");
  const std::string named = "tenant/east/" + id_;
  const Ran unclear = RunHere({"decline", "connection", named, "--account", "sky", "--name", "theirs", "--yes"});
  EXPECT_EQ(unclear.code, 1) << unclear;
  EXPECT_THAT(unclear.err, HasSubstr("the id says tenant, and --account sky: name one of them"));
  EXPECT_THAT(RunHere({"decline", "connection", Named(), "--name", "theirs", "--yes"}).err,
              HasSubstr("say which with --account"));
  EXPECT_TRUE(IsThere());
  const Ran ran = RunHere({"decline", "connection", named, "--name", "theirs", "--yes"});
  EXPECT_EQ(ran.code, 0) << ran;
  EXPECT_FALSE(IsThere());
}

TEST_F(DeclineTest, WhatIsNoOfferAnyMoreIsLeftAsItIs) {
  world_.objects.at(id_).offered = false;
  const Ran ran = Decline();
  EXPECT_EQ(ran.code, 1) << ran;
  EXPECT_THAT(ran.err, HasSubstr("is no offer that waits for this account"));
  EXPECT_EQ(world_.MutatingCalls(), 0U);
}

TEST_F(DeclineTest, WhatTheConfigurationTakesOverIsNotDeclined) {
  Write("connection:\n  mine: {cloud: sky, adopt: " + id_ + ", name: theirs}\n");
  const Ran ran = RunHere({"decline", "connection", Named(), "--name", "theirs", "--yes"});
  EXPECT_EQ(ran.code, 1) << ran;
  EXPECT_THAT(ran.err, HasSubstr("connection.mine takes " + id_ + " over"));
  EXPECT_TRUE(IsThere());
}

// By the name of the entry that offers it, too.
TEST_F(DeclineTest, WhatTheConfigurationTakesOverByNameIsNotDeclined) {
  const std::string clouds = "clouds:\n  sky: {}\n  tenant: {cloud: sky}\n";
  const std::string offer = "  offer: {cloud: sky, name: theirs, location: L1, bandwidth: 1Gbps}\n";
  const std::vector<std::string> decline = {"decline", "connection", Named(),  "--account",
                                            "tenant",  "--name",     "theirs", "--yes"};
  Write(clouds + "connection:\n" + offer + "  mine: {cloud: tenant, adopt_connection: offer, name: theirs}\n");
  const Ran ran = RunHere(decline);
  EXPECT_EQ(ran.code, 1) << ran;
  EXPECT_THAT(ran.err, HasSubstr("connection.mine takes " + id_ + " over"));
  EXPECT_TRUE(IsThere());
  Write(clouds + "connection:\n  offer: {cloud: sky, name: others, location: L1, bandwidth: 1Gbps}\n" +
        "  mine: {cloud: tenant, adopt_connection: offer, name: others}\n");
  EXPECT_EQ(RunHere(decline).code, 0);
  EXPECT_FALSE(IsThere());
}

// What has no name a job tells by what it stands on.
TEST_F(DeclineTest, WhatHasNoNameIsToldByItsConnection) {
  const std::string id =
      world_.Plant(Kind::kVirtualInterface, "sky",
                   Value::Object({{"connection_id", Value::String(id_)}, {"vlan", Value::Int(101)}}));
  world_.objects.at(id).offered = true;
  for (const std::string& said : {std::string("theirs"), id, std::string(id_, 0, id_.size() - 1)}) {
    const Ran ran = Run({"decline", "virtual_interface", "sky/east/" + id, "--name", said, "--yes"});
    EXPECT_EQ(ran.code, 1) << ran;
    EXPECT_THAT(ran.err, HasSubstr("has no name; it is on " + id_));
  }
  const Ran ran = Run({"decline", "virtual_interface", "sky/east/" + id, "--name", id_, "--yes"});
  EXPECT_EQ(ran.code, 0) << ran;
  EXPECT_FALSE(world_.objects.contains(id));
}

TEST_F(DeclineTest, AnUntrustedConfigurationDeclinesNothing) {
  environment_["INTERCONNECT_UNTRUSTED"] = "1";
  const Ran ran = Decline();
  EXPECT_EQ(ran.code, 1) << ran;
  EXPECT_THAT(ran.err, AllOf(HasSubstr("untrusted"), Not(HasSubstr("Declined"))));
  EXPECT_TRUE(IsThere());
}

// What makes an object go without being declined: nothing that is planned or destroyed does it to an offer.
TEST_F(DeclineTest, NothingElseDeclines) {
  Write("connection:\n  mine: {cloud: sky, adopt: " + id_ + ", name: theirs, on_destroy: delete}\n");
  EXPECT_EQ(RunHere({"destroy", "--yes"}).code, 0);
  EXPECT_TRUE(IsThere());
  EXPECT_EQ(RunHere({"apply", "--yes"}).code, 0);
  EXPECT_EQ(RunHere({"destroy", "--yes", "--allow", "connection.mine"}).code, 0);
  EXPECT_EQ(world_.Count("Decline"), 0U);
  EXPECT_EQ(world_.Count("Delete"), 1U);
}

}  // namespace
}  // namespace ic::cli
