// What the simulated Express Connect keeps. How it looks on the wire is render.h's.
#ifndef SIMULATORS_ALIBABA_WORLD_OBJECTS_H_
#define SIMULATORS_ALIBABA_WORLD_OBJECTS_H_

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "simulators/server/objects/life.h"

namespace ic::sim::alibaba {

// The letter of authorization of a circuit.
struct Loa {
  Life life;  // Applying, Available, Rejected, Completing, Complete
  std::string company;
  std::string construction_time;
  std::string construction_firm;
  std::string line_type;
  std::int64_t bandwidth = 0;
  std::string peer_location;
  std::string line_code;
  std::string line_label;
  std::string line_contact;
  std::string line_provider;
  std::vector<std::map<std::string, std::string>> people;  // the PMInfo structures
};

// A physical connection: dedicated, or hosted on another's circuit.
struct Circuit {
  std::string id;
  std::string owner;
  std::string region;
  std::string name;
  std::string description;
  std::string access_point;
  std::string line_operator;
  std::string port_type;
  std::int64_t bandwidth = 0;  // Mbit/s; 0: not said
  std::string peer_location;
  std::string redundant_id;
  std::string circuit_code;
  std::string resource_group;
  std::string optical_module;
  std::string order_mode;
  std::string business_status = "Normal";
  Life life;  // Initial … Terminated
  std::optional<Loa> loa;
  bool ordered = false;  // an occupancy order waits for payment, or was paid
  Time created;
  std::optional<Time> enabled;
  Tags tags;

  // Hosted only.
  std::string parent_id;
  std::string parent_owner;
  std::string spec;  // "500M"
  std::string expect_spec;
  std::int64_t vlan = 0;
  std::string vpconn_status;  // UnConfirmed, Confirmed, Deleted

  bool hosted() const { return !parent_id.empty(); }
};

// The two ends on one subinterface.
struct Addresses {
  std::string local;
  std::string peer;
  std::string mask;
  bool ipv6 = false;
  std::string local6;
  std::string peer6;
  std::string mask6;
};

// A further circuit of a VBR.
struct Association {
  std::string circuit_id;
  std::int64_t vlan = 0;
  std::string vlan_interface;
  std::string circuit_code;
  Addresses addresses;
};

// A virtual border router.
struct Router {
  std::string id;
  std::string owner;
  std::string region;
  std::string circuit_id;
  std::string name;
  std::string description;
  std::string circuit_code;
  std::string resource_group;
  std::string route_table;
  std::string vlan_interface;
  std::int64_t vlan = 0;
  std::int64_t bandwidth = 0;
  Addresses addresses;
  std::int64_t min_tx = 1000;
  std::int64_t min_rx = 1000;
  std::int64_t multiplier = 3;
  std::int64_t mtu = 1500;
  bool sitelink = false;
  std::string ecr_id;
  bool uplink = true;  // something in the cloud stands behind it, so that a prefix can be announced
  Life life;           // unconfirmed, active, terminating, terminated, recovering, deleting
  Time created;
  std::optional<Time> activated;
  std::optional<Time> terminated;
  std::optional<Time> recovered;
  std::vector<Association> associations;
  std::vector<std::string> grants;  // "vpc/owner/region"
  Tags tags;
};

struct Group {
  std::string id;
  std::string owner;
  std::string region;
  std::string router_id;
  std::string name;
  std::string description;
  std::string auth_key;
  std::int64_t peer_asn = 0;
  std::int64_t local_asn = 0;
  bool fake_asn = false;
  std::string ip_version = "IPv4";
  std::int64_t route_limit = 0;
  Life life;  // Pending, Available, Modifying, Deleting
};

struct Peer {
  std::string id;
  std::string owner;
  std::string region;
  std::string group_id;
  std::string router_id;
  std::string address;
  std::string ip_version = "IPv4";
  bool bfd = false;
  std::int64_t hop = 0;
  bool router_up = false;      // the customer's router answers
  std::int64_t announced = 0;  // how many routes it sends; those above the limit are dropped
  std::string bgp_status;      // set from outside; empty: follows router_up
  Life life;                   // Pending, Available, Modifying, Deleting
  Time modified;
};

// A prefix that a VBR announces. Its key is the router and the prefix.
struct Network {
  std::string id;  // "router/prefix", for the control address only
  std::string owner;
  std::string region;
  std::string router_id;
  std::string cidr;
  std::string vpc_id;
  Life life;  // Pending, Available, Deleting
};

struct RouteEntry {
  std::string id;
  std::string table_id;
  std::string cidr;
  std::string next_hop;
  std::string next_hop_type;
  std::string name;
  std::string description;
  std::string type = "Custom";
  std::string ip_version = "IPv4";
  Life life;  // Creating, Available, Deleting
};

// A VBR's uplink towards a VPC or another VBR. Made over the control address only.
struct RouterInterface {
  std::string id;
  std::string owner;
  std::string region;
  std::string router_id;
  std::string opposite_id;
  std::string name;
  std::string spec = "Mini.2";
  std::string status = "Active";
  Tags tags;
};

// A failover group of two VBRs.
struct FailoverGroup {
  std::string id;
  std::string owner;
  std::string region;
  std::string router_id;
  std::string peer_router_id;
  std::string name;
  std::string description;
  Life life;  // Creating, Active
  Time created;
};

// An Express Connect router, of another API: only listed.
struct ExpressRouter {
  std::string id;
  std::string owner;
  std::string name;
  std::string description;
  std::string resource_group;
  std::int64_t asn = 45104;
  std::string status = "ACTIVE";
  Tags tags;
};

}  // namespace ic::sim::alibaba

#endif  // SIMULATORS_ALIBABA_WORLD_OBJECTS_H_
