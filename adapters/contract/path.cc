#include "adapters/contract/path.h"

#include <string>

#include "base/text.h"

namespace ic {

AttributePath PathOf(std::string_view path) {
  AttributePath result;
  for (const std::string& name : Split(path, '.')) result = result.Attribute(name);
  return result;
}

const Field* FindFieldAt(const std::vector<Field>& fields, std::string_view path) {
  const std::size_t dot = path.find('.');
  const Field* field = FindField(fields, path.substr(0, dot));
  if (field == nullptr || dot == std::string_view::npos) return field;
  return FindFieldAt(field->fields, path.substr(dot + 1));
}

const Value& ValueAt(const Value& object, std::string_view path) {
  const std::size_t dot = path.find('.');
  const Value& value = object.Get(path.substr(0, dot));
  return dot == std::string_view::npos ? value : ValueAt(value, path.substr(dot + 1));
}

}  // namespace ic
