#include "router/session.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <set>
#include <vector>

#include <fmt/format.h>

#include "adapters/contract/asn.h"
#include "adapters/contract/conditions.h"
#include "adapters/contract/field_values.h"
#include "adapters/contract/fields.h"
#include "adapters/contract/path.h"
#include "router/values.h"

namespace ic::router {
namespace {

struct Ends {
  Cidr local;
  IpAddress remote;
  bool on_link = false;
};

// An address with or without its length.
std::optional<IpAddress> AddressIn(const std::string& text) {
  const auto address = IpAddress::Parse(text.substr(0, text.find('/')));
  return address.ok() ? std::optional(*address) : std::nullopt;
}

std::optional<int> LengthIn(const std::string& text) {
  if (text.find('/') == std::string::npos) return std::nullopt;
  const auto cidr = Cidr::Parse(text);
  return cidr.ok() ? std::optional(cidr->length()) : std::nullopt;
}

StatusOr<Ends> EndsOf(const SessionSource& source) {
  const std::string ours = TextAt(*source.attributes, field::kCustomerAddress);
  const std::string theirs = TextAt(*source.attributes, field::kCloudAddress);
  const auto local = AddressIn(ours);
  const auto remote = AddressIn(theirs);
  if (!local) return NotKnown(field::kCustomerAddress, source.kind, source.object, *source.attributes);
  if (!remote) return NotKnown(field::kCloudAddress, source.kind, source.object, *source.attributes);
  const int length = LengthIn(ours).value_or(LengthIn(theirs).value_or(local->bits()));
  const Cidr link = Cidr::Of(*local, length);
  return Ends{link, *remote, link.Prefix().Contains(*remote)};
}

// The first of these that says it.
std::string NumberText(std::string_view name, std::initializer_list<const Value*> from) {
  for (const Value* object : from) {
    if (std::string text = TextAt(*object, name); !text.empty()) return text;
  }
  return "";
}

Status PutAsn(std::string_view name, std::string_view attribute, const std::string& text, const SessionSource& source,
              Value& session) {
  if (text.empty()) return NotKnown(attribute, source.kind, source.object, *source.attributes);
  IC_ASSIGN_OR_RETURN(const std::uint32_t asn, ParseAsn(text));
  session.Put(name, Value::String(FormatAsn(asn)));
  session.Put(fmt::format("{}_dot", name), Value::String(FormatAsdot(asn)));
  return OkStatus();
}

bool IsOneOf(const std::vector<std::string>& types, const std::string& type) {
  return types.empty() || std::ranges::find(types, type) != types.end();
}

// The number of a row, as the user may have raised it.
std::optional<std::int64_t> RowMax(const LinkInput& link, std::string_view id) {
  const auto raised = link.limits.find(std::string(id));
  for (const Limit& row : link.traits->limits) {
    if (row.id != id || !std::holds_alternative<Count>(row.allowed)) continue;
    return row.adjustable && raised != link.limits.end() ? raised->second : std::get<Count>(row.allowed).max;
  }
  for (const Quota& row : link.traits->quotas) {
    if (row.id != id) continue;
    return row.adjustable && raised != link.limits.end() ? raised->second : row.max;
  }
  return std::nullopt;
}

// The first that applies.
std::optional<std::int64_t> RouteLimit(const LinkInput& link, const SessionSource& source, const std::string& family,
                                       const std::vector<RouteLimitFacts>& rows) {
  std::string type = TextAt(link.interface, field::kType);
  if (type.empty()) type = "private";
  for (const RouteLimitFacts& row : rows) {
    if (!IsOneOf(row.types, type) || (!row.family.empty() && row.family != family)) continue;
    for (const Value* object : {source.attributes, source.group, &link.interface}) {
      const Value& told = row.path.empty() ? Value() : ValueAt(*object, row.path);
      if (told.kind() == Value::Kind::kNumber) return told.AsNumber().ToInt64();
    }
    if (!row.row.empty()) return RowMax(link, row.row);
    return row.usual > 0 ? std::optional(row.usual) : std::nullopt;
  }
  return std::nullopt;
}

void AddPrefixes(const Value& set, AddressFamily family, std::set<Cidr>& prefixes) {
  if (set.kind() != Value::Kind::kSet && set.kind() != Value::Kind::kList) return;
  for (const Value& text : set.elements()) {
    if (text.kind() != Value::Kind::kString) continue;
    const auto cidr = Cidr::Parse(text.AsString());
    if (cidr.ok() && cidr->family() == family) prefixes.insert(cidr->Prefix());
  }
}

void PutRoutes(const LinkInput& link, const SessionSource& source, AddressFamily family, Value& session) {
  const std::string name(AddressFamilyName(family));
  std::set<Cidr> announce;
  AddPrefixes(source.attributes->Get(field::kCustomerPrefixes), family, announce);
  AddPrefixes(link.interface.Get(field::kCustomerPrefixes), family, announce);
  PutFlag(session, "announces", !announce.empty());
  session.Put("announce", PrefixList(announce));
  PutNumber(session, "announce_limit", RouteLimit(link, source, name, link.traits->router.to_cloud));
  std::set<Cidr> accept;
  for (const Cidr& prefix : link.from_cloud) {
    if (prefix.family() == family) accept.insert(prefix.Prefix());
  }
  PutFlag(session, "accept_any", link.from_cloud.empty());
  PutFlag(session, "accepts", link.from_cloud.empty() || !accept.empty());
  session.Put("accept", PrefixList(accept));
  PutNumber(session, "accept_limit", RouteLimit(link, source, name, link.traits->router.from_cloud));
}

// Whether sessions of peers have the switch of their interface.
bool FollowsInterface(const VendorTraits& traits) {
  return std::ranges::any_of(traits.limits, [](const Limit& row) {
    return row.kind == Kind::kBgpPeer && row.field == field::kBfd && std::holds_alternative<Unsupported>(row.allowed);
  });
}

bool RunsBfd(const LinkInput& link, const SessionSource& source) {
  if (link.traits->router.bfd.always) return true;
  const bool own = source.kind == Kind::kVirtualInterface || !FollowsInterface(*link.traits);
  return FlagAt((own ? *source.attributes : link.interface).Get(field::kBfd), "enabled");
}

void PutBfd(const LinkInput& link, const SessionSource& source, Value& session) {
  if (!RunsBfd(link, source)) return;
  const BfdFacts& facts = link.traits->router.bfd;
  const auto number = [&](std::string_view name, std::int64_t usual) {
    for (const Value* object : {source.attributes, &link.interface}) {
      if (const auto told = NumberAt(object->Get(field::kBfd), name)) return *told;
    }
    return usual;
  };
  Value bfd = Value::Object({});
  bfd.Put("min_transmit_interval", Value::Int(number("min_transmit_interval", facts.min_transmit_interval)));
  bfd.Put("min_receive_interval", Value::Int(number("min_receive_interval", facts.min_receive_interval)));
  bfd.Put("detect_multiplier", Value::Int(number("detect_multiplier", facts.detect_multiplier)));
  if (!facts.hops.empty()) {
    const Value& hops = ValueAt(*source.attributes, facts.hops);
    const auto told = hops.kind() == Value::Kind::kNumber ? hops.AsNumber().ToInt64() : std::nullopt;
    if (told && *told > 1) bfd.Put("hops", Value::Int(*told));
  }
  session.Put("bfd", std::move(bfd));
}

// A state and a configuration say that there is a key by its version, or by the key itself.
bool SaysKey(const Value& object) {
  return object.Get(field::kAuthKeyWoVersion).is_known() || object.Get(field::kAuthKey).is_known();
}

void PutKey(const LinkInput& link, const SessionSource& source, Value& session) {
  KeyState key = source.key;
  if (key == KeyState::kUnknown && (SaysKey(*source.attributes) || SaysKey(*source.group))) key = KeyState::kSet;
  session.Put("key", Value::String(key == KeyState::kSet ? "set" : key == KeyState::kNone ? "none" : "unknown"));
  PutFlag(session, "has_key", key == KeyState::kSet || (key == KeyState::kUnknown && link.traits->router.always_keyed));
}

Status PutBgp(const LinkInput& link, const SessionSource& source, Value& session) {
  PutFlag(session, "bgp", true);
  const Value& own = *source.attributes;
  IC_RETURN_IF_ERROR(
      PutAsn("local_asn", field::kCustomerAsn, NumberText(field::kCustomerAsn, {&own, source.group}), source, session));
  IC_RETURN_IF_ERROR(PutAsn("remote_asn", field::kCloudAsn,
                            NumberText(field::kCloudAsn, {&own, source.group, &link.interface}), source, session));
  PutKey(link, source, session);
  const TimerFacts& timers = link.traits->router.timers;
  if (timers.hold > 0) {
    session.Put("keepalive", Value::Int(timers.keepalive));
    session.Put("hold", Value::Int(timers.hold));
  }
  return OkStatus();
}

}  // namespace

Status NotKnown(std::string_view attribute, Kind kind, std::string_view object, const Value& attributes) {
  const std::string id = TextAt(attributes, field::kId);
  const std::string name = !object.empty() ? std::string(object) : fmt::format("{} {}", KindTitle(kind), id);
  return FailedPreconditionError(
      fmt::format("{} of {} is not known, and no router can be set up without it. What the cloud chooses is known once "
                  "the object is there: read it live, after an apply.",
                  attribute, name));
}

bool HasOwnSession(const Value& interface) {
  if (!TextAt(interface, field::kCustomerAsn).empty()) return true;
  return TextAt(interface, field::kRouteMode) == "static" && !TextAt(interface, field::kCustomerAddress).empty();
}

Value AddressValue(const Cidr& local, const IpAddress& remote) {
  const bool ipv4 = local.family() == AddressFamily::kIpv4;
  Value address = Value::Object({});
  address.Put("family", Value::String(AddressFamilyName(local.family())));
  PutFlag(address, ipv4 ? "ipv4" : "ipv6", true);
  address.Put("local", Value::String(local.ToString()));
  address.Put("local_address", Value::String(local.address().ToString()));
  address.Put("remote_address", Value::String(remote.ToString()));
  address.Put("length", Value::Int(local.length()));
  if (ipv4) address.Put("netmask", Value::String(Netmask(local.length())));
  address.Put("subnet", Value::String(local.Prefix().ToString()));
  return address;
}

StatusOr<Value> SessionOf(const LinkInput& link, const SessionSource& source) {
  IC_ASSIGN_OR_RETURN(const Ends ends, EndsOf(source));
  Value session = AddressValue(ends.local, ends.remote);
  PutText(session, "object", source.object);
  PutText(session, "id", TextAt(*source.attributes, field::kId));
  PutFlag(session, "on_link", ends.on_link);
  PutRoutes(link, source, ends.local.family(), session);
  PutBfd(link, source, session);
  if (TextAt(*source.attributes, field::kRouteMode) == "static") {
    PutFlag(session, "static", true);
    return session;
  }
  IC_RETURN_IF_ERROR(PutBgp(link, source, session));
  return session;
}

}  // namespace ic::router
