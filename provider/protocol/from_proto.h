// The protocol's messages as our types.
#ifndef PROVIDER_PROTOCOL_FROM_PROTO_H_
#define PROVIDER_PROTOCOL_FROM_PROTO_H_

#include <string_view>

#include "base/diagnostics.h"
#include "base/status.h"
#include "schema/value/type.h"
#include "schema/value/value.h"
#include "tfplugin6.pb.h"

namespace ic::protocol {

// msgpack, else JSON; neither is null.
StatusOr<Value> FromProto(const Type& type, const tfplugin6::DynamicValue& value);

// Decodes the values of one request and gathers what cannot be decoded.
class RequestReader {
 public:
  // `about` names the object in messages: "interconnect_connection".
  RequestReader(std::string_view about, Diagnostics* diagnostics) : about_(about), diagnostics_(diagnostics) {}

  // Null, and an error that says `what` ("prior state") could not be read, if it cannot be decoded.
  Value Read(std::string_view what, const Type& type, const tfplugin6::DynamicValue& value);

  bool ok() const { return ok_; }

 private:
  std::string_view about_;
  Diagnostics* diagnostics_;
  bool ok_ = true;
};

}  // namespace ic::protocol

#endif  // PROVIDER_PROTOCOL_FROM_PROTO_H_
