#include "cli/commands/links.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "adapters/contract/field_values.h"
#include "adapters/contract/fields.h"
#include "base/text.h"
#include "router/link.h"

namespace ic::cli {
namespace {

const VendorTraits* TraitsOf(const AdapterFactory& factory, const std::string& cloud) {
  const auto& all = factory.traits();
  const auto found = std::ranges::find(all, cloud, [](const VendorTraits* traits) { return traits->cloud; });
  return found == all.end() ? nullptr : *found;
}

router::KeyState KeyStateOf(KeyFact fact) {
  switch (fact) {
    case KeyFact::kNotAsked:
      return router::KeyState::kUnknown;
    case KeyFact::kNone:
      return router::KeyState::kNone;
    case KeyFact::kSet:
      return router::KeyState::kSet;
  }
  return router::KeyState::kUnknown;  // not reached: the switch is complete
}

// A peer's own key, or that of its group: only one of both has it, or tells of it.
const SeenObject& KeyHolder(const SeenObject& peer, const SeenObject* group) {
  const bool groups = group != nullptr && (group->key == KeyFact::kSet || peer.key == KeyFact::kNotAsked);
  return groups ? *group : peer;
}

class Gatherer {
 public:
  // All outlive this.
  Gatherer(const AdapterFactory* factory, const DesiredSet* set, const LookReport* report, const LinksWanted* wanted)
      : factory_(*factory), set_(*set), report_(*report), wanted_(*wanted) {}

  FoundLinks Gather() {
    for (const SeenObject& seen : report_.objects) {
      if (seen.address.kind != Kind::kVirtualInterface) continue;
      const SeenObject* connection =
          report_.FindById(Kind::kConnection, seen.cloud, TextField(seen.attributes, field::kConnectionId));
      if (IsWanted(seen, connection)) Add(seen, connection);
    }
    SayUnknownAddresses();
    return std::move(found_);
  }

 private:
  bool IsWanted(const SeenObject& interface, const SeenObject* connection) {
    bool named = wanted_.addresses.empty();
    if (wanted_.addresses.contains(interface.address)) {
      named = true;
      used_.insert(interface.address);
    }
    if (connection != nullptr && wanted_.addresses.contains(connection->address)) {
      named = true;
      used_.insert(connection->address);
    }
    if (!named || wanted_.site.empty()) return named;
    return connection != nullptr && EqualsIgnoreCase(TextField(connection->attributes, field::kLocation), wanted_.site);
  }

  void AddPeers(const SeenObject& interface, router::LinkInput& input) {
    for (const SeenObject& peer : report_.objects) {
      if (peer.address.kind != Kind::kBgpPeer || peer.cloud != interface.cloud || peer.gone) continue;
      const SeenObject* group =
          report_.FindById(Kind::kBgpGroup, peer.cloud, TextField(peer.attributes, field::kBgpGroupId));
      std::string on = TextField(peer.attributes, field::kVirtualInterfaceId);
      if (on.empty() && group != nullptr) on = TextField(group->attributes, field::kVirtualInterfaceId);
      if (on != interface.id) continue;
      const SeenObject& holder = KeyHolder(peer, group);
      input.peers.push_back({peer.address.ToString(), peer.attributes, group == nullptr ? Value() : group->attributes,
                             KeyStateOf(holder.key)});
      if (!holder.secret.empty()) found_.keys[peer.address.ToString()] = holder.secret;
    }
  }

  void Add(const SeenObject& seen, const SeenObject* connection) {
    if (seen.gone || seen.unread) {
      Say(Severity::kError, seen.address, "Link cannot be rendered",
          seen.gone ? "the cloud no longer has the interface" : "the interface could not be read, as is said above");
      return;
    }
    router::LinkInput input;
    input.traits = TraitsOf(factory_, seen.cloud);
    if (input.traits == nullptr) return;
    input.object = seen.address.ToString();
    input.interface = seen.attributes;
    if (connection != nullptr) {
      input.connection = connection->address.ToString();
      input.connection_of_link = connection->attributes;
    }
    input.key = KeyStateOf(seen.key);
    input.limits = set_.limits;
    if (!seen.secret.empty()) found_.keys[input.object] = seen.secret;
    const auto advertised = report_.advertised.find(seen.address);
    if (advertised != report_.advertised.end()) input.from_cloud = advertised->second;
    AddPeers(seen, input);
    auto link = router::LinkOf(input);
    if (link.ok()) {
      found_.links.push_back(*std::move(link));
      return;
    }
    // One that was named is wanted whatever it lacks; of many, those without a session are no links yet.
    const bool empty = !wanted_.addresses.contains(seen.address) && !router::HasSessions(input);
    Say(empty ? Severity::kWarning : Severity::kError, seen.address, "Link cannot be rendered",
        link.status().message());
  }

  void SayUnknownAddresses() {
    for (const Address& address : wanted_.addresses) {
      if (used_.contains(address)) continue;
      const bool there = report_.Find(address) != nullptr;
      Say(Severity::kError, address, "No such link",
          there
              ? "no interface of it is to be rendered: a link is a virtual interface, or a connection with those on it"
              : "neither state nor configuration has an object of that address");
    }
  }

  void Say(Severity severity, const Address& address, std::string_view summary, std::string_view detail) {
    Diagnostic one{.severity = severity, .summary = std::string(summary)};
    one.detail = fmt::format("{}: {}", address.ToString(), detail);
    found_.problems.push_back(set_.Locate(std::move(one), address));
  }

  const AdapterFactory& factory_;
  const DesiredSet& set_;
  const LookReport& report_;
  const LinksWanted& wanted_;
  std::set<Address> used_;
  FoundLinks found_;
};

}  // namespace

FoundLinks LinksOf(const AdapterFactory& factory, const DesiredSet& set, const LookReport& report,
                   const LinksWanted& wanted) {
  return Gatherer(&factory, &set, &report, &wanted).Gather();
}

}  // namespace ic::cli
