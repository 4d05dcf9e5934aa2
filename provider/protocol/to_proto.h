// Our types as the protocol's messages.
#ifndef PROVIDER_PROTOCOL_TO_PROTO_H_
#define PROVIDER_PROTOCOL_TO_PROTO_H_

#include "base/diagnostics.h"
#include "schema/terraform/schema.h"
#include "schema/value/type.h"
#include "schema/value/value.h"
#include "tfplugin6.pb.h"

namespace ic::protocol {

using ProtoDiagnostics = google::protobuf::RepeatedPtrField<tfplugin6::Diagnostic>;

// The longest part of `path` that Terraform can follow in a value of `type`: it ends at a set (whose elements have no
// address), at a name the type does not have, and at a step of the wrong kind.
AttributePath Addressable(const Type& type, const AttributePath& path);

void ToProto(const AttributePath& path, tfplugin6::AttributePath* out);

// Appends. Paths are cut to what Terraform can follow in `type`, and left out when nothing remains (an empty path would
// lose the place in the source file). Text is made valid UTF-8, which protobuf demands.
void ToProto(const Diagnostics& diagnostics, const Type& type, ProtoDiagnostics* out);
// The same for diagnostics about no object in particular: without paths.
void ToProto(const Diagnostics& diagnostics, ProtoDiagnostics* out);

void ToProto(const terraform::Schema& schema, tfplugin6::Schema* out);

// Always decodable as `type`, whatever `value` is.
void ToProto(const Type& type, const Value& value, tfplugin6::DynamicValue* out);

}  // namespace ic::protocol

#endif  // PROVIDER_PROTOCOL_TO_PROTO_H_
