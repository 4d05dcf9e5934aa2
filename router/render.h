// A router's model and a template make a configuration. Pure.
#ifndef ROUTER_RENDER_H_
#define ROUTER_RENDER_H_

#include <map>
#include <string>
#include <string_view>

#include "base/status.h"
#include "schema/value/value.h"

namespace ic::router {

struct RenderInput {
  const Value* router = nullptr;  // as RouterOf makes it
  std::string_view platform;      // its name, for what keys may hold and for messages
  std::string_view text;          // the template, Mustache
  // Keys of sessions by their object ("virtual_interface.prod"), where keys are to be in the text. What is not among
  // them stays a placeholder.
  std::map<std::string, std::string> keys;
};

// kInvalidArgument: the template cannot be read, or names a field that no model has (what a slip in a name would leave
// out is not noticed on a router). kFailedPrecondition: a key cannot be written on this platform (the key is not
// shown), or two sessions would be one there.
StatusOr<std::string> Render(const RenderInput& input);

// Whether Render would read the template, and so on, without a model.
Status CheckTemplate(std::string_view text);

}  // namespace ic::router

#endif  // ROUTER_RENDER_H_
