#include "adapters/common/session/session.h"

#include <algorithm>
#include <cstdint>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "adapters/common/client/json_read.h"
#include "adapters/contract/asn.h"
#include "adapters/contract/field_values.h"
#include "adapters/contract/fields.h"
#include "base/ip.h"

namespace ic {
namespace {

bool SameAddress(const std::string& live, const std::string& wanted) {
  static const Field kEnd = {.meaning = Meaning::kEnd};
  return Equivalent(kEnd, Value::String(live), Value::String(wanted));
}

// With the length of the other end where it is written alone.
std::string WithLengthOf(const std::string& end, const std::string& other) {
  const StatusOr<IpAddress> alone = IpAddress::Parse(end);
  const StatusOr<Cidr> with_length = Cidr::Parse(other);
  if (!alone.ok() || !with_length.ok() || with_length->family() != alone->family()) return end;
  return Cidr::Of(*alone, with_length->length()).ToString();
}

}  // namespace

SessionRequest RequestedSession(const Value& desired, const std::optional<std::string>& auth_key) {
  SessionRequest request = {.address_family = TextField(desired, field::kAddressFamily),
                            .route_mode = TextField(desired, field::kRouteMode),
                            .customer_asn = TextField(desired, field::kCustomerAsn),
                            .cloud_address = TextField(desired, field::kCloudAddress),
                            .customer_address = TextField(desired, field::kCustomerAddress),
                            .prefixes = TextsOf(desired.Get(field::kCustomerPrefixes)),
                            .auth_key = auth_key};
  request.cloud_address = WithLengthOf(request.cloud_address, request.customer_address);
  request.customer_address = WithLengthOf(request.customer_address, request.cloud_address);
  if (request.address_family.empty()) request.address_family = "ipv4";
  if (request.route_mode.empty()) request.route_mode = "bgp";
  return request;
}

bool Satisfies(const Session& session, const SessionRequest& request) {
  if (session.address_family != request.address_family) return false;
  if (!session.route_mode.empty() && session.route_mode != request.route_mode) return false;
  if (const StatusOr<std::uint32_t> asn = ParseAsn(request.customer_asn);
      asn.ok() && session.customer_asn != FormatAsn(*asn)) {
    return false;
  }
  if (!request.cloud_address.empty() && !SameAddress(session.cloud_address, request.cloud_address)) return false;
  if (!request.customer_address.empty() && !SameAddress(session.customer_address, request.customer_address)) {
    return false;
  }
  return !request.auth_key || request.auth_key->empty() || session.auth_key == *request.auth_key;
}

void PutSession(const Session& session, Value& attributes) {
  attributes.Put(field::kCustomerAsn, TextOrNull(session.customer_asn));
  attributes.Put(field::kCloudAddress, TextOrNull(session.cloud_address));
  attributes.Put(field::kCustomerAddress, TextOrNull(session.customer_address));
  attributes.Put(field::kAddressFamily, Value::String(session.address_family));
  PutLiveKey(session.auth_key, attributes);
}

void PutLost(Value& attributes) {
  const bool is_static = TextField(attributes, field::kRouteMode) == "static";
  attributes.Put(is_static ? field::kCustomerAddress : field::kCustomerAsn, Value::Null());
}

const Session* FindSession(const std::vector<Session>& sessions, std::string_view address_family) {
  const auto found = std::ranges::find(sessions, address_family, &Session::address_family);
  return found == sessions.end() ? nullptr : &*found;
}

const Session* FindSession(const std::vector<Session>& sessions, std::string_view id, std::string_view address_family) {
  if (id.empty()) return FindSession(sessions, address_family);
  const auto found = std::ranges::find(sessions, id, &Session::id);
  return found == sessions.end() ? nullptr : &*found;
}

std::string OwnFamily(const std::vector<Session>& sessions) {
  if (sessions.empty() || FindSession(sessions, "ipv4") != nullptr) return "ipv4";
  return sessions.front().address_family;
}

std::vector<Session> WithoutLeft(std::vector<Session> sessions, const StateTable& states) {
  std::erase_if(sessions,
                [&](const Session& session) { return HasLeft(states.Of(Kind::kBgpPeer, session.state).stage); });
  return sessions;
}

std::vector<std::string> Families(const std::vector<Session>& sessions) {
  std::vector<std::string> families;
  for (const Session& session : sessions) families.push_back(session.address_family);
  std::ranges::sort(families);
  families.erase(std::unique(families.begin(), families.end()), families.end());
  return families;
}

std::string StateText(const Session& session, const SessionWords& words) {
  if (session.status.empty() && words.may_be_silent) return session.state;
  return fmt::format("{}, BGP {}", session.state, session.status.empty() ? "unknown" : session.status);
}

void AddSessions(const std::vector<Session>& sessions, const SessionWords& words, const StateRow& interface,
                 Health& health) {
  int up = -1;
  for (const Session& session : sessions) {
    Health::Session told;
    told.state = words.health(session.state, session.status);
    if (told.state != HealthState::kUnknown) up = std::max(up, told.state == HealthState::kUp ? 1 : 0);
    told.address_family = session.address_family;
    told.id = session.id;
    told.vendor_state = StateText(session, words);
    told.customer_address = session.customer_address;
    told.cloud_address = session.cloud_address;
    told.customer_asn = session.customer_asn;
    health.sessions.push_back(std::move(told));
  }
  health.state = HealthOf(interface, up);
}

std::optional<std::string> ToldKey(const nlohmann::json& object, std::string_view name) {
  if (!object.is_object() || !object.contains(name)) return std::nullopt;
  return TextOf(object, name);
}

void PutLiveKey(const std::optional<std::string>& live, Value& attributes) {
  if (!live || !attributes.Get(field::kAuthKey).is_known()) return;
  attributes.Put(field::kAuthKey, live->empty() ? Value::Null() : Value::String(*live));
}

std::vector<std::string> TextsOf(const Value& set) {
  std::vector<std::string> texts;
  if (set.kind() != Value::Kind::kSet && set.kind() != Value::Kind::kList) return texts;
  for (const Value& element : set.elements()) {
    if (element.kind() == Value::Kind::kString) texts.push_back(element.AsString());
  }
  return texts;
}

}  // namespace ic
