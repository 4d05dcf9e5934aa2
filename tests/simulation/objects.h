// What is in the simulated clouds, flattened: one entry for each thing that an object of a desired set can stand for.
#ifndef TESTS_SIMULATION_OBJECTS_H_
#define TESTS_SIMULATION_OBJECTS_H_

#include <map>
#include <string>

#include "tests/clouds/clouds.h"

namespace ic::simulation {

struct Thing {
  std::string cloud;
  std::string what;     // "connection", "interface", "group", "peer", "prefix", "other"
  std::string id;       // as the cloud's own; of a prefix "<parent>/<prefix>"
  std::string parent;   // of a peer, group or prefix: what it is on
  std::string family;   // of a peer
  std::string address;  // of a peer: the customer's, if the cloud says it
  std::string group;    // of a peer, where there are groups
  std::string text;     // everything that a change would show in; nothing that time changes
};

// By id. Without what is on its way out.
std::map<std::string, Thing> ThingsIn(Clouds& clouds);

}  // namespace ic::simulation

#endif  // TESTS_SIMULATION_OBJECTS_H_
