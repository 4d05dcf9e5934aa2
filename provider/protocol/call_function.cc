#include <fmt/format.h>

#include "base/text.h"
#include "provider/protocol/handlers.h"

namespace ic::protocol {

// The provider has no functions; OpenTofu asks for the list all the same.
void GetFunctions(const Served& /*served*/, const tfplugin6::GetFunctions::Request& /*request*/,
                  tfplugin6::GetFunctions::Response* /*response*/) {}

void CallFunction(const Served& /*served*/, const tfplugin6::CallFunction::Request& request,
                  tfplugin6::CallFunction::Response* response) {
  response->mutable_error()->set_text(
      fmt::format("this provider has no function \"{}\"; it has none at all", ToValidUtf8(request.name())));
}

}  // namespace ic::protocol
