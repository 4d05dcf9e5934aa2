#include <cstddef>

#include <msgpack/pack.h>

#include "base/text.h"
#include "schema/value/conform.h"
#include "schema/value/msgpack.h"

namespace ic {
namespace {

int AppendBytes(void* out, const char* data, std::size_t size) {
  static_cast<std::string*>(out)->append(data, size);
  return 0;
}

class MsgpackEncoder {
 public:
  explicit MsgpackEncoder(std::string* out) { msgpack_packer_init(&packer_, out, AppendBytes); }

  void Encode(const Type& type, const Value& value);

 private:
  void Nil() { msgpack_pack_nil(&packer_); }
  void Unknown();
  void String(std::string_view text);
  void EncodeElements(const Type& type, const Value& value);
  void EncodeMap(const Type& type, const Value& value);
  void EncodeObject(const Type& type, const Value& value);

  msgpack_packer packer_{};
};

// fixext 1, type 0, payload 0: an unknown value without refinements.
void MsgpackEncoder::Unknown() {
  msgpack_pack_ext(&packer_, 1, 0);
  msgpack_pack_ext_body(&packer_, "\0", 1);
}

void MsgpackEncoder::String(std::string_view text) {
  if (!IsValidUtf8(text)) return String(ToValidUtf8(text));
  msgpack_pack_str(&packer_, text.size());
  msgpack_pack_str_body(&packer_, text.data(), text.size());
}

void MsgpackEncoder::EncodeElements(const Type& type, const Value& value) {
  msgpack_pack_array(&packer_, value.elements().size());
  for (const Value& element : value.elements()) Encode(type.element(), element);
}

void MsgpackEncoder::EncodeMap(const Type& type, const Value& value) {
  msgpack_pack_map(&packer_, value.fields().size());
  for (const auto& [key, element] : value.fields()) {
    String(key);
    Encode(type.element(), element);
  }
}

void MsgpackEncoder::EncodeObject(const Type& type, const Value& value) {
  msgpack_pack_map(&packer_, type.attributes().size());
  // Both are sorted by name, so one walk over each finds every field.
  auto field = value.fields().begin();
  const auto end = value.fields().end();
  for (const auto& [name, attribute_type] : type.attributes()) {
    while (field != end && field->first < name) ++field;
    String(name);
    if (field != end && field->first == name) {
      Encode(attribute_type, field->second);
    } else {
      Nil();
    }
  }
}

void MsgpackEncoder::Encode(const Type& type, const Value& value) {
  if (value.is_unknown()) return Unknown();
  if (value.kind() != KindOf(type.kind())) return Nil();
  switch (type.kind()) {
    case TypeKind::kBool:
      value.AsBool() ? msgpack_pack_true(&packer_) : msgpack_pack_false(&packer_);
      return;
    case TypeKind::kNumber:
      return String(value.AsNumber().ToString());
    case TypeKind::kString:
      return String(value.AsString());
    case TypeKind::kList:
    case TypeKind::kSet:
      return EncodeElements(type, value);
    case TypeKind::kMap:
      return EncodeMap(type, value);
    case TypeKind::kObject:
      return EncodeObject(type, value);
  }
}

}  // namespace

std::string EncodeMsgpack(const Type& type, const Value& value) {
  std::string bytes;
  MsgpackEncoder encoder(&bytes);
  encoder.Encode(type, value);
  return bytes;
}

}  // namespace ic
