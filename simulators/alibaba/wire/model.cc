#include "simulators/alibaba/wire/model.h"

#include <map>
#include <optional>
#include <set>
#include <string>

#include <fmt/format.h>

#include "base/text.h"
#include "simulators/alibaba/wire/error.h"

namespace ic::sim::alibaba {
namespace {

struct Parameter {
  bool required = false;
  char type = 's';
};
using Shape = std::map<std::string, Parameter>;

// Every operation takes them, in the SDKs' models or on the gateway's account.
constexpr std::string_view kCommon =
    "Action Version Format AccessKeyId Signature SignatureMethod SignatureVersion SignatureNonce SignatureType "
    "Timestamp "
    "SecurityToken OwnerId OwnerAccount ResourceOwnerId ResourceOwnerAccount";

Shape ReadShape(std::string_view text) {
  Shape shape;
  for (const std::string& word : Split(text, ' ')) {
    if (word.empty()) continue;
    const std::size_t end = word.find_first_of("!:");
    Parameter parameter{.required = word.find('!') != std::string::npos};
    if (const std::size_t colon = word.find(':'); colon != std::string::npos) parameter.type = word[colon + 1];
    shape[word.substr(0, end)] = parameter;
  }
  shape.emplace("RegionId", Parameter{.required = true});
  for (const std::string& word : Split(kCommon, ' ')) shape.emplace(word, Parameter{});
  return shape;
}

const std::map<std::string, Shape, std::less<>>& Shapes() {
  static const auto* const kShapes = [] {
    auto* shapes = new std::map<std::string, Shape, std::less<>>;
    for (const OperationModel& model : OperationTable()) {
      shapes->emplace(std::string(model.name), ReadShape(model.parameters));
    }
    return shapes;
  }();
  return *kShapes;
}

// "Filter.1.Value.2" → "Filter.N.Value.N"
std::string Pattern(std::string_view name) {
  std::string pattern;
  for (const std::string& part : Split(name, '.')) {
    pattern += pattern.empty() ? "" : ".";
    pattern += !pattern.empty() && ReadNumber(part) ? "N" : part;
  }
  return pattern;
}

Status CheckValueType(const std::string& name, const std::string& value, char type) {
  const bool good = type == 'n'   ? ReadNumber(value).has_value()
                    : type == 'b' ? ToLowerAscii(value) == "true" || ToLowerAscii(value) == "false"
                                  : true;
  if (good) return OkStatus();
  return ApiError(fmt::format("IllegalParam.{}", name),
                  fmt::format("The value of parameter {} is illegal: it must be {}.", name,
                              type == 'n' ? "a whole number" : "true or false"));
}

Status CheckRequired(const Shape& shape, const std::set<std::string>& sent) {
  for (const auto& [name, parameter] : shape) {
    if (parameter.required && !sent.contains(name)) {
      return ApiError("MissingParameter",
                      fmt::format("The input parameter \"{}\" that is mandatory for processing this request is not "
                                  "supplied.",
                                  name));
    }
  }
  return OkStatus();
}

Status CheckShape(std::string_view operation, const Shape& shape, const Input& in, bool lenient) {
  std::set<std::string> sent;
  for (const auto& [name, value] : in.values()) {
    const std::string pattern = Pattern(name);
    const auto parameter = shape.find(pattern);
    if (parameter == shape.end()) {
      if (lenient) continue;
      return ApiError("UnknownParameter",
                      fmt::format("{} has no parameter \"{}\" (the real service ignores it; the simulator refuses it "
                                  "unless it was started with --lenient).",
                                  operation, name));
    }
    if (!value.empty() || parameter->second.type == 's') {
      IC_RETURN_IF_ERROR(CheckValueType(name, value, parameter->second.type));
    }
    if (!value.empty()) sent.insert(pattern);
  }
  return CheckRequired(shape, sent);
}

}  // namespace

Status CheckInput(std::string_view operation, const Input& in, bool lenient) {
  const auto found = Shapes().find(operation);
  if (found == Shapes().end()) return InternalError(fmt::format("{} is not in the table", operation));
  return CheckShape(operation, found->second, in, lenient);
}

Status CheckInput(const OperationModel& model, const Input& in, bool lenient) {
  return CheckShape(model.name, ReadShape(model.parameters), in, lenient);
}

}  // namespace ic::sim::alibaba
