// The text of an element in the flat XML the security token service answers with. Not an XML parser: no attributes, no
// comments, no CDATA, no name spaces on the elements that are asked for; that service's answers have none.
#ifndef ADAPTERS_AWS_CLIENT_XML_TEXT_H_
#define ADAPTERS_AWS_CLIENT_XML_TEXT_H_

#include <optional>
#include <string>
#include <string_view>

namespace ic::aws {

// What is between the first <name> and the next </name>, with the predefined and numeric references replaced, unless
// it holds elements: then verbatim, to be searched again. Nullopt if there is none.
std::optional<std::string> XmlText(std::string_view xml, std::string_view name);

}  // namespace ic::aws

#endif  // ADAPTERS_AWS_CLIENT_XML_TEXT_H_
