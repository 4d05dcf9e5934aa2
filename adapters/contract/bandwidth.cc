#include "adapters/contract/bandwidth.h"

#include <array>
#include <optional>

#include <fmt/format.h>

#include "base/text.h"

namespace ic {
namespace {

struct BandwidthUnit {
  char letter;  // lower case
  std::string_view word;
  std::int64_t factor;
};

constexpr std::array<BandwidthUnit, 4> kBandwidthUnits = {{
    {'t', "Tbps", 1'000'000'000'000},
    {'g', "Gbps", 1'000'000'000},
    {'m', "Mbps", 1'000'000},
    {'k', "Kbps", 1'000},
}};

constexpr std::int64_t kLargest = 1'000'000;  // of the number before the unit; keeps the product within 64 bits

std::optional<std::int64_t> UnitFactor(std::string_view word) {
  const std::string lower = ToLowerAscii(word);
  for (const BandwidthUnit& unit : kBandwidthUnits) {
    if (lower == std::string(1, unit.letter) || lower == std::string(1, unit.letter) + "bps") return unit.factor;
  }
  return std::nullopt;
}

// Thousandths of the decimal number `text`, which has three decimals at most.
std::optional<std::int64_t> Thousandths(std::string_view text) {
  const std::size_t dot = text.find('.');
  const std::string_view whole = text.substr(0, dot);
  const std::string_view decimals = dot == std::string_view::npos ? "" : text.substr(dot + 1);
  if (whole.empty() || whole.size() > 7 || decimals.size() > 3) return std::nullopt;
  if (dot != std::string_view::npos && decimals.empty()) return std::nullopt;
  std::int64_t value = 0;
  for (const char c : std::string(whole) + std::string(decimals) + std::string(3 - decimals.size(), '0')) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + (c - '0');
  }
  return value;
}

}  // namespace

StatusOr<std::int64_t> ParseBandwidth(std::string_view text) {
  const std::size_t end = text.find_first_not_of("0123456789.");
  const std::optional<std::int64_t> thousandths = Thousandths(text.substr(0, end));
  if (thousandths && end == std::string_view::npos) {
    return InvalidArgumentError(
        fmt::format("\"{0}\" is not a bandwidth: it has no unit. Write \"{0}Mbps\" or \"{0}Gbps\".", text));
  }
  const std::optional<std::int64_t> factor =
      end == std::string_view::npos ? std::nullopt : UnitFactor(Trim(text.substr(end)));
  if (!thousandths || !factor || *thousandths == 0 || *thousandths > kLargest * 1000) {
    return InvalidArgumentError(
        fmt::format("\"{}\" is not a bandwidth: write a number above 0 and one of the units Kbps, Mbps, Gbps and Tbps, "
                    "as \"1Gbps\" or \"500Mbps\".",
                    text));
  }
  return *thousandths * (*factor / 1000);
}

std::string FormatBandwidth(std::int64_t bits_per_second) {
  for (const BandwidthUnit& unit : kBandwidthUnits) {
    if (bits_per_second % unit.factor == 0) return fmt::format("{}{}", bits_per_second / unit.factor, unit.word);
  }
  return fmt::format("{}bps", bits_per_second);
}

std::string FormatBandwidthInLargestUnit(std::int64_t bits_per_second) {
  for (const BandwidthUnit& unit : kBandwidthUnits) {
    if (bits_per_second < unit.factor) continue;
    std::string decimals = fmt::format("{:03}", bits_per_second % unit.factor / (unit.factor / 1000));
    decimals.erase(decimals.find_last_not_of('0') + 1);
    const std::string_view dot = decimals.empty() ? "" : ".";
    return fmt::format("{}{}{}{}", bits_per_second / unit.factor, dot, decimals, unit.word);
  }
  return fmt::format("{}bps", bits_per_second);
}

}  // namespace ic
