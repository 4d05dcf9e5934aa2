#include "adapters/alibaba/kinds/session.h"

#include <algorithm>
#include <set>

#include "adapters/alibaba/tables/traits.h"

namespace ic::alibaba {
namespace {

constexpr std::string_view kPeerGroupPrefix = "interconnect-peer-";

}  // namespace

std::string PeerGroupName(std::string_view address) {
  std::string name = std::string(kPeerGroupPrefix) + std::string(address);
  std::ranges::replace(name, ':', '-');
  return name;
}

bool IsOwnGroupName(std::string_view name) { return name.starts_with(kOwnGroupPrefix); }

std::vector<std::string> Families(const std::vector<Session>& sessions) {
  std::set<std::string> families;
  for (const Session& session : sessions) families.insert(session.address_family);
  return {families.begin(), families.end()};
}

}  // namespace ic::alibaba
