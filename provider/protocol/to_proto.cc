#include "provider/protocol/to_proto.h"

#include <string>
#include <variant>
#include <vector>

#include "base/text.h"
#include "schema/value/msgpack.h"

namespace ic::protocol {
namespace {

tfplugin6::Schema::Object::NestingMode NestingToProto(terraform::Nesting nesting) {
  switch (nesting) {
    case terraform::Nesting::kSingle:
      return tfplugin6::Schema::Object::SINGLE;
    case terraform::Nesting::kList:
      return tfplugin6::Schema::Object::LIST;
    case terraform::Nesting::kSet:
      return tfplugin6::Schema::Object::SET;
    case terraform::Nesting::kMap:
      break;
  }
  return tfplugin6::Schema::Object::MAP;
}

void AttributeToProto(const terraform::Attribute& attribute, tfplugin6::Schema::Attribute* out) {
  out->set_name(attribute.name);
  out->set_description(ToValidUtf8(attribute.description));
  out->set_description_kind(tfplugin6::MARKDOWN);
  out->set_required(attribute.required);
  out->set_optional(attribute.optional);
  out->set_computed(attribute.computed);
  out->set_sensitive(attribute.sensitive);
  out->set_write_only(attribute.write_only);
  out->set_deprecated(!attribute.deprecation.empty());
  out->set_deprecation_message(ToValidUtf8(attribute.deprecation));
  if (!attribute.nested) {
    out->set_type(ImpliedType(attribute).ToJson());
    return;
  }
  tfplugin6::Schema::Object* nested = out->mutable_nested_type();
  nested->set_nesting(NestingToProto(attribute.nested->nesting));
  for (const terraform::Attribute& inner : attribute.nested->attributes)
    AttributeToProto(inner, nested->add_attributes());
}

// The type that `step` leads to, or null if it leads nowhere.
const Type* Follow(const Type& type, const AttributePath::Step& step) {
  if (const auto* name = std::get_if<AttributePath::Name>(&step)) {
    return type.kind() == TypeKind::kObject ? type.Attribute(name->value) : nullptr;
  }
  const TypeKind wanted = std::holds_alternative<AttributePath::Key>(step) ? TypeKind::kMap : TypeKind::kList;
  return type.kind() == wanted ? &type.element() : nullptr;
}

// The place in the source file that `path` stands for. Terraform finds an attribute's line, and inside one the line of
// a key in an object or map that is written out there, asked for as a key; any other step makes it point at the head of
// the whole block. So steps are kept as far as a line can be found by them.
void SourceToProto(const AttributePath& path, tfplugin6::AttributePath* out) {
  const auto* attribute = std::get_if<AttributePath::Name>(path.steps().data());
  if (attribute == nullptr) return;
  out->add_steps()->set_attribute_name(ToValidUtf8(attribute->value));
  if (path.steps().size() == 1) return;
  if (const auto* name = std::get_if<AttributePath::Name>(&path.steps()[1])) {
    out->add_steps()->set_element_key_string(ToValidUtf8(name->value));
  } else if (const auto* key = std::get_if<AttributePath::Key>(&path.steps()[1])) {
    out->add_steps()->set_element_key_string(ToValidUtf8(key->value));
  }
}

void ParameterToProto(const terraform::Parameter& parameter, tfplugin6::Function::Parameter* out) {
  out->set_name(parameter.name);
  out->set_type(parameter.type.ToJson());
  out->set_description(ToValidUtf8(parameter.description));
  out->set_description_kind(tfplugin6::MARKDOWN);
}

void AppendDiagnostic(const Diagnostic& diagnostic, const AttributePath& path, ProtoDiagnostics* out) {
  tfplugin6::Diagnostic* item = out->Add();
  item->set_severity(diagnostic.severity == Severity::kError ? tfplugin6::Diagnostic::ERROR
                                                             : tfplugin6::Diagnostic::WARNING);
  item->set_summary(ToValidUtf8(diagnostic.summary));
  item->set_detail(ToValidUtf8(diagnostic.detail));
  if (!path.empty()) SourceToProto(path, item->mutable_attribute());
}

}  // namespace

AttributePath Addressable(const Type& type, const AttributePath& path) {
  AttributePath found;
  const Type* here = &type;
  for (const AttributePath::Step& step : path.steps()) {
    here = Follow(*here, step);
    if (here == nullptr) break;
    if (const auto* name = std::get_if<AttributePath::Name>(&step)) {
      found = found.Attribute(name->value);
    } else if (const auto* key = std::get_if<AttributePath::Key>(&step)) {
      found = found.Element(key->value);
    } else {
      found = found.Element(std::get<AttributePath::Index>(step));
    }
  }
  return found;
}

void ToProto(const AttributePath& path, tfplugin6::AttributePath* out) {
  for (const AttributePath::Step& step : path.steps()) {
    tfplugin6::AttributePath::Step* item = out->add_steps();
    if (const auto* name = std::get_if<AttributePath::Name>(&step)) {
      item->set_attribute_name(ToValidUtf8(name->value));
    } else if (const auto* key = std::get_if<AttributePath::Key>(&step)) {
      item->set_element_key_string(ToValidUtf8(key->value));
    } else {
      item->set_element_key_int(std::get<AttributePath::Index>(step));
    }
  }
}

void ToProto(const Diagnostics& diagnostics, const Type& type, ProtoDiagnostics* out) {
  for (const Diagnostic& item : diagnostics.items()) AppendDiagnostic(item, Addressable(type, item.path), out);
}

void ToProto(const Diagnostics& diagnostics, ProtoDiagnostics* out) {
  for (const Diagnostic& item : diagnostics.items()) AppendDiagnostic(item, {}, out);
}

void ToProto(const terraform::Schema& schema, tfplugin6::Schema* out) {
  out->set_version(schema.version);
  tfplugin6::Schema::Block* block = out->mutable_block();  // always there: Terraform crashes without it
  block->set_version(schema.version);
  block->set_description(ToValidUtf8(schema.description));
  block->set_description_kind(tfplugin6::MARKDOWN);
  for (const terraform::Attribute& attribute : schema.attributes) AttributeToProto(attribute, block->add_attributes());
}

void ToProto(const terraform::Signature& signature, tfplugin6::Function* out) {
  for (const terraform::Parameter& parameter : signature.parameters) ParameterToProto(parameter, out->add_parameters());
  if (signature.rest) ParameterToProto(*signature.rest, out->mutable_variadic_parameter());
  out->mutable_return_()->set_type(signature.result.ToJson());
  out->set_summary(ToValidUtf8(signature.summary));
  out->set_description(ToValidUtf8(signature.description));
  out->set_description_kind(tfplugin6::MARKDOWN);
}

void ToProto(const Type& type, const Value& value, tfplugin6::DynamicValue* out) {
  out->set_msgpack(EncodeMsgpack(type, value));
}

}  // namespace ic::protocol
