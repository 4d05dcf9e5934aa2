// RouterOf: several links on one router, and what is the router's.
#include <algorithm>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "base/text.h"
#include "router/link.h"
#include "router/values.h"

namespace ic::router {
namespace {

// What is accepted over a link, where one of its group is preferred; 100 is what routers take by themselves.
constexpr std::int64_t kPreferred = 200;
constexpr std::int64_t kSpare = 100;
// By how many places the AS path over a spare link is longer, where the cloud has no community for it.
constexpr std::size_t kPrepended = 2;

std::string SymbolOf(std::string name) {
  std::ranges::replace(name, '-', '_');
  return name;
}

// Each name once: a second one gets a number.
std::string Unique(const std::string& name, std::set<std::string>& taken) {
  std::string unique = name;
  for (int number = 2; !taken.insert(SymbolOf(unique)).second; ++number) unique = fmt::format("{}-{}", name, number);
  return unique;
}

const Value::Elements& ListAt(const Value& object, std::string_view name) {
  static const Value::Elements kNone;
  const Value& list = object.Get(name);
  return list.kind() == Value::Kind::kList || list.kind() == Value::Kind::kSet ? list.elements() : kNone;
}

Status CheckPorts(const std::vector<Value>& links, const RouterOptions& options) {
  for (const auto& port : options.ports) {
    const bool found = std::ranges::any_of(links, [&](const Value& link) { return IsCalled(link, port.first); });
    if (!found) {
      return InvalidArgumentError(fmt::format("a port is named for {}, which is no link of this router", port.first));
    }
  }
  return OkStatus();
}

StatusOr<std::string> PortOf(const Value& link, const RouterOptions& options) {
  std::string port = options.port.empty() ? "eth0" : options.port;
  for (const auto& [name, own] : options.ports) {
    if (IsCalled(link, name)) port = own;
  }
  const bool fine = !port.empty() && std::ranges::all_of(port, [](char c) {
    return IsDigit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           std::string_view("/.:_-").find(c) != std::string_view::npos;
  });
  if (fine) return port;
  return InvalidArgumentError(fmt::format("'{}' is no name of a port: letters, digits and / . : _ - make one", port));
}

Value CommunityValue(const std::string& community) {
  const std::size_t colon = community.find(':');
  Value value = Value::Object({});
  value.Put("community", Value::String(community));
  value.Put("high", Value::String(community.substr(0, colon)));
  value.Put("low", Value::String(community.substr(colon + 1)));
  return value;
}

void PutPreference(const Value& link, Value& session) {
  const bool preferred = FlagAt(link, "preferred");
  if (!preferred && !FlagAt(link, "spare")) return;
  session.Put("local_preference", Value::Int(preferred ? kPreferred : kSpare));
  const std::string community = TextAt(link, preferred ? "preferred_community" : "spare_community");
  if (!community.empty()) {
    session.Put("communities", Value::List({CommunityValue(community)}));
    PutFlag(session, "tagged_routes", true);
  } else if (!preferred && FlagAt(session, "bgp")) {
    const std::vector<std::string> path(kPrepended, TextAt(session, "local_asn"));
    session.Put("prepend", Value::Strings(path));
    session.Put("prepend_text", Value::String(fmt::format("{}", fmt::join(path, " "))));
    session.Put("prepend_count", Value::Int(kPrepended));
    PutFlag(session, "prepends", true);
  }
}

struct Names {
  std::set<std::string> links;
  std::set<std::string> sessions;
};

void FinishSessions(Names& names, Value& link) {
  const std::string link_name = TextAt(link, "name");
  Value::Elements sessions;
  PutFlag(link, "has_bfd", false);
  for (Value session : ListAt(link, "sessions")) {
    const std::string name = Unique(fmt::format("{}-{}", link_name, TextAt(session, "family")), names.sessions);
    session.Put("name", Value::String(name));
    session.Put("symbol", Value::String(SymbolOf(name)));
    if (FlagAt(session, "has_key")) session.Put("secret", Value::String("REPLACE-WITH-KEY-OF-" + name));
    PutPreference(link, session);
    Value bfd = session.Get("bfd");
    if (bfd.kind() == Value::Kind::kObject) {
      bfd.Put("profile", Value::String(link_name));
      session.Put("bfd", bfd);
      if (!FlagAt(link, "has_bfd")) link.Put("bfd", bfd);
      PutFlag(link, "has_bfd", true);
    }
    sessions.push_back(std::move(session));
  }
  link.Put("sessions", Value::List(std::move(sessions)));
}

Status FinishLink(const RouterOptions& options, const std::set<std::string>& decided, Names& names, Value& link) {
  const std::string name = Unique(SafeName(TextAt(link, "name")), names.links);
  link.Put("name", Value::String(name));
  link.Put("symbol", Value::String(SymbolOf(name)));
  IC_ASSIGN_OR_RETURN(const std::string port, PortOf(link, options));
  link.Put("port", Value::String(port));
  const std::int64_t vlan = NumberAt(link, "vlan").value_or(0);
  link.Put("interface", Value::String(vlan == 0 ? port : fmt::format("{}.{}", port, vlan)));
  const bool named = std::ranges::any_of(options.preferred, [&](const auto& one) { return IsCalled(link, one); });
  PutFlag(link, "preferred", named);
  PutFlag(link, "spare", !named && decided.contains(TextAt(link, "redundancy_group")));
  FinishSessions(names, link);
  return OkStatus();
}

Status CheckInterfaces(const std::vector<Value>& links) {
  std::map<std::string, std::string> taken;
  for (const Value& link : links) {
    const auto [at, fresh] = taken.try_emplace(TextAt(link, "interface"), TextAt(link, "name"));
    if (fresh) continue;
    return FailedPreconditionError(
        fmt::format("{} and {} are both {}: say with --port on which port each is, or render them apart", at->second,
                    TextAt(link, "name"), at->first));
  }
  return OkStatus();
}

// What all sessions together say.
void PutSums(const std::vector<Value>& links, const RouterOptions& options, Value& router) {
  std::map<std::string, std::set<Cidr>> announce;  // by family
  std::set<std::string> families;
  std::string router_id = options.router_id;
  bool bfd = false;
  for (const Value& link : links) {
    for (const Value& session : ListAt(link, "sessions")) {
      const std::string family = TextAt(session, "family");
      if (router_id.empty() && family == "ipv4") router_id = TextAt(session, "local_address");
      bfd |= session.Get("bfd").kind() == Value::Kind::kObject;  // beside static routes too
      if (!FlagAt(session, "bgp")) continue;
      families.insert(family);
      for (const Value& prefix : ListAt(session, "announce")) {
        if (const auto cidr = Cidr::Parse(TextAt(prefix, "cidr")); cidr.ok()) announce[family].insert(*cidr);
      }
      if (!router.Get("asn").is_null()) continue;
      router.Put("asn", session.Get("local_asn"));
      router.Put("asn_dot", session.Get("local_asn_dot"));
    }
  }
  PutText(router, "router_id", router_id);
  PutFlag(router, "has_bgp", !families.empty());
  PutFlag(router, "has_bfd", bfd);
  for (const std::string& family : {std::string("ipv4"), std::string("ipv6")}) {
    PutFlag(router, "has_" + family, families.contains(family));
    PutFlag(router, "has_announce_" + family, !announce[family].empty());
    router.Put("announce_" + family, PrefixList(announce[family]));
  }
}

// A router has one number; what a session has of its own is told to that neighbour alone.
void PutOwnNumbers(const Value& router, std::vector<Value>& links) {
  for (Value& link : links) {
    Value::Elements sessions = ListAt(link, "sessions");
    for (Value& session : sessions) {
      PutFlag(session, "own_asn", FlagAt(session, "bgp") && TextAt(session, "local_asn") != TextAt(router, "asn"));
    }
    link.Put("sessions", Value::List(std::move(sessions)));
  }
}

Status CheckRouterId(const std::string& text) {
  if (text.empty()) return OkStatus();
  const auto address = IpAddress::Parse(text);
  if (address.ok() && address->family() == AddressFamily::kIpv4) return OkStatus();
  return InvalidArgumentError(fmt::format("'{}' is no router id: it is written as an IPv4 address", text));
}

}  // namespace

bool IsCalled(const Value& link, const std::string& name) {
  return name == TextAt(link, "object") || name == TextAt(link, "connection") || name == TextAt(link, "name") ||
         name == TextAt(link, "id");
}

std::set<std::string> GroupsOf(const std::vector<Value>& links, const std::vector<std::string>& names) {
  std::set<std::string> groups;
  for (const Value& link : links) {
    const bool named = std::ranges::any_of(names, [&](const std::string& name) { return IsCalled(link, name); });
    if (named) groups.insert(TextAt(link, "redundancy_group"));
  }
  groups.erase("");
  return groups;
}

StatusOr<Value> RouterOf(std::vector<Value> links, const RouterOptions& options) {
  IC_RETURN_IF_ERROR(CheckRouterId(options.router_id));
  IC_RETURN_IF_ERROR(CheckPorts(links, options));
  std::set<std::string> decided = GroupsOf(links, options.preferred);
  decided.insert(options.decided_groups.begin(), options.decided_groups.end());
  Names names;
  for (Value& link : links) IC_RETURN_IF_ERROR(FinishLink(options, decided, names, link));
  IC_RETURN_IF_ERROR(CheckInterfaces(links));
  Value router = Value::Object({});
  router.Put("name", Value::String(options.name.empty() ? "router" : SafeName(options.name)));
  PutSums(links, options, router);
  PutOwnNumbers(router, links);
  PutFlag(router, "several_links", links.size() > 1);
  router.Put("links", Value::List({links.begin(), links.end()}));
  return router;
}

}  // namespace ic::router
