// The service's rules for single members, and for the sessions that interfaces and peers share.
#ifndef SIMULATORS_HUAWEI_OPERATIONS_CHECKS_H_
#define SIMULATORS_HUAWEI_OPERATIONS_CHECKS_H_

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "base/status.h"
#include "simulators/huawei/operations/operation.h"
#include "simulators/huawei/world/world.h"

namespace ic::sim::huawei {

enum class Shape : std::uint8_t { kText, kNumber, kFlag, kList, kObject };

struct Member {
  std::string_view name;
  Shape shape;
};

// Types (DC.0001), and that every member is one of these: the real service ignores others, but they are mistakes more
// often than news. A lenient simulator takes them out of the request.
Status CheckMembers(OperationCall& call, std::initializer_list<Member> known);

// Members of the request; absent ones give the value given.
bool Has(const Json& in, std::string_view name);
std::string TextOf(const Json& in, std::string_view name, std::string_view otherwise = "");
std::int64_t NumberOf(const Json& in, std::string_view name, std::int64_t otherwise = 0);
bool FlagOf(const Json& in, std::string_view name);
std::vector<std::string> ListOf(const Json& in, std::string_view name);

Status CheckRequired(const Json& in, std::initializer_list<std::string_view> names);
Status CheckChoice(const Json& in, std::string_view name, std::initializer_list<std::string_view> allowed);
Status CheckRange(const Json& in, std::string_view name, std::int64_t least, std::int64_t most);
// `name` (least to 64 characters: letters of any script, digits and "_-.") and `description` (up to 128, without "<>").
Status CheckNames(const Json& in, std::size_t least = 0);
Status CheckLength(const Json& in, std::string_view name, std::size_t most);

// A session as interfaces and peers describe it, in the words of a peer.
struct Session {
  std::string family;      // "ipv4", "ipv6"
  std::string route_mode;  // "bgp", "static"
  std::string local;
  std::string remote;
  std::int64_t asn = 0;
  std::string md5;  // secret
  std::vector<std::string> subnets;
  std::vector<std::string> services;  // subnets of public services
};

// Addresses, ASN (DC.0008, DC.1203, DC.1223), key, and the subnets against the gateway's (DC.1105). A global
// gateway has an ASN and no local subnets; `gateway` may be null.
Status CheckSession(const OperationCall& call, const Session& session, const Resource* gateway);
// The subnets alone, for a change. `link`: the local gateway address.
Status CheckRemoteSubnets(const OperationCall& call, std::string_view family, const std::vector<std::string>& subnets,
                          const Resource* gateway);

// Tags of a creation: [{"key": …, "value": …}], ten at most.
StatusOr<Tags> ReadTags(const Json& list);
Status CheckTagCount(const Tags& tags);

}  // namespace ic::sim::huawei

#endif  // SIMULATORS_HUAWEI_OPERATIONS_CHECKS_H_
