#include "adapters/contract/asn.h"

#include <charconv>

#include <fmt/format.h>

namespace ic {
namespace {

constexpr std::uint64_t kMaxAsn = 4294967295;
constexpr std::uint64_t kMaxPart = 65535;

enum class Digits : std::uint8_t { kGood, kNotDigits, kLeadingZero, kTooLarge };

Digits ReadDigits(std::string_view text, std::uint64_t max, std::uint64_t& value) {
  if (text.empty() || text.find_first_not_of("0123456789") != std::string_view::npos) return Digits::kNotDigits;
  if (text.size() > 1 && text.front() == '0') return Digits::kLeadingZero;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || value > max) return Digits::kTooLarge;
  return Digits::kGood;
}

Status WrongAsn(std::string_view text, Digits what, bool dotted) {
  switch (what) {
    case Digits::kLeadingZero:
      return InvalidArgumentError(fmt::format("\"{}\" is not an ASN: write its numbers without leading zeros.", text));
    case Digits::kTooLarge:
      if (dotted) {
        return InvalidArgumentError(fmt::format(
            "\"{}\" is not an ASN: in asdot notation each part is a number from 0 to 65535, as in \"64086.59904\".",
            text));
      }
      return InvalidArgumentError(
          fmt::format("\"{}\" is not an ASN: ASNs have 4 bytes at most, the largest is 4294967295.", text));
    case Digits::kGood:
    case Digits::kNotDigits:
      break;
  }
  return InvalidArgumentError(
      fmt::format("\"{}\" is not an ASN: write it in asplain notation, as \"4200000000\", or in asdot notation, as "
                  "\"64086.59904\".",
                  text));
}

}  // namespace

StatusOr<std::uint32_t> ParseAsn(std::string_view text) {
  const std::size_t dot = text.find('.');
  if (dot == std::string_view::npos) {
    std::uint64_t value = 0;
    const Digits result = ReadDigits(text, kMaxAsn, value);
    if (result != Digits::kGood) return WrongAsn(text, result, false);
    return static_cast<std::uint32_t>(value);
  }
  std::uint64_t high = 0;
  std::uint64_t low = 0;
  Digits result = ReadDigits(text.substr(0, dot), kMaxPart, high);
  if (result == Digits::kGood) result = ReadDigits(text.substr(dot + 1), kMaxPart, low);
  if (result != Digits::kGood) return WrongAsn(text, result, true);
  return static_cast<std::uint32_t>(high * (kMaxPart + 1) + low);
}

std::string FormatAsn(std::uint32_t asn) { return std::to_string(asn); }

std::string FormatAsdot(std::uint32_t asn) {
  if (asn <= kMaxPart) return FormatAsn(asn);
  return fmt::format("{}.{}", asn >> 16, asn & kMaxPart);
}

std::optional<std::string> AsdotAmbiguity(std::string_view text) {
  const std::size_t dot = text.find('.');
  if (dot == std::string_view::npos) return std::nullopt;
  const StatusOr<std::uint32_t> asn = ParseAsn(text);
  if (!asn.ok()) return std::nullopt;
  // A number never keeps a zero at its end, so a text that has one was quoted. A low part that cannot take another
  // digit has lost none.
  if (text.back() == '0' || (*asn & kMaxPart) * 10 > kMaxPart) return std::nullopt;
  return fmt::format(
      "\"{0}\" is read in asdot notation and means {1}. Written without quotes, {0}0 is a number and arrives as {0} "
      "too, so the two cannot be told apart. Write the ASN in asplain notation to be sure: \"{1}\" if {0} is meant, "
      "\"{2}\" if {0}0 is meant.",
      text, *asn, (*asn & ~std::uint32_t{0xffff}) + (*asn & kMaxPart) * 10);
}

}  // namespace ic
