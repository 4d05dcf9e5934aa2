// The simulated access points and regions.
#ifndef SIMULATORS_ALIBABA_WORLD_ACCESS_POINTS_H_
#define SIMULATORS_ALIBABA_WORLD_ACCESS_POINTS_H_

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace ic::sim::alibaba {

struct AccessPoint {
  std::string_view id;
  std::string_view name;
  std::string_view region;
  std::string_view operator_name;
};

// Names are made up; ids have the service's form "ap-<region>-<letters>-<number>".
std::span<const AccessPoint> AccessPoints();
const AccessPoint* FindAccessPoint(std::string_view id);

std::span<const std::string_view> Regions();
bool KnownRegion(std::string_view region);

}  // namespace ic::sim::alibaba

#endif  // SIMULATORS_ALIBABA_WORLD_ACCESS_POINTS_H_
