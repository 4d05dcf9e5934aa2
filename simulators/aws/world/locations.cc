#include "simulators/aws/world/locations.h"

#include <array>
#include <utility>

namespace ic::sim::aws {
namespace {

using Names = std::vector<std::string_view>;

const Names& AllSpeeds() {
  static const Names speeds = {"1G", "10G", "100G", "400G"};
  return speeds;
}
const Names& ThreeSpeeds() {
  static const Names speeds = {"1G", "10G", "100G"};
  return speeds;
}
const Names& OldSpeeds() {
  static const Names speeds = {"1G", "10G"};
  return speeds;
}

}  // namespace

std::span<const Location> Locations() {
  static const std::array<Location, 16> locations = {{
      {"EqDC2",
       "Equinix DC2/DC11, Ashburn, VA",
       "us-east-1",
       AllSpeeds(),
       {"10G", "100G", "400G"},
       {"Equinix", "Lumen Technologies", "Megaport", "PacketFabric"}},
      {"CSVA1",
       "CoreSite VA1, Reston, VA",
       "us-east-1",
       ThreeSpeeds(),
       {"10G", "100G"},
       {"CoreSite", "Megaport", "Zayo"}},
      {"EqDA2", "Equinix DA2, Dallas, TX", "us-east-1", ThreeSpeeds(), {"10G", "100G"}, {"Equinix", "Megaport"}},
      {"EQC50",
       "Equinix CH2, Chicago, IL",
       "us-east-2",
       ThreeSpeeds(),
       {"10G", "100G"},
       {"Equinix", "Lumen Technologies"}},
      {"EqSV5",
       "Equinix SV5, San Jose, CA",
       "us-west-1",
       ThreeSpeeds(),
       {"10G", "100G"},
       {"Equinix", "Megaport", "PacketFabric"}},
      {"EqSe2-EQ",
       "Equinix SE2, Seattle, WA",
       "us-west-2",
       AllSpeeds(),
       {"10G", "100G", "400G"},
       {"Equinix", "Megaport", "Zayo"}},
      {"PEH51", "Pittock Block, Portland, OR", "us-west-2", ThreeSpeeds(), {"10G", "100G"}, {"Megaport", "Zayo"}},
      {"SUPP2", "Switch SUPERNAP 8, Las Vegas, NV", "us-west-2", OldSpeeds(), {"10G"}, {"Switch"}},
      {"ECDB1", "Eircom Clonshaugh, Dublin, IRL", "eu-west-1", OldSpeeds(), {"10G"}, {"Eir", "euNetworks"}},
      {"EqDB2", "Equinix DB2, Dublin, IRL", "eu-west-1", ThreeSpeeds(), {"10G", "100G"}, {"Equinix", "Megaport"}},
      {"EqLD5",
       "Equinix LD5, London, GBR",
       "eu-west-2",
       AllSpeeds(),
       {"10G", "100G", "400G"},
       {"Equinix", "BT", "Colt"}},
      {"EqFA5", "Equinix FR5, Frankfurt, DEU", "eu-central-1", ThreeSpeeds(), {"10G", "100G"}, {"Equinix", "DE-CIX"}},
      {"EqSG2",
       "Equinix SG2, Singapore, SGP",
       "ap-southeast-1",
       ThreeSpeeds(),
       {"10G", "100G"},
       {"Equinix", "Megaport", "Singtel"}},
      {"GSSG1",
       "Global Switch, Singapore, SGP",
       "ap-southeast-1",
       ThreeSpeeds(),
       {"10G", "100G"},
       {"StarHub", "Megaport"}},
      {"EqTy2", "Equinix TY2, Tokyo, JPN", "ap-northeast-1", ThreeSpeeds(), {"10G", "100G"}, {"Equinix", "NTT"}},
      {"TIVIT", "Tivit, Sao Paulo, BRA", "sa-east-1", OldSpeeds(), {}, {"Tivit", "Embratel"}},
  }};
  return locations;
}

const Location* FindLocation(std::string_view code, std::string_view region) {
  for (const Location& location : Locations()) {
    if (location.code == code && location.region == region) return &location;
  }
  return nullptr;
}

std::string_view SpeedOf(std::string_view bandwidth) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 4> kSpeeds = {
      {{"1Gbps", "1G"}, {"10Gbps", "10G"}, {"100Gbps", "100G"}, {"400Gbps", "400G"}}};
  for (const auto& [name, speed] : kSpeeds) {
    if (name == bandwidth) return speed;
  }
  return "";
}

}  // namespace ic::sim::aws
