// The BGP sessions of a virtual border router, as DescribeBgpPeers tells them, joined with the name of their group.
#ifndef ADAPTERS_ALIBABA_KINDS_SESSION_H_
#define ADAPTERS_ALIBABA_KINDS_SESSION_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "adapters/alibaba/tables/states.h"
#include "adapters/common/session/session.h"
#include "adapters/contract/adapter.h"

namespace ic::alibaba {

// `customer_address` is canonical, without a length; the cloud's is its interface's.
struct Session : ic::Session {
  std::string interface_id;
  std::string group_id;
  std::string group_name;
  bool fake_asn = false;
  std::optional<std::int64_t> route_limit;
  bool bfd = false;
  std::optional<std::int64_t> hops;
};
inline constexpr SessionWords kSessionWords = {.health = SessionHealth};

// Names of the groups that stand for no resource. The interface's own session has one; every session that is written
// without a group has one by its address.
inline constexpr std::string_view kInterfaceGroupName = "interconnect-session";
std::string PeerGroupName(std::string_view address);
bool IsOwnGroupName(std::string_view name);

// "ipv4", "ipv6", sorted, each once.
std::vector<std::string> Families(const std::vector<Session>& sessions);

}  // namespace ic::alibaba

#endif  // ADAPTERS_ALIBABA_KINDS_SESSION_H_
