#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <utility>
#include <variant>
#include <vector>

#include <fmt/format.h>

#include "base/diagnostics.h"
#include "base/text.h"
#include "schema/value/msgpack.h"
#include "schema/value/msgpack_reader.h"

namespace ic {
namespace {

using TokenKind = MsgpackToken::Kind;

// For messages: what a token is, in words.
std::string_view KindName(TokenKind kind) {
  switch (kind) {
    case TokenKind::kNil:
      return "null";
    case TokenKind::kBool:
      return "a bool";
    case TokenKind::kNegative:
    case TokenKind::kUnsigned:
      return "an integer";
    case TokenKind::kFloat:
      return "a float";
    case TokenKind::kBytes:
      return "a string";
    case TokenKind::kArray:
      return "an array";
    case TokenKind::kMap:
      return "a map";
    case TokenKind::kExt:
      return "an unknown value";
  }
  return "something else";
}

class Decoder {
 public:
  explicit Decoder(std::string_view bytes) : reader_(bytes) {}

  bool Decode(const Type& type, Value* value);
  Status status() const { return InvalidArgumentError(error_); }

 private:
  bool Fail(std::string_view problem);
  bool WrongKind(std::string_view wanted, const MsgpackToken& token);
  bool Next(MsgpackToken* token) { return reader_.Next(token) || Fail(reader_.error()); }

  bool DecodeNumber(const MsgpackToken& token, Value* value);
  bool DecodeString(const MsgpackToken& token, Value* value);
  bool DecodeElements(const Type& type, const MsgpackToken& token, Value* value);
  bool DecodeMap(const Type& type, const MsgpackToken& token, Value* value);
  bool DecodeObject(const Type& type, const MsgpackToken& token, Value* value);
  bool ReadName(std::string_view* name);

  MsgpackReader reader_;
  // Where in the value we are; made into text only when something is wrong.
  struct Key {
    std::string_view text;
  };
  std::vector<std::variant<std::string_view, Key, std::int64_t>> path_;
  std::string error_;
};

bool Decoder::Fail(std::string_view problem) {
  AttributePath path;
  for (const auto& step : path_) {
    if (const auto* name = std::get_if<std::string_view>(&step)) {
      path = path.Attribute(*name);
    } else if (const auto* key = std::get_if<Key>(&step)) {
      path = path.Element(ToValidUtf8(key->text));
    } else {
      path = path.Element(std::get<std::int64_t>(step));
    }
  }
  error_ = fmt::format("{}{}{} (byte {})", path.ToString(), path.empty() ? "" : ": ", problem, reader_.offset());
  return false;
}

bool Decoder::WrongKind(std::string_view wanted, const MsgpackToken& token) {
  return Fail(fmt::format("{} is required, found {}", wanted, KindName(token.kind)));
}

bool Decoder::DecodeNumber(const MsgpackToken& token, Value* value) {
  std::optional<StatusOr<Number>> number;
  switch (token.kind) {
    case TokenKind::kNegative:
      *value = Value::Int(token.integer);
      return true;
    case TokenKind::kUnsigned:
      if (static_cast<std::int64_t>(token.unsigned_integer) >= 0) {
        *value = Value::Int(static_cast<std::int64_t>(token.unsigned_integer));
        return true;
      }
      number = Number::Parse(std::to_string(token.unsigned_integer));
      break;
    case TokenKind::kFloat:
      number = Number::FromDouble(token.real);
      break;
    case TokenKind::kBytes:
      number = Number::Parse(token.bytes);
      break;
    default:
      return WrongKind("a number", token);
  }
  if (!number->ok()) return Fail("a finite decimal number of a supported length is required");
  *value = Value::Of(**std::move(number));
  return true;
}

bool Decoder::DecodeString(const MsgpackToken& token, Value* value) {
  if (token.kind != TokenKind::kBytes) return WrongKind("a string", token);
  if (!IsValidUtf8(token.bytes)) return Fail("a string must be valid UTF-8");
  *value = Value::String(token.bytes);
  return true;
}

bool Decoder::DecodeElements(const Type& type, const MsgpackToken& token, Value* value) {
  const bool is_list = type.kind() == TypeKind::kList;
  if (token.kind != TokenKind::kArray) return WrongKind(is_list ? "a list" : "a set", token);
  Value::Elements elements;
  elements.reserve(token.count);
  for (std::uint32_t i = 0; i < token.count; ++i) {
    path_.emplace_back(std::int64_t{i});
    if (!Decode(type.element(), &elements.emplace_back())) return false;
    path_.pop_back();
  }
  *value = is_list ? Value::List(std::move(elements)) : Value::Set(std::move(elements));
  return true;
}

bool Decoder::ReadName(std::string_view* name) {
  MsgpackToken token;
  if (!Next(&token)) return false;
  if (token.kind != TokenKind::kBytes) return WrongKind("a string as key", token);
  if (!IsValidUtf8(token.bytes)) return Fail("a key must be valid UTF-8");
  *name = token.bytes;
  return true;
}

bool Decoder::DecodeMap(const Type& type, const MsgpackToken& token, Value* value) {
  if (token.kind != TokenKind::kMap) return WrongKind("a map", token);
  Value::Fields fields;
  fields.reserve(token.count);
  for (std::uint32_t i = 0; i < token.count; ++i) {
    std::string_view key;
    if (!ReadName(&key)) return false;
    path_.emplace_back(Key{key});
    if (!Decode(type.element(), &fields.emplace_back(std::string(key), Value()).second)) return false;
    path_.pop_back();
  }
  *value = Value::Map(std::move(fields));
  if (value->fields().size() != token.count) return Fail("a map has the same key twice");
  return true;
}

bool Decoder::DecodeObject(const Type& type, const MsgpackToken& token, Value* value) {
  if (token.kind != TokenKind::kMap) return WrongKind("an object", token);
  const Type::Attributes& attributes = type.attributes();
  if (token.count != attributes.size()) {
    return Fail(fmt::format("an object with {} attributes is required, found {}", attributes.size(), token.count));
  }
  Value::Fields fields;
  fields.reserve(attributes.size());
  for (const auto& [name, unused] : attributes) fields.emplace_back(name, Value());
  std::vector<bool> seen(attributes.size(), false);
  for (std::size_t i = 0; i < attributes.size(); ++i) {
    std::string_view name;
    if (!ReadName(&name)) return false;
    // Terraform writes names in order, so the i-th is nearly always the one.
    std::size_t place = i;
    if (attributes[i].first != name) {
      const auto found = std::lower_bound(attributes.begin(), attributes.end(), name,
                                          [](const auto& entry, std::string_view key) { return entry.first < key; });
      if (found == attributes.end() || found->first != name) {
        path_.emplace_back(Key{name});
        return Fail("the object has no attribute of this name");
      }
      place = static_cast<std::size_t>(found - attributes.begin());
    }
    path_.emplace_back(std::string_view(attributes[place].first));
    if (seen[place]) return Fail("the attribute is there twice");
    seen[place] = true;
    if (!Decode(attributes[place].second, &fields[place].second)) return false;
    path_.pop_back();
  }
  *value = Value::Object(std::move(fields));
  return true;
}

bool Decoder::Decode(const Type& type, Value* value) {
  MsgpackToken token;
  if (!Next(&token)) return false;
  if (token.kind == TokenKind::kNil) {
    *value = Value::Null();
    return true;
  }
  if (token.kind == TokenKind::kExt) {
    *value = Value::Unknown();
    return true;
  }
  switch (type.kind()) {
    case TypeKind::kBool:
      if (token.kind != TokenKind::kBool) return WrongKind("a bool", token);
      *value = Value::Bool(token.boolean);
      return true;
    case TypeKind::kNumber:
      return DecodeNumber(token, value);
    case TypeKind::kString:
      return DecodeString(token, value);
    case TypeKind::kList:
    case TypeKind::kSet:
      return DecodeElements(type, token, value);
    case TypeKind::kMap:
      return DecodeMap(type, token, value);
    case TypeKind::kObject:
      return DecodeObject(type, token, value);
  }
  return false;
}

}  // namespace

StatusOr<Value> DecodeMsgpack(const Type& type, std::string_view bytes) {
  Decoder decoder(bytes);
  Value value;
  if (!decoder.Decode(type, &value)) return decoder.status();
  return value;
}

}  // namespace ic
