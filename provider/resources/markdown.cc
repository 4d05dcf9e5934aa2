#include "provider/resources/markdown.h"

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
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
  switch (attribute.nested->nesting) {
    case terraform::Nesting::kSingle:
      return "object";
    case terraform::Nesting::kList:
      return "list of objects";
    case terraform::Nesting::kSet:
      return "set of objects";
    case terraform::Nesting::kMap:
      return "map of objects";
  }
  return "";  // not reached: the switch is complete
}

std::string Remarks(const Attribute& attribute) {
  std::string remarks = TypeWords(attribute);
  if (attribute.sensitive) remarks += ", sensitive";
  if (attribute.write_only) remarks += ", write-only";
  if (!attribute.deprecation.empty()) remarks += ", deprecated";
  return remarks;
}

// Where the attributes of a nested object are: "nestedatt--objects--sessions" for `objects.sessions`, as other
// providers' pages have it.
std::string AnchorOf(std::string_view path) {
  std::string anchor = "nestedatt";
  for (std::size_t begin = 0; begin <= path.size();) {
    const std::size_t end = std::min(path.find('.', begin), path.size());
    anchor += fmt::format("--{}", path.substr(begin, end - begin));
    begin = end + 1;
  }
  return anchor;
}

std::string PathOf(std::string_view parent, std::string_view name) {
  return parent.empty() ? std::string(name) : fmt::format("{}.{}", parent, name);
}

void RenderAttribute(const Attribute& attribute, std::string_view parent, std::string& out) {
  out += fmt::format("- `{}` ({}) {}", attribute.name, Remarks(attribute), attribute.description);
  if (!attribute.deprecation.empty()) out += fmt::format(" {}", attribute.deprecation);
  if (attribute.nested) {
    out += fmt::format(" (see [below for nested schema](#{}))", AnchorOf(PathOf(parent, attribute.name)));
  }
  out += "\n";
}

// One of the lists "Required", "Optional" and "Read-Only" of a schema, or of an object in it (`parent`).
void RenderList(std::string_view title, const std::vector<Attribute>& attributes, std::string_view parent,
                bool (*belongs)(const Attribute&), std::string& out) {
  bool any = false;
  for (const Attribute& attribute : attributes) {
    if (!belongs(attribute)) continue;
    if (!any) out += parent.empty() ? fmt::format("\n### {}\n\n", title) : fmt::format("\n{}:\n\n", title);
    any = true;
    RenderAttribute(attribute, parent, out);
  }
}

void RenderAttributes(const std::vector<Attribute>& attributes, std::string_view parent, std::string& out) {
  RenderList(
      "Required", attributes, parent, [](const Attribute& one) { return one.required; }, out);
  RenderList(
      "Optional", attributes, parent, [](const Attribute& one) { return one.optional; }, out);
  RenderList(
      "Read-Only", attributes, parent, [](const Attribute& one) { return !one.required && !one.optional; }, out);
  for (const Attribute& attribute : attributes) {
    if (!attribute.nested) continue;
    const std::string path = PathOf(parent, attribute.name);
    out += fmt::format("\n<a id=\"{}\"></a>\n### Nested Schema for `{}`\n", AnchorOf(path), path);
    RenderAttributes(attribute.nested->attributes, path, out);
  }
}

void RenderCode(std::string_view language, std::string_view code, std::string& out) {
  if (!code.empty()) out += fmt::format("\n```{}\n{}```\n", language, code);
}

// A text of several lines as the value of a key of YAML.
std::string Indented(std::string_view text) {
  std::string out = "  ";
  for (const char c : text) {
    out += c;
    if (c == '\n') out += "  ";
  }
  return out;
}

// Front matter, title, description and examples.
std::string RenderHead(const Page& page, std::string_view description) {
  std::string out = fmt::format(
      "---\npage_title: \"{0} ({1})\"\nsubcategory: \"\"\ndescription: |-\n{2}\n---\n\n# {0} ({1})\n\n{3}\n",
      page.title, page.what, Indented(description), description);
  if (!page.examples.empty()) out += "\n## Example Usage\n";
  for (const std::string& example : page.examples) RenderCode("hcl", example, out);
  return out;
}

}  // namespace

std::string RenderPage(const terraform::Schema& schema, const Page& page) {
  std::string out = RenderHead(page, schema.description);
  out += "\n## Schema\n";
  RenderAttributes(schema.attributes, "", out);
  if (page.import.empty() && page.import_commands.empty()) return out;
  out += "\n## Import\n";
  RenderCode("hcl", page.import, out);
  RenderCode("shell", page.import_commands, out);
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
  return RenderHead(page, signature.description) +
         fmt::format("\n## Signature\n\n    provider::interconnect::{}({}) → {}\n\n## Arguments\n\n{}", page.title,
                     call, TypeWords(signature.result), arguments);
}

}  // namespace ic
