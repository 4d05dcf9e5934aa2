// Our types as the protocol's messages.
#ifndef PROVIDER_PROTOCOL_TO_PROTO_H_
#define PROVIDER_PROTOCOL_TO_PROTO_H_

#include "base/diagnostics.h"
#include "schema/terraform/function.h"
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

// Appends. Text is made valid UTF-8, which protobuf demands.
// A path serves one purpose on the other side: to show a line of the source file. Terraform 1.11 finds the line of an
// attribute, and inside one the line of a key in an object written out there, if it is asked for as a map's key, even
// where it is an attribute of a nested object; for every deeper or other path it shows the head of the block. So paths
// are sent as far as a line can be found by them, and none when nothing remains (an empty one would show no place).
void ToProto(const Diagnostics& diagnostics, const Type& type, ProtoDiagnostics* out);
// The same for diagnostics about no object in particular: without paths.
void ToProto(const Diagnostics& diagnostics, ProtoDiagnostics* out);

void ToProto(const terraform::Schema& schema, tfplugin6::Schema* out);
void ToProto(const terraform::Signature& signature, tfplugin6::Function* out);

// Always decodable as `type`, whatever `value` is.
void ToProto(const Type& type, const Value& value, tfplugin6::DynamicValue* out);

}  // namespace ic::protocol

#endif  // PROVIDER_PROTOCOL_TO_PROTO_H_
