// A plan file decides nothing that it did not say when it was made: every member of it, changed in every way.
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

#include "base/digest.h"
#include "cli/commands/plan_file.h"
#include "cli/testing/cli_fixture.h"

namespace ic::cli {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

using Document = nlohmann::ordered_json;
using Pointer = Document::json_pointer;

constexpr const char* kKey = "0123456789abcdef0123456789abcdef";

// Pointers to every member and element, the document's own aside.
void AddPointers(const Document& value, const Pointer& at, std::vector<Pointer>& all) {
  if (!at.empty()) all.push_back(at);
  if (value.is_object()) {
    for (const auto& [name, inner] : value.items()) AddPointers(inner, at / name, all);
  } else if (value.is_array()) {
    for (std::size_t i = 0; i < value.size(); ++i) AddPointers(value[i], at / i, all);
  }
}

// Other values in its place.
std::vector<Document> OthersFor(const Document& value) {
  if (value.is_boolean()) return {Document(!value.get<bool>())};
  if (value.is_number()) return {Document(value.get<int>() + 1)};
  if (value.is_string()) return {Document(value.get<std::string>() + "x"), Document("")};
  if (value.is_null()) return {Document("x")};
  if (value.is_array()) return {value.empty() ? Document::array({"connection.x"}) : Document::array()};
  return {Document::object()};
}

// Every document that differs from this one in one place: a value, or that it is not there.
std::vector<std::pair<std::string, Document>> ChangesOf(const Document& document) {
  std::vector<Pointer> all;
  AddPointers(document, Pointer(), all);
  std::vector<std::pair<std::string, Document>> changes;
  for (const Pointer& at : all) {
    for (const Document& other : OthersFor(document.at(at))) {
      Document changed = document;
      changed.at(at) = other;
      if (changed != document) changes.emplace_back(at.to_string(), std::move(changed));
    }
    Document without = document;
    Document& parent = without.at(at.parent_pointer());
    if (parent.is_object()) {
      parent.erase(at.back());
    } else {
      parent.erase(std::stoul(at.back()));
    }
    changes.emplace_back(at.to_string() + " removed", std::move(without));
  }
  return changes;
}

// As somebody without a key would have to seal it.
std::string Resealed(Document document) {
  document.erase("seal");
  const std::string digest = Sha256Hex(document.dump(2) + "\n");
  document["seal"] = {{"method", "sha256"}, {"value", digest}};
  return document.dump(2) + "\n";
}

class PlanSealTest : public CliFixture {
 protected:
  void SetUp() override {
    CliFixture::SetUp();
    Write(kPortAndInterface);
  }
  Document Saved() {
    EXPECT_EQ(RunHere({"plan", "--out", Path("a.plan"), "--allow-disruption", "g"}).code, 2);
    return Document::parse(Read("a.plan"));
  }
  // Refused, and nothing done.
  void ExpectRefused(const std::string& text, const std::string& what) {
    Write(text, "b.plan");
    const Ran ran = RunHere({"apply", Path("b.plan")});
    EXPECT_EQ(ran.code, 1) << what << "\n" << ran;
    EXPECT_THAT(world_.objects, IsEmpty()) << what;
  }
};

TEST_F(PlanSealTest, EveryChangeIsNoticed) {
  for (const char* key : {"", kKey}) {
    environment_["INTERCONNECT_PLAN_KEY"] = key;
    const Document saved = Saved();
    const auto changes = ChangesOf(saved);
    EXPECT_GT(changes.size(), 150U);
    for (const auto& [what, changed] : changes) {
      const auto read = ReadPlanFile(changed.dump(2) + "\n", key);
      EXPECT_FALSE(read.ok()) << what;
    }
    // What a reader sees is what is meant: no second member of a name, no other spelling.
    const std::string text = Read("a.plan");
    EXPECT_TRUE(ReadPlanFile(text, key).ok());
    EXPECT_FALSE(ReadPlanFile(saved.dump() + "\n", key).ok());
    EXPECT_FALSE(ReadPlanFile(text + " ", key).ok());
    EXPECT_FALSE(ReadPlanFile("{\n  \"steps\": []," + text.substr(1), key).ok());
    const std::string deep(100000, '[');
    EXPECT_FALSE(ReadPlanFile(deep + std::string(100000, ']'), key).ok());
    ExpectRefused(changes.front().second.dump(2) + "\n", changes.front().first);
  }
}

TEST_F(PlanSealTest, WhatIsSealedAnewWithoutTheKeyIsNoPlanWhereThereIsOne) {
  environment_["INTERCONNECT_PLAN_KEY"] = kKey;
  const Document saved = Saved();
  EXPECT_THAT(Read("a.plan"), Not(HasSubstr(kKey)));
  for (const auto& [what, changed] : ChangesOf(saved)) {
    EXPECT_FALSE(ReadPlanFile(Resealed(changed), kKey).ok()) << what;
  }
  ExpectRefused(Resealed(saved), "the same, sealed without the key");
  environment_["INTERCONNECT_PLAN_KEY"] = std::string(kKey) + "x";
  ExpectRefused(Read("a.plan"), "another key");
  environment_.erase("INTERCONNECT_PLAN_KEY");
  ExpectRefused(Read("a.plan"), "no key");
  Write(std::string(kKey) + "\n", "key");
  environment_["INTERCONNECT_PLAN_KEY_FILE"] = Path("key");
  const Ran done = RunHere({"apply", Path("a.plan")});
  EXPECT_EQ(done.code, 0) << done;
}

TEST_F(PlanSealTest, WithoutAKeyWhatIsSealedAnewStillDoesWhatItShows) {
  const Document saved = Saved();
  std::size_t tried = 0;
  for (const auto& [what, changed] : ChangesOf(saved)) {
    // What decides nothing, or is shown for what it is when it is applied.
    const bool harmless = what.starts_with("/version") || what.starts_with("/made_at") || what.starts_with("/seal") ||
                          what.starts_with("/state") || what.starts_with("/plan/state") ||
                          what.starts_with("/plan/diagnostics") || what.starts_with("/plan/checksum") ||
                          what.starts_with("/checksum") || what.starts_with("/options/refresh") ||
                          what.starts_with("/options/allow");
    if (harmless) continue;
    ExpectRefused(Resealed(changed), what);
    ++tried;
  }
  EXPECT_GT(tried, 100U);
}

TEST_F(PlanSealTest, AKeyIsLongAndOne) {
  environment_["INTERCONNECT_PLAN_KEY"] = "short-secret";
  const Ran ran = RunHere({"plan", "--out", Path("a.plan")});
  EXPECT_EQ(ran.code, 1);
  EXPECT_THAT(ran.err, HasSubstr("has 12 characters; give it 32"));
  EXPECT_THAT(ran.err, Not(HasSubstr("short-secret")));
  environment_["INTERCONNECT_PLAN_KEY"] = kKey;
  environment_["INTERCONNECT_PLAN_KEY_FILE"] = Path("none");
  EXPECT_THAT(RunHere({"plan", "--out", Path("a.plan")}).err, HasSubstr("both set"));
  environment_.erase("INTERCONNECT_PLAN_KEY");
  EXPECT_THAT(RunHere({"plan", "--out", Path("a.plan")}).err, HasSubstr("none"));
}

TEST_F(PlanSealTest, AKeyThatAnybodyMayWriteIsNone) {
  Write(kKey, "key");
  environment_["INTERCONNECT_PLAN_KEY_FILE"] = Path("key");
  std::filesystem::permissions(Path("key"), std::filesystem::perms::all);
  for (const std::vector<std::string>& command :
       {std::vector<std::string>{"plan", "--out", Path("a.plan")}, {"apply", Path("a.plan")}}) {
    Write("{}", "a.plan");
    const Ran ran = RunHere(command);
    EXPECT_EQ(ran.code, 1) << ran;
    EXPECT_THAT(ran.err, AllOf(HasSubstr("INTERCONNECT_PLAN_KEY_FILE"), HasSubstr("may be written by anybody")));
  }
}

TEST_F(PlanSealTest, APlanOfAProposalIsNotSealedWithTheKey) {
  for (const char* key : {"", kKey}) {
    environment_["INTERCONNECT_PLAN_KEY"] = key;
    ASSERT_EQ(RunHere({"plan", "--untrusted", "--out", Path("a.plan")}).code, 2);
    EXPECT_EQ(Document::parse(Read("a.plan")).at("seal").at("method"), "sha256");
  }
  ExpectRefused(Read("a.plan"), "made of what anybody could have proposed");
  environment_.erase("INTERCONNECT_PLAN_KEY");
  EXPECT_EQ(RunHere({"apply", Path("a.plan")}).code, 0);
}

// Whether it lets something pass when it is planned or not: it holds for what turns up later, too.
TEST_F(PlanSealTest, AnApplySaysEveryOptionOfThePlan) {
  const std::vector<std::vector<std::string>> options = {{"--no-refresh"},
                                                         {"--allow", "connection.dc1"},
                                                         {"--allow-disruption", "g"},
                                                         {"--allow", "bgp_peer.a", "--allow", "bgp_peer.b"},
                                                         {"--no-refresh", "--allow-disruption", "::error::g\nh"}};
  for (const std::vector<std::string>& given : options) {
    for (const bool json : {false, true}) {
      std::vector<std::string> plan = {"plan", "--out", Path("a.plan")};
      plan.insert(plan.end(), given.begin(), given.end());
      ASSERT_EQ(RunHere(plan).code, 2);
      std::vector<std::string> apply = {"apply", Path("a.plan"), "--dry-run"};
      if (json) apply.emplace_back("--json");
      const Ran ran = RunHere(apply);
      EXPECT_EQ(ran.code, 0) << ran;
      const std::string& said = json ? ran.err : ran.out;
      for (std::size_t i = 0; i < given.size(); ++i) {
        if (given[i].starts_with("::")) continue;
        EXPECT_THAT(said, HasSubstr(given[i])) << json;
      }
      EXPECT_THAT(said, Not(HasSubstr("\nh")));
    }
  }
  ASSERT_EQ(RunHere({"plan", "--out", Path("a.plan")}).code, 2);
  EXPECT_THAT(RunHere({"apply", Path("a.plan"), "--dry-run"}).out, Not(HasSubstr("has these options")));
}

TEST_F(PlanSealTest, APlanDoesNotDecideWhatIsRead) {
  (void)Saved();
  const Ran elsewhere = Run({"apply", Path("a.plan")});
  EXPECT_EQ(elsewhere.code, 1);
  EXPECT_THAT(elsewhere.err, AllOf(HasSubstr("not below the current folder"), HasSubstr("-f " + folder_)));
  const Ran other = Run({"apply", Path("a.plan"), "-f", folder_});
  EXPECT_THAT(other.err, HasSubstr("the plan was made from"));
  for (const char* path : {"/etc/passwd", "../other", "a/../../other", "/proc/self/cwd/x"}) {
    PlanFile file;
    file.configuration = {"links.yaml", path};
    EXPECT_THAT(ProblemOfConfiguration(file, {}), HasSubstr(path));
    EXPECT_EQ(ProblemOfConfiguration(file, file.configuration), "");
  }
  PlanFile file;
  file.configuration = {"links.yaml", "links", "./a/../b.yaml", "."};
  EXPECT_EQ(ProblemOfConfiguration(file, {}), "");
  EXPECT_THAT(world_.objects, IsEmpty());
}

TEST_F(PlanSealTest, AnApplyShowsWhatItDoesAndWhatWasAcknowledged) {
  ASSERT_EQ(RunHere({"apply", "--yes"}).code, 0);
  Write(std::string(kPortAndInterface.substr(0, kPortAndInterface.find("virtual_interface:"))));
  ASSERT_EQ(RunHere({"plan", "--out", Path("a.plan")}).code, 3);
  const Ran plan = RunHere({"plan", "--out", Path("a.plan"), "--allow", "virtual_interface.prod"});
  ASSERT_EQ(plan.code, 2) << plan;
  const Ran done = RunHere({"apply", Path("a.plan")});
  EXPECT_EQ(done.code, 0) << done;
  for (const std::string& out : {plan.out, done.out}) {
    EXPECT_THAT(out, HasSubstr("Acknowledged, and so let pass by the safety rails:"));
    EXPECT_THAT(out, HasSubstr("by --allow virtual_interface.prod"));
    EXPECT_THAT(out, HasSubstr("no longer in the configuration"));
  }
  ASSERT_EQ(RunHere({"plan", "--destroy", "--out", Path("a.plan"), "--allow", "connection.dc1"}).code, 2);
  const Ran as_json = RunHere({"apply", Path("a.plan"), "--json"});
  EXPECT_EQ(as_json.code, 0) << as_json;
  EXPECT_EQ(Document::parse(as_json.out).at("acknowledged").at(0).at("allowed_by"), "--allow connection.dc1");
}

}  // namespace
}  // namespace ic::cli
