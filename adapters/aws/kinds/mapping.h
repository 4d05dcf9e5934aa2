// The vocabulary and the API, both ways: rows of the tables, and what no row can say (sessions: session.cc).
//
// Reading is lenient: a value of a type or an enumeration never seen before is passed on or left out, never a failure.
// What the API does not tell (intentions such as the prefixes of a private interface, `adopt`, `timeouts`) stays as
// `prior` has it. No key is in a result, unless `prior` holds `auth_key`: then it is the live one.
// Source of the names: service model directconnect 2012-10-25.
#ifndef ADAPTERS_AWS_KINDS_MAPPING_H_
#define ADAPTERS_AWS_KINDS_MAPPING_H_

#include <optional>
#include <string>
#include <string_view>

#include <nlohmann/json_fwd.hpp>

#include "adapters/aws/kinds/session.h"
#include "adapters/common/kinds/change.h"
#include "schema/value/value.h"

namespace ic::aws {

// Objects of the vocabulary from the API's. `region` is the one whose endpoint was asked. `prior` may be null.
Value ReadConnection(const nlohmann::json& connection, const std::string& region, const Value& prior);
// `session` is the one the interface tracks, null if none of its family lives; `connection_id` what to show for it.
Value ReadInterface(const nlohmann::json& interface, const Session* session, const std::string& connection_id,
                    const std::string& region, const Value& prior);
Value ReadPeer(const std::string& interface_id, const Session& session, const std::string& region, const Value& prior);
Value ReadAllowedPrefix(const std::string& association, const std::string& cidr, const std::string& region,
                        const Value& prior);

// The members of CreateConnection. Tags are left to the caller.
nlohmann::json WriteConnection(const Value& desired);

// A type of virtual interface: its operations, and where their members are.
// The create of a transit interface answers with the interface wrapped in `virtualInterface`, the others with it flat.
struct InterfaceType {
  std::string_view name;             // "private"
  std::string_view create;           // "CreatePrivateVirtualInterface"
  std::string_view create_member;    // "newPrivateVirtualInterface"
  std::string_view allocate;         // for another account
  std::string_view allocate_member;  // "newPrivateVirtualInterfaceAllocation"
  std::string_view confirm;          // accepts an offered one
  bool has_mtu;
  bool has_gateway;
};
// Null for a type this build does not know.
const InterfaceType* FindInterfaceType(std::string_view name);

// The struct of a create (`allocation`: of an allocation, which knows neither gateway nor SiteLink). Tags are left to
// the caller.
nlohmann::json WriteInterface(const InterfaceType& type, bool allocation, const Value& desired,
                              const std::optional<std::string>& auth_key);

// `virtualGatewayId` or `directConnectGatewayId`, by the form of the id.
std::string_view GatewayMember(std::string_view gateway_id);

// The interface in the answer of a create, an update or a call about peers: wrapped or flat.
const nlohmann::json& InterfaceInAnswer(const nlohmann::json& answer);

// Of a field inside the `aws` object; as text: "" if it is null or unknown.
const Value& VendorField(const Value& object, std::string_view name);
std::string VendorText(const Value& object, std::string_view name);

}  // namespace ic::aws

#endif  // ADAPTERS_AWS_KINDS_MAPPING_H_
