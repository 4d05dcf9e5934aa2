#include "reconcile/run/drift/drift_routes.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <utility>

#include <fmt/format.h>

#include "base/ip.h"
#include "base/text.h"
#include "reconcile/object/object.h"
#include "reconcile/run/set/workers.h"

namespace ic::run {
namespace {

using reconcile::Text;

using Where = std::tuple<std::string, std::string, std::string>;  // account, region, id of an interface

// What an object of the configuration has of prefixes on one interface.
struct Wanted {
  Address address;
  std::vector<Cidr> prefixes;
};

struct Interface {
  std::string gateway;
  std::set<std::string> up;      // families of sessions
  std::vector<Wanted> from_you;  // customer_prefixes
  std::vector<Wanted> to_you;    // bgp_cidrs
  StatusOr<std::optional<Routes>> routes = std::optional<Routes>();
};
using Interfaces = std::map<Where, Interface>;

std::vector<Cidr> PrefixesOf(const Value& set) {
  std::vector<Cidr> prefixes;
  if (set.kind() != Value::Kind::kSet && set.kind() != Value::Kind::kList) return prefixes;
  for (const Value& text : set.elements()) {
    if (text.kind() != Value::Kind::kString) continue;
    if (const auto cidr = Cidr::Parse(text.AsString()); cidr.ok()) prefixes.push_back(cidr->Prefix());
  }
  return prefixes;
}

// An interface, or the one that a peer is on.
std::optional<Where> WhereIs(const Address& address, const Known& known) {
  const std::string& account = known.object.account;
  if (address.kind == Kind::kVirtualInterface) return Where{account, known.object.region, known.object.id};
  const std::string interface = Text(known.attributes, field::kVirtualInterfaceId);
  if (address.kind != Kind::kBgpPeer || interface.empty()) return std::nullopt;
  return Where{account, known.object.region, interface};
}

// By object: the families of its sessions that are up. What its account does not see of them it tells no routes of.
std::map<std::string, std::set<std::string>> FamiliesUp(const HealthView& health) {
  std::map<std::string, std::set<std::string>> up;
  for (const SessionHealth& session : health.sessions) {
    if (session.state == HealthState::kUp && !session.address_family.empty() && !session.of_other_half) {
      up[session.address].insert(session.address_family);
    }
  }
  return up;
}

Interfaces InterfacesOf(const KnownObjects& now, const HealthView& health) {
  const auto up = FamiliesUp(health);
  Interfaces interfaces;
  for (const auto& [address, known] : now) {
    const std::optional<Where> where = WhereIs(address, known);
    if (known.gone || known.unread || !where) continue;
    Interface& interface = interfaces[*where];
    if (const auto families = up.find(address.ToString()); families != up.end()) {
      interface.up.insert(families->second.begin(), families->second.end());
    }
    if (address.kind == Kind::kVirtualInterface) interface.gateway = Text(known.attributes, field::kGatewayId);
    std::vector<Cidr> prefixes = PrefixesOf(known.attributes.Get(field::kCustomerPrefixes));
    if (!prefixes.empty()) interface.from_you.push_back({address, std::move(prefixes)});
  }
  return interfaces;
}

// Puts the prefixes that a gateway's interfaces advertise to those. A gateway that is not told takes none.
void AddAdvertised(Engine& engine, const KnownObjects& now, Interfaces& interfaces) {
  const bool any = std::ranges::any_of(
      interfaces, [](const auto& entry) { return !entry.second.gateway.empty() && !entry.second.up.empty(); });
  for (const auto& [address, known] : now) {
    if (!any || address.kind != Kind::kBgpCidr || known.gone || known.unread) continue;
    const auto cidr = Cidr::Parse(Text(known.attributes, field::kCidr));
    const auto gateway = engine.AdvertisingGateway(known.object.account, known.object.region, known.object.id);
    if (!cidr.ok() || !gateway.ok() || gateway->empty()) continue;
    for (auto& [where, interface] : interfaces) {
      const bool same = std::get<0>(where) == known.object.account && interface.gateway == *gateway;
      if (same) interface.to_you.push_back({address, {cidr->Prefix()}});
    }
  }
}

bool IsUp(const Interface& interface, const Cidr& prefix) {
  return interface.up.contains(std::string(AddressFamilyName(prefix.family())));
}

bool IsAsked(const Interface& interface) {
  const auto any = [&interface](const std::vector<Wanted>& all) {
    return std::ranges::any_of(all, [&](const Wanted& wanted) {
      return std::ranges::any_of(wanted.prefixes, [&](const Cidr& prefix) { return IsUp(interface, prefix); });
    });
  };
  return any(interface.from_you) || any(interface.to_you);
}

void AskForRoutes(Engine& engine, std::size_t workers, Interfaces& interfaces) {
  std::vector<std::pair<const Where*, Interface*>> asked;
  for (auto& [where, interface] : interfaces) {
    if (IsAsked(interface)) asked.emplace_back(&where, &interface);
  }
  ForEach(asked.size(), workers, [&](std::size_t i) {
    const auto& [account, region, id] = *asked[i].first;
    asked[i].second->routes = engine.RoutesOf(account, region, id);
  });
}

// Those of which nothing is among `routes`.
std::vector<std::string> Missing(const Interface& interface, const Wanted& wanted,
                                 const std::vector<std::string>& routes) {
  std::vector<Cidr> there;
  for (const std::string& route : routes) {
    if (const auto cidr = Cidr::Parse(route); cidr.ok()) there.push_back(*cidr);
  }
  std::vector<std::string> missing;
  for (const Cidr& prefix : wanted.prefixes) {
    const bool carried = std::ranges::any_of(there, [&](const Cidr& route) { return prefix.Contains(route); });
    if (IsUp(interface, prefix) && !carried) missing.push_back(prefix.ToString());
  }
  return missing;
}

// Some of them by name.
std::string Listed(std::vector<std::string> names) {
  constexpr std::size_t kShown = 5;
  if (names.size() > kShown) {
    const std::size_t more = names.size() - kShown;
    names.resize(kShown);
    names.push_back(fmt::format("{} more", more));
  }
  return JoinWords(names, "and");
}

class Warnings {
 public:
  // `desired` outlives this.
  explicit Warnings(const DesiredSet* desired) : desired_(desired) {}

  void Add(const Where& where, const Interface& interface) {
    if (!interface.routes.ok()) {
      failed_.push_back(std::get<2>(where));
      if (failure_.ok()) failure_ = interface.routes.status();
      return;
    }
    if (!*interface.routes) return;
    const Routes& routes = **interface.routes;
    for (const Wanted& wanted : interface.from_you) {
      const auto missing = Missing(interface, wanted, routes.accepted);
      Say(wanted.address, field::kCustomerPrefixes, missing, "Prefix is not accepted",
          fmt::format("{} of {} {} configured, and the cloud has accepted no route of {} over {}, whose session is up: "
                      "your routers do not announce {}, or the cloud filters {}.",
                      Listed(missing), wanted.address.ToString(), Is(missing), It(missing), std::get<2>(where),
                      It(missing), It(missing)));
    }
    for (const Wanted& wanted : interface.to_you) {
      if (!Missing(interface, wanted, routes.advertised).empty()) {
        not_advertised_[wanted.address].push_back(std::get<2>(where));
      }
    }
  }

  std::vector<LocatedDiagnostic> Take() {
    for (const auto& [address, over] : not_advertised_) {
      Say(address, field::kCidr, over, "Prefix is not advertised",
          fmt::format("{} is in the list of what advertises it, and the cloud advertises no route of it over {}, whose "
                      "session is up.",
                      address.ToString(), Listed(over)));
    }
    if (!failed_.empty()) {
      Diagnostics words;
      words.AddStatus({}, "Routes could not be read", failure_);
      Diagnostic one = words.items().front();
      one.severity = Severity::kWarning;
      one.detail += fmt::format(" So it is not known which prefixes {} carry.", Listed(failed_));
      said_.push_back(desired_->Locate(std::move(one), Position()));
    }
    return std::move(said_);
  }

 private:
  static std::string_view Is(const std::vector<std::string>& names) { return names.size() == 1 ? "is" : "are"; }
  static std::string_view It(const std::vector<std::string>& names) { return names.size() == 1 ? "it" : "them"; }

  // Nothing if there is none.
  void Say(const Address& address, std::string_view path, const std::vector<std::string>& names,
           std::string_view summary, std::string detail) {
    if (names.empty()) return;
    Diagnostic one{.severity = Severity::kWarning, .summary = std::string(summary), .detail = std::move(detail)};
    one.path = AttributePath(path);
    said_.push_back(desired_->Locate(std::move(one), address));
  }

  const DesiredSet* const desired_;
  std::vector<LocatedDiagnostic> said_;
  std::map<Address, std::vector<std::string>> not_advertised_;  // over which interfaces
  std::vector<std::string> failed_;
  Status failure_;
};

}  // namespace

std::vector<LocatedDiagnostic> CheckRoutes(Engine& engine, const DesiredSet& desired, const KnownObjects& now,
                                           const HealthView& health, std::size_t workers) {
  Interfaces interfaces = InterfacesOf(now, health);
  AddAdvertised(engine, now, interfaces);
  AskForRoutes(engine, workers, interfaces);
  Warnings warnings(&desired);
  for (const auto& [where, interface] : interfaces) warnings.Add(where, interface);
  return warnings.Take();
}

}  // namespace ic::run
