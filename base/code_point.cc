#include "base/code_point.h"

namespace ic {

std::uint32_t TakePoint(std::string_view text, std::size_t& at) {
  const auto byte = [&](std::size_t i) { return static_cast<std::uint8_t>(text[i]); };
  const std::uint8_t lead = byte(at);
  const std::size_t length = lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
  std::uint32_t point = length == 1 ? lead : lead & (0x7fU >> length);
  for (std::size_t i = 1; i < length && at + i < text.size(); ++i) point = point << 6 | (byte(at + i) & 0x3fU);
  at += length;
  return point;
}

}  // namespace ic
