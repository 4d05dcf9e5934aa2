// The ledger's indexes against a search through everything, under random changes.
#include "reconcile/ledger/ledger.h"

#include <algorithm>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <type_traits>
#include <vector>

#include "base/random.h"
#include "reconcile/ledger/call.h"
#include "reconcile/object/compare.h"
#include "reconcile/testing/engine_fixture.h"

namespace ic::reconcile {
namespace {

class LedgerTest : public ::testing::Test {
 protected:
  LedgerTest() {
    EngineEnvironment environment;
    environment.factory = &factory_;
    run.emplace(environment);
    EngineConfig config;
    config.accounts["partner"] = "sky";
    run->clouds.Configure(config);
  }

  std::size_t Pick(std::size_t count) { return static_cast<std::size_t>(random_->Below(count)); }
  template <typename T>
  T Pick(const std::vector<T>& values) {
    return values[Pick(values.size())];
  }

  ObjectKey RandomKey() {
    return {Pick<std::string>({"sky", "partner", "rock"}), Pick<std::string>({"east", "west"}),
            Pick<Kind>({Kind::kVirtualInterface, Kind::kBgpPeer}), Pick<std::string>({"i-1", "i-2", "i-3"})};
  }

  // Few values, so that much is alike. `open`: some may be unknown.
  Value RandomObject(const ObjectKey& key, bool open) {
    std::vector<Value> names = {S("a"), S("b"), Value::Null()};
    std::vector<Value> parents = {S("p-1"), S("p-2"), Value::Null()};
    if (open) parents.push_back(Value::Unknown());
    const std::string cloud = run->clouds.CloudOf(key.account);
    Value object = Value::Object({{"cloud", S(cloud)}, {"region", S(key.region)}, {"customer_asn", S("65000")}});
    object.Put(key.kind == Kind::kBgpPeer ? field::kVirtualInterfaceId : field::kConnectionId, Pick(parents));
    object.Put(field::kName, Pick(names));
    object.Put(field::kAddressFamily, Pick<Value>({S("ipv4"), S("ipv6")}));
    if (key.kind == Kind::kVirtualInterface) object.Put(field::kVlan, Pick<Value>({Value::Int(1), Value::Int(2)}));
    return object;
  }

  void ChangeExisting(LedgerContents& contents) {
    const ObjectKey key = RandomKey();
    if (Pick(4) == 0) {
      contents.Erase(key);
      existing.erase(key);
      return;
    }
    Existing entry;
    entry.attributes = RandomObject(key, false);
    entry.planned = RandomObject(key, true);
    entry.fate = Pick<Fate>({Fate::kStays, Fate::kGoes});
    entry.group = Pick<std::string>({"", "g", "h"});
    contents.Set(key, [&entry](Existing& there) { there = entry; });
    existing[key] = entry;
  }

  void ChangeHeld(LedgerContents& contents) {
    const ObjectKey key = RandomKey();
    if (Pick(4) == 0) {
      contents.Release(key);
      held.erase(key);
      return;
    }
    held[key] = RandomObject(key, false);
    contents.Hold(key, held[key]);
  }

  void ChangeCreates(LedgerContents& contents) {
    const ObjectKey key = RandomKey();
    if (Pick(3) == 0) {
      const std::string mark = Pick<std::string>({"m", "n"});
      contents.EraseCreates(key.account, key.kind, mark);
      std::erase_if(creates, [&](const auto& entry) {
        return entry.second.account == key.account && entry.second.kind == key.kind && entry.second.mark == mark;
      });
      return;
    }
    PlannedCreate create{key.kind,
                         key.account,
                         key.region,
                         RandomObject(key, true),
                         Pick<std::string>({"", "m", "n"}),
                         Pick<std::string>({"", "i-1", "i-2"}),
                         Pick<std::string>({"", "i-1"})};
    create.planned.Put(field::kId, Pick<Value>({S("new-1"), S("new-2"), Value::Null()}));
    creates[contents.Add(create)] = create;
  }

  template <typename Map, typename Keep>
  static std::vector<typename Map::key_type> Search(const Map& map, Keep keep) {
    std::vector<typename Map::key_type> keys;
    for (const auto& entry : map) {
      if (keep(entry)) keys.push_back(entry.first);
    }
    return keys;
  }
  template <typename List>
  static auto Keys(const List& list) {
    std::vector<std::remove_const_t<std::remove_reference_t<decltype(list.front()->first)>>> keys;
    for (const auto* entry : list) keys.push_back(entry->first);
    return keys;
  }

  void CheckAnswers(LedgerContents& contents) {
    const ObjectKey key = RandomKey();
    EXPECT_EQ(Keys(contents.WithId(key.kind, key.id)), Search(existing, [&](const auto& entry) {
                return entry.first.kind == key.kind && entry.first.id == key.id;
              }));
    EXPECT_EQ(Keys(contents.InGroup(key.kind, "g")), Search(existing, [&](const auto& entry) {
                return entry.first.kind == key.kind && entry.second.group == "g";
              }));
    EXPECT_EQ(Keys(contents.InterfacesOn("p-1")), Search(existing, [&](const auto& entry) {
                return entry.first.kind == Kind::kVirtualInterface &&
                       Text(entry.second.attributes, field::kConnectionId) == "p-1";
              }));
    EXPECT_EQ(Keys(contents.StandingOn(key.kind, field::kConnectionId, "p-1")),
              Search(existing, [&](const auto& entry) {
                const Existing& object = entry.second;
                return entry.first.kind == key.kind &&
                       (Text(object.attributes, field::kConnectionId) == "p-1" ||
                        (object.fate == Fate::kStays && Text(object.planned, field::kConnectionId) == "p-1"));
              }));
    EXPECT_EQ(Keys(contents.InterfacesPlannedOn("p-1")), Search(existing, [&](const auto& entry) {
                return entry.first.kind == Kind::kVirtualInterface && entry.second.fate == Fate::kStays &&
                       Text(entry.second.planned, field::kConnectionId) == "p-1";
              }));
    EXPECT_EQ(Keys(contents.WithMark(key.account, "m")), Search(creates, [&](const auto& entry) {
                return entry.second.account == key.account && entry.second.mark == "m";
              }));
    EXPECT_EQ(Keys(contents.Adopting(key.account, key.kind, "i-1")), Search(creates, [&](const auto& entry) {
                return entry.second.account == key.account && entry.second.kind == key.kind &&
                       entry.second.adopts == "i-1";
              }));
    EXPECT_EQ(Keys(contents.Replacing(key.account, key.kind, "i-1")), Search(creates, [&](const auto& entry) {
                return entry.second.account == key.account && entry.second.kind == key.kind &&
                       entry.second.replaces == "i-1";
              }));
    EXPECT_EQ(Keys(contents.CreatesNamed(key.account, key.kind, "new-1")), Search(creates, [&](const auto& entry) {
                return entry.second.account == key.account && entry.second.kind == key.kind &&
                       Text(entry.second.planned, field::kId) == "new-1";
              }));
    CheckQuotas(contents, key);
    CheckTwins(contents, key);
  }

  void CheckQuotas(LedgerContents& contents, const ObjectKey& key) {
    for (const Quota& quota : run->clouds.Find(run->clouds.CloudOf(key.account))->quotas) {
      const auto counts = [&](Kind kind, const std::string& account, const std::string& region, const Value& object) {
        return account == key.account && region == key.region &&
               std::find(quota.kinds.begin(), quota.kinds.end(), kind) != quota.kinds.end() &&
               quota.group(kind, object) == "p-1|ipv4";
      };
      EXPECT_EQ(Keys(contents.Staying(quota, key.account, key.region, "p-1|ipv4")),
                Search(existing, [&](const auto& entry) {
                  return entry.second.fate == Fate::kStays &&
                         counts(entry.first.kind, entry.first.account, entry.first.region, entry.second.planned);
                }));
      EXPECT_EQ(Keys(contents.Creating(quota, key.account, key.region, "p-1|ipv4")),
                Search(creates, [&](const auto& entry) {
                  const PlannedCreate& create = entry.second;
                  return counts(create.kind, create.account, create.region, create.planned);
                }));
      EXPECT_GE(contents.MostIn(quota, key.account, key.region, "p-1|ipv4"),
                contents.Staying(quota, key.account, key.region, "p-1|ipv4").size() +
                    contents.Creating(quota, key.account, key.region, "p-1|ipv4").size());
    }
  }

  // Whatever could be mistaken is among what is alike.
  void CheckTwins(LedgerContents& contents, const ObjectKey& key) {
    const Value object = RandomObject(key, false);
    const Value open = RandomObject(key, true);
    Diagnostics unused;
    const Call call = MakeCall(*run, key.kind, object, key.account, unused);
    const auto here = [&](Kind kind, const std::string& account, const std::string& region) {
      return kind == key.kind && account == key.account && region == key.region;
    };
    const auto alike = Keys(contents.CreatesAlike(*call.tables, key.account, key.region, object));
    for (const auto& [ticket, create] : creates) {
      if (!here(create.kind, create.account, create.region)) continue;
      if (!CouldBeMistaken(call, create.planned, object)) continue;
      ++twins;
      EXPECT_THAT(alike, ::testing::Contains(ticket));
    }
    const auto alike_existing = Keys(contents.Alike(*call.tables, key.account, key.region, open));
    for (const auto& [other, entry] : existing) {
      if (!here(other.kind, other.account, other.region) || !CouldBeMistaken(call, open, entry.attributes)) continue;
      ++twins;
      EXPECT_THAT(alike_existing, ::testing::Contains(other));
    }
    const auto alike_held = Keys(contents.HeldAlike(*call.tables, key.account, key.region, open));
    for (const auto& [other, state] : held) {
      if (!here(other.kind, other.account, other.region) || !CouldBeMistaken(call, open, state)) continue;
      ++twins;
      EXPECT_THAT(alike_held, ::testing::Contains(other));
    }
  }

  std::optional<reconcile::Run> run;
  std::map<ObjectKey, Existing> existing;
  std::map<ObjectKey, Value> held;
  std::map<std::uint64_t, PlannedCreate> creates;
  std::size_t twins = 0;

 private:
  FakeWorld world_;
  FakeFactory factory_{world_};
  std::unique_ptr<Random> random_ = SeededRandom(7);
};

// What people set in the environment is taken at its word, none too; what says nothing is told.
TEST(CreatePatienceTest, IsWhatTheEnvironmentSays) {
  const auto patience = [](const std::string& text) {
    return CreatePatience({{"INTERCONNECT_CREATE_PATIENCE", text}});
  };
  EXPECT_EQ(*CreatePatience({}), Duration(kLongestCall));
  EXPECT_EQ(*patience(""), Duration(kLongestCall)) << "a variable that nobody set";
  for (const char* unit : {"h", "m", "s", "ms"}) {
    const auto none = patience(std::string("0") + unit);
    ASSERT_TRUE(none.ok()) << unit;
    EXPECT_EQ(*none, Duration::zero()) << unit;
  }
  EXPECT_EQ(*patience("15s"), Duration(std::chrono::seconds(15)));
  for (const char* wrong : {"0", "60", "soon", "-1s", "1 m"}) {
    const auto refused = patience(wrong);
    ASSERT_FALSE(refused.ok()) << wrong;
    EXPECT_NE(refused.status().message().find("INTERCONNECT_CREATE_PATIENCE"), std::string::npos) << wrong;
  }
}

TEST(MarkKeyTest, IsWhatTheEnvironmentSays) {
  const auto key = [](const std::string& text) { return MarkKey({{"INTERCONNECT_MARK_KEY", text}}); };
  EXPECT_EQ(*MarkKey({}), "");
  EXPECT_EQ(*key(""), "") << "a variable that nobody set";
  const std::string right(32, 'k');
  EXPECT_EQ(*key(right), right);
  const std::string wrong(31, 'k');
  ASSERT_FALSE(key(wrong).ok());
  const std::string said(key(wrong).status().message());
  EXPECT_NE(said.find("INTERCONNECT_MARK_KEY has 31 characters"), std::string::npos) << said;
  EXPECT_EQ(said.find("kkk"), std::string::npos) << said;
}

TEST_F(LedgerTest, IndexesAnswerAsASearchWould) {
  auto contents = run->ledger.Open();
  constexpr int kChanges = 600;
  for (int i = 0; i < kChanges && !HasFailure(); ++i) {
    ChangeExisting(*contents);
    ChangeHeld(*contents);
    ChangeCreates(*contents);
    CheckAnswers(*contents);
  }
  EXPECT_GT(twins, 100U);
}

}  // namespace
}  // namespace ic::reconcile
