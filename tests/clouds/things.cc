#include "tests/clouds/things.h"

#include <set>

#include "base/text.h"

namespace ic::simulation {

void Things::Add(Thing thing) {
  thing.cloud = cloud_;
  std::string id = thing.id;
  things_[std::move(id)] = std::move(thing);
}

void Things::AddPrefix(const std::string& parent, const std::string& prefix) {
  Add({.what = "prefix", .id = parent + "/" + prefix, .parent = parent, .text = prefix});
}

std::string TextIn(const nlohmann::json& object, const char* name) {
  const auto found = object.find(name);
  return found == object.end() || !found->is_string() ? std::string() : found->get<std::string>();
}

bool IsGone(const nlohmann::json& object, const char* status) {
  static const std::set<std::string> kGone = {"deleting",   "deleted",  "rejected",      "terminating",
                                              "terminated", "canceled", "pending_delete"};
  return kGone.contains(ToLowerAscii(TextIn(object, status)));
}

std::string Told(nlohmann::json object, std::initializer_list<const char*> without) {
  for (const char* name : without) object.erase(name);
  static const std::set<std::string> kMoving = {"status", "state", "time", "count", "num", "modified"};
  std::set<std::string> moving;
  for (const auto& [name, value] : object.items()) {
    for (const std::string& word : kMoving) {
      if (ToLowerAscii(name).find(word) != std::string::npos) moving.insert(name);
    }
  }
  for (const std::string& name : moving) object.erase(name);
  return object.dump();
}

}  // namespace ic::simulation
