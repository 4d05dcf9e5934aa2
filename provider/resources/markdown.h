// Schemas as pages for people, in the form that registries of providers show: docs/index.md, docs/resources/ and
// docs/data-sources/, with front matter (page_title, subcategory, description), and a schema whose nested objects have
// sections and anchors of their own. Facts: the registries' documents on provider documentation, and the pages of other
// providers (2026-11-30).
#ifndef PROVIDER_RESOURCES_MARKDOWN_H_
#define PROVIDER_RESOURCES_MARKDOWN_H_

#include <string>
#include <string_view>
#include <vector>

#include "schema/terraform/function.h"
#include "schema/terraform/schema.h"

namespace ic {

struct Page {
  std::string_view title;             // "interconnect_connection"
  std::string_view what;              // "Resource", "Data Source", "Function" or "Provider"
  std::vector<std::string> examples;  // HCL; each is a block of its own
  std::string import;                 // HCL of an import block; empty: none
  std::string import_commands;        // for a shell; empty: none
};

// Front matter, title, description, examples, schema and import. Required, optional and read-only attributes are apart,
// each in the order of the schema.
std::string RenderPage(const terraform::Schema& schema, const Page& page);

// The same of a function, with its signature for a schema. A function has no import.
std::string RenderFunctionPage(const terraform::Signature& signature, const Page& page);

}  // namespace ic

#endif  // PROVIDER_RESOURCES_MARKDOWN_H_
