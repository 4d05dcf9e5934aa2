// What of its connection one interface may take: a rate, and prefixes out of a pool. Both came in 2026.
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "adapters/aws/tables/parts.h"
#include "adapters/aws/tables/tables.h"

namespace ic::aws {
namespace {

// The values that the service model lists.
std::vector<std::string> RateLimits() {
  return {"50Mbps",  "100Mbps", "200Mbps", "300Mbps", "400Mbps", "500Mbps", "600Mbps", "700Mbps", "800Mbps", "900Mbps",
          "1Gbps",   "1.2Gbps", "1.5Gbps", "1.8Gbps", "2Gbps",   "2.1Gbps", "2.4Gbps", "2.7Gbps", "3Gbps",   "3.2Gbps",
          "3.6Gbps", "4Gbps",   "5Gbps",   "6Gbps",   "7Gbps",   "8Gbps",   "9Gbps",   "10Gbps",  "12Gbps",  "15Gbps",
          "18Gbps",  "20Gbps",  "21Gbps",  "24Gbps",  "27Gbps",  "30Gbps",  "32Gbps",  "36Gbps",  "40Gbps",  "50Gbps",
          "60Gbps",  "70Gbps",  "80Gbps",  "100Gbps", "120Gbps", "150Gbps", "180Gbps", "200Gbps", "210Gbps", "240Gbps",
          "270Gbps", "300Gbps", "320Gbps", "360Gbps", "400Gbps", "450Gbps", "480Gbps", "500Gbps", "540Gbps", "600Gbps",
          "700Gbps", "800Gbps", "900Gbps", "1Tbps",   "1.1Tbps", "1.2Tbps", "1.3Tbps", "1.4Tbps", "1.5Tbps", "1.6Tbps"};
}

// An answer without a limit says that there is none.
void AddRateLimit(KindTables& tables) {
  tables.At("aws.rate_limit")
      .Own({.meaning = Meaning::kBandwidth,
            .presence = Presence::kOptionalComputed,
            .description =
                "Largest rate of the interface in each direction, such as `500Mbps`: one of the rates that AWS lists, "
                "at most that of its connection or LAG. Only on dedicated connections. Left out, it stays as it is; "
                "the API documents no way to take a limit off again, but the bandwidth of the connection limits "
                "nothing."})
      .Members({.read = "rateLimit", .create = "rateLimit", .modify = "rateLimit", .form = Form::kRate})
      .Allows({.allowed = OneOf{RateLimits()},
               .summary = "Rate not available",
               .remedy = "Choose one of them.",
               .source = kNewestApi})
      .InPlace(kRateLimitersPage);
}

// An answer without an allocation is of a region that does not know them yet. Both travel in one call. Views are of
// literals; `of_public`: the id of the row of public interfaces.
void AddAllocation(KindTables& tables, std::string_view path, std::string_view member, std::string_view family,
                   std::string_view of_public) {
  tables.At(path)
      .Own({.type = FieldType::kInteger,
            .presence = Presence::kOptionalComputed,
            .description = fmt::format(
                "How many {} prefixes you may announce over the interface, out of the pools of its connection and of "
                "its Direct Connect gateway. With more than that AWS takes the session down. Left out, it stays as it "
                "is; a new interface has 100.",
                family)})
      .Members({.read = member,
                .create = member,
                .modify = member,
                .form = Form::kInteger,
                .told = Told::kStays,
                .together = "prefix allocations"})
      .Allows({.allowed = Range{0, 1000},
               .summary = "Prefix allocation out of range",
               .remedy = "Choose a number in that range.",
               .source = Older(kPrefixControlsPage, "before August 2026 every interface took 100"),
               .adjustable = true,
               .when_field = "type",
               .when_values = {"private", "transit"}})
      .Allows({.allowed = Unsupported{"a public interface takes 1000 prefixes, and nothing changes that."},
               .summary = "Public interface with a prefix allocation",
               .remedy = "Leave it out.",
               .source = kPrefixControlsPage,
               .id = of_public,
               .when_field = "type",
               .when_values = {"public"}})
      .InPlace(kPrefixControlsPage);
}

}  // namespace

void AddShares(KindTables& tables) {
  AddRateLimit(tables);
  AddAllocation(tables, "aws.prefix_allocation_ipv4", "prefixPoolAllocatedCountIpv4", "IPv4",
                "prefix_allocation_ipv4.public");
  AddAllocation(tables, "aws.prefix_allocation_ipv6", "prefixPoolAllocatedCountIpv6", "IPv6",
                "prefix_allocation_ipv6.public");
}

}  // namespace ic::aws
