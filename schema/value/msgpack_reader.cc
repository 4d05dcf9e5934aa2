#include "schema/value/msgpack_reader.h"

#include <bit>

namespace ic {
namespace {

using TokenKind = MsgpackToken::Kind;

void SetSigned(std::int64_t value, MsgpackToken* token) {
  token->kind = value < 0 ? TokenKind::kNegative : TokenKind::kUnsigned;
  token->integer = value;
  token->unsigned_integer = static_cast<std::uint64_t>(value);
}

}  // namespace

bool MsgpackReader::Fail(const char* error) {
  error_ = error;
  return false;
}

bool MsgpackReader::ReadUnsigned(std::size_t size, std::uint64_t* value) {
  if (input_.size() - position_ < size) return Fail("the input ends inside a value");
  *value = 0;
  for (std::size_t i = 0; i < size; ++i) *value = *value << 8 | static_cast<std::uint8_t>(input_[position_ + i]);
  position_ += size;
  return true;
}

bool MsgpackReader::ReadBytes(std::uint64_t size, MsgpackToken* token) {
  if (input_.size() - position_ < size) return Fail("a length is larger than what is left of the input");
  token->bytes = input_.substr(position_, static_cast<std::size_t>(size));
  position_ += static_cast<std::size_t>(size);
  return true;
}

bool MsgpackReader::ReadCount(std::uint64_t count, std::uint64_t values_each, MsgpackToken* token) {
  // Every value takes a byte at least.
  if (input_.size() - position_ < count * values_each) return Fail("a count is larger than what is left of the input");
  token->kind = values_each == 1 ? TokenKind::kArray : TokenKind::kMap;
  token->count = static_cast<std::uint32_t>(count);
  return true;
}

bool MsgpackReader::ReadNumber(std::uint8_t lead, MsgpackToken* token) {
  std::uint64_t raw = 0;
  switch (lead) {
    case 0xca:
      if (!ReadUnsigned(4, &raw)) return false;
      token->kind = TokenKind::kFloat;
      token->real = std::bit_cast<float>(static_cast<std::uint32_t>(raw));
      return true;
    case 0xcb:
      if (!ReadUnsigned(8, &raw)) return false;
      token->kind = TokenKind::kFloat;
      token->real = std::bit_cast<double>(raw);
      return true;
    case 0xcc:
    case 0xcd:
    case 0xce:
    case 0xcf:
      token->kind = TokenKind::kUnsigned;
      return ReadUnsigned(std::size_t{1} << (lead - 0xcc), &token->unsigned_integer);
    default:  // 0xd0 to 0xd3
      break;
  }
  const std::size_t size = std::size_t{1} << (lead - 0xd0);
  if (!ReadUnsigned(size, &raw)) return false;
  const auto shift = static_cast<int>(64 - 8 * size);
  SetSigned(static_cast<std::int64_t>(raw << shift) >> shift, token);
  return true;
}

// Everything that carries a length or a count in bytes of its own.
bool MsgpackReader::ReadSized(std::uint8_t lead, MsgpackToken* token) {
  std::uint64_t size = 0;
  switch (lead) {
    case 0xc4:  // bin 8, 16, 32
    case 0xc5:
    case 0xc6:
      token->kind = TokenKind::kBytes;
      return ReadUnsigned(std::size_t{1} << (lead - 0xc4), &size) && ReadBytes(size, token);
    case 0xc7:  // ext 8, 16, 32; the type byte is not part of the length
    case 0xc8:
    case 0xc9: {
      token->kind = TokenKind::kExt;
      std::uint64_t type = 0;
      return ReadUnsigned(std::size_t{1} << (lead - 0xc7), &size) && ReadUnsigned(1, &type) && ReadBytes(size, token);
    }
    case 0xd4:  // fixext 1, 2, 4, 8, 16
    case 0xd5:
    case 0xd6:
    case 0xd7:
    case 0xd8:
      token->kind = TokenKind::kExt;
      return ReadUnsigned(1, &size) && ReadBytes(std::uint64_t{1} << (lead - 0xd4), token);
    case 0xd9:  // str 8, 16, 32
    case 0xda:
    case 0xdb:
      token->kind = TokenKind::kBytes;
      return ReadUnsigned(std::size_t{1} << (lead - 0xd9), &size) && ReadBytes(size, token);
    case 0xdc:  // array 16, 32
    case 0xdd:
      return ReadUnsigned(std::size_t{2} << (lead - 0xdc), &size) && ReadCount(size, 1, token);
    case 0xde:  // map 16, 32
    case 0xdf:
      return ReadUnsigned(std::size_t{2} << (lead - 0xde), &size) && ReadCount(size, 2, token);
    default:
      return Fail("a byte that begins no msgpack value");
  }
}

bool MsgpackReader::Next(MsgpackToken* token) {
  *token = MsgpackToken();
  offset_ = position_;
  if (position_ == input_.size()) return Fail("the input ends where a value is expected");
  const auto lead = static_cast<std::uint8_t>(input_[position_++]);
  if (lead < 0x80 || lead >= 0xe0) {
    SetSigned(static_cast<std::int8_t>(lead), token);
    return true;
  }
  if (lead < 0x90) return ReadCount(lead & 0x0fU, 2, token);
  if (lead < 0xa0) return ReadCount(lead & 0x0fU, 1, token);
  if (lead < 0xc0) {
    token->kind = TokenKind::kBytes;
    return ReadBytes(lead & 0x1fU, token);
  }
  if (lead == 0xc0) return true;  // a token is nil until told otherwise
  if (lead == 0xc2 || lead == 0xc3) {
    token->kind = TokenKind::kBool;
    token->boolean = lead == 0xc3;
    return true;
  }
  if ((lead >= 0xca && lead <= 0xd3)) return ReadNumber(lead, token);
  return ReadSized(lead, token);
}

}  // namespace ic
