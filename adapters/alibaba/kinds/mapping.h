// The vocabulary and the API, member by member, both ways.
//
// Reading is lenient: a value of a type or an enumeration never seen before is passed on or left out, never a failure.
// What the API does not tell (intentions such as customer_prefixes, `adopt`, `timeouts`) stays as `prior` has it. No
// key is in a result, unless `prior` holds `auth_key`: then it is the live one. Source of the names: VPC API
// 2016-04-28. Numbers come as JSON numbers or as their text, flags likewise.
#ifndef ADAPTERS_ALIBABA_KINDS_MAPPING_H_
#define ADAPTERS_ALIBABA_KINDS_MAPPING_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include <nlohmann/json_fwd.hpp>

#include "adapters/alibaba/client/signer.h"
#include "adapters/alibaba/kinds/session.h"
#include "adapters/common/kinds/tags.h"
#include "base/ip.h"
#include "schema/value/value.h"

namespace ic::alibaba {

// "ipv4" or "ipv6", from IpVersion.
std::string FamilyOf(const nlohmann::json& object);
// The usual spelling, or `text` itself if it is no address or prefix.
std::string CanonicalAddress(const std::string& text);

// 24 from "255.255.255.0", and back; 0 if it is no mask.
int LengthOfMask(const std::string& mask);
std::string MaskOf(int length);

// The two ends of a router's link in one family, as the vocabulary writes them; empty if there are none.
struct Link {
  std::string cloud;     // "10.0.0.1/30"
  std::string customer;  // "10.0.0.2/30"
};
Link LinkOf(const nlohmann::json& interface, std::string_view family);

// The user's tags and the marks of a connection or a virtual border router.
TagSplit TagsOf(const nlohmann::json& object);

// On a partner's line, which allocated it.
bool IsHostedConnection(const nlohmann::json& connection);

// Objects of the vocabulary from the API's. `region` is the one whose endpoint was asked. `prior` may be null.
Value ReadConnection(const nlohmann::json& connection, const std::string& region, const Value& prior);
// `own` is the interface's own session, null if it has none; `has_sessions`: any session lives on it.
Value ReadInterface(const nlohmann::json& interface, const Session* own, bool has_sessions, const std::string& region,
                    const Value& prior);
// `interface` may be null: then what it would tell stays as it was.
Value ReadPeer(const Session& session, const nlohmann::json* interface, const std::string& region, const Value& prior);
Value ReadGroup(const nlohmann::json& group, const std::string& region, const Value& prior);
Value ReadNetwork(const std::string& interface_id, const nlohmann::json& network, const std::string& region,
                  const Value& prior);

// Parameters of CreatePhysicalConnection, and of its Modify for what `changed` names. Tags are left to the caller.
Parameters WriteConnection(const Value& desired);
Parameters WriteConnectionChange(const std::vector<std::string>& changed, const Value& desired);
// Likewise of CreateVirtualBorderRouter and ModifyVirtualBorderRouterAttribute.
Parameters WriteInterface(const Value& desired);
Parameters WriteInterfaceChange(const std::vector<std::string>& changed, const Value& desired);
// What a Modify takes of the link in IPv6, which travels whole, as far as `changed` names it. Empty: it does not, or
// the router has it already.
Parameters WriteIpv6Change(const std::vector<std::string>& changed, const Value& desired, const nlohmann::json& live);
// The four members of that link.
Parameters Ipv6Link(const Cidr& cloud, const IpAddress& customer);
// Of CreateBgpGroup and ModifyBgpGroupAttribute; an empty key clears it.
Parameters WriteGroup(const Value& desired, const std::optional<std::string>& auth_key);
Parameters WriteGroupChange(const std::vector<std::string>& changed, const Value& desired,
                            const std::optional<std::string>& auth_key);
void PutKey(Parameters& parameters, const std::optional<std::string>& auth_key, bool creating);

// The address of a text such as "10.0.0.2/30", canonical; empty if there is none.
std::string AddressPart(const std::string& interface_text);
// "65536" from "1.0"; the text itself if it is none.
std::string Asplain(const std::string& text);

// True of a virtual border router that was made for another account (alibaba.owner_account).
bool IsForOther(const Value& interface);

// Of a field inside the `alibaba` object.
const Value& VendorField(const Value& object, std::string_view name);
std::string VendorText(const Value& object, std::string_view name);
std::optional<bool> VendorFlag(const Value& object, std::string_view name);
std::optional<std::int64_t> VendorNumber(const Value& object, std::string_view name);

}  // namespace ic::alibaba

#endif  // ADAPTERS_ALIBABA_KINDS_MAPPING_H_
