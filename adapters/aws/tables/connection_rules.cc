// Rules over several fields of one connection. Each adds nothing while what it needs is unknown.
#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "adapters/aws/tables/rule_parts.h"
#include "adapters/aws/tables/sources.h"
#include "adapters/aws/tables/tables.h"
#include "adapters/contract/bandwidth.h"
#include "adapters/contract/limits/refuse_if.h"

namespace ic::aws {
namespace {

constexpr std::int64_t kGbps = 1'000'000'000;

void CheckConnectionArns(const Value& object, const Rule& rule, Diagnostics& diagnostics) {
  for (const std::string_view path : {"adopt", "aws.lag_id"}) RefuseArn(object, rule, path, diagnostics);
}

void CheckDedicatedBandwidth(const Value& object, const Rule& rule, Diagnostics& diagnostics) {
  constexpr std::array<std::int64_t, 4> kDedicated = {kGbps, 10 * kGbps, 100 * kGbps, 400 * kGbps};
  const std::optional<std::int64_t> bandwidth = KnownBandwidth(object, "bandwidth");
  if (!bandwidth || !IsUnset(object, "adopt") || std::ranges::find(kDedicated, *bandwidth) != kDedicated.end()) return;
  Refuse(
      rule, "bandwidth", "Bandwidth cannot be ordered",
      fmt::format("bandwidth is {}; ports that AWS sells itself have 1Gbps, 10Gbps, 100Gbps or 400Gbps. Choose one of "
                  "them, or order a hosted connection of {} from a partner and take it over with adopt.",
                  FormatBandwidth(*bandwidth), FormatBandwidth(*bandwidth)),
      diagnostics);
}

void CheckMacsecBandwidth(const Value& object, const Rule& rule, Diagnostics& diagnostics) {
  const std::optional<std::int64_t> bandwidth = KnownBandwidth(object, "bandwidth");
  if (!bandwidth || *bandwidth >= 10 * kGbps || KnownBool(object, "aws.request_macsec") != true) return;
  Refuse(
      rule, "aws.request_macsec", "MACsec not available",
      fmt::format("aws.request_macsec is true and bandwidth is {}; MACsec needs a dedicated port of 10Gbps, 100Gbps or "
                  "400Gbps. Choose such a port, or leave request_macsec out.",
                  FormatBandwidth(*bandwidth)),
      diagnostics);
}

void CheckEncryption(const Value& object, const Rule& rule, Diagnostics& diagnostics) {
  const std::optional<std::string> mode = KnownText(object, "aws.encryption_mode");
  if (!mode || *mode == "no_encrypt" || !IsUnset(object, "adopt")) return;
  const bool not_requested = IsUnset(object, "aws.request_macsec") || KnownBool(object, "aws.request_macsec") == false;
  if (!not_requested) return;
  Refuse(
      rule, "aws.encryption_mode", "Encryption without MACsec",
      fmt::format("aws.encryption_mode is {}, but no port for MACsec is requested, and only such a port encrypts. Set "
                  "aws.request_macsec = true, or leave encryption_mode out.",
                  *mode),
      diagnostics);
}

}  // namespace

std::vector<Rule> ConnectionRules() {
  const Kind kind = Kind::kConnection;
  return {
      {"aws.connection.arns", kind, "ids, not ARNs", CheckConnectionArns, kApi},
      {"aws.connection.dedicated_bandwidth", kind, "1, 10, 100 or 400 Gbps, unless a hosted connection is adopted",
       CheckDedicatedBandwidth, Older(kApi, "the guide of 2018 says 1 or 10 Gbps")},
      {"aws.connection.macsec_bandwidth", kind, "MACsec: 10, 100 or 400 Gbps", CheckMacsecBandwidth,
       Older(kMacsecPage, "before 2024 10 or 100 Gbps")},
      {"aws.connection.encryption", kind,
       "an encryption mode but no_encrypt: request_macsec is true, or the connection is adopted", CheckEncryption,
       kMacsecPage},
  };
}

}  // namespace ic::aws
