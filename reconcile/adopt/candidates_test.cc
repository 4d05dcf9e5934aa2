// Which of what exists already an interrupted create made, and why all else is in the way.
#include "reconcile/adopt/candidates.h"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "reconcile/testing/engine_fixture.h"

namespace ic::reconcile {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

constexpr Kind kKind = Kind::kVirtualInterface;

class CandidatesTest : public ::testing::Test {
 protected:
  CandidatesTest() {
    EngineEnvironment environment;
    environment.factory = &factory_;
    run.emplace(environment);
    run->clouds.Configure({});
  }

  static Value Wanted(std::string_view cloud) {
    Value object = Interface("prod", "con-1", 125);
    object.Put(field::kCloud, S(cloud));
    object.Put(field::kRegion, S("east"));
    return object;
  }
  // What the same create made, with our mark where the cloud keeps one.
  static Candidate Ours(std::string_view cloud, const std::string& id = "vif-1") {
    Candidate candidate;
    candidate.observed.id = id;
    candidate.observed.region = "east";
    candidate.observed.attributes = Wanted(cloud);
    candidate.marked = cloud == "sky";
    candidate.identical = true;
    candidate.same = "the same VLAN";
    return candidate;
  }
  Call CallFor(std::string_view cloud, const std::string& owner = "net", bool state_is_held = false) {
    Diagnostics wrong;
    Call call = MakeCall(*run, kKind, Wanted(cloud), "", wrong);
    EXPECT_TRUE(wrong.empty()) << wrong.ToString();
    auto config = std::make_shared<EngineConfig>();
    config->owner = owner;
    config->state_is_held = state_is_held;
    call.config = config;
    return call;
  }
  // The id of the chosen one, or what is said where there is none.
  std::string Choose(const Call& call, const std::vector<Candidate>& candidates, bool begun = false) {
    Diagnostics said;
    const Candidate* chosen = ChooseCandidate(call, Wanted(call.cloud()), begun, all_is_read_, candidates, said);
    EXPECT_EQ(said.has_errors(), chosen == nullptr && !candidates.empty()) << said.ToString();
    return chosen != nullptr ? chosen->observed.id : said.ToString();
  }
  std::string Foresee(const Call& call, const Foresight& foresight, const std::vector<Candidate>& candidates) {
    Diagnostics said;
    const Candidate* chosen = ForeseeCandidate(call, Wanted(call.cloud()), foresight, candidates, said);
    return chosen != nullptr ? chosen->observed.id : said.ToString();
  }
  void Manage(std::string_view cloud, const std::string& id, const Value& attributes) {
    run->ledger.Open()->Set({std::string(cloud), "east", kKind, id},
                            [&](Existing& entry) { entry.attributes = attributes; });
  }

  FakeWorld world;
  std::optional<reconcile::Run> run;
  bool all_is_read_ = false;

 private:
  FakeFactory factory_{world, {&FenTraits()}};
};

// What is noted of a create has a random part, which goes into its mark.
TEST_F(CandidatesTest, OnlyWhatCarriesTheRandomPartWasMadeByACreateThatHadOne) {
  struct Case {
    std::vector<std::string> noted;
    std::string carried;
    bool ours;
  };
  const std::vector<Case> cases = {{{"n1"}, "n1", true},       {{"n1"}, "n2", false}, {{"n1"}, "", false},
                                   {{"n1", "n2"}, "n2", true}, {{""}, "", true},      {{""}, "n2", true},
                                   {{"n1", ""}, "", false}};
  for (const bool state_is_held : {false, true}) {
    for (const Case& one : cases) {
      std::vector<Candidate> candidates = {Ours("sky")};
      candidates.front().observed.nonce = one.carried;
      JudgeNonces(one.noted, candidates);
      const std::string found = Choose(CallFor("sky", "net", state_is_held), candidates, /*begun=*/true);
      if (one.ours) {
        EXPECT_EQ(found, "vif-1");
        run->ledger.Gone({"sky", "east", kKind, "vif-1"});
      } else {
        EXPECT_THAT(found, HasSubstr("random part"));
      }
    }
  }
  // What keeps no marks is told by its note alone.
  std::vector<Candidate> unmarked = {Ours("rock")};
  JudgeNonces({"n1"}, unmarked);
  EXPECT_EQ(unmarked.front().foreign, "");
}

TEST_F(CandidatesTest, AMarkThatNamesAnOwnerProvesWhoseItIs) {
  EXPECT_EQ(Choose(CallFor("sky"), {Ours("sky")}), "vif-1");
  // Taken over once: from now on it is managed, and in nobody's way by its mark.
  Diagnostics said;
  EXPECT_EQ(ChooseCandidate(CallFor("sky"), Wanted("sky"), false, true, {Ours("sky")}, said), nullptr);
  EXPECT_TRUE(said.empty()) << said.ToString();
}

// A state of one's own has a note of every create that may have made something; a mark alone can be forged.
TEST_F(CandidatesTest, WhereTheStateIsHeldOnlyItsNoteProvesIt) {
  for (const char* owner : {"", "net"}) {
    const Call call = CallFor("sky", owner, /*state_is_held=*/true);
    const std::string said = Choose(call, {Ours("sky")});
    EXPECT_THAT(said, HasSubstr("Object exists already"));
    EXPECT_THAT(said, HasSubstr("interconnect import virtual_interface.NAME"));
    EXPECT_THAT(said, HasSubstr("adopt = \"vif-1\""));
    EXPECT_EQ(Foresee(call, {}, {Ours("sky")}), said);
    EXPECT_EQ(Foresee(call, {.begun = true}, {Ours("sky")}), "vif-1");
  }
  EXPECT_THAT(Choose(CallFor("sky", "net", true), {Ours("sky")}), HasSubstr("the state has no note of a create"));
}

// The command that is printed imports: of two entries of one cloud it says which, and of one it need not.
TEST_F(CandidatesTest, TheCommandThatImportsSaysTheAccount) {
  for (const char* account : {"sky", "partner"}) {
    for (const bool state_is_held : {false, true}) {
      Call call = CallFor("sky", "", state_is_held);
      call.account = account;
      const bool named = state_is_held && account == std::string_view("partner");
      EXPECT_EQ(Choose(call, {Ours("sky")}).find("sky/east/vif-1 --account partner") != std::string::npos, named);
    }
  }
}

// Whatever its mark says, and whatever was noted: another account or owner made it.
TEST_F(CandidatesTest, WhatAnotherMadeIsNeverTaken) {
  for (const bool state_is_held : {false, true}) {
    for (const char* cloud : {"sky", "fen"}) {
      for (const bool begun : {false, true}) {
        for (const bool renamed : {false, true}) {
          if (cloud == std::string_view("fen") && renamed) continue;  // no mark that would tell
          SCOPED_TRACE(testing::Message() << cloud << state_is_held << begun << renamed);
          const Call call = CallFor(cloud, "net", state_is_held);
          Candidate forged = Ours(cloud);
          forged.foreign = "another account allocated it";
          if (renamed) forged.observed.attributes.Put(field::kName, S("renamed"));
          Diagnostics said;
          EXPECT_EQ(ChooseCandidate(call, Wanted(cloud), begun, true, {forged}, said), nullptr);
          EXPECT_TRUE(said.has_errors());
          EXPECT_THAT(said.ToString(), HasSubstr("vif-1"));
          EXPECT_THAT(said.ToString(), HasSubstr(state_is_held ? "interconnect import " : "import {"));
          EXPECT_NE(Foresee(call, {.begun = begun}, {forged}), "vif-1");
          EXPECT_EQ(FindRemains(call, Wanted(cloud), "", {forged}, said).ours, nullptr);
          if (renamed) continue;
          EXPECT_THAT(Foresee(call, {.begun = begun}, {forged}), HasSubstr("because another account allocated it"));
          forged.identical = false;
          EXPECT_EQ(Foresee(call, {.begun = begun}, {forged}).empty(), !forged.marked) << "found when planning";
        }
      }
    }
  }
}

TEST_F(CandidatesTest, WithoutAnOwnerOnlyWhatWasNotedProvesIt) {
  EXPECT_THAT(Choose(CallFor("sky", ""), {Ours("sky")}), HasSubstr("no `owner` is set"));
  EXPECT_EQ(Choose(CallFor("sky", ""), {Ours("sky")}, /*begun=*/true), "vif-1");
}

TEST_F(CandidatesTest, WhereNoMarksAreKeptOnlyWhatWasNotedProvesIt) {
  EXPECT_THAT(Choose(CallFor("fen"), {Ours("fen")}),
              HasSubstr("Fen Circuit keeps no mark of it, and nothing was noted"));
  // What was imported is kept: a person has to say that it is not to be.
  EXPECT_THAT(Choose(CallFor("fen"), {Ours("fen")}), HasSubstr("until on_destroy = \"delete\" is written"));
  EXPECT_THAT(Choose(CallFor("sky", ""), {Ours("sky")}), Not(HasSubstr("on_destroy")));
  EXPECT_EQ(Choose(CallFor("fen"), {Ours("fen")}, /*begun=*/true), "vif-1");
}

TEST_F(CandidatesTest, WhatIsInTheWayIsSaidWithTheReason) {
  const Call call = CallFor("sky");
  Candidate foreign = Ours("sky");
  foreign.marked = false;
  EXPECT_THAT(Choose(call, {foreign}), HasSubstr("it does not carry this configuration's mark"));
  Candidate other = Ours("sky");
  other.identical = false;
  EXPECT_THAT(Choose(call, {other}), HasSubstr("it differs in values that cannot change in place"));
  Candidate parent = Ours("sky");
  parent.observed.has_children = true;
  EXPECT_THAT(Choose(call, {parent}), HasSubstr("other objects stand on it"));
  EXPECT_THAT(Choose(call, {Ours("sky"), Ours("sky", "vif-2")}), HasSubstr("there is more than one like it"));
  Candidate ended = Ours("sky");
  ended.observed.ended = true;
  ended.observed.trouble = "is in state \"rejected\"";
  const std::string said = Choose(call, {ended});
  EXPECT_THAT(said, HasSubstr("is in state \"rejected\". Apply again once it is gone."));
  EXPECT_THAT(said, Not(HasSubstr("import")));
}

TEST_F(CandidatesTest, WhatAnotherResourceManagesIsNeitherTakenNorImported) {
  Manage("fen", "vif-1", Wanted("fen"));
  const std::string said = Choose(CallFor("fen"), {Ours("fen")}, /*begun=*/true);
  EXPECT_THAT(said, HasSubstr("another resource of this configuration manages it"));
  EXPECT_THAT(said, HasSubstr("Change what they share, or remove the other first."));
  EXPECT_THAT(said, Not(HasSubstr("import")));
}

TEST_F(CandidatesTest, APlanForeseesWhatTheApplyWouldTakeOver) {
  EXPECT_EQ(Foresee(CallFor("sky"), {}, {Ours("sky")}), "vif-1");
  EXPECT_FALSE(run->ledger.IsClaimed({"sky", "east", kKind, "vif-1"}));  // nothing is taken over yet
  EXPECT_EQ(Foresee(CallFor("fen"), {.begun = true}, {Ours("fen")}), "vif-1");
  EXPECT_EQ(Foresee(CallFor("sky"), {}, {}), "");
}

TEST_F(CandidatesTest, APlanRefusesWhatStaysInTheWay) {
  const Call call = CallFor("fen");
  EXPECT_THAT(Foresee(call, {}, {Ours("fen")}), HasSubstr("Object exists already"));
  // What it replaces goes.
  EXPECT_EQ(Foresee(call, {.replaced = "vif-1"}, {Ours("fen")}), "");
  EXPECT_EQ(Foresee(call, {.begun = true, .replaced = "vif-1"}, {Ours("fen")}), "");
  // What only shares something with it may be gone by then.
  Candidate other = Ours("fen");
  other.identical = false;
  EXPECT_EQ(Foresee(call, {}, {other}), "");
  Candidate renamed = Ours("fen");
  renamed.observed.attributes.Put(field::kName, S("another"));
  EXPECT_EQ(Foresee(call, {}, {renamed}), "");
}

// Where no mark tells, what is managed under another id is known by what it is.
TEST_F(CandidatesTest, WhatThisConfigurationManagesIsInNobodysWay) {
  Manage("fen", "vif-1", Wanted("fen"));
  EXPECT_EQ(Foresee(CallFor("fen"), {}, {Ours("fen")}), "");
  EXPECT_EQ(Foresee(CallFor("fen"), {}, {Ours("fen", "vif-9")}), "");
  Value elsewhere = Wanted("fen");
  elsewhere.Put(field::kVlan, Value::Int(9));
  Manage("fen", "vif-1", elsewhere);
  EXPECT_THAT(Foresee(CallFor("fen"), {}, {Ours("fen", "vif-9")}), HasSubstr("Object exists already"));
}

// Renamed after the plan was made, or while an answer was lost.
TEST_F(CandidatesTest, WhatWasRenamedIsNotMadeAgainWhenApplyingEither) {
  Candidate moved = Ours("sky");
  moved.observed.attributes.Put(field::kName, S("renamed"));
  const Call call = CallFor("sky");
  Diagnostics said;
  EXPECT_EQ(ChooseCandidate(call, Wanted("sky"), false, /*all_is_read=*/false, {moved}, said), nullptr);
  EXPECT_TRUE(said.empty()) << "another resource may manage it: " << said.ToString();
  all_is_read_ = true;
  EXPECT_THAT(Choose(call, {moved}), HasSubstr("Nothing in the state is that object"));
  EXPECT_EQ(Choose(call, {moved}, /*begun=*/true), "vif-1") << "nothing like it was there when it was sent";
  moved.observed.id = "vif-2";
  moved.identical = false;  // it stands on something else
  EXPECT_THAT(Choose(call, {moved}, /*begun=*/true), HasSubstr("Nothing in the state is that object"));
}

TEST_F(CandidatesTest, WhatIsLeftOfACreateIsWhatItsMarkOrNoteShows) {
  const auto find = [&](const Call& call, const std::vector<Candidate>& candidates, std::string* words = nullptr) {
    Diagnostics said;
    const Remains remains = FindRemains(call, Wanted(call.cloud()), "", candidates, said);
    if (words != nullptr) *words = said.ToString();
    EXPECT_EQ(remains.doubtful, !said.empty()) << said.ToString();
    return remains;
  };
  for (const char* owner : {"", "net"}) {
    for (const char* cloud : {"sky", "fen"}) {
      const Call call = CallFor(cloud, owner);
      EXPECT_NE(find(call, {Ours(cloud)}).ours, nullptr);
      EXPECT_TRUE(find(call, {Ours(cloud), Ours(cloud, "vif-2")}).doubtful);
      Candidate other = Ours(cloud);
      other.identical = false;
      const Remains none = find(call, {other});
      EXPECT_TRUE(none.ours == nullptr && !none.managed && !none.doubtful);
      Candidate parent = Ours(cloud);
      parent.observed.has_children = true;
      std::string words;
      EXPECT_TRUE(find(call, {parent}, &words).doubtful);
      EXPECT_THAT(words, HasSubstr("other objects stand on it"));
      EXPECT_THAT(words, HasSubstr("import {"));
    }
  }
  Candidate foreign = Ours("sky");
  foreign.marked = false;
  EXPECT_TRUE(find(CallFor("sky"), {foreign}).doubtful);
  Candidate renamed = Ours("sky");
  renamed.observed.attributes.Put(field::kName, S("renamed"));
  EXPECT_NE(find(CallFor("sky"), {renamed}).ours, nullptr);
  EXPECT_EQ(find(CallFor("sky", ""), {renamed}).ours, nullptr);
  Manage("fen", "vif-1", Wanted("fen"));
  EXPECT_TRUE(find(CallFor("fen"), {Ours("fen")}).managed);
}

// Two states of one owner ask for the same, and both creates were interrupted.
TEST_F(CandidatesTest, OfTwinsTheOneThatCarriesTheNotedPartIsWhatTheNotedCreateMade) {
  for (const char* owner : {"", "net"}) {
    for (const bool renamed : {false, true}) {
      for (const bool managed : {false, true}) {
        const Call call = CallFor("sky", owner);
        std::vector<Candidate> twins = {Ours("sky", "vif-1"), Ours("sky", "vif-2")};
        twins[0].observed.nonce = "theirs";
        twins[1].observed.nonce = "ours";
        if (renamed && *owner != '\0') {
          for (Candidate& one : twins) one.observed.attributes.Put(field::kName, S("renamed"));
        }
        if (managed) Manage("sky", "vif-1", twins[0].observed.attributes);
        for (const std::string& nonce : {std::string("ours"), std::string("another"), std::string()}) {
          std::vector<Candidate> judged = twins;
          JudgeNonces({nonce}, judged);
          Diagnostics said;
          const Remains remains = FindRemains(call, Wanted("sky"), nonce, judged, said);
          const bool found = remains.ours != nullptr && remains.ours->observed.id == "vif-2";
          EXPECT_TRUE(found == (nonce == "ours") || (managed && nonce.empty())) << owner << renamed << managed << nonce;
        }
        run->ledger.Gone({"sky", "east", kKind, "vif-1"});
      }
    }
  }
}

// The other state's has another name by now.
TEST_F(CandidatesTest, ATwinThatWasRenamedIsInNobodysWay) {
  all_is_read_ = true;
  const Call call = CallFor("sky", "net", /*state_is_held=*/true);
  std::vector<Candidate> twins = {Ours("sky", "vif-1"), Ours("sky", "vif-2")};
  twins[0].observed.nonce = "theirs";
  twins[0].observed.attributes.Put(field::kName, S("renamed"));
  twins[1].observed.nonce = "ours";
  JudgeNonces({"ours"}, twins);
  EXPECT_EQ(Foresee(call, {.begun = true, .all_is_read = true}, twins), "vif-2");
  EXPECT_EQ(Choose(call, twins, /*begun=*/true), "vif-2");
}

TEST_F(CandidatesTest, WhatHasOurMarkAndAnotherNameIsNotMadeAgainUnseen) {
  Candidate moved = Ours("sky");
  moved.observed.attributes.Put(field::kName, S("renamed"));
  const Call call = CallFor("sky");
  EXPECT_THAT(Foresee(call, {}, {moved}), HasSubstr("warning at '': Object may exist already"));
  EXPECT_THAT(Foresee(call, {.all_is_read = true}, {moved}), HasSubstr("error at '': Object exists already"));
  EXPECT_EQ(Foresee(call, {.replaced = "vif-1", .all_is_read = true}, {moved}), "");
  Manage("sky", "vif-1", moved.observed.attributes);
  EXPECT_EQ(Foresee(call, {.all_is_read = true}, {moved}), "");
}

}  // namespace
}  // namespace ic::reconcile
