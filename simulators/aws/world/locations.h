// The Direct Connect locations that the simulator has: a choice of real ones. Regions, names and codes as
// DescribeLocations and the published list of locations spell them; speeds and providers are of the order of the real.
#ifndef SIMULATORS_AWS_WORLD_LOCATIONS_H_
#define SIMULATORS_AWS_WORLD_LOCATIONS_H_

#include <span>
#include <string_view>
#include <vector>

namespace ic::sim::aws {

struct Location {
  std::string_view code;
  std::string_view name;
  std::string_view region;
  std::vector<std::string_view> speeds;         // "1G": spelled otherwise than a bandwidth
  std::vector<std::string_view> macsec_speeds;  // of those, with MACsec
  std::vector<std::string_view> providers;
};

std::span<const Location> Locations();

// Null if the region has no such location.
const Location* FindLocation(std::string_view code, std::string_view region);

// "1Gbps" → "1G"; empty if it is not the bandwidth of a dedicated port.
std::string_view SpeedOf(std::string_view bandwidth);

}  // namespace ic::sim::aws

#endif  // SIMULATORS_AWS_WORLD_LOCATIONS_H_
