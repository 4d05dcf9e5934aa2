#include "provider/resources/router_function.h"

#include <fmt/format.h>

#include "base/text.h"
#include "provider/resources/link_data.h"
#include "router/link.h"
#include "router/platforms.h"
#include "router/render.h"
#include "router/templates.h"

namespace ic {
namespace {

std::string PlatformNames() {
  std::vector<std::string> names;
  for (const router::Platform& platform : router::Platforms()) names.push_back(fmt::format("`{}`", platform.name));
  return JoinWords(names, "and");
}

}  // namespace

RouterFunction::RouterFunction() {
  signature_.parameters = {{"link", LinkType(), "The link, as the data source `interconnect_link` tells it."},
                           {"platform", Type::String(), fmt::format("The router's platform: {}.", PlatformNames())}};
  signature_.rest = terraform::Parameter{"port", Type::String(), "The router's port, one at most. Left out: `eth0`."};
  signature_.summary = "A router configuration for your end of a link.";
  signature_.description =
      "A configuration for the router at your end of a link: subinterface, addresses, sessions, BFD, what is announced "
      "and accepted. A placeholder stands where a BGP key belongs. Configurations for `frr` and `bird` are proved by "
      "sessions that come up; the others are written by their manuals, and were tried on no device.";
}

terraform::FunctionAnswer RouterFunction::Call(const std::vector<Value>& arguments) {
  const std::string& platform = arguments[1].AsString();
  const auto text = router::BuiltInTemplates().find(platform);
  if (text == router::BuiltInTemplates().end()) {
    return {
        .result = {}, .error = fmt::format("there is no such platform; there are {}", PlatformNames()), .argument = 1};
  }
  if (arguments.size() > 3) return {.result = {}, .error = "one port is all there can be", .argument = 2};
  router::RouterOptions options;
  if (arguments.size() == 3) options.port = arguments[2].AsString();
  const auto router = router::RouterOf({arguments[0]}, options);
  if (!router.ok()) {
    const std::size_t argument = router.status().code() == StatusCode::kInvalidArgument ? 2 : 0;
    return {.result = {}, .error = router.status().message(), .argument = argument};
  }
  const auto rendered = router::Render({&*router, platform, text->second, {}});
  if (!rendered.ok()) return {.result = {}, .error = rendered.status().message()};
  return {.result = Value::String(*rendered), .error = {}};
}

}  // namespace ic
