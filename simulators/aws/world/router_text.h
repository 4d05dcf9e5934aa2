// The text that DescribeRouterConfiguration gives, and the routers that it knows.
#ifndef SIMULATORS_AWS_WORLD_ROUTER_TEXT_H_
#define SIMULATORS_AWS_WORLD_ROUTER_TEXT_H_

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include <nlohmann/json_fwd.hpp>

#include "simulators/aws/world/objects.h"

namespace ic::sim::aws {

// Names as the service's answers have them (the Terraform AWS provider's documentation lists the set).
struct RouterType {
  enum class Dialect { kIos, kNxos, kJunos, kPanos };

  std::string_view identifier;
  std::string_view vendor;
  std::string_view platform;
  std::string_view software;
  std::string_view xslt;
  std::string_view xslt_macsec;  // empty if there is none
  Dialect dialect;
};

std::span<const RouterType> RouterTypes();
// Null if there is no such router.
const RouterType* FindRouterType(std::string_view identifier);
nlohmann::json RouterTypeJson(const RouterType& router);

// Commands for that router: the interface's VLAN, addresses, sessions and keys, after a header that names them. In the
// simulator's own words: of the order of the service's text, not the text.
std::string RouterText(const RouterType& router, const VirtualInterface& interface, std::int64_t amazon_asn);

}  // namespace ic::sim::aws

#endif  // SIMULATORS_AWS_WORLD_ROUTER_TEXT_H_
