#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <utility>

#include <fmt/format.h>
#include <rapidjson/memorystream.h>
#include <rapidjson/reader.h>

#include "base/diagnostics.h"
#include "base/text.h"
#include "schema/value/conform.h"
#include "schema/value/json.h"
#include "schema/value/json_numbers.h"

namespace ic {
namespace {

constexpr std::size_t kMaxDepth = 100;

// Builds a value of a type from the parser's events, without a tree between: states have a hundred thousand objects.
// Numbers arrive as their text, so that none is rounded to a double.
class Builder {
 public:
  Builder(std::reference_wrapper<const Type> type, std::vector<std::string>* dropped)
      : type_(type), dropped_(dropped) {}

  // RapidJSON's events; those about numbers by type do not come (kParseNumbersAsStringsFlag).
  bool Null() { return Add(Value::Null()); }
  bool Bool(bool value) { return Add(Value::Bool(value)); }
  bool Int(int /*value*/) { return false; }
  bool Uint(unsigned /*value*/) { return false; }
  bool Int64(std::int64_t /*value*/) { return false; }
  bool Uint64(std::uint64_t /*value*/) { return false; }
  bool Double(double /*value*/) { return false; }
  bool RawNumber(const char* text, std::size_t size, bool /*copy*/) { return AddNumber({text, size}); }
  bool String(const char* text, std::size_t size, bool /*copy*/) {
    return IsText({text, size}) && Add(Value::String({text, size}));
  }
  bool StartObject() { return Open(/*is_object=*/true); }
  bool StartArray() { return Open(/*is_object=*/false); }
  bool Key(const char* text, std::size_t size, bool /*copy*/) { return IsText({text, size}) && TakeKey({text, size}); }
  bool EndObject(std::size_t /*count*/) { return Close(); }
  bool EndArray(std::size_t /*count*/) { return Close(); }

  Value TakeRoot() { return std::move(root_); }
  const std::string& error() const { return error_; }

 private:
  // An attribute's number and value, in the order of the text.
  using Parts = std::vector<std::pair<std::size_t, Value>>;

  // An array or object of the text that is not at its end yet.
  struct Level {
    const Type* type;         // null: it is being dropped
    Value::Elements values;   // of a list or set
    Value::Fields entries;    // of a map
    std::string key;          // of a map: of the value that comes next
    Parts parts;              // of an object type
    std::size_t next = 0;     // of an object type: the attribute that comes next
    bool is_dropped = false;  // of an object type: what comes next has no attribute
  };

  // The type of the value that comes next; null: it is dropped.
  const Type* Expected() const;
  bool Add(Value value);
  // RapidJSON lets an escape stand for half a character.
  static bool IsText(std::string_view text) { return IsValidUtf8(text); }
  bool AddNumber(std::string_view text);
  bool TakeKey(std::string_view name);
  bool Open(bool is_object);
  bool Close();
  void Place(Value value);
  static Value ObjectOf(const Type::Attributes& attributes, Parts parts);
  bool Wrong(TypeKind wanted, Value::Kind found);
  AttributePath Path() const;

  const Type& type_;
  std::vector<std::string>* dropped_;
  std::vector<Level> open_;
  Value root_;
  std::string error_;
};

const Type* Builder::Expected() const {
  if (open_.empty()) return &type_;
  const Level& level = open_.back();
  if (level.type == nullptr || level.is_dropped) return nullptr;
  return level.type->kind() == TypeKind::kObject ? &level.type->attributes()[level.next].second
                                                 : &level.type->element();
}

bool Builder::TakeKey(std::string_view name) {
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
                         [](const auto& entry, std::string_view wanted) { return entry.first < wanted; }) -
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

bool Builder::AddNumber(std::string_view text) {
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
    level.parts.emplace_back(level.next, std::move(value));
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
  open_.emplace_back().type = type;
  if (type != nullptr && type->kind() == TypeKind::kObject) open_.back().parts.reserve(type->attributes().size());
  return true;
}

// An absent attribute is as good as null, and takes no memory.
Value Builder::ObjectOf(const Type::Attributes& attributes, Parts parts) {
  const auto by_number = [](const auto& a, const auto& b) { return a.first < b.first; };
  const auto out_of_order = [](const auto& a, const auto& b) { return a.first >= b.first; };
  const bool in_order = std::adjacent_find(parts.begin(), parts.end(), out_of_order) == parts.end();
  if (!in_order) std::stable_sort(parts.begin(), parts.end(), by_number);
  Value::Fields fields;
  fields.reserve(static_cast<std::size_t>(
      std::count_if(parts.begin(), parts.end(), [](const auto& part) { return !part.second.is_null(); })));
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const bool repeated = i + 1 < parts.size() && parts[i + 1].first == parts[i].first;  // the last one wins
    auto& [number, value] = parts[i];
    if (!repeated && !value.is_null()) fields.emplace_back(attributes[number].first, std::move(value));
  }
  return Value::Object(std::move(fields));
}

bool Builder::Close() {
  Level level = std::move(open_.back());
  open_.pop_back();
  if (level.type == nullptr) return true;
  switch (level.type->kind()) {
    case TypeKind::kObject:
      Place(ObjectOf(level.type->attributes(), std::move(level.parts)));
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
  constexpr unsigned kFlags = rapidjson::kParseNumbersAsStringsFlag | rapidjson::kParseIterativeFlag;
  const std::size_t dropped_before = dropped != nullptr ? dropped->size() : 0;
  std::string quoted;
  for (bool again = false;; again = true) {
    Builder builder(type, dropped);
    rapidjson::MemoryStream stream(text.data(), text.size());
    rapidjson::Reader reader;
    const rapidjson::ParseResult result = reader.Parse<kFlags>(stream, builder);
    if (!builder.error().empty()) return InvalidArgumentError(builder.error());
    if (result.Code() == rapidjson::kParseErrorNumberTooBig && !again) {
      IC_ASSIGN_OR_RETURN(quoted, QuoteBigNumbers(text));
      if (dropped != nullptr) dropped->resize(dropped_before);
      text = quoted;
      continue;
    }
    // A NUL passes for the end.
    if (result.IsError() || stream.Tell() != text.size()) {
      return InvalidArgumentError(fmt::format("not valid JSON near byte {}", stream.Tell()));
    }
    return builder.TakeRoot();
  }
}

}  // namespace ic
