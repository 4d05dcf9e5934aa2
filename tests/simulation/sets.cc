#include "tests/simulation/sets.h"

#include <algorithm>
#include <memory>
#include <utility>

#include <fmt/format.h>

#include "adapters/all/all.h"
#include "base/random.h"
#include "reconcile/run/set/field_index.h"
#include "reconcile/run/testing/spellings.h"
#include "reconcile/run/testing/wanted.h"
#include "tests/clouds/vendor.h"

namespace ic::simulation {
namespace {

Value S(std::string_view text) { return Value::String(text); }
std::string Ref(std::string_view kind, const std::string& name) { return fmt::format("${{{}.{}}}", kind, name); }

void Merge(const Value& fields, Value& object) {
  for (const auto& [name, value] : fields.fields()) object.Put(name, value);
}

class SetMaker {
 public:
  SetMaker(std::uint64_t seed, Clouds& clouds) : seed_(seed), clouds_(clouds), random_(SeededRandom(seed)) {
    set_.files = {"simulation.yaml"};
    set_.owner = "simulation";
  }

  SimulatedSets Run(const std::vector<std::string>& which) {
    for (const std::string& cloud : which) {
      set_.accounts.push_back({cloud, cloud, Clouds::Settings(cloud), {}});
      const SimulatedVendor& vendor = VendorNamed(cloud);
      parents_[cloud] = vendor.plant(clouds_);
      sets_.secrets.emplace_back(vendor.secret);
    }
    std::sort(set_.accounts.begin(), set_.accounts.end(),
              [](const Account& a, const Account& b) { return a.name < b.name; });
    for (const std::string& cloud : which) {
      In(cloud);
      AddPort();
      if (Chance(40)) AddHosted();
    }
    sets_.first = set_;
    const std::vector<DesiredObject> objects = set_.objects;
    for (const DesiredObject& object : objects) Change(object);
    In(which[random_->Below(which.size())]);
    if (Chance(30) && vendor_->orders_more) AddPort();
    if (Chance(40)) AddCidr(AnyInterface());
    sets_.second = set_;
    for (const DesiredSet* set : {&sets_.first, &sets_.second}) {
      for (const DesiredObject& object : set->objects) sets_.allow.insert(object.address);
    }
    return std::move(sets_);
  }

 private:
  bool Chance(std::uint64_t percent) { return random_->Below(100) < percent; }
  std::string Name(std::string_view prefix) { return fmt::format("{}{}", prefix, ++number_); }

  void In(const std::string& cloud) {
    cloud_ = cloud;
    vendor_ = &VendorNamed(cloud);
  }

  void Put(Kind kind, const std::string& name, Value config) {
    config.Put("cloud", S(cloud_));
    Spell(kind, config);
    Want(set_, kind, name, std::move(config), cloud_);
  }

  void Spell(Kind kind, Value& config) {
    if (Chance(50)) SpellNothing(AllFields(*field_index_.Find(cloud_), kind), 8, *random_, config);
  }

  // What all clouds take: 8 to 16 letters and digits, beginning with a letter.
  Value Key() {
    sets_.secrets.push_back(fmt::format("Sk{:06}x{:03}", seed_ % 1'000'000, ++number_));
    return S(sets_.secrets.back());
  }

  Value Tags() { return Value::Map({{"team", S("net")}, {"stage", S(Chance(50) ? "prod" : "test")}}); }

  void AddPort() {
    Parents& parents = parents_[cloud_];
    const std::string name = Name("port");
    Value port = Value::Object({{"name", S(name)}});
    if (vendor_->location.empty()) {
      if (parents.lines.empty()) return;
      port.Put("adopt", S(parents.lines.back()));
      parents.lines.pop_back();
    } else {
      port.Put("location", S(vendor_->location));
      port.Put("bandwidth", S("1Gbps"));
      port.Put("on_destroy", S("delete"));
    }
    if (!vendor_->location.empty() && !parents.lines.empty() && Chance(40)) {
      port = Value::Object({{"name", S(name)}, {"adopt", S(parents.lines.back())}});
      parents.lines.pop_back();
    }
    Merge(vendor_->port, port);
    if (Chance(50)) port.Put("tags", Tags());
    Put(Kind::kConnection, name, std::move(port));
    if (!vendor_->has_interfaces) return;
    const std::uint64_t interfaces = 1 + random_->Below(2);
    for (std::uint64_t i = 0; i < interfaces; ++i) AddInterface(Ref("connection", name), NewVlan());
    if (Chance(20) && !vendor_->offer.fields().empty()) AddOffer(Ref("connection", name));
  }

  // A line that a partner hosts: it has room for one interface, in the VLAN that it was given.
  void AddHosted() {
    Parents& parents = parents_[cloud_];
    if (parents.hosted.empty()) return;
    const auto [id, vlan] = parents.hosted.back();
    parents.hosted.pop_back();
    const std::string name = Name("hosted");
    Put(Kind::kConnection, name, Value::Object({{"name", S("hosted")}, {"adopt", S(id)}}));
    if (Chance(70)) AddInterface(Ref("connection", name), vlan);
  }

  // For another account, which has to accept it: nothing of ours stands on it.
  void AddOffer(const std::string& connection) {
    const std::string name = Name("offer");
    Value vif = Value::Object({{"name", S(name)}, {"connection_id", S(connection)}, {"vlan", Value::Int(NewVlan())}});
    Merge(vendor_->offer, vif);
    Put(Kind::kVirtualInterface, name, std::move(vif));
  }

  void AddInterface(const std::string& connection, std::int64_t vlan) {
    const Parents& parents = parents_[cloud_];
    const std::string name = Name("vif");
    Value vif = Value::Object({{"name", S(name)}, {"connection_id", S(connection)}, {"vlan", Value::Int(vlan)}});
    if (!parents.gateway.empty()) vif.Put("gateway_id", S(parents.gateway));
    if (!vendor_->network.empty()) PutAddresses(vif);
    const bool session = !vendor_->sessions_are_objects || Chance(50);
    if (session) vif.Put("customer_asn", S(Chance(50) ? "65000" : "1.10"));
    if (session && Chance(50)) vif.Put("auth_key", Key());
    Merge(vendor_->interface, vif);
    const bool says_link = vendor_->sessions_are_objects && Chance(40);
    if (says_link) vif.Put(vendor_->name, SixLink());
    if (Chance(50)) vif.Put("tags", Tags());
    Put(Kind::kVirtualInterface, name, std::move(vif));
    if (Chance(60)) AddSession(name, session);
    if (says_link) AddOnLink(name);
    if (vendor_->sessions_are_objects && !says_link && Chance(60)) AddSix(name);
    if (Chance(60)) AddCidr(name);
  }

  void PutAddresses(Value& object) {
    const std::uint64_t number = 4 * (++number_ % 60);
    object.Put("cloud_address", S(fmt::format("{}.{}/30", vendor_->network, number + 1)));
    object.Put("customer_address", S(fmt::format("{}.{}/30", vendor_->network, number + 2)));
  }

  void AddSession(const std::string& interface, bool first) {
    const std::string name = Name("peer");
    Value peer = Value::Object({{"virtual_interface_id", S(Ref("virtual_interface", interface))}});
    const bool grouped = Chance(50);
    const bool objects = vendor_->sessions_are_objects;
    if (grouped) AddGroup(interface, peer);
    if (!grouped) peer.Put("customer_asn", S("64600"));
    if (objects) {
      if (grouped) peer = Value::Object({{"bgp_group_id", peer.Get("bgp_group_id")}});
      // A second session of the family has an address of its own.
      if (!grouped) peer.Put("address_family", S("ipv4"));
      if (first || Chance(50)) peer.Put("customer_address", S(fmt::format("192.168.7.{}/32", ++number_ % 250)));
    } else {
      if (!grouped) peer.Put("address_family", S("ipv6"));
      if (!vendor_->network_v6.empty()) {
        const std::uint64_t number = ++number_;
        peer.Put("cloud_address", S(fmt::format("{}:{:x}::1/64", vendor_->network_v6, number)));
        peer.Put("customer_address", S(fmt::format("{}:{:x}::2/64", vendor_->network_v6, number)));
      }
    }
    if (Chance(40) && !(objects && grouped)) peer.Put("auth_key", Key());
    Put(Kind::kBgpPeer, name, std::move(peer));
  }

  // A link in IPv6 that the interface says itself.
  Value SixLink() {
    const std::uint64_t number = ++number_;
    return Value::Object({{"ipv6_cloud_address", S(fmt::format("2408:4004:{:x}::1/64", number))},
                          {"ipv6_customer_address", S(fmt::format("2408:4004:{:x}::2/64", number))}});
  }

  // Sessions on it: one with the interface's far end, maybe in a group, and one that is not on the link.
  void AddOnLink(const std::string& interface) {
    const Value on = S(Ref("virtual_interface", interface));
    Value peer =
        Value::Object({{"virtual_interface_id", on}, {"address_family", S("ipv6")}, {"customer_asn", S("64700")}});
    if (Chance(50)) {
      Value far = peer;
      far.Put("customer_address", S(fmt::format("fd00:7::{:x}", ++number_)));
      Put(Kind::kBgpPeer, Name("six"), std::move(far));
    }
    if (Chance(30)) return;
    if (Chance(40)) {
      const std::string group = Name("group");
      Value of_six = peer;
      of_six.Put("name", S(group));
      Put(Kind::kBgpGroup, group, std::move(of_six));
      peer = Value::Object({{"bgp_group_id", S(Ref("bgp_group", group))}});
    }
    Put(Kind::kBgpPeer, Name("six"), std::move(peer));
  }

  // Where an interface's sessions are objects it has IPv6 addresses once a session brings them, if it says none itself;
  // all are with its own.
  void AddSix(const std::string& interface) {
    const std::uint64_t number = ++number_;
    AddSix(interface, number, 2);
    if (Chance(50)) AddSix(interface, number, 3);
  }

  void AddSix(const std::string& interface, std::uint64_t number, int last) {
    Value peer = Value::Object({{"virtual_interface_id", S(Ref("virtual_interface", interface))},
                                {"address_family", S("ipv6")},
                                {"customer_asn", S("64700")},
                                {"cloud_address", S(fmt::format("2408:4004:{:x}::1/56", number))},
                                {"customer_address", S(fmt::format("2408:4004:{:x}::{}/56", number, last))}});
    if (Chance(60)) {
      peer.Put("bfd", Value::Object({{"enabled", Value::Bool(true)}}));
      peer.Put(vendor_->name, Value::Object({{"bfd_hops", Value::Int(2)}}));
    }
    Put(Kind::kBgpPeer, Name("six"), std::move(peer));
  }

  void AddGroup(const std::string& interface, Value& peer) {
    const std::string name = Name("group");
    Value group = Value::Object({{"virtual_interface_id", S(Ref("virtual_interface", interface))},
                                 {"name", S(name)},
                                 {"address_family", S(vendor_->sessions_are_objects ? "ipv4" : "ipv6")},
                                 {"customer_asn", S("64600")}});
    if (vendor_->sessions_are_objects && Chance(50)) group.Put("auth_key", Key());
    Put(Kind::kBgpGroup, name, std::move(group));
    peer.Put("bgp_group_id", S(Ref("bgp_group", name)));
  }

  std::string AnyInterface() const {
    for (const DesiredObject& object : set_.objects) {
      const bool one = object.address.kind == Kind::kVirtualInterface && !IsOffer(object.address);
      if (one && object.account == cloud_) return object.address.name;
    }
    return "";
  }

  void AddCidr(const std::string& interface) {
    if (interface.empty()) return;
    const Parents& parents = parents_[cloud_];
    const std::string advertiser =
        parents.advertiser.empty() ? Ref("virtual_interface", interface) : parents.advertiser;
    Put(Kind::kBgpCidr, Name("cidr"), Value::Object({{"advertised_by", S(advertiser)}, {"cidr", S(NewCidr())}}));
  }

  std::int64_t NewVlan() { return 100 + ++number_; }
  std::string NewCidr() { return fmt::format("10.{}.0.0/16", 20 + ++number_ % 100); }

  void Change(const DesiredObject& object) {
    if (set_.Find(object.address) == nullptr) return;
    In(object.account);
    const bool six = object.address.name.starts_with("six");
    if (Chance(six ? 30 : 12)) {
      UnwantWithChildren(set_, object.address);
      return;
    }
    Value config = object.config;
    ChangeConfig(object, config);
    Spell(object.address.kind, config);
    for (const Reference& reference : object.references)
      config.Put(reference.field, S("${" + reference.target.ToString() + "}"));
    Want(set_, object.address.kind, object.address.name, std::move(config), object.account);
  }

  void ChangeConfig(const DesiredObject& object, Value& config) {
    switch (object.address.kind) {
      case Kind::kConnection:
        // Of an offer the name says which one is meant, as long as it is not accepted.
        if (Chance(30) && !object.address.name.starts_with("hosted")) config.Put("name", S(Name("renamed")));
        if (Chance(30)) config.Put("tags", Tags());
        // An interface that waits to be accepted cannot move.
        if (SaysText(object.config, "adopt") || CarriesOffer(object.address)) break;
        if (Chance(20) && !vendor_->other_bandwidth.empty()) config.Put("bandwidth", S(vendor_->other_bandwidth));
        break;
      case Kind::kVirtualInterface:
        if (IsOffer(object.address)) break;  // the other account decides
        if (Chance(30)) config.Put("name", S(Name("renamed")));
        if (Chance(30)) config.Put("tags", Tags());
        if (Chance(30) && vendor_->other_mtu != 0) config.Put("mtu", Value::Int(vendor_->other_mtu));
        if (Chance(30) && !vendor_->other_rate.empty() && !IsOnHosted(object))
          config.Put("bandwidth", S(vendor_->other_rate));
        if (Chance(20) && !IsOnHosted(object)) config.Put("vlan", Value::Int(NewVlan()));
        if (!config.Get(vendor_->name).Get("ipv6_cloud_address").is_null() && Chance(40)) {
          config.Put(vendor_->name, SixLink());
        }
        TakeKeyOut(config);
        break;
      case Kind::kBgpGroup:
        if (Chance(30)) config.Put("description", S("changed"));
        if (Chance(20)) config.Put("customer_asn", S("64601"));
        TakeKeyOut(config);
        break;
      case Kind::kBgpPeer:
        if (Chance(30) && SaysText(config, "customer_asn")) config.Put("customer_asn", S("64777"));
        if (Chance(30) && SaysText(config, "auth_key")) config.Put("auth_key", Key());
        TakeKeyOut(config);
        if (Chance(50) && config.Get("bfd").Get("enabled") == Value::Bool(true)) {
          config.Put(vendor_->name, Value::Object({{"bfd_hops", Value::Int(7)}}));
        }
        break;
      case Kind::kBgpCidr:
        if (Chance(40)) config.Put("cidr", S(NewCidr()));
        break;
    }
  }

  void TakeKeyOut(Value& config) {
    if (Chance(15)) config.Put("auth_key", Value::Null());
  }

  static bool IsOffer(const Address& address) { return address.name.starts_with("offer"); }
  bool CarriesOffer(const Address& connection) const {
    return std::ranges::any_of(set_.objects, [&](const DesiredObject& object) {
      return IsOffer(object.address) && !object.references.empty() && object.references.front().target == connection;
    });
  }
  static bool IsOnHosted(const DesiredObject& object) {
    return std::ranges::any_of(object.references,
                               [](const Reference& one) { return one.target.name.starts_with("hosted"); });
  }

  const std::uint64_t seed_;
  Clouds& clouds_;
  const std::unique_ptr<Random> random_;
  std::uint64_t number_ = 0;
  const run::FieldIndex field_index_{AllAdapters()};
  std::string cloud_;
  const SimulatedVendor* vendor_ = nullptr;  // of that name
  std::map<std::string, Parents> parents_;
  DesiredSet set_;
  SimulatedSets sets_;
};

}  // namespace

SimulatedSets MakeSets(std::uint64_t seed, const std::vector<std::string>& which, Clouds& clouds) {
  return SetMaker(seed, clouds).Run(which);
}

}  // namespace ic::simulation
