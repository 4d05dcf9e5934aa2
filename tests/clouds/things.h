// What is in the simulated clouds, flattened: one entry for each thing that an object of a desired set can stand for.
#ifndef TESTS_CLOUDS_THINGS_H_
#define TESTS_CLOUDS_THINGS_H_

#include <initializer_list>
#include <map>
#include <string>
#include <utility>

#include <nlohmann/json.hpp>

namespace ic::simulation {

struct Thing {
  std::string cloud;
  std::string what;     // "connection", "interface", "group", "peer", "prefix", "other"
  std::string id;       // as the cloud's own; of a prefix "<parent>/<prefix>"
  std::string parent;   // of a peer, group or prefix: what it is on
  std::string family;   // of a peer
  std::string address;  // of a peer: the customer's, if the cloud says it
  std::string group;    // of a peer, where there are groups
  std::string named;    // the member that holds its name, if it can be renamed
  std::string text;     // everything that a change would show in; nothing that time changes
};

// Those of all clouds, by id.
class Things {
 public:
  // What is added belongs to this cloud from now on.
  void Of(std::string cloud) { cloud_ = std::move(cloud); }
  void Add(Thing thing);
  void AddPrefix(const std::string& parent, const std::string& prefix);
  std::map<std::string, Thing> Take() { return std::move(things_); }

 private:
  std::string cloud_;
  std::map<std::string, Thing> things_;
};

// A member's text; empty if it has none.
std::string TextIn(const nlohmann::json& object, const char* name);

// On its way out, by the word of that member.
bool IsGone(const nlohmann::json& object, const char* status);

// All of it as text, without these members and without what follows from time.
std::string Told(nlohmann::json object, std::initializer_list<const char*> without);

}  // namespace ic::simulation

#endif  // TESTS_CLOUDS_THINGS_H_
