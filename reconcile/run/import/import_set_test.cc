#include "reconcile/run/import/import_set.h"

#include <algorithm>
#include <set>

#include "reconcile/run/drift/drift.h"
#include "reconcile/run/import/configuration.h"
#include "reconcile/run/import/naming.h"
#include "reconcile/run/plan/validate_set.h"
#include "reconcile/run/testing/run_fixture.h"
#include "reconcile/testing/engine_fixture.h"

namespace ic {
namespace {

using reconcile::S;
using reconcile::Text;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

std::string Words(const std::vector<LocatedDiagnostic>& diagnostics) {
  std::string text;
  for (const LocatedDiagnostic& one : diagnostics) {
    text += (one.address ? one.address->ToString() : "") + " " + one.diagnostic.summary + ": " + one.diagnostic.detail +
            "\n";
  }
  return text;
}

class ImportSetTest : public RunFixture {
 protected:
  ImportResult All(const std::set<std::string>& accounts = {"sky", "rock"}) {
    const std::size_t mutating = world.MutatingCalls();
    ImportResult result = ImportEverything(Environment(), desired, accounts);
    EXPECT_EQ(world.MutatingCalls(), mutating);
    return result;
  }

  ImportResult These(const std::vector<ImportRequest>& requests) {
    const std::size_t mutating = world.MutatingCalls();
    ImportResult result = ImportObjects(Environment(), desired, requests);
    EXPECT_EQ(world.MutatingCalls(), mutating);
    return result;
  }

  // As the command line does: the configuration first, then the state.
  void Take(const ImportResult& result) {
    EXPECT_TRUE(store.Lock({}).ok());
    for (const ImportedObject& one : result.objects) {
      EXPECT_EQ(desired.Find(one.desired.address), nullptr) << one.desired.address.ToString();
      desired.objects.push_back(one.desired);
      EXPECT_TRUE(store.Put(one.state).ok());
    }
    store.Unlock();
    std::sort(desired.objects.begin(), desired.objects.end(),
              [](const DesiredObject& a, const DesiredObject& b) { return a.address < b.address; });
  }

  // An object that somebody else made, in one of the clouds.
  std::string Found(Kind kind, std::string_view cloud, const Value& attributes) {
    return world.Plant(kind, cloud, attributes);
  }
};

// A generated cloud: everything that may be found, with all that may be left out.
class GeneratedWorld {
 public:
  GeneratedWorld(FakeWorld& world, std::uint64_t seed) : world_(world), random_(SeededRandom(seed)) {}

  void Fill() {
    for (const std::string_view cloud : {"sky", "rock"}) {
      const std::uint64_t ports = random_->Below(4);
      for (std::uint64_t i = 0; i < ports; ++i) AddPort(cloud);
      const std::uint64_t prefixes = random_->Below(4);
      for (std::uint64_t i = 0; i < prefixes; ++i) {
        world_.Plant(Kind::kBgpCidr, cloud,
                     Value::Object({{"advertised_by", S("assoc-1")}, {"cidr", S(fmt("10.", i, ".0.0/16"))}}));
      }
    }
  }

 private:
  static std::string fmt(std::string_view before, std::uint64_t number, std::string_view after) {
    return std::string(before) + std::to_string(number) + std::string(after);
  }
  bool Coin() { return random_->Below(2) == 0; }
  std::string_view Name() {
    constexpr std::array<std::string_view, 6> kNames = {"prod", "prod", "Prod (old)", "7 seas", "größe", "a.b_c-d"};
    return kNames.at(random_->Below(kNames.size()));
  }
  void MayPut(Value& object, std::string_view name, const Value& value) {
    if (Coin()) object.Put(name, value);
  }

  void AddPort(std::string_view cloud) {
    Value port = Value::Object({{"location", S("L1")}, {"bandwidth", S(Coin() ? "10Gbps" : "50Mbps")}});
    MayPut(port, "name", S(Name()));
    MayPut(port, "redundancy_group", S("dc"));
    MayPut(port, "tags", Value::Map({{"team", S("net")}}));
    MayPut(port, "logical_device", S("l-1"));
    if (Coin()) port.Put(cloud, Value::Object({{"lag_id", S("lag-9")}}));
    const std::string id = world_.Plant(Kind::kConnection, cloud, port);
    const std::uint64_t interfaces = random_->Below(4);
    for (std::uint64_t i = 0; i < interfaces; ++i) AddInterface(cloud, id, next_vlan_++);
  }

  void AddInterface(std::string_view cloud, const std::string& port, std::int64_t vlan) {
    const bool six = random_->Below(4) == 0;
    Value interface = Value::Object({{"name", S(Name())},
                                     {"connection_id", S(random_->Below(5) == 0 ? "lag-9" : port)},
                                     {"vlan", Value::Int(vlan)},
                                     {"type", S("private")},
                                     {"route_mode", S("bgp")},
                                     {"address_family", S(six ? "ipv6" : "ipv4")}});
    MayPut(interface, "gateway_id", S("gw-1"));
    MayPut(interface, "customer_asn", S("65000"));
    MayPut(interface, "mtu", Value::Int(8500));
    MayPut(interface, "redundancy_group", S("dc"));
    MayPut(interface, "customer_prefixes", Value::StringSet({"198.51.100.0/24"}));
    MayPut(interface, "bfd", Value::Object({{"enabled", Value::Bool(true)}}));
    if (Coin()) interface.Put(cloud, Value::Object({{"shortcut", Value::Bool(true)}}));
    const std::string id = world_.Plant(Kind::kVirtualInterface, cloud, interface);
    world_.objects.at(id).key = "key-of-" + id;
    if (Coin()) {
      world_.Plant(Kind::kBgpPeer, cloud,
                   Value::Object({{"virtual_interface_id", S(id)},
                                  {"address_family", S(six ? "ipv4" : "ipv6")},
                                  {"customer_asn", S("65000")}}));
    }
    if (cloud == "rock" && Coin()) {
      Value group =
          Value::Object({{"virtual_interface_id", S(id)}, {"address_family", S("ipv4")}, {"customer_asn", S("65000")}});
      MayPut(group, "name", S(Name()));
      MayPut(group, "description", S("found"));
      world_.Plant(Kind::kBgpGroup, cloud, group);
    }
  }

  std::int64_t next_vlan_ = 100;  // a VLAN of a LAG has one holder, whichever port the interface was drawn for
  FakeWorld& world_;
  std::unique_ptr<Random> random_;
};

TEST_F(ImportSetTest, ImportEverythingThenPlanIsEmpty) {
  std::size_t all = 0;
  for (std::uint64_t seed = 1; seed <= 25; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    world.objects.clear();
    store.objects.clear();
    desired.objects.clear();
    GeneratedWorld(world, seed).Fill();
    const ImportResult result = All();
    EXPECT_THAT(result.diagnostics, IsEmpty()) << Words(result.diagnostics);
    EXPECT_EQ(result.objects.size(), world.objects.size());
    all += result.objects.size();
    Take(result);
    const RunPlan plan = Plan();
    EXPECT_FALSE(plan.HasChanges()) << ic::Words(plan);
    EXPECT_FALSE(plan.HasErrors()) << ic::Words(plan);
    EXPECT_THAT(plan.refusals, IsEmpty()) << ic::Words(plan);
    EXPECT_EQ(plan.counts.nothing, result.objects.size());
    const std::vector<LocatedDiagnostic> said = ValidateSet(Environment().engine, desired);
    EXPECT_FALSE(HasErrors(said)) << Words(said);
    EXPECT_THAT(All().objects, IsEmpty());
    EXPECT_THAT(FindDrift(Environment(), desired, {}).findings, IsEmpty());
    if (HasFailure()) break;
  }
  EXPECT_GT(all, 150U);  // the worlds are not empty
}

TEST_F(ImportSetTest, WritesWhatAUserMaySetAndRefersByName) {
  WantStack();
  Make();
  const std::string port = IdOf(Kind::kConnection, "port");
  const std::string vif = IdOf(Kind::kVirtualInterface, "vif");
  world.objects.at(vif).key = "a-secret";
  store.objects.clear();
  desired.objects.clear();
  const ImportResult result = All();
  ASSERT_EQ(result.objects.size(), 4U) << Words(result.diagnostics);
  const ImportedObject& connection = result.objects.at(0);
  const ImportedObject& interface = result.objects.at(1);
  const ImportedObject& peer = result.objects.at(2);
  EXPECT_EQ(connection.desired.address, (Address{Kind::kConnection, "dc1"}));
  EXPECT_EQ(interface.desired.address, (Address{Kind::kVirtualInterface, "prod"}));
  EXPECT_EQ(peer.desired.address, (Address{Kind::kBgpPeer, "bgp_peer-" + peer.state.id}));
  for (const std::string_view name : {"id", "device", "adopt", "on_destroy", "auth_key"}) {
    EXPECT_TRUE(connection.desired.config.Get(name).is_null()) << name;
    EXPECT_TRUE(interface.desired.config.Get(name).is_null()) << name;
  }
  EXPECT_EQ(connection.desired.config.Get("bandwidth"), S("1Gbps"));
  EXPECT_TRUE(connection.desired.config.Get("sky").Get("owner_account").is_null());
  ASSERT_EQ(interface.desired.references.size(), 1U);
  EXPECT_EQ(interface.desired.references.front().field, "connection_id");
  EXPECT_EQ(interface.desired.references.front().target, connection.desired.address);
  EXPECT_TRUE(interface.desired.config.Get("connection_id").is_null());
  EXPECT_THAT(interface.state.depends_on, ElementsAre(connection.desired.address));
  EXPECT_EQ(interface.state.id, vif);
  EXPECT_EQ(interface.state.account, "sky");
  EXPECT_EQ(interface.state.region, "east");
  EXPECT_FALSE(interface.state.keyed);
  EXPECT_THAT(interface.state.attributes, Not(HasSubstr("a-secret")));
  EXPECT_THAT(interface.state.attributes, HasSubstr(port));
}

TEST_F(ImportSetTest, OneObjectRefersToWhatTheConfigurationHas) {
  WantStack();
  Make();
  const std::string vif = IdOf(Kind::kVirtualInterface, "vif");
  store.objects.erase({Kind::kVirtualInterface, "vif"});
  const ImportResult result = These({{{Kind::kVirtualInterface, "vif"}, "sky", "sky/east/" + vif}});
  ASSERT_EQ(result.objects.size(), 1U) << Words(result.diagnostics);
  ASSERT_EQ(result.objects.front().desired.references.size(), 1U);
  EXPECT_EQ(result.objects.front().desired.references.front().target, (Address{Kind::kConnection, "port"}));
  store.objects[{Kind::kVirtualInterface, "vif"}] = result.objects.front().state;
  ExpectNothing();  // with the configuration that was there before
}

// An offer and what was accepted of it are one object of the cloud, and one of each account; two entries of one owner
// see one object twice.
TEST_F(ImportSetTest, WhatTwoOwnersHavePartInIsFoundByEach) {
  desired.accounts.push_back({"sky-partner", "sky", Value::Object({{"account", S("partner")}}), {}});
  const std::string port = Found(Kind::kConnection, "sky", reconcile::Port("dc1"));
  Value shared = reconcile::Interface("shared", port, 125);
  for (const auto& [name, value] : {std::pair("type", "private"), {"route_mode", "bgp"}, {"address_family", "ipv4"}}) {
    shared.Put(name, S(value));
  }
  const std::string vif = Found(Kind::kVirtualInterface, "sky", shared);
  world.objects.at(vif).visible_to = "partner";
  const auto interfaces = [](const ImportResult& result) {
    std::set<std::string> accounts;
    for (const ImportedObject& one : result.objects) {
      if (one.state.address.kind == Kind::kVirtualInterface) accounts.insert(one.state.account + " " + one.state.id);
    }
    return accounts;
  };
  world.who = [](const std::string&) { return Caller{.owner = "one"}; };
  EXPECT_THAT(interfaces(All({"sky", "sky-partner"})), ElementsAre("sky " + vif));
  world.who = nullptr;
  const ImportResult result = All({"sky", "sky-partner"});
  EXPECT_THAT(interfaces(result), ElementsAre("sky " + vif, "sky-partner " + vif)) << Words(result.diagnostics);
  EXPECT_EQ(result.objects.size(), 3U);
  for (const ImportedObject& one : result.objects) {  // what another account has is named by its id
    if (one.state.account == "sky-partner") {
      EXPECT_THAT(one.desired.references, IsEmpty());
    }
  }
  Take(result);
  ExpectNothing();
  EXPECT_THAT(All({"sky", "sky-partner"}).objects, IsEmpty());
}

TEST_F(ImportSetTest, TheOtherPartOfWhatIsManagedCanBeImportedById) {
  desired.accounts.push_back({"sky-partner", "sky", Value::Object({{"account", S("partner")}}), {}});
  WantStack();
  Make();
  const std::string vif = IdOf(Kind::kVirtualInterface, "vif");
  world.objects.at(vif).visible_to = "partner";
  const Address theirs{Kind::kVirtualInterface, "theirs"};
  const ImportResult result = These({{theirs, "sky-partner", "sky/east/" + vif}});
  EXPECT_EQ(result.objects.size(), 1U) << Words(result.diagnostics);
  EXPECT_THAT(Words(These({{theirs, "sky", "sky/east/" + vif}}).diagnostics), HasSubstr("in the state already"));
}

// What takes over an object of the same set is what that was found to be.
TEST_F(ImportSetTest, ALostStateIsRebuiltOnBothSides) {
  desired.accounts.push_back({"sky-partner", "sky", Value::Object({{"account", S("partner")}}), {}});
  world.unanswered = [this] {
    for (auto& [id, object] : world.objects) object.visible_to = "partner";
  };
  Want(Kind::kConnection, "offered", reconcile::Port("line")).config.Put("tags", Value::Null());
  DesiredObject& accepted = Want(Kind::kConnection, "accepted", Value::Object({{"cloud", S("sky")}}));
  accepted.account = "sky-partner";
  accepted.references.push_back({"adopt", {Kind::kConnection, "offered"}, /*stands=*/false});
  Make();
  const std::string id = IdOf(Kind::kConnection, "offered");
  store.objects.clear();
  const ImportResult result = All({"sky", "sky-partner"});
  std::set<std::string> names;
  for (const ImportedObject& one : result.objects) names.insert(one.state.address.name);
  EXPECT_TRUE(names.contains("offered")) << Words(result.diagnostics);
  for (const ImportedObject& one : result.objects) {
    EXPECT_EQ(one.state.id, id);
    EXPECT_EQ(one.state.account, one.state.address.name == "offered" ? "sky" : "sky-partner");
    store.objects[one.state.address] = one.state;
  }
  Make();  // what was not told to be accepted is taken over
  EXPECT_EQ(world.IdsOf(Kind::kConnection).size(), 1U);
  EXPECT_EQ(IdOf(Kind::kConnection, "accepted"), id);
}

// Nobody asked for it, and nobody accepted it: it is said, and neither it nor what is on it is imported.
TEST_F(ImportSetTest, WhatOthersOfferIsLeftOut) {
  const std::string port = Found(Kind::kConnection, "sky", reconcile::Port("ours"));
  const std::string line = Found(Kind::kConnection, "sky", reconcile::Port("theirs"));
  const std::string vif = Found(Kind::kVirtualInterface, "sky", reconcile::Interface("for-you", "con-theirs", 125));
  Found(Kind::kBgpPeer, "sky", reconcile::Peer(vif, "ipv6"));
  for (const std::string& id : {line, vif}) world.objects.at(id).offered = true;
  const ImportResult result = All();
  ASSERT_EQ(result.objects.size(), 1U) << Words(result.diagnostics);
  EXPECT_EQ(result.objects.front().state.id, port);
  EXPECT_FALSE(HasErrors(result.diagnostics)) << Words(result.diagnostics);
  for (const std::string& id : {line, vif}) {
    EXPECT_THAT(Words(result.diagnostics), HasSubstr("adopt = \"" + id + "\""));
    const Kind kind = id == line ? Kind::kConnection : Kind::kVirtualInterface;
    const ImportResult asked = These({{{kind, "x"}, "sky", "sky/east/" + id}});
    EXPECT_THAT(asked.objects, IsEmpty());
    EXPECT_TRUE(HasErrors(asked.diagnostics));
    EXPECT_THAT(Words(asked.diagnostics), HasSubstr("Offer is not accepted"));
  }
  EXPECT_THAT(Words(result.diagnostics), HasSubstr("Offer was left out"));
  for (const std::string& id : {line, vif}) world.objects.at(id).offered = false;
  EXPECT_EQ(All().objects.size(), 4U);
}

TEST_F(ImportSetTest, AReferenceNeverDangles) {
  WantStack();
  Make();
  store.objects.erase({Kind::kVirtualInterface, "vif"});
  Forget(Kind::kVirtualInterface, "vif");
  Forget(Kind::kConnection, "port");  // only the state has it
  const ImportResult result = All({"sky"});
  ASSERT_EQ(result.objects.size(), 1U) << Words(result.diagnostics);
  EXPECT_THAT(result.objects.front().desired.references, IsEmpty());
  EXPECT_EQ(result.objects.front().desired.config.Get("connection_id"), S(IdOf(Kind::kConnection, "port")));
}

TEST_F(ImportSetTest, WhatCannotBeImportedIsAnErrorThatNamesIt) {
  WantStack();
  Make();
  const std::string vif = IdOf(Kind::kVirtualInterface, "vif");
  const std::string own =
      Found(Kind::kBgpPeer, "sky",
            Value::Object({{"virtual_interface_id", S(vif)}, {"address_family", S("ipv4")}, {"customer_asn", S("1")}}));
  const std::string stray = Found(Kind::kConnection, "sky", Value::Object({{"name", S("stray")}}));
  const auto expect = [this](const std::vector<ImportRequest>& requests, const std::string& words) {
    const ImportResult result = These(requests);
    EXPECT_TRUE(HasErrors(result.diagnostics));
    EXPECT_THAT(Words(result.diagnostics), HasSubstr(words));
    EXPECT_LT(result.objects.size(), requests.size());
  };
  const Kind port = Kind::kConnection;
  expect({{{Kind::kVirtualInterface, "x"}, "sky", "sky/east/" + vif}},
         "in the state already, as virtual_interface.vif");
  expect({{{Kind::kVirtualInterface, "vif"}, "sky", "sky/east/" + vif}},
         "virtual_interface.vif is in the state already");
  expect({{{port, "x"}, "sky", "sky/east/none"}}, "connection.x (sky/east/none): There is no connection none");
  expect({{{port, "no name"}, "sky", "sky/east/" + stray}}, "is no name");
  expect({{{port, "x"}, "sky", "sky/east/" + stray}, {{port, "x"}, "sky", "sky/east/" + stray}}, "asked for twice");
  expect({{{port, "x"}, "sky", "sky/east/" + stray}, {{port, "y"}, "sky", "sky/east/" + stray}}, "under two names");
  expect({{{Kind::kBgpPeer, "x"}, "sky", "sky/east/" + own}}, "is the own session of virtual interface " + vif);
  expect({{{port, "x"}, "rock", "sky/east/" + stray}}, "connection.x");
  EXPECT_EQ(These({{{port, "x"}, "sky", "sky/east/" + stray}}).objects.size(), 1U);
}

TEST_F(ImportSetTest, ALoweredGroupIsImportedOnlyWhenAskedFor) {
  WantStack();
  Make();
  const std::string vif = IdOf(Kind::kVirtualInterface, "vif");
  store.objects.clear();
  for (const ImportedObject& one : All().objects) EXPECT_NE(one.desired.address.kind, Kind::kBgpGroup);
  const ImportResult result = These({{{Kind::kVirtualInterface, "prod"}, "sky", "sky/east/" + vif},
                                     {{Kind::kBgpGroup, "six"}, "sky", "sky/east/" + vif + "/ipv6/six"}});
  ASSERT_EQ(result.objects.size(), 2U) << Words(result.diagnostics);
  EXPECT_EQ(result.objects.at(1).state.id, "lowered/ipv6/64600");
  EXPECT_THAT(result.objects.at(1).state.depends_on, ElementsAre(Address{Kind::kVirtualInterface, "prod"}));
}

TEST_F(ImportSetTest, WhatTheConfigurationTakesOverIsLeftToIt) {
  const std::string id = Found(Kind::kConnection, "sky",
                               Value::Object({{"name", S("a")}, {"location", S("L1")}, {"bandwidth", S("1Gbps")}}));
  Want(Kind::kConnection, "mine", Value::Object({{"cloud", S("sky")}, {"adopt", S(id)}}));
  EXPECT_THAT(All().objects, IsEmpty());
}

TEST_F(ImportSetTest, OnlyTheAccountsThatAreNamedAreAsked) {
  Found(Kind::kConnection, "rock", Value::Object({{"name", S("a")}, {"location", S("L1")}, {"bandwidth", S("1Gbps")}}));
  EXPECT_THAT(All({"sky"}).objects, IsEmpty());
  EXPECT_TRUE(
      std::none_of(world.calls.begin(), world.calls.end(), [](const FakeCall& call) { return call.cloud == "rock"; }));
  EXPECT_EQ(All({"rock"}).objects.size(), 1U);
}

TEST_F(ImportSetTest, AnAccountThatCannotBeReadIsAnError) {
  Found(Kind::kConnection, "sky", Value::Object({{"name", S("a")}, {"location", S("L1")}, {"bandwidth", S("1Gbps")}}));
  world.fault = [](std::size_t, const FakeCall& call) {
    return call.cloud == "rock" ? Fault::kFailBefore : Fault::kNone;
  };
  const ImportResult result = All();
  EXPECT_EQ(result.objects.size(), 1U);
  EXPECT_TRUE(HasErrors(result.diagnostics));
  EXPECT_THAT(Words(result.diagnostics), HasSubstr("rock: Listing every BGP CIDR in east failed"));
}

TEST_F(ImportSetTest, AConfigurationLeavesOutWhatTheCloudDecides) {
  VendorTraits mist = reconcile::SkyTraits();
  mist.cloud = "mist";
  mist.title = "Mist";
  mist.limits.push_back({"mist.cloud_asn",
                         Kind::kVirtualInterface,
                         "cloud_asn",
                         Unsupported{"the gateway decides it.", /*cloud_chooses=*/true},
                         "ASN",
                         "Leave it out.",
                         {"Fake cloud's manual", "2026-11-21", ""}});
  const FakeFactory mists(world, {&mist});
  Value object = Value::Object({{"cloud", S("mist")},
                                {"id", S("vif-1")},
                                {"name", S("prod")},
                                {"cloud_asn", S("64512")},
                                {"mtu", Value::Int(1500)},
                                {"auth_key", S("secret")},
                                {"on_destroy", S("keep")},
                                {"timeouts", Value::Object({{"create", S("1h")}})}});
  Value config = ConfigurationOf(mists, Kind::kVirtualInterface, object);
  EXPECT_EQ(config, Value::Object({{"cloud", S("mist")},
                                   {"name", S("prod")},
                                   {"mtu", Value::Int(1500)},
                                   {"timeouts", Value::Object({{"create", S("1h")}})}}))
      << config.ToString();
  object.Put("cloud", S("sky"));
  config = ConfigurationOf(mists, Kind::kVirtualInterface, object);
  EXPECT_EQ(config.Get("cloud_asn"), S("64512"));
}

TEST(Naming, NamesAreValidUniqueAndTheSameEachTime) {
  const auto names = [] {
    run::Naming naming;
    naming.Take({Kind::kConnection, "prod-2"});
    std::vector<std::string> list;
    for (const std::string_view name : {"prod", "prod", "prod", "7 seas!", "", "größe", "--a--b--"}) {
      list.push_back(naming.NameFor(Kind::kConnection, name, "con-0001/x").name);
    }
    list.push_back(naming.NameFor(Kind::kBgpPeer, "prod", "p").name);
    list.push_back(naming.NameFor(Kind::kBgpPeer, std::string(300, 'n'), "p").name);
    list.push_back(naming.NameFor(Kind::kBgpPeer, std::string(300, 'n'), "p").name);
    for (const std::string& name : list) EXPECT_TRUE(IsValidName(name)) << name;
    return list;
  };
  const std::vector<std::string> list = names();
  EXPECT_THAT(
      std::vector<std::string>(list.begin(), list.begin() + 8),
      ElementsAre("prod", "prod-3", "prod-4", "connection-7-seas", "connection-con-0001-x", "gr-e", "a-b", "prod"));
  EXPECT_EQ(list, names());
}

}  // namespace
}  // namespace ic
