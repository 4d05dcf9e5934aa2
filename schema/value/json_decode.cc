#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "base/diagnostics.h"
#include "schema/value/conform.h"
#include "schema/value/json.h"

namespace ic {
namespace {

constexpr std::size_t kMaxDepth = 100;

// Builds a value of a type from the parser's events, without a tree between: states have a hundred thousand objects. A
// tree of nlohmann's own would also round large numbers to doubles; here their text arrives.
class Builder : public nlohmann::json_sax<nlohmann::json> {
 public:
  Builder(const Type& type, std::vector<std::string>* dropped) : type_(type), dropped_(dropped) {}

  bool null() override { return Add(Value::Null()); }
  bool boolean(bool value) override { return Add(Value::Bool(value)); }
  bool number_integer(std::int64_t value) override { return Add(Value::Int(value)); }
  bool number_unsigned(std::uint64_t value) override {
    if (value <= INT64_MAX) return Add(Value::Int(static_cast<std::int64_t>(value)));
    return AddNumber(std::to_string(value));
  }
  bool number_float(double /*value*/, const std::string& text) override { return AddNumber(text); }
  bool string(std::string& value) override { return Add(Value::String(value)); }
  bool binary(nlohmann::json::binary_t& /*value*/) override { return false; }
  bool start_object(std::size_t /*size*/) override { return Open(/*is_object=*/true); }
  bool start_array(std::size_t /*size*/) override { return Open(/*is_object=*/false); }
  bool end_object() override { return Close(); }
  bool end_array() override { return Close(); }
  bool key(std::string& name) override;
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
  // An array or object of the text that is not at its end yet.
  struct Level {
    const Type* type;         // null: it is being dropped
    Value::Elements values;   // of a list or set; of an object type, one an attribute
    Value::Fields entries;    // of a map
    std::string key;          // of a map: of the value that comes next
    std::size_t next = 0;     // of an object type: the attribute that comes next
    bool is_dropped = false;  // of an object type: what comes next has no attribute
  };

  // The type of the value that comes next; null: it is dropped.
  const Type* Expected() const;
  bool Add(Value value);
  bool AddNumber(const std::string& text);
  bool Open(bool is_object);
  bool Close();
  void Place(Value value);
  bool Wrong(TypeKind wanted, Value::Kind found);
  AttributePath Path() const;

  const Type& type_;
  std::vector<std::string>* dropped_;
  std::vector<Level> open_;
  Value root_;
  std::string error_ = "not valid JSON";
};

const Type* Builder::Expected() const {
  if (open_.empty()) return &type_;
  const Level& level = open_.back();
  if (level.type == nullptr || level.is_dropped) return nullptr;
  return level.type->kind() == TypeKind::kObject ? &level.type->attributes()[level.next].second
                                                 : &level.type->element();
}

bool Builder::key(std::string& name) {
  Level& level = open_.back();
  if (level.type == nullptr) return true;
  if (level.type->kind() == TypeKind::kMap) {
    level.key = name;
    return true;
  }
  const Type::Attributes& all = level.type->attributes();
  // What we wrote ourselves comes in order.
  while (level.next < all.size() && all[level.next].first < name) ++level.next;
  if (level.next == all.size() || all[level.next].first != name) {
    level.next = static_cast<std::size_t>(
        std::lower_bound(all.begin(), all.end(), name,
                         [](const auto& entry, const std::string& wanted) { return entry.first < wanted; }) -
        all.begin());
  }
  level.is_dropped = level.next == all.size() || all[level.next].first != name;
  if (level.is_dropped && dropped_ != nullptr) dropped_->push_back(Path().Attribute(name).ToString());
  return true;
}

// As Terraform converts primitives; nullopt where it does not.
std::optional<Value> Converted(TypeKind kind, Value value) {
  if (value.kind() == KindOf(kind)) return value;
  const bool is_text = value.kind() == Value::Kind::kString;
  if (kind == TypeKind::kString && value.kind() == Value::Kind::kNumber) {
    return Value::String(value.AsNumber().ToString());
  }
  if (kind == TypeKind::kString && value.kind() == Value::Kind::kBool) {
    return Value::String(value.AsBool() ? "true" : "false");
  }
  if (kind == TypeKind::kNumber && is_text) {
    StatusOr<Number> number = Number::Parse(value.AsString());
    if (number.ok()) return Value::Of(*std::move(number));
  }
  if (kind == TypeKind::kBool && is_text) {
    const std::string& text = value.AsString();
    if (text == "true" || text == "1") return Value::Bool(true);
    if (text == "false" || text == "0") return Value::Bool(false);
  }
  return std::nullopt;
}

bool Builder::Add(Value value) {
  const Type* type = Expected();
  if (type == nullptr) return true;
  if (!value.is_null()) {
    const Value::Kind found = value.kind();
    std::optional<Value> converted =
        type->is_primitive() ? Converted(type->kind(), std::move(value)) : std::optional<Value>();
    if (!converted) return Wrong(type->kind(), found);
    value = *std::move(converted);
  }
  Place(std::move(value));
  return true;
}

bool Builder::AddNumber(const std::string& text) {
  StatusOr<Number> number = Number::Parse(text);
  if (!number.ok()) {
    error_ = number.status().message();
    return false;
  }
  return Add(Value::Of(*std::move(number)));
}

void Builder::Place(Value value) {
  if (open_.empty()) {
    root_ = std::move(value);
    return;
  }
  Level& level = open_.back();
  if (level.type->kind() == TypeKind::kObject) {
    level.values[level.next] = std::move(value);
  } else if (level.type->kind() == TypeKind::kMap) {
    level.entries.emplace_back(std::move(level.key), std::move(value));
  } else {
    level.values.push_back(std::move(value));
  }
}

bool Builder::Open(bool is_object) {
  if (open_.size() == kMaxDepth) {
    error_ = fmt::format("nested deeper than {} levels", kMaxDepth);
    return false;
  }
  const Type* type = Expected();
  if (type != nullptr) {
    const bool keyed = type->kind() == TypeKind::kMap || type->kind() == TypeKind::kObject;
    if (type->is_primitive() || keyed != is_object) {
      return Wrong(type->kind(), is_object ? Value::Kind::kMap : Value::Kind::kList);
    }
  }
  Level& level = open_.emplace_back();
  level.type = type;
  if (type != nullptr && type->kind() == TypeKind::kObject) level.values.resize(type->attributes().size());
  return true;
}

// An absent attribute is as good as null, and takes no memory.
Value ObjectOf(const Type::Attributes& attributes, Value::Elements values) {
  const auto count = std::count_if(values.begin(), values.end(), [](const Value& value) { return !value.is_null(); });
  Value::Fields fields;
  fields.reserve(static_cast<std::size_t>(count));
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (!values[i].is_null()) fields.emplace_back(attributes[i].first, std::move(values[i]));
  }
  return Value::Object(std::move(fields));
}

bool Builder::Close() {
  Level level = std::move(open_.back());
  open_.pop_back();
  if (level.type == nullptr) return true;
  switch (level.type->kind()) {
    case TypeKind::kObject:
      Place(ObjectOf(level.type->attributes(), std::move(level.values)));
      return true;
    case TypeKind::kMap:
      Place(Value::Map(std::move(level.entries)));
      return true;
    case TypeKind::kSet:
      Place(Value::Set(std::move(level.values)));
      return true;
    default:
      Place(Value::List(std::move(level.values)));
      return true;
  }
}

bool Builder::Wrong(TypeKind wanted, Value::Kind found) {
  const AttributePath path = Path();
  error_ = fmt::format("{}{}{} is required, found {}", path.ToString(), path.empty() ? "" : ": ",
                       KindName(KindOf(wanted)), KindName(found));
  return false;
}

// Of the value that comes next; of what is dropped, the object around it.
AttributePath Builder::Path() const {
  AttributePath path;
  for (const Level& level : open_) {
    if (level.type == nullptr || level.is_dropped) break;
    if (level.type->kind() == TypeKind::kObject) {
      path = path.Attribute(level.type->attributes()[level.next].first);
    } else if (level.type->kind() == TypeKind::kMap) {
      path = path.Element(level.key);
    } else {
      path = path.Element(static_cast<std::int64_t>(level.values.size()));
    }
  }
  return path;
}

}  // namespace

StatusOr<Value> DecodeJson(const Type& type, std::string_view text, std::vector<std::string>* dropped) {
  Builder builder(type, dropped);
  if (!nlohmann::json::sax_parse(text, &builder)) return InvalidArgumentError(builder.error());
  return builder.TakeRoot();
}

}  // namespace ic
