#include "adapters/contract/limits/made_key.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string_view>
#include <utility>
#include <variant>

#include "adapters/contract/fields.h"

namespace ic {
namespace {

constexpr KeyLengths kAnywhere = {.shortest = 8, .longest = 80, .usual = 24};

// Without those that people take for one another: O and 0, I, l and 1.
constexpr std::array<std::string_view, 3> kSorts = {"ABCDEFGHJKLMNPQRSTUVWXYZ", "abcdefghijkmnopqrstuvwxyz",
                                                    "23456789"};
constexpr std::string_view kAllSorts = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789";

char OneOfThem(std::string_view characters, Random& random) { return characters[random.Below(characters.size())]; }

}  // namespace

KeyLengths KeyLengthsOf(const VendorTraits& traits) {
  KeyLengths lengths = kAnywhere;
  for (const Limit& limit : traits.limits) {
    const auto* length = std::get_if<Length>(&limit.allowed);
    if (length == nullptr || (limit.field != field::kAuthKey && limit.field != field::kAuthKeyWo)) continue;
    lengths.shortest = std::max(lengths.shortest, length->min);
    lengths.longest = std::min(lengths.longest, length->max);
  }
  lengths.usual = std::clamp(lengths.usual, lengths.shortest, std::max(lengths.shortest, lengths.longest));
  return lengths;
}

std::string MakeKey(std::int64_t length, Random& random) {
  std::string key;
  for (const std::string_view sort : kSorts) key += OneOfThem(sort, random);
  while (key.size() < static_cast<std::size_t>(length)) key += OneOfThem(kAllSorts, random);
  // Nobody knows at which places the sorts are.
  for (std::size_t i = key.size() - 1; i > 0; --i) std::swap(key[i], key[random.Below(i + 1)]);
  return key;
}

}  // namespace ic
