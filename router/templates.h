// The templates that come with the program, made of the files in templates/.
#ifndef ROUTER_TEMPLATES_H_
#define ROUTER_TEMPLATES_H_

#include <functional>
#include <map>
#include <string>

namespace ic::router {

// By name, "frr" of templates/frr.mustache.
const std::map<std::string, std::string, std::less<>>& BuiltInTemplates();

}  // namespace ic::router

#endif  // ROUTER_TEMPLATES_H_
