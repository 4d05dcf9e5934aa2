#include "schema/value/json.h"

#include <cstddef>
#include <cstdint>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "base/diagnostics.h"
#include "schema/value/conform.h"

namespace ic {
namespace {

constexpr std::size_t kMaxDepth = 100;

// Builds an untyped value (arrays as lists, objects as maps) from the parser's events. A tree of nlohmann's own would
// round large numbers to doubles; here their text arrives.
class TreeBuilder : public nlohmann::json_sax<nlohmann::json> {
 public:
  bool null() override { return Add(Value::Null()); }
  bool boolean(bool value) override { return Add(Value::Bool(value)); }
  bool number_integer(std::int64_t value) override { return Add(Value::Int(value)); }
  bool number_unsigned(std::uint64_t value) override { return AddNumber(std::to_string(value)); }
  bool number_float(double /*value*/, const std::string& text) override { return AddNumber(text); }
  bool string(std::string& value) override { return Add(Value::String(value)); }
  bool binary(nlohmann::json::binary_t& /*value*/) override { return false; }
  bool start_object(std::size_t /*size*/) override { return Open(/*is_object=*/true); }
  bool start_array(std::size_t /*size*/) override { return Open(/*is_object=*/false); }
  bool end_object() override { return Close(); }
  bool end_array() override { return Close(); }
  bool key(std::string& name) override {
    open_.back().fields.emplace_back(name, Value());
    return true;
  }
  bool parse_error(std::size_t position, const std::string& /*token*/,
                   const nlohmann::json::exception& error) override {
    // The library's text repeats the input, and the input may hold secrets: only its number and place are taken.
    constexpr int kNumberOverflow = 406;
    error_ = error.id == kNumberOverflow ? fmt::format("a number beyond the range of a double near byte {}", position)
                                         : fmt::format("not valid JSON near byte {}", position);
    return false;
  }

  Value TakeRoot() { return std::move(root_); }
  const std::string& error() const { return error_; }

 private:
  struct Node {
    bool is_object = false;
    Value::Elements elements;
    Value::Fields fields;
  };

  bool AddNumber(const std::string& text) {
    StatusOr<Number> number = Number::Parse(text);
    if (!number.ok()) {
      error_ = number.status().message();
      return false;
    }
    return Add(Value::Of(*std::move(number)));
  }

  bool Add(Value value) {
    if (open_.empty()) {
      root_ = std::move(value);
    } else if (open_.back().is_object) {
      open_.back().fields.back().second = std::move(value);
    } else {
      open_.back().elements.push_back(std::move(value));
    }
    return true;
  }

  bool Open(bool is_object) {
    if (open_.size() == kMaxDepth) {
      error_ = fmt::format("nested deeper than {} levels", kMaxDepth);
      return false;
    }
    open_.emplace_back().is_object = is_object;
    return true;
  }

  bool Close() {
    Node node = std::move(open_.back());
    open_.pop_back();
    return Add(node.is_object ? Value::Map(std::move(node.fields)) : Value::List(std::move(node.elements)));
  }

  std::vector<Node> open_;
  Value root_;
  std::string error_ = "not valid JSON";
};

class Converter {
 public:
  explicit Converter(std::vector<std::string>* dropped) : dropped_(dropped) {}

  StatusOr<Value> Convert(const Type& type, const Value& value, const AttributePath& path);

 private:
  static StatusOr<Value> ConvertPrimitive(TypeKind kind, const Value& value, const AttributePath& path);
  StatusOr<Value> ConvertElements(const Type& type, const Value& value, const AttributePath& path);
  StatusOr<Value> ConvertMap(const Type& type, const Value& value, const AttributePath& path);
  StatusOr<Value> ConvertObject(const Type& type, const Value& value, const AttributePath& path);

  std::vector<std::string>* dropped_;
};

Status Wrong(TypeKind wanted, const Value& value, const AttributePath& path) {
  return InvalidArgumentError(fmt::format("{}{}{} is required, found {}", path.ToString(), path.empty() ? "" : ": ",
                                          KindName(KindOf(wanted)), KindName(value.kind())));
}

StatusOr<Value> Converter::ConvertPrimitive(TypeKind kind, const Value& value, const AttributePath& path) {
  if (value.kind() == KindOf(kind)) return value;
  if (kind == TypeKind::kString && value.kind() == Value::Kind::kNumber) {
    return Value::String(value.AsNumber().ToString());
  }
  if (kind == TypeKind::kString && value.kind() == Value::Kind::kBool) {
    return Value::String(value.AsBool() ? "true" : "false");
  }
  if (kind == TypeKind::kNumber && value.kind() == Value::Kind::kString) {
    StatusOr<Number> number = Number::Parse(value.AsString());
    if (number.ok()) return Value::Of(*std::move(number));
  }
  if (kind == TypeKind::kBool && value.kind() == Value::Kind::kString) {
    const std::string& text = value.AsString();
    if (text == "true" || text == "1") return Value::Bool(true);
    if (text == "false" || text == "0") return Value::Bool(false);
  }
  return Wrong(kind, value, path);
}

StatusOr<Value> Converter::ConvertElements(const Type& type, const Value& value, const AttributePath& path) {
  if (value.kind() != Value::Kind::kList) return Wrong(type.kind(), value, path);
  Value::Elements elements;
  elements.reserve(value.elements().size());
  for (const Value& element : value.elements()) {
    IC_ASSIGN_OR_RETURN(Value converted,
                        Convert(type.element(), element, path.Element(static_cast<std::int64_t>(elements.size()))));
    elements.push_back(std::move(converted));
  }
  return type.kind() == TypeKind::kList ? Value::List(std::move(elements)) : Value::Set(std::move(elements));
}

StatusOr<Value> Converter::ConvertMap(const Type& type, const Value& value, const AttributePath& path) {
  if (value.kind() != Value::Kind::kMap) return Wrong(type.kind(), value, path);
  Value::Fields fields;
  fields.reserve(value.fields().size());
  for (const auto& [key, element] : value.fields()) {
    IC_ASSIGN_OR_RETURN(Value converted, Convert(type.element(), element, path.Element(key)));
    fields.emplace_back(key, std::move(converted));
  }
  return Value::Map(std::move(fields));
}

StatusOr<Value> Converter::ConvertObject(const Type& type, const Value& value, const AttributePath& path) {
  if (value.kind() != Value::Kind::kMap) return Wrong(type.kind(), value, path);
  Value::Fields fields;
  fields.reserve(type.attributes().size());
  for (const auto& [name, attribute] : type.attributes()) {
    IC_ASSIGN_OR_RETURN(Value converted, Convert(attribute, value.Get(name), path.Attribute(name)));
    fields.emplace_back(name, std::move(converted));
  }
  if (dropped_ != nullptr) {
    for (const auto& [name, unused] : value.fields()) {
      if (type.Attribute(name) == nullptr) dropped_->push_back(path.Attribute(name).ToString());
    }
  }
  return Value::Object(std::move(fields));
}

StatusOr<Value> Converter::Convert(const Type& type, const Value& value, const AttributePath& path) {
  if (value.is_null()) return value;
  switch (type.kind()) {
    case TypeKind::kList:
    case TypeKind::kSet:
      return ConvertElements(type, value, path);
    case TypeKind::kMap:
      return ConvertMap(type, value, path);
    case TypeKind::kObject:
      return ConvertObject(type, value, path);
    default:
      return ConvertPrimitive(type.kind(), value, path);
  }
}

void AppendString(std::string_view text, std::string* out) {
  *out += nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

void Append(const Type& type, const Value& value, std::string* out);

void AppendElements(const Type& type, const Value& value, std::string* out) {
  *out += '[';
  bool first = true;
  for (const Value& element : value.elements()) {
    if (!first) *out += ',';
    first = false;
    Append(type.element(), element, out);
  }
  *out += ']';
}

void AppendMap(const Type& type, const Value& value, std::string* out) {
  *out += '{';
  bool first = true;
  for (const auto& [key, element] : value.fields()) {
    if (!first) *out += ',';
    first = false;
    AppendString(key, out);
    *out += ':';
    Append(type.element(), element, out);
  }
  *out += '}';
}

void AppendObject(const Type& type, const Value& value, std::string* out) {
  *out += '{';
  bool first = true;
  for (const auto& [name, attribute] : type.attributes()) {
    if (!first) *out += ',';
    first = false;
    AppendString(name, out);
    *out += ':';
    Append(attribute, value.Get(name), out);
  }
  *out += '}';
}

void Append(const Type& type, const Value& value, std::string* out) {
  if (value.kind() != KindOf(type.kind())) {
    *out += "null";
    return;
  }
  switch (type.kind()) {
    case TypeKind::kBool:
      *out += value.AsBool() ? "true" : "false";
      return;
    case TypeKind::kNumber:
      *out += value.AsNumber().ToString();
      return;
    case TypeKind::kString:
      AppendString(value.AsString(), out);
      return;
    case TypeKind::kList:
    case TypeKind::kSet:
      AppendElements(type, value, out);
      return;
    case TypeKind::kMap:
      AppendMap(type, value, out);
      return;
    case TypeKind::kObject:
      AppendObject(type, value, out);
      return;
  }
}

}  // namespace

StatusOr<Value> DecodeJson(const Type& type, std::string_view text, std::vector<std::string>* dropped) {
  TreeBuilder builder;
  if (!nlohmann::json::sax_parse(text, &builder)) return InvalidArgumentError(builder.error());
  return Converter(dropped).Convert(type, builder.TakeRoot(), {});
}

std::string EncodeJson(const Type& type, const Value& value) {
  std::string text;
  Append(type, value, &text);
  return text;
}

}  // namespace ic
