#include "provider/protocol/from_proto.h"

#include <utility>

#include <fmt/format.h>

#include "schema/value/json.h"
#include "schema/value/msgpack.h"

namespace ic::protocol {

StatusOr<Value> FromProto(const Type& type, const tfplugin6::DynamicValue& value) {
  if (!value.msgpack().empty()) return DecodeMsgpack(type, value.msgpack());
  if (!value.json().empty()) return DecodeJson(type, value.json());
  return Value::Null();
}

Value RequestReader::Read(std::string_view what, const Type& type, const tfplugin6::DynamicValue& value) {
  StatusOr<Value> decoded = FromProto(type, value);
  if (decoded.ok()) return *std::move(decoded);
  ok_ = false;
  diagnostics_->AddError(
      {}, "Value from Terraform not understood",
      fmt::format(
          "The {} of {} does not fit its schema: {}. Nothing was done. If Terraform and the provider are of the "
          "same installation, this is a fault in one of them that is worth reporting.",
          what, about_, decoded.status().message()));
  return Value::Null();
}

}  // namespace ic::protocol
