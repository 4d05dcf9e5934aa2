// What the tests over simulated clouds must know about one: how to reach it, what to wish for in it, and how its
// objects read.
#ifndef TESTS_CLOUDS_VENDOR_H_
#define TESTS_CLOUDS_VENDOR_H_

#include <cstddef>
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "adapters/contract/kind.h"
#include "schema/value/value.h"
#include "tests/clouds/things.h"

namespace ic::simulation {

class Clouds;

// What stands in a cloud before a set is wished for.
struct Parents {
  std::string gateway;             // of interfaces; empty: none is named
  std::string advertiser;          // of prefixes; empty: the interface
  std::vector<std::string> lines;  // to adopt; empty: connections are ordered
  // To adopt: what a partner hosts, and the VLAN that its one interface has.
  std::vector<std::pair<std::string, std::int64_t>> hosted = {};
};

// Members of the cloud's objects that the change of a field shows in.
struct FieldMembers {
  Kind kind = Kind::kConnection;
  std::string_view path;  // empty: what an object of the kind brings to another when it comes, and takes when it goes
  std::string_view what;  // Thing::what
  std::set<std::string_view> members;
};

struct SimulatedVendor {
  std::string_view name;
  // A mishap at every so many calls, so that the simulation of a cloud alone takes some seconds.
  std::size_t stride = 1;

  // In a configuration and in a shell. The credentials are the simulated account's.
  std::string_view region;
  std::vector<std::string_view> endpoints;  // settings that take the address
  std::map<std::string, std::string> environment;
  std::string_view secret;  // of them; must show nowhere
  // Settings with the credentials of another account; empty: the cloud does not tell whose credentials are.
  std::map<std::string, std::string> another_account = {};

  // Desired sets: what differs from cloud to cloud; the rest is the same everywhere.
  Parents (*plant)(Clouds& clouds);
  bool has_interfaces = true;
  std::string_view location = {};         // of connections that are ordered; empty: they are adopted
  Value port = Value::Object({});         // what a connection needs beside
  Value interface = Value::Object({});    // what an interface needs beside
  Value offer = Value::Object({});        // what makes an interface one for another account; empty: there is none
  std::string_view network = {};          // three octets, of the addresses of sessions; empty: the cloud chooses them
  std::string_view network_v6 = {};       // a prefix of 16 bits; empty: the cloud chooses them
  bool sessions_are_objects = false;      // an interface may be without, and a group is an object that holds their key
  bool orders_more = true;                // another connection fits beside the first
  std::string_view other_bandwidth = {};  // a connection changes to it; empty: it cannot
  std::int64_t other_mtu = 0;             // an interface changes to it; 0: it cannot
  std::string_view other_rate = {};       // the bandwidth of an interface changes to it; empty: it cannot

  // Reading the cloud's objects.
  void (*flatten)(const nlohmann::json& objects, Things& things);
  std::vector<FieldMembers> members = {};

  // Whether a change of the field at `path` of an object may change that member of a thing.
  bool MayChange(Kind kind, std::string_view path, std::string_view of, std::string_view member) const;
};

// Every vendor of cmake/Vendors.cmake, in its order; live for ever. The .cc is made from that list.
const std::vector<const SimulatedVendor*>& AllVendors();
const SimulatedVendor& VendorNamed(std::string_view name);

}  // namespace ic::simulation

#endif  // TESTS_CLOUDS_VENDOR_H_
