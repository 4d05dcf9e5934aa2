// Text inside XML.
#ifndef SIMULATORS_SERVER_XML_H_
#define SIMULATORS_SERVER_XML_H_

#include <string>
#include <string_view>

namespace ic::sim {

// & < > " ' become entities (XML 1.0, 4.6): good between tags and in an attribute's quotes.
std::string XmlText(std::string_view text);

}  // namespace ic::sim

#endif  // SIMULATORS_SERVER_XML_H_
