#include <fmt/format.h>

#include "base/redact.h"
#include "base/text.h"
#include "provider/protocol/from_proto.h"
#include "provider/protocol/handlers.h"
#include "provider/protocol/to_proto.h"

namespace ic::protocol {
namespace {

// An argument that is none is left out: Terraform crashes on a negative number.
void SetError(std::string_view text, std::optional<std::size_t> argument, tfplugin6::CallFunction::Response* response) {
  response->mutable_error()->set_text(ToValidUtf8(Redacted(std::string(text))));
  if (argument) response->mutable_error()->set_function_argument(static_cast<std::int64_t>(*argument));
}

// The arguments as values; false, and an error in `response`, if there are not as many as there are to be, or one does
// not fit.
bool ReadArguments(const terraform::Signature& signature, const tfplugin6::CallFunction::Request& request,
                   std::vector<Value>* arguments, tfplugin6::CallFunction::Response* response) {
  const auto count = static_cast<std::size_t>(request.arguments_size());
  const std::size_t fixed = signature.parameters.size();
  if (count < fixed || (count > fixed && !signature.rest)) {
    SetError(fmt::format("it takes {} arguments, and {} came", fixed, count), {}, response);
    return false;
  }
  for (std::size_t i = 0; i < count; ++i) {
    const terraform::Parameter& parameter = i < fixed ? signature.parameters[i] : *signature.rest;
    auto value = FromProto(parameter.type, request.arguments(static_cast<int>(i)));
    if (!value.ok()) {
      SetError(value.status().message(), i, response);
      return false;
    }
    if (!value->IsWhollyKnown() || value->is_null()) {
      SetError("it must be known, and not null", i, response);
      return false;
    }
    arguments->push_back(*std::move(value));
  }
  return true;
}

}  // namespace

// OpenTofu asks for the list.
void GetFunctions(const Served& served, const tfplugin6::GetFunctions::Request& /*request*/,
                  tfplugin6::GetFunctions::Response* response) {
  for (const auto& [name, function] : served.functions()) {
    ToProto(function->signature(), &(*response->mutable_functions())[name]);
  }
}

void CallFunction(const Served& served, const tfplugin6::CallFunction::Request& request,
                  tfplugin6::CallFunction::Response* response) {
  const auto found = served.functions().find(request.name());
  if (found == served.functions().end()) {
    return SetError(fmt::format("this provider has no function \"{}\"", request.name()), {}, response);
  }
  std::vector<Value> arguments;
  const terraform::Signature& signature = found->second->signature();
  if (!ReadArguments(signature, request, &arguments, response)) return;
  const terraform::FunctionAnswer answer = found->second->Call(arguments);
  if (!answer.error.empty()) return SetError(answer.error, answer.argument, response);
  ToProto(signature.result, answer.result, response->mutable_result());
}

}  // namespace ic::protocol
