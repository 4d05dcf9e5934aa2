#include "router/platforms.h"

#include <algorithm>

namespace ic::router {

const std::vector<Platform>& Platforms() {
  // A `?` asks for help where a configuration is typed or pasted.
  static const std::vector<Platform> kPlatforms = {
      {"frr", "FRRouting", "conf", Proof::kSession, "",
       "The subinterface and its MTU are the operating system's: the head of the file has the commands."},
      {"bird", "BIRD 2", "conf", Proof::kSession, "\"",
       "The subinterface, its addresses and its MTU are the operating system's: the head of the file has the "
       "commands.",
       true},
      {"ios-xe", "Cisco IOS-XE", "cfg", Proof::kGolden, "?\""},
      {"nx-os", "Cisco NX-OS", "cfg", Proof::kGolden, "?\""},
      {"ios-xr", "Cisco IOS-XR", "cfg", Proof::kGolden, "?\""},
      {"junos", "Juniper Junos, hierarchical", "conf", Proof::kGolden, "\"\\"},
      {"junos-set", "Juniper Junos, set commands", "set", Proof::kGolden, "\"\\"},
      {"eos", "Arista EOS", "cfg", Proof::kGolden, "?\""},
      {"vrp", "Huawei VRP", "cfg", Proof::kGolden, "?\""},
      {"pan-os", "Palo Alto Networks PAN-OS", "set", Proof::kGolden, "?\"'\\",
       "Zones and security policy are the firewall's own, and are not written."},
      {"vyos", "VyOS", "set", Proof::kGolden, "'\\"},
      {"routeros", "MikroTik RouterOS 7", "rsc", Proof::kGolden, "?\"\\$"},
  };
  return kPlatforms;
}

const Platform* FindPlatform(std::string_view name) {
  const auto& all = Platforms();
  const auto found = std::ranges::find(all, name, &Platform::name);
  return found == all.end() ? nullptr : &*found;
}

}  // namespace ic::router
