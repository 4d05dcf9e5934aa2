// Two legs of a redundancy group with what stands beside them, and every sort of step that takes something of a leg
// down: what the guard is asked about, for each front door.
#ifndef RECONCILE_TESTING_GUARDED_LEGS_H_
#define RECONCILE_TESTING_GUARDED_LEGS_H_

#include <algorithm>
#include <functional>
#include <map>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "reconcile/testing/engine_fixture.h"

namespace ic::reconcile {

inline constexpr std::string_view kLegs[] = {"a", "b"};
inline constexpr std::string_view kFamilies[] = {"ipv4", "ipv6"};
inline constexpr std::string_view kGuardRefusal = "Redundancy group would lose its last healthy member";

// On ports of their own the legs `a` and `b`, each with a session of both families (`six_a` is a peer), and an
// interface of no group (`beside_a`). Each announces a prefix of each family itself (`net_a`, `net6_a`).
inline Configuration GuardedLegs() {
  Configuration configuration;
  int vlan = 100;
  for (const std::string_view leg : kLegs) {
    const std::string name(leg);
    Value interface = Interface(name, "${port_" + name + ".id}", ++vlan);
    interface.Put("redundancy_group", S("dc"));
    interface.Put("auth_key", S("key-1"));
    configuration.push_back({"port_" + name, {Kind::kConnection, Port("port_" + name)}});
    configuration.push_back({name, {Kind::kVirtualInterface, std::move(interface)}});
    configuration.push_back({"six_" + name, {Kind::kBgpPeer, Peer("${" + name + ".id}", "ipv6")}});
    Value beside = Interface("beside_" + name, "${port_" + name + ".id}", vlan + 50);
    configuration.push_back({"beside_" + name, {Kind::kVirtualInterface, std::move(beside)}});
    const auto announce = [&](const std::string& prefix, const std::string& cidr) {
      Value announced = Cidr(cidr);
      announced.Put("advertised_by", S("${" + name + ".id}"));
      configuration.push_back({prefix + name, {Kind::kBgpCidr, std::move(announced)}});
    };
    announce("net_", "10.1.0.0/16");
    announce("net6_", "2001:db8:1::/48");
  }
  return configuration;
}

inline Value Shortcut() { return Value::Object({{"shortcut", Value::Bool(true)}}); }

struct GuardedStep {
  std::string name;
  // Changes a configuration so that it happens to a leg. `theirs`: an interface of somebody else on the leg's port.
  std::function<void(Configuration&, const std::string& leg, const std::string& theirs)> make;
  std::vector<std::string_view> lost;  // the families that the leg loses
};

inline std::vector<GuardedStep> GuardedSteps() {
  const std::vector<std::string_view> both = {"ipv4", "ipv6"};
  const auto remove = [](std::vector<std::string> prefixes) {
    return [=](Configuration& configuration, const std::string& leg, const std::string&) {
      for (const std::string& prefix : prefixes) Remove(configuration, prefix + leg);
    };
  };
  const auto set = [](std::string prefix, std::string_view name, Value value) {
    return [=](Configuration& configuration, const std::string& leg, const std::string&) {
      Set(configuration, prefix + leg, name, value);
    };
  };
  const auto adopt = [](Value own) {
    return [own](Configuration& configuration, const std::string& leg, const std::string& theirs) {
      Value object = Interface("theirs", "${port_" + leg + ".id}", 190);
      object.Put("adopt", S(theirs));
      object.Put("sky", own);
      configuration.push_back({"theirs_" + leg, {Kind::kVirtualInterface, std::move(object)}});
    };
  };
  return {
      {"nothing", [](Configuration&, const std::string&, const std::string&) {}, {}},
      {"renamed", set("", "name", S("harmless")), {}},
      {"its MTU", set("", "mtu", Value::Int(8500)), both},
      {"its VLAN", set("", "vlan", Value::Int(0)), both},
      {"its number", set("", "customer_asn", S("65001")), {"ipv4"}},
      {"its key", set("", "auth_key", S("key-2")), {"ipv4"}},
      {"the other session's number", set("six_", "customer_asn", S("64700")), {"ipv6"}},
      {"the other session's end", remove({"six_"}), {"ipv6"}},
      {"its end", remove({"six_", "net_", "net6_", ""}), both},
      {"its last prefix", remove({"net_"}), {"ipv4"}},
      {"its last IPv6 prefix", remove({"net6_"}), {"ipv6"}},
      {"another last prefix", set("net6_", "cidr", S("2001:db8:2::/48")), {"ipv6"}},
      {"its connection", set("port_", "sky", Value::Object({{"lag_id", S("lag-9")}})), both},
      {"the MTU of what is beside it", set("beside_", "mtu", Value::Int(8500)), {}},
      {"a change beside it that takes the connection along", set("beside_", "sky", Shortcut()), both},
      {"a takeover beside it", adopt(Value::Null()), {}},
      {"a takeover beside it that takes the connection along", adopt(Shortcut()), both},
  };
}

// By leg and family, of its session and, with some, of another one.
using LegHealth = std::map<std::string_view, std::map<std::string_view, std::vector<HealthState>>>;

inline bool Takes(const GuardedStep& step, std::string_view family) {
  return std::ranges::find(step.lost, family) != step.lost.end();
}

// The rule in other words: in no family that something is lost in may nobody be left, unless nobody was there.
inline bool MustBeRefused(const std::map<std::string_view, const GuardedStep*>& steps, LegHealth health) {
  for (const std::string_view family : kFamilies) {
    bool lost = false;
    bool left = false;
    bool alive = false;
    for (const std::string_view leg : kLegs) {
      const bool takes = Takes(*steps.at(leg), family);
      lost |= takes;
      const std::vector<HealthState>& states = health[leg][family];
      const auto is = [](HealthState state) { return [state](HealthState one) { return one == state; }; };
      alive |= !std::ranges::all_of(states, is(HealthState::kDown));
      left |= !takes && std::ranges::all_of(states, is(HealthState::kUp));
    }
    if (lost && alive && !left) return true;
  }
  return false;
}

// VLANs of their own, where a step says 0.
inline void GiveVlans(Configuration& configuration) {
  int vlan = 200;
  for (auto& [address, resource] : configuration) {
    if (resource.config.Get("vlan") == Value::Int(0)) resource.config.Put("vlan", Value::Int(++vlan));
  }
}

// Two steps in one run, one at each leg, and what the cloud says of the legs' sessions then.
struct GuardCase {
  std::string trace;
  Configuration changed;
  LegHealth health;
  bool refused = false;  // must it be?
};

// Every pair of steps, each with a health of its own, drawn from a fixed seed. `theirs`: ids, by leg.
inline std::vector<GuardCase> GuardCases(const std::map<std::string_view, std::string>& theirs) {
  constexpr HealthState kStates[] = {HealthState::kUp, HealthState::kUp, HealthState::kDown, HealthState::kUnknown};
  const std::vector<GuardedStep> steps = GuardedSteps();
  std::mt19937 random(20261128);
  std::vector<GuardCase> cases;
  for (const GuardedStep& first : steps) {
    for (const GuardedStep& second : steps) {
      GuardCase one{first.name + " at a, " + second.name + " at b;", GuardedLegs(), {}, false};
      first.make(one.changed, "a", theirs.at("a"));
      second.make(one.changed, "b", theirs.at("b"));
      GiveVlans(one.changed);
      for (const std::string_view leg : kLegs) {
        for (const std::string_view family : kFamilies) {
          one.trace += " " + std::string(leg) + " " + std::string(family);
          for (auto sessions = 1 + random() % 2; sessions > 0; --sessions) {
            const HealthState state = kStates[random() % std::size(kStates)];
            one.health[leg][family].push_back(state);
            one.trace += " " + std::to_string(static_cast<int>(state));
          }
        }
      }
      one.refused = MustBeRefused({{"a", &first}, {"b", &second}}, one.health);
      cases.push_back(std::move(one));
    }
  }
  return cases;
}

// What the cloud says of a leg.
inline void TellHealth(FakeObject& leg, const std::map<std::string_view, std::vector<HealthState>>& health) {
  leg.more_sessions.clear();
  for (const auto& [family, states] : health) {
    leg.sessions[std::string(family)] = states.front();
    if (states.size() > 1) leg.more_sessions[std::string(family)] = states.back();
  }
}

// What of somebody else's stands on a leg's port.
inline Value Theirs(const std::string& port) {
  Value theirs = Interface("theirs", port, 190);
  theirs.Put("address_family", S("ipv4"));
  return theirs;
}

}  // namespace ic::reconcile

#endif  // RECONCILE_TESTING_GUARDED_LEGS_H_
