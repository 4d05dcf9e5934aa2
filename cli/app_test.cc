#include "cli/app.h"

#include <string>
#include <vector>

#include "base/about/about.h"
#include "cli/output/testing/golden.h"
#include "cli/process/files.h"
#include "cli/testing/cli_fixture.h"

namespace ic::cli {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

class AppTest : public CliFixture {};

const std::vector<std::string>& CommandNames() {
  static const std::vector<std::string> names = {"validate", "plan",    "apply",  "destroy", "drift",     "import",
                                                 "migrate",  "decline", "list",   "export",  "graph",     "show",
                                                 "render",   "limits",  "schema", "version", "completion"};
  return names;
}

TEST_F(AppTest, HelpOfEachCommandIsWhatWasAgreed) {
  ExpectGolden("interconnect.txt", Run({"--help"}).out, "cli/testdata/help");
  for (const std::string& name : CommandNames()) {
    const Ran ran = Run({name, "--help"});
    EXPECT_EQ(ran.code, 0) << ran;
    EXPECT_THAT(ran.out, AllOf(HasSubstr("Examples:\n  "), HasSubstr("Usage: interconnect " + name)));
    ExpectGolden(name + ".txt", ran.out, "cli/testdata/help");
  }
}

TEST_F(AppTest, HelpFitsATerminal) {
  for (const std::string& name : CommandNames()) {
    std::istringstream lines(Run({name, "--help"}).out);
    for (std::string line; std::getline(lines, line);) EXPECT_LE(line.size(), 120U) << name << ": " << line;
  }
}

TEST_F(AppTest, TheVersionIsPrinted) {
  const std::string expected = "interconnect 1.2.3\n" + std::string(AboutLines());
  EXPECT_EQ(Run({"version"}).out, expected);
  EXPECT_EQ(Run({"--version"}).out, expected);
  EXPECT_THAT(Run({"version", "--json"}).out,
              AllOf(HasSubstr("\"version\": \"1.2.3\""), HasSubstr("\"sky\""), HasSubstr("\"format_version\"")));
}

TEST_F(AppTest, WrongUseIsExitOneWithAHint) {
  const Ran none = Run({});
  EXPECT_EQ(none.code, 1);
  EXPECT_THAT(none.err, AllOf(HasSubstr("name a command"), HasSubstr("'interconnect --help'")));
  EXPECT_THAT(none.out, IsEmpty());

  const Ran command = Run({"aply"});
  EXPECT_EQ(command.code, 1);
  EXPECT_THAT(command.err, AllOf(HasSubstr("no command 'aply'"), HasSubstr("Did you mean apply?")));
  EXPECT_THAT(Run({"-f", "a.yaml", "plan"}).err, HasSubstr("options follow it"));

  const Ran option = Run({"plan", "--jsn"});
  EXPECT_EQ(option.code, 1);
  EXPECT_THAT(option.err,
              AllOf(HasSubstr("--jsn"), HasSubstr("Did you mean --json?"), HasSubstr("'interconnect plan --help'")));

  const Ran address = Run({"plan", "--allow", "prod"});
  EXPECT_EQ(address.code, 1);
  EXPECT_THAT(address.err, HasSubstr("'prod' is no address"));

  EXPECT_EQ(Run({"plan", "--parallelism", "0"}).code, 1);
  EXPECT_EQ(Run({"plan", "--log-level", "loud"}).code, 1);
  EXPECT_THAT(Run({"drift", "--fail-on", "materiel"}).err, HasSubstr("did you mean material?"));
  EXPECT_THAT(Run({"graph", "--format", "png"}).err, HasSubstr("png"));
}

TEST_F(AppTest, APasswordInAMistypedOptionIsNotRepeated) {
  const Ran ran = Run({"plan", "--sate", "postgres://team:hunter2@db/net"});
  EXPECT_EQ(ran.code, 1);
  EXPECT_THAT(ran.err, Not(HasSubstr("hunter2")));
}

TEST_F(AppTest, TwoFormatsCannotShareStandardOutput) {
  const Ran ran = RunHere({"plan", "--json", "--markdown"});
  EXPECT_EQ(ran.code, 1);
  EXPECT_THAT(ran.err, HasSubstr("--json and --markdown cannot all go to standard output"));
}

TEST_F(AppTest, WhatIsReadOrKeptIsNotWrittenOver) {
  Write(kPortAndInterface);
  ASSERT_EQ(RunHere({"apply", "--yes"}).code, 0);
  const std::string state = Read("state.db");
  std::filesystem::create_symlink(Path("interconnect.yaml"), Path("link"));
  std::filesystem::create_hard_link(Path("state.db"), Path("second name"));
  std::filesystem::create_directory(Path("sub"));
  const auto refused = [&](std::vector<std::string> arguments, const std::string& words) {
    const Ran ran = RunHere(std::move(arguments));
    EXPECT_EQ(ran.code, 1) << ran;
    EXPECT_THAT(ran.err, HasSubstr(words));
    EXPECT_THAT(ran.out, IsEmpty());
  };
  world_.calls.clear();
  const std::string read = "which the configuration is read from";
  for (const std::string option : {"--json", "--sarif"}) {
    refused({"validate", option, Path("interconnect.yaml")}, option + " would write over");
  }
  for (const std::string option : {"--json", "--markdown", "--out"}) {
    refused({"plan", option, Path("sub/../interconnect.yaml")}, read);
    refused({"plan", option, Path("state.db")}, "which belongs to the state");
  }
  for (const std::string option : {"--json", "--markdown", "--sarif", "--prometheus"}) {
    refused({"drift", option, Path("link")}, read);
    for (const std::string name : {"state.db", "second name", "state.db-wal", "state.db-shm", "state.db.lock"}) {
      refused({"drift", option, Path(name)}, "which belongs to the state");
    }
  }
  refused({"validate", "--json", Path("x"), "--sarif", Path("sub/../x")}, "--json and --sarif cannot both be written");
  refused({"plan", "--out", Path("x"), "--json", Path("x")}, "--out and --json cannot both be written");
  EXPECT_FALSE(FileExists(Path("x")));
  EXPECT_THAT(world_.calls, IsEmpty());
  EXPECT_EQ(Read("interconnect.yaml"), kPortAndInterface);
  EXPECT_EQ(Read("state.db"), state);
  EXPECT_EQ(RunHere({"drift", "--json", "/dev/null", "--sarif", "/dev/null"}).code, 0);
  EXPECT_EQ(RunHere({"validate", "--json", Path("x"), "--sarif", Path("y")}).code, 0);
}

TEST_F(AppTest, AFolderThatIsReadGetsNoReportsThatWouldBeRead) {
  std::filesystem::create_directory(Path("links"));
  Write(kPortAndInterface, "links/a.yaml");
  for (const std::string name : {"links/a.yaml", "links/new.yaml", "links/../links/new.yml"}) {
    const Ran ran = Run({"validate", "-f", Path("links"), "--json", Path(name)});
    EXPECT_EQ(ran.code, 1);
    EXPECT_THAT(ran.err, HasSubstr("which the configuration is read from"));
  }
  EXPECT_EQ(Run({"validate", "-f", Path("links"), "--json", Path("links/a.json")}).code, 0);
  EXPECT_EQ(Run({"validate", "-f", Path("links"), "--json", Path("new.yaml")}).code, 0);
}

TEST_F(AppTest, ValidateCountsAndNeedsNoSecret) {
  Write(std::string(kPortAndInterface) + "    # the end\n");
  const Ran good = RunHere({"validate"});
  EXPECT_EQ(good.code, 0) << good;
  EXPECT_EQ(good.out, "Valid: 2 objects in 1 file.\n");
  EXPECT_THAT(world_.calls, IsEmpty());
  EXPECT_FALSE(std::filesystem::exists(Path("state.db")));

  Write("virtual_interface:\n  a: {cloud: sky, connection_id: c-1, name: a, vlan: 5000, auth_key: \"${env:NONE}\"}\n");
  const Ran bad = RunHere({"validate", "--sarif", Path("out.sarif")});
  EXPECT_EQ(bad.code, 1);
  EXPECT_THAT(bad.out,
              AllOf(HasSubstr("interconnect.yaml:2:"), HasSubstr("VLAN"), HasSubstr("; 1 object in 1 file.\n")));
  EXPECT_THAT(Read("out.sarif"), HasSubstr("\"2.1.0\""));
  EXPECT_THAT(RunHere({"validate", "--json"}).out, HasSubstr("\"valid\": false"));
}

TEST_F(AppTest, PlanApplyDriftAndDestroyHaveTheirExitCodes) {
  Write(kPortAndInterface);
  const Ran first = RunHere({"plan"});
  EXPECT_EQ(first.code, 2) << first;
  EXPECT_FALSE(std::filesystem::exists(Path("state.db"))) << "a plan makes no state";
  EXPECT_EQ(RunHere({"apply", "--yes"}).code, 0);
  EXPECT_EQ(world_.objects.size(), 2U);
  const Ran nothing = RunHere({"plan"});
  EXPECT_EQ(nothing.code, 0) << nothing;
  EXPECT_EQ(RunHere({"drift"}).code, 0);

  world_.Only(Kind::kConnection).attributes.Put("name", Value::String("by hand"));
  const Ran drift = RunHere({"drift", "--json", Path("drift.json"), "--prometheus", Path("drift.prom")});
  EXPECT_EQ(drift.code, 2) << drift;
  EXPECT_THAT(drift.out, HasSubstr("connection.dc1"));
  EXPECT_THAT(Read("drift.json"), HasSubstr("\"connection.dc1\""));
  EXPECT_THAT(Read("drift.prom"), HasSubstr("# TYPE"));
  EXPECT_EQ(RunHere({"drift", "--fail-on", "material,pending"}).code, 0) << "a name is cosmetic";
  EXPECT_EQ(RunHere({"apply", "--yes"}).code, 0);
  EXPECT_EQ(RunHere({"drift"}).code, 0);

  const Ran refused = RunHere({"destroy", "--yes"});
  EXPECT_EQ(refused.code, 3) << refused;
  EXPECT_THAT(refused.out, HasSubstr("--allow virtual_interface.prod"));
  EXPECT_EQ(RunHere({"plan", "--destroy"}).code, 3);
  EXPECT_EQ(world_.objects.size(), 2U);
  const Ran done = RunHere({"destroy", "--yes", "--allow", "virtual_interface.prod", "--allow", "connection.dc1"});
  EXPECT_EQ(done.code, 0) << done;
  EXPECT_THAT(world_.objects, IsEmpty());
}

// A number that is no duration would count as the usual wait, and nobody would know.
TEST_F(AppTest, AWrongWaitInTheEnvironmentIsTold) {
  Write(kPortAndInterface);
  for (const char* wrong : {"0", "60", "soon"}) {
    environment_["INTERCONNECT_CREATE_PATIENCE"] = wrong;
    const Ran refused = RunHere({"plan"});
    EXPECT_EQ(refused.code, 1) << refused;
    EXPECT_THAT(refused.out + refused.err, HasSubstr("INTERCONNECT_CREATE_PATIENCE")) << wrong;
  }
  for (const char* right : {"0s", "2m", ""}) {
    environment_["INTERCONNECT_CREATE_PATIENCE"] = right;
    EXPECT_EQ(RunHere({"plan"}).code, 2) << right;
  }
}

TEST_F(AppTest, ApplyAsksOnATerminalAndRefusesWithoutOne) {
  Write(kPortAndInterface);
  const Ran blind = RunHere({"apply"});
  EXPECT_EQ(blind.code, 1);
  EXPECT_THAT(blind.err, AllOf(HasSubstr("no terminal to ask on"), HasSubstr("--yes")));
  EXPECT_EQ(RunHere({"apply", "--json"}).code, 1);
  terminal_ = {.in = true, .out = true, .err = true};
  const Ran no = RunHere({"apply"}, "y\n");
  EXPECT_EQ(no.code, 1);
  EXPECT_THAT(no.err, HasSubstr("Nothing was begun."));
  EXPECT_EQ(RunHere({"apply"}, "").code, 1);
  EXPECT_THAT(world_.objects, IsEmpty());
  const Ran yes = RunHere({"apply"}, "yes\n");
  EXPECT_EQ(yes.code, 0) << yes;
  EXPECT_EQ(world_.objects.size(), 2U);
}

TEST_F(AppTest, ADryRunChangesNothing) {
  Write(kPortAndInterface);
  const Ran ran = RunHere({"apply", "--dry-run"});
  EXPECT_EQ(ran.code, 0) << ran;
  EXPECT_THAT(ran.out, HasSubstr("virtual_interface.prod"));
  EXPECT_THAT(world_.objects, IsEmpty());
  EXPECT_FALSE(std::filesystem::exists(Path("state.db")));
}

TEST_F(AppTest, WhatApplySaysAsJsonIsOneDocumentInEveryCase) {
  Write(kPortAndInterface);
  const Ran done = RunHere({"apply", "--yes", "--json"});
  EXPECT_EQ(done.code, 0) << done;
  EXPECT_THAT(done.out, AllOf(HasSubstr("\"complete\": true"), ::testing::StartsWith("{")));
  const Ran refused = RunHere({"destroy", "--yes", "--json"});
  EXPECT_EQ(refused.code, 3);
  EXPECT_THAT(refused.out, AllOf(HasSubstr("\"refused\": true"), HasSubstr("--allow connection.dc1")));
  Write("connection: 5\n");
  const Ran wrong = RunHere({"apply", "--yes", "--json"});
  EXPECT_EQ(wrong.code, 1);
  EXPECT_THAT(wrong.out, HasSubstr("\"complete\": false"));
}

TEST_F(AppTest, ASavedPlanIsAppliedOnceAndOnlyWhileItHolds) {
  Write(kPortAndInterface);
  ASSERT_EQ(RunHere({"plan", "--out", Path("a.plan")}).code, 2);
  EXPECT_EQ(RunHere({"apply", Path("a.plan"), "--allow", "connection.dc1"}).code, 1) << "options are the plan's";
  const Ran done = RunHere({"apply", Path("a.plan")});
  EXPECT_EQ(done.code, 0) << done;
  EXPECT_EQ(world_.objects.size(), 2U);
  const Ran again = RunHere({"apply", Path("a.plan")});
  EXPECT_EQ(again.code, 1);
  EXPECT_THAT(again.out, AllOf(HasSubstr("The world has moved since this plan was made"),
                               HasSubstr("connection.dc1: create was planned, and nothing is to be done now")));

  Write(std::string(kPortAndInterface) + "owner: someone\n");
  const Ran changed = RunHere({"apply", Path("a.plan")});
  EXPECT_EQ(changed.code, 1);
  EXPECT_THAT(changed.out, HasSubstr("interconnect.yaml has changed"));
  EXPECT_THAT(Run({"apply", Path("interconnect.yaml")}).err, HasSubstr("it is no plan"));
}

TEST_F(AppTest, AKeyIsInNothingThatIsKeptOrSaid) {
  environment_["BGP_KEY"] = "open-sesame-1";
  Write(
      "connection:\n  dc1: {cloud: sky, name: dc1, location: L1, bandwidth: 1G, on_destroy: delete}\n"
      "virtual_interface:\n  prod: {connection: dc1, name: prod, vlan: 125, gateway_id: gw-1, "
      "customer_asn: \"64512\", auth_key: \"${env:BGP_KEY}\"}\n");
  std::string said;
  const auto run = [&](std::vector<std::string> arguments) {
    const Ran ran = RunHere(std::move(arguments));
    said += ran.out + ran.err;
    return ran.code;
  };
  EXPECT_EQ(run({"plan", "--detailed", "--out", Path("a.plan"), "--log-level", "trace"}), 2);
  EXPECT_EQ(run({"plan", "--json"}), 2);
  EXPECT_EQ(run({"apply", "--yes", "--log-level", "trace"}), 0);
  EXPECT_EQ(run({"plan"}), 0);
  EXPECT_EQ(run({"drift", "--json"}), 0);
  EXPECT_EQ(run({"export"}), 0);
  EXPECT_EQ(world_.Only(Kind::kVirtualInterface).key, "open-sesame-1");
  EXPECT_THAT(said + Read("a.plan") + Read("state.db"), Not(HasSubstr("open-sesame-1")));
}

TEST_F(AppTest, ReplacingWhatNobodyAsksForIsRefused) {
  Write(kPortAndInterface);
  const Ran ran = RunHere({"plan", "--replace", "virtual_interface.prd"});
  EXPECT_EQ(ran.code, 1);
  EXPECT_THAT(ran.out, HasSubstr("Did you mean\n  virtual_interface.prod?"));
}

TEST_F(AppTest, WhatIsImportedLeavesNothingToPlan) {
  Write(kPortAndInterface);
  ASSERT_EQ(RunHere({"apply", "--yes"}).code, 0);
  environment_["INTERCONNECT_STATE"] = Path("other.db");
  const std::string other = Path("other.yaml");
  const Ran all = Run({"import", "--all", "--account", "sky", "-f", other, "--write", other});
  EXPECT_EQ(all.code, 0) << all;
  EXPECT_EQ(Run({"plan", "-f", other}).code, 0) << Read("other.yaml");
  EXPECT_EQ(Run({"import", "--all", "--account", "sky", "-f", other, "--write", other}).code, 1) << "it exists";
  const Ran nothing = Run({"import", "--all", "-f", other});
  EXPECT_EQ(nothing.code, 0);
  EXPECT_THAT(nothing.err, HasSubstr("Nothing was found"));
}

TEST_F(AppTest, OneObjectIsImportedIntoAFileThatExists) {
  Write(kPortAndInterface);
  ASSERT_EQ(RunHere({"apply", "--yes"}).code, 0);
  environment_["INTERCONNECT_STATE"] = Path("other.db");
  const std::string other = Path("other.yaml");
  Write("# ours\nowner: net-team\n", "other.yaml");
  const std::string port = "sky/east/" + world_.IdsOf(Kind::kConnection).front();
  const std::string interface = "sky/east/" + world_.IdsOf(Kind::kVirtualInterface).front();
  const Ran first = Run({"import", "connection.main", port, "-f", other, "--write", other, "--append"});
  EXPECT_EQ(first.code, 0) << first;
  const Ran second = Run({"import", "virtual_interface.main", interface, "-f", other, "--write", other, "--append"});
  EXPECT_EQ(second.code, 0) << second;
  EXPECT_THAT(Read("other.yaml"), AllOf(HasSubstr("# ours\nowner: net-team\n"), HasSubstr("connection: main")));
  EXPECT_EQ(Run({"plan", "-f", other}).code, 0) << Read("other.yaml");
  EXPECT_EQ(Run({"import", "connection.twice", port, "-f", other}).code, 1) << "the state has it already";
}

// Who has two accounts of a cloud may name the one that is meant in the place of the cloud.
TEST_F(AppTest, AnIdMayNameTheAccountInPlaceOfItsCloud) {
  Write(kPortAndInterface);
  ASSERT_EQ(RunHere({"apply", "--yes"}).code, 0);
  const std::string port = "/east/" + world_.IdsOf(Kind::kConnection).front();
  const std::string other = Path("other.yaml");
  Write("clouds: {sky: {}, tenant: {cloud: sky}}\n", "other.yaml");
  int states = 0;
  const auto import = [&](const std::string& id, const std::vector<std::string>& more) {
    environment_["INTERCONNECT_STATE"] = Path(std::to_string(++states) + ".db");
    std::vector<std::string> arguments = {"import", "connection.main", id, "-f", other};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return Run(arguments);
  };
  EXPECT_EQ(import("sky" + port, {}).code, 1) << "which of the two?";
  const Ran named = import("tenant" + port, {});
  EXPECT_EQ(named.code, 0) << named;
  EXPECT_THAT(named.out, HasSubstr("cloud: tenant"));
  EXPECT_EQ(import("sky" + port, {"--account", "tenant"}).out, named.out);
  EXPECT_EQ(import("tenant" + port, {"--account", "tenant"}).out, named.out);
  const Ran both = import("tenant" + port, {"--account", "sky"});
  EXPECT_EQ(both.code, 1) << both;
  EXPECT_THAT(both.err, HasSubstr("the id says tenant, and --account sky"));
  EXPECT_EQ(import("nobody" + port, {}).code, 1);
}

TEST_F(AppTest, LimitsCanBeNarrowed) {
  EXPECT_THAT(Run({"limits"}).out, AllOf(HasSubstr("sky.vlan"), HasSubstr("sky.per_connection")));
  EXPECT_THAT(Run({"limits", "--kind", "bgp_cidr"}).out, Not(HasSubstr("sky.vlan")));
  EXPECT_THAT(Run({"limits", "--cloud", "rock"}).out, Not(HasSubstr("sky.vlan")));
  EXPECT_THAT(Run({"limits", "--cloud", "skye"}).err, HasSubstr("did you mean sky?"));
  Write("limits: {sky.per_connection: 77}\n");
  EXPECT_THAT(RunHere({"limits", "--json"}).out, HasSubstr("77"));
}

}  // namespace
}  // namespace ic::cli
