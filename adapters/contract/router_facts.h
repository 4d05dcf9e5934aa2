// RouterFacts: what a cloud's documents tell of its end of a link and no call does. A router at the customer's end is
// set up by it (router/).
#ifndef ADAPTERS_CONTRACT_ROUTER_FACTS_H_
#define ADAPTERS_CONTRACT_ROUTER_FACTS_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/contract/limits.h"

namespace ic {

// BFD as the cloud's end runs it where the object does not tell: milliseconds, and packets that may be missed.
struct BfdFacts {
  bool always = false;  // on every session, and nothing switches it
  std::int64_t min_transmit_interval = 0;
  std::int64_t min_receive_interval = 0;
  std::int64_t detect_multiplier = 0;
  std::string_view hops = {};  // path of the attribute that tells over how many hops; empty: always one
  Source source;
};

// BGP's timers at the cloud's end, in seconds. 0: no document tells.
struct TimerFacts {
  std::int64_t keepalive = 0;
  std::int64_t hold = 0;
  Source source;
};

// Communities by which a router says over which of several links the cloud is to send, on interfaces of these types.
struct PreferenceFacts {
  std::vector<std::string> types;
  std::string_view preferred;  // "7224:7300"
  std::string_view spare;
  Source source;
};

// How many routes one session takes, of interfaces of these types (empty: of all) and of this family (empty: of both).
struct RouteLimitFacts {
  std::vector<std::string> types;
  std::string_view family;
  std::string_view path;   // the attribute of the session's object that tells the number; empty: none does
  std::string_view row;    // id of the limit or quota whose number it is where none does; empty: none
  std::int64_t usual = 0;  // where there is neither
  Source source;
  bool takes_down = false;  // with more than that the session goes down; otherwise what comes beyond is dropped
};

struct RouterFacts {
  bool always_keyed = false;  // no session is without an MD5 key: the cloud makes one up where nobody gives one
  // Path of the connection's attribute that has one of these values where the port runs MACsec; empty: none does.
  std::string_view macsec_path = {};
  std::vector<std::string> macsec_values = {};
  BfdFacts bfd;
  TimerFacts timers;
  std::vector<PreferenceFacts> preferences;  // none: only the length of the AS path says it
  std::vector<RouteLimitFacts> to_cloud;     // the first that applies counts
  std::vector<RouteLimitFacts> from_cloud;
};

}  // namespace ic

#endif  // ADAPTERS_CONTRACT_ROUTER_FACTS_H_
