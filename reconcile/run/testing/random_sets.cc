#include "reconcile/run/testing/random_sets.h"

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "base/random.h"
#include "reconcile/run/testing/spellings.h"
#include "reconcile/run/testing/wanted.h"
#include "reconcile/testing/fake_cloud.h"

namespace ic {
namespace {

Value S(std::string_view text) { return Value::String(text); }

class SetMaker {
 public:
  explicit SetMaker(std::uint64_t seed) : seed_(seed), random_(SeededRandom(seed)) {
    set_.files = {"simulation.yaml"};
    set_.owner = "simulation";
    set_.accounts.push_back({"rock", "rock", Value::Null(), {}});
    set_.accounts.push_back({"sky", "sky", Value::Null(), {}});
    set_.accounts.push_back({"sky-b", "sky", Value::Object({{"account", S("b")}}), {}});
  }

  SimulatedSets Run() {
    const std::uint64_t ports = 1 + random_->Below(2);
    for (std::uint64_t i = 0; i < ports; ++i) AddPort();
    for (std::uint64_t i = random_->Below(2); i < 2; ++i) AddCidr();
    sets_.first = set_;
    const std::vector<DesiredObject> objects = set_.objects;
    for (const DesiredObject& object : objects) Change(object);
    if (Chance(50)) AddPort();
    if (Chance(50)) AddCidr();
    sets_.second = set_;
    for (const DesiredSet* set : {&sets_.first, &sets_.second}) {
      for (const DesiredObject& object : set->objects) sets_.allow.insert(object.address);
    }
    return std::move(sets_);
  }

 private:
  bool Chance(std::uint64_t percent) { return random_->Below(100) < percent; }

  std::string Name(std::string_view prefix) { return fmt::format("{}{}", prefix, ++number_); }

  void Put(Kind kind, const std::string& name, Value config) {
    const VendorTraits& traits = account_ == "rock" ? reconcile::RockTraits() : reconcile::SkyTraits();
    config.Put("cloud", S(traits.cloud));
    if (Chance(50)) SpellNothing(AllFields(traits, kind), 10, *random_, config);
    Want(set_, kind, name, std::move(config), account_);
  }

  Value Key() {
    sets_.secrets.push_back(fmt::format("s3cret-{}-{}", seed_, ++number_));
    return S(sets_.secrets.back());
  }

  std::string AnyAccount() {
    static const std::vector<std::string> kAccounts = {"sky", "rock", "sky-b"};
    return kAccounts[random_->Below(kAccounts.size())];
  }

  void AddPort() {
    account_ = AnyAccount();
    const std::string name = Name("port");
    Value port = Value::Object({{"name", S(name)},
                                {"location", S(Chance(50) ? "L1" : "L2")},
                                {"bandwidth", S(Chance(50) ? "1G" : "10Gbps")},
                                {"on_destroy", S("delete")}});
    if (Chance(50)) port.Put("tags", Value::Map({{"team", S("net")}}));
    if (adopts_ && std::exchange(adopts_, false)) {
      port = Value::Object({{"name", S(name)}, {"adopt", S(kOffered)}});
    }
    Put(Kind::kConnection, name, std::move(port));
    for (std::uint64_t i = random_->Below(3); i > 0; --i) AddInterface("${connection." + name + "}");
  }

  void AddInterface(const std::string& connection) {
    const std::string name = Name("vif");
    const bool v6 = Chance(20);
    const bool session = Chance(70);
    Value vif = Value::Object({{"name", S(name)},
                               {"connection_id", S(connection)},
                               {"vlan", Value::Int(NewVlan())},
                               {"gateway_id", S("gw-1")}});
    if (session) vif.Put("customer_asn", S(Chance(50) ? "1.10" : "65001"));
    if (session && v6) vif.Put("address_family", S("ipv6"));
    if (session && Chance(50)) vif.Put("auth_key", Key());
    if (Chance(50)) vif.Put("mtu", Value::Int(8500));
    Put(Kind::kVirtualInterface, name, std::move(vif));
    if (Chance(60)) AddSession("${virtual_interface." + name + "}", session && !v6 ? "ipv6" : "ipv4");
  }

  void AddSession(const std::string& interface, const std::string& family) {
    const std::string name = Name("peer");
    Value peer = Value::Object({{"virtual_interface_id", S(interface)}});
    if (Chance(50)) {
      const std::string group = Name("group");
      Put(Kind::kBgpGroup, group,
          Value::Object({{"virtual_interface_id", S(interface)},
                         {"name", S(group)},
                         {"address_family", S(family)},
                         {"customer_asn", S("64600")}}));
      peer.Put("bgp_group_id", S("${bgp_group." + group + "}"));
    } else {
      peer.Put("customer_asn", S("64600"));
    }
    // What a lowered group says need not be said again.
    if (account_ == "rock" || peer.Get("bgp_group_id").is_null()) peer.Put("address_family", S(family));
    if (account_ == "rock" && peer.Get("customer_asn").is_null()) peer.Put("customer_asn", S("64600"));
    if (Chance(40)) peer.Put("auth_key", Key());
    Put(Kind::kBgpPeer, name, std::move(peer));
  }

  void AddCidr() {
    account_ = AnyAccount();
    Put(Kind::kBgpCidr, Name("cidr"),
        Value::Object({{"advertised_by", S("assoc-" + account_)}, {"cidr", S(NewCidr())}}));
  }

  std::int64_t NewVlan() { return 100 + ++number_; }
  std::string NewCidr() { return fmt::format("10.{}.0.0/16", ++number_); }

  // What becomes of an object of the first set in the second one.
  void Change(const DesiredObject& object) {
    if (set_.Find(object.address) == nullptr) return;  // went with what it stood on
    if (Chance(12)) {
      UnwantWithChildren(set_, object.address);
      return;
    }
    account_ = object.account;
    DesiredObject& wanted =
        const_cast<DesiredObject&>(*set_.Find(object.address));  // NOLINT: of our own set, found by name
    Value& config = wanted.config;
    switch (object.address.kind) {
      case Kind::kConnection:
        if (Chance(30)) config.Put("name", S(Name("renamed")));
        if (Chance(30)) config.Put("tags", Value::Map({{"team", S("core")}}));
        if (Chance(40) && !SaysText(config, "adopt")) config.Put("location", S("L3"));
        break;
      case Kind::kVirtualInterface:
        if (Chance(30)) config.Put("mtu", Value::Int(1500));
        if (Chance(20)) config.Put("name", S(Name("renamed")));
        if (Chance(25)) config.Put("vlan", Value::Int(NewVlan()));
        break;
      case Kind::kBgpGroup:
        if (Chance(30)) config.Put("description", S("changed"));
        break;
      case Kind::kBgpPeer:
        if (Chance(30) && SaysText(config, "customer_asn") && !HasGroup(wanted)) {
          config.Put("customer_asn", S("64777"));
        }
        if (Chance(30) && SaysText(config, "auth_key")) config.Put("auth_key", Key());
        break;
      case Kind::kBgpCidr:
        if (Chance(40)) config.Put("cidr", S(NewCidr()));
        break;
    }
  }

  static bool HasGroup(const DesiredObject& peer) {
    for (const Reference& reference : peer.references) {
      if (reference.target.kind == Kind::kBgpGroup) return true;
    }
    return false;
  }

  const std::uint64_t seed_;
  const std::unique_ptr<Random> random_;
  std::uint64_t number_ = 0;
  bool adopts_ = Chance(30);  // the first port is somebody else's
  std::string account_;
  DesiredSet set_;
  SimulatedSets sets_;
};

}  // namespace

SimulatedSets RandomSets(std::uint64_t seed) { return SetMaker(seed).Run(); }

}  // namespace ic
