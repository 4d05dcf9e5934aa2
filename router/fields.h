// What a router at the customer's end of a link is told: the one list of names that templates, JSON and documents use.
// Everything is in the router's terms: local is the customer's end, remote is the cloud's.
#ifndef ROUTER_FIELDS_H_
#define ROUTER_FIELDS_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace ic::router {

// kObjects: a list of objects. kTexts: a list of texts, each `.` in a template.
enum class ModelType : std::uint8_t { kText, kNumber, kFlag, kTexts, kObject, kObjects };

struct ModelField {
  std::string_view name;
  ModelType type;
  // For people: what it is, its unit, when it is there. A field that is not known is not there; a flag that is not
  // there is false.
  std::string_view words;
  std::vector<ModelField> fields = {};  // of kObject and kObjects
  // Of no link by itself: its router gives it, or a configuration of the command line.
  bool given = false;
};

// Of a router: `links` and what is about all of them.
const std::vector<ModelField>& RouterFields();
// Of one link, an element of `links`.
const std::vector<ModelField>& LinkFields();

// Null if there is none.
const ModelField* FindModelField(const std::vector<ModelField>& fields, std::string_view name);

// "text", "number", "flag", "texts", "object", "objects".
std::string_view ModelTypeName(ModelType type);

// A Markdown table of all fields, `links.sessions.bfd.hops` and so on, a row each: for docs/guides/router.md.
std::string FieldsMarkdown();

}  // namespace ic::router

#endif  // ROUTER_FIELDS_H_
