#include "provider/resources/markdown.h"

#include <vector>

#include <fmt/format.h>

namespace ic {
namespace {

using terraform::Attribute;

std::string TypeWords(const Type& type) {
  switch (type.kind()) {
    case TypeKind::kBool:
      return "bool";
    case TypeKind::kNumber:
      return "number";
    case TypeKind::kString:
      return "string";
    case TypeKind::kList:
      return fmt::format("list of {}s", TypeWords(type.element()));
    case TypeKind::kSet:
      return fmt::format("set of {}s", TypeWords(type.element()));
    case TypeKind::kMap:
      return fmt::format("map of {}s", TypeWords(type.element()));
    case TypeKind::kObject:
      return "object";
  }
  return "";  // not reached: the switch is complete
}

std::string TypeWords(const Attribute& attribute) {
  if (attribute.type) return TypeWords(*attribute.type);
  return attribute.nested->nesting == terraform::Nesting::kSingle ? "object" : "list of objects";
}

std::string Remarks(const Attribute& attribute) {
  std::string remarks = TypeWords(attribute);
  if (attribute.required) remarks += ", required";
  if (attribute.sensitive) remarks += ", sensitive";
  if (attribute.write_only) remarks += ", write-only";
  return remarks;
}

void RenderAttribute(const Attribute& attribute, int depth, std::string& out) {
  out += fmt::format("{:{}}- `{}` ({}) {}\n", "", depth * 2, attribute.name, Remarks(attribute), attribute.description);
  if (!attribute.nested) return;
  for (const Attribute& inner : attribute.nested->attributes) {
    RenderAttribute(inner, depth + 1, out);
  }
}

void RenderSection(std::string_view title, const std::vector<const Attribute*>& attributes, std::string& out) {
  if (attributes.empty()) return;
  out += fmt::format("\n## {}\n\n", title);
  for (const Attribute* attribute : attributes) RenderAttribute(*attribute, 0, out);
}

void RenderCode(std::string_view title, std::string_view code, std::string& out) {
  if (!code.empty()) out += fmt::format("\n## {}\n\n```hcl\n{}```\n", title, code);
}

}  // namespace

std::string RenderPage(const terraform::Schema& schema, const Page& page) {
  std::string out = fmt::format("# {} ({})\n\n{}\n", page.title, page.what, schema.description);
  RenderCode("Example", page.example, out);
  std::vector<const Attribute*> arguments;
  std::vector<const Attribute*> read_only;
  for (const Attribute& attribute : schema.attributes) {
    (attribute.required || attribute.optional ? arguments : read_only).push_back(&attribute);
  }
  RenderSection("Arguments", arguments, out);
  RenderSection("Read-only", read_only, out);
  RenderCode("Import", page.import, out);
  return out;
}

std::string RenderFunctionPage(const terraform::Signature& signature, const Page& page) {
  std::string call;
  std::string arguments;
  const auto add = [&](const terraform::Parameter& parameter, std::string_view dots) {
    call += fmt::format("{}{}{}", call.empty() ? "" : ", ", parameter.name, dots);
    arguments += fmt::format("- `{}` ({}) {}\n", parameter.name, TypeWords(parameter.type), parameter.description);
  };
  for (const terraform::Parameter& parameter : signature.parameters) add(parameter, "");
  if (signature.rest) add(*signature.rest, "…");
  std::string out = fmt::format("# {} ({})\n\n{}\n\n    provider::interconnect::{}({}) → {}\n", page.title, page.what,
                                signature.description, page.title, call, TypeWords(signature.result));
  RenderCode("Example", page.example, out);
  out += fmt::format("\n## Arguments\n\n{}", arguments);
  return out;
}

}  // namespace ic
