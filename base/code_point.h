// Reading text sign by sign.
#ifndef BASE_CODE_POINT_H_
#define BASE_CODE_POINT_H_

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace ic {

// The code point at `at` of valid UTF-8, which `at` is inside of; moves `at` behind it.
std::uint32_t TakePoint(std::string_view text, std::size_t& at);

}  // namespace ic

#endif  // BASE_CODE_POINT_H_
