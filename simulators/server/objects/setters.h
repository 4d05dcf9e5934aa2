// Members that the control address can set: a name and what to do with the value.
#ifndef SIMULATORS_SERVER_OBJECTS_SETTERS_H_
#define SIMULATORS_SERVER_OBJECTS_SETTERS_H_

#include <functional>
#include <map>
#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

#include "base/status.h"
#include "simulators/server/objects/life.h"

namespace ic::sim {

// Throws nlohmann's exception on a value of the wrong type; ApplySetters makes an error of it.
using Setter = std::function<void(const nlohmann::json& value)>;
using Setters = std::map<std::string, Setter, std::less<>>;

// What is passed by reference must outlive the setter.
Setter SetText(std::string& target);
Setter SetFlag(bool& target);
template <typename Number>
Setter SetWhole(Number& target) {
  return [&target](const nlohmann::json& value) { target = value.get<Number>(); };
}
// A list of {"key": …, "value": …} replaces all tags; an object {"key": "value"} is merged, null taking one away.
Setter SetTags(Tags& tags);

// Sets each of `members`. An error names the member; `kind` is what they belong to, "a connection".
Status ApplySetters(const Setters& setters, const nlohmann::json& members, std::string_view kind);

}  // namespace ic::sim

#endif  // SIMULATORS_SERVER_OBJECTS_SETTERS_H_
