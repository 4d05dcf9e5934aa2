// What the simulated Direct Connect service keeps. Shapes as in the service model `directconnect-2012-10-25`; how they
// look on the wire is render.h's.
#ifndef SIMULATORS_AWS_WORLD_OBJECTS_H_
#define SIMULATORS_AWS_WORLD_OBJECTS_H_

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/clock.h"
#include "simulators/server/objects/life.h"

namespace ic::sim::aws {

struct MacSecKey {
  std::string secret_arn;
  std::string ckn;
  std::string state;
  std::string start_on;
};

// A connection (dedicated or hosted) or a partner's interconnect.
struct Connection {
  std::string id;
  std::string name;
  std::string owner;
  std::string region;
  std::string location;
  std::string bandwidth;  // "1Gbps"
  Life life;
  std::optional<int> vlan;   // hosted connections only
  std::string partner_name;  // hosted connections only
  std::string provider_name;
  std::optional<Time> loa_time;  // when the letter of authorization was last fetched
  std::string lag_id;
  std::string parent_id;  // of a hosted connection: the interconnect or LAG it was allocated on
  std::string device;
  bool interconnect = false;
  bool request_macsec = false;
  std::string encryption_mode;
  std::vector<MacSecKey> macsec_keys;
  std::string billing_mode = "PayAsYouGo";  // of a dedicated connection
  std::optional<Time> moving_until;         // in transition after it joined a LAG
  std::optional<int> prefix_pool_ipv4;      // another number than its bandwidth brings
  std::optional<int> prefix_pool_ipv6;      // likewise
  Tags tags;

  bool hosted() const { return vlan.has_value(); }
};

struct Lag {
  std::string id;
  std::string name;
  std::string owner;
  std::string region;
  std::string location;
  std::string bandwidth;
  std::string provider_name;
  std::string device;
  int minimum_links = 0;
  bool request_macsec = false;
  std::string encryption_mode;
  std::vector<MacSecKey> macsec_keys;
  std::string billing_mode = "PayAsYouGo";
  std::optional<int> prefix_pool_ipv4;  // another number than its members bring
  std::optional<int> prefix_pool_ipv6;  // likewise
  Life life;
  Tags tags;
};

struct BgpPeer {
  std::string id;
  std::string family;  // "ipv4" or "ipv6"
  std::int64_t asn = 0;
  std::string auth_key;
  std::string amazon_address;  // with its mask
  std::string customer_address;
  std::string device;
  Life life;
  bool router_up = false;  // whether the customer's router answers
  std::string bgp_status = "down";
};

struct VirtualInterface {
  std::string id;
  std::string name;
  std::string owner;
  std::string region;
  std::string connection_id;  // a connection or a LAG
  std::string type;           // "private", "public" or "transit"
  int vlan = 0;
  int mtu = 1500;
  std::string gateway_id;       // virtual private gateway
  std::string dx_gateway_id;    // Direct Connect gateway
  std::int64_t amazon_asn = 0;  // 0: that of the gateway
  std::vector<std::string> prefixes;
  std::vector<BgpPeer> peers;  // in the order in which they were made
  bool site_link = false;
  bool reviewed = false;  // public: AWS has checked ownership
  Life life;
  std::string rate_limit;               // "50Mbps"; empty: none
  std::optional<int> prefix_pool_ipv4;  // allocated of the pools; nullopt: what an interface has that nobody gave any
  std::optional<int> prefix_pool_ipv6;  // likewise
  Tags tags;
  // What the customer's routers announce over it; nullopt: what a public one is registered for, and nothing otherwise.
  std::optional<std::vector<std::string>> announced_routes = {};
};

struct DxGateway {
  std::string id;
  std::string name;
  std::string owner;
  std::int64_t asn = 64512;
  Life life;
  std::string error;
  Tags tags;
};

// The virtual private gateways and transit gateways that exist, for the checks that need their owner or ASN.
struct CloudGateway {
  std::string id;
  std::string type;  // "virtualPrivateGateway" or "transitGateway"
  std::string owner;
  std::string region;
  std::int64_t asn = 64512;
  std::string state = "available";
};

struct Association {
  std::string id;
  std::string dx_gateway_id;
  std::string dx_gateway_owner;
  CloudGateway gateway;
  std::vector<std::string> prefixes;
  Life life;
  std::string error;
};

struct Proposal {
  std::string id;
  std::string dx_gateway_id;
  std::string dx_gateway_owner;
  CloudGateway gateway;
  std::vector<std::string> existing_prefixes;
  std::vector<std::string> requested_prefixes;
  Life life;
};

struct FailoverTest {
  std::string id;
  std::string interface_id;
  std::vector<std::string> peers;
  std::string status;
  std::string owner;
  int minutes = 180;
  Time start;
  Time end;
};

// Connections that are meant to stand in for each other.
struct ResiliencyGroup {
  std::string id;
  std::string name;
  std::string owner;
  std::string region;
  std::string client_token;  // of the request that made it
  std::vector<std::string> connections;
  Tags tags;
};

}  // namespace ic::sim::aws

#endif  // SIMULATORS_AWS_WORLD_OBJECTS_H_
