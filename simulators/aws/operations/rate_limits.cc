#include "simulators/aws/operations/rate_limits.h"

#include <algorithm>
#include <array>
#include <charconv>

#include <fmt/format.h>

namespace ic::sim::aws {
namespace {

// As the service model lists them.
constexpr auto kLimits = std::to_array<std::string_view>(
    {"50Mbps",  "100Mbps", "200Mbps", "300Mbps", "400Mbps", "500Mbps", "600Mbps", "700Mbps", "800Mbps", "900Mbps",
     "1Gbps",   "1.2Gbps", "1.5Gbps", "1.8Gbps", "2Gbps",   "2.1Gbps", "2.4Gbps", "2.7Gbps", "3Gbps",   "3.2Gbps",
     "3.6Gbps", "4Gbps",   "5Gbps",   "6Gbps",   "7Gbps",   "8Gbps",   "9Gbps",   "10Gbps",  "12Gbps",  "15Gbps",
     "18Gbps",  "20Gbps",  "21Gbps",  "24Gbps",  "27Gbps",  "30Gbps",  "32Gbps",  "36Gbps",  "40Gbps",  "50Gbps",
     "60Gbps",  "70Gbps",  "80Gbps",  "100Gbps", "120Gbps", "150Gbps", "180Gbps", "200Gbps", "210Gbps", "240Gbps",
     "270Gbps", "300Gbps", "320Gbps", "360Gbps", "400Gbps", "450Gbps", "480Gbps", "500Gbps", "540Gbps", "600Gbps",
     "700Gbps", "800Gbps", "900Gbps", "1Tbps",   "1.1Tbps", "1.2Tbps", "1.3Tbps", "1.4Tbps", "1.5Tbps", "1.6Tbps"});
constexpr int kMostPrefixes = 1000;

// "1.2Gbps" in Mbit/s.
double Megabits(std::string_view text) {
  double number = 0;
  const auto parsed = std::from_chars(text.data(), text.data() + text.size(), number);
  const std::string_view unit(parsed.ptr, static_cast<std::size_t>(text.data() + text.size() - parsed.ptr));
  return number * (unit == "Tbps" ? 1'000'000 : unit == "Gbps" ? 1'000 : 1);
}

}  // namespace

Status CheckRateLimit(const OperationCall& call, std::string_view port_id, std::string_view limit,
                      const VirtualInterface* interface) {
  if (limit.empty()) return OkStatus();
  if (std::find(kLimits.begin(), kLimits.end(), limit) == kLimits.end()) {
    return ClientError(fmt::format("Rate limit {} is not one of the supported bandwidth values", limit));
  }
  const Connection* connection = call.world.connections.Find(port_id);
  const Lag* lag = call.world.lags.Find(port_id);
  if (connection != nullptr && connection->hosted()) {
    return ClientError(fmt::format("A rate limit cannot be set on hosted connection {}", port_id));
  }
  const double most = lag != nullptr ? Megabits(lag->bandwidth) * static_cast<double>(Members(call.world, *lag).size())
                                     : Megabits(connection != nullptr ? connection->bandwidth : "");
  if (Megabits(limit) > most) {
    return ClientError(fmt::format("Rate limit {} exceeds the bandwidth of {}", limit, port_id));
  }
  if (UseOf(call.world, port_id, interface).rate_limiters < call.world.quotas.rate_limiters_per_connection) {
    return OkStatus();
  }
  return AwsError("LimitExceededException", fmt::format("The rate limiter limit has been exceeded for {}", port_id));
}

Status CheckPrefixPools(const Json& in, std::string_view type) {
  for (const std::string_view name : {"prefixPoolAllocatedCountIpv4", "prefixPoolAllocatedCountIpv6"}) {
    if (!Has(in, name)) continue;
    if (type == "public") return ClientError(fmt::format("{} does not apply to public virtual interfaces", name));
    const std::int64_t count = NumberOf(in, name);
    if (count < 0 || count > kMostPrefixes) {
      return ClientError(fmt::format("{} must be from 0 to {}", name, kMostPrefixes));
    }
  }
  return OkStatus();
}

Status TakePrefixes(const OperationCall& call, const VirtualInterface* now, VirtualInterface& wanted) {
  if (wanted.type == "public") return OkStatus();
  const PortUse use = UseOf(call.world, wanted.connection_id, now);
  const std::string& gateway = wanted.dx_gateway_id;
  const bool on_gateway = !gateway.empty();
  const int of_gateway = call.world.quotas.allocated_prefixes_per_gateway;
  int left = on_gateway ? std::max(0, of_gateway - AllocatedAt(call.world, gateway, now)) : 2 * kMostPrefixes;
  for (const std::string_view family : {"ipv4", "ipv6"}) {
    std::optional<int>& said = family == "ipv4" ? wanted.prefix_pool_ipv4 : wanted.prefix_pool_ipv6;
    const std::optional<int> pool = PrefixPool(call.world, wanted.connection_id, family);
    const int used = family == "ipv4" ? use.prefixes_ipv4 : use.prefixes_ipv6;
    const int free = pool ? std::max(0, *pool - used) : 2 * kMostPrefixes;
    if (!said && now == nullptr) said = std::min({AllocatedPrefixes(wanted, family), free, left});
    const int asked = AllocatedPrefixes(wanted, family);
    if (asked > free) {
      return ClientError(
          fmt::format("The {} prefix pool of {} has {} unallocated prefixes", family, wanted.connection_id, free));
    }
    if (asked > left) {
      return ClientError(
          fmt::format("Direct Connect Gateway {} has the maximum of {} allocated prefixes", gateway, of_gateway));
    }
    if (on_gateway) left -= asked;
  }
  return OkStatus();
}

}  // namespace ic::sim::aws
