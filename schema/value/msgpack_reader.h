// MsgpackReader: msgpack bytes as a stream of tokens (https://github.com/msgpack/msgpack/blob/master/spec.md).
//
// Written here rather than taken from libmsgpack because that library builds a tree of whatever the bytes claim before
// anybody can judge it: its memory follows claimed counts and its depth is fixed. This reader holds nothing, recurses
// nowhere, and never believes a length that the input is too short for. (libmsgpack writes, and judges this reader in
// its tests.)
#ifndef SCHEMA_VALUE_MSGPACK_READER_H_
#define SCHEMA_VALUE_MSGPACK_READER_H_

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace ic {

struct MsgpackToken {
  enum class Kind : std::uint8_t {
    kNil,
    kBool,      // `boolean`
    kNegative,  // `integer`, always negative
    kUnsigned,  // `unsigned_integer`; every integer that is not negative, whatever form it was written in
    kFloat,     // `real`; float32 is widened
    kBytes,     // `bytes`: str and bin
    kArray,     // `count` values follow
    kMap,       // `count` pairs of values follow
    kExt,       // `bytes`: the payload
  };

  Kind kind = Kind::kNil;
  bool boolean = false;
  std::int64_t integer = 0;
  std::uint64_t unsigned_integer = 0;
  double real = 0;
  std::uint32_t count = 0;
  std::string_view bytes;  // into the reader's input
};

class MsgpackReader {
 public:
  // `input` must outlive the reader and the tokens' bytes.
  explicit MsgpackReader(std::string_view input) : input_(input) {}

  // Reads the next token. False: the input is truncated, claims more than it holds, or is not msgpack; error() says.
  bool Next(MsgpackToken* token);

  // Where the last token began, in bytes.
  std::size_t offset() const { return offset_; }
  const char* error() const { return error_; }

 private:
  bool Fail(const char* error);
  // Big-endian unsigned number of `size` bytes.
  bool ReadUnsigned(std::size_t size, std::uint64_t* value);
  bool ReadBytes(std::uint64_t size, MsgpackToken* token);
  bool ReadCount(std::uint64_t count, std::uint64_t values_each, MsgpackToken* token);
  bool ReadNumber(std::uint8_t lead, MsgpackToken* token);
  bool ReadSized(std::uint8_t lead, MsgpackToken* token);

  std::string_view input_;
  std::size_t position_ = 0;
  std::size_t offset_ = 0;
  const char* error_ = "";
};

}  // namespace ic

#endif  // SCHEMA_VALUE_MSGPACK_READER_H_
