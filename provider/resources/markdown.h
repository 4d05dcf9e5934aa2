// Schemas as pages for people, in the form that the Terraform registry shows.
#ifndef PROVIDER_RESOURCES_MARKDOWN_H_
#define PROVIDER_RESOURCES_MARKDOWN_H_

#include <string>
#include <string_view>

#include "schema/terraform/function.h"
#include "schema/terraform/schema.h"

namespace ic {

struct Page {
  std::string_view title;    // "interconnect_connection"
  std::string_view what;     // "resource", "data source" or "provider"
  std::string_view example;  // HCL; empty: none
  std::string_view import;   // HCL; empty: none
};

// Title, description, example, arguments, read-only attributes and import, in the order of the schema.
std::string RenderPage(const terraform::Schema& schema, const Page& page);

// The same of a function: `example` of the page alone is used.
std::string RenderFunctionPage(const terraform::Signature& signature, const Page& page);

}  // namespace ic

#endif  // PROVIDER_RESOURCES_MARKDOWN_H_
