// The documents the rows are from. `checked` is the day each was read.
#ifndef ADAPTERS_AWS_TABLES_SOURCES_H_
#define ADAPTERS_AWS_TABLES_SOURCES_H_

#include <string_view>

#include "adapters/contract/limits.h"

namespace ic::aws {

// The same document, with what an older one says otherwise.
constexpr Source Older(Source source, std::string_view older) {
  source.older = older;
  return source;
}

inline constexpr std::string_view kChecked = "2026-11-21";
// What was read anew, or for the first time, later.
inline constexpr std::string_view kReread = "2026-11-30";

inline constexpr Source kQuotasPage = {"https://docs.aws.amazon.com/directconnect/latest/UserGuide/limits.html",
                                       kReread, ""};
// Names of quotas as Service Quotas tells them are from the AWS General Reference, "AWS Direct Connect endpoints and
// quotas" (2026), read 2026-11-30. It has no codes, and says 54 where the user guide says 51.
inline constexpr Source kRateLimitersPage = {
    "https://docs.aws.amazon.com/directconnect/latest/UserGuide/vif-rate-limiters.html", kReread, ""};
inline constexpr Source kTransitGatewaysPage = {
    "https://docs.aws.amazon.com/directconnect/latest/UserGuide/direct-connect-transit-gateways.html", kReread, ""};
inline constexpr Source kInterfacesPage = {
    "AWS Direct Connect User Guide 2026, \"Prerequisites for virtual interfaces\"", kChecked, ""};
inline constexpr Source kHostedPage = {"AWS Direct Connect User Guide 2026, \"Hosted virtual interfaces\"", kReread,
                                       ""};
inline constexpr Source kLongAsnPage = {"AWS Direct Connect User Guide 2026, \"Long ASN support\"", kReread, ""};
inline constexpr Source kPrefixControlsPage = {"AWS Direct Connect User Guide 2026, \"Inbound prefix controls\"",
                                               kReread, ""};
inline constexpr Source kRoutingPage = {
    "https://docs.aws.amazon.com/directconnect/latest/UserGuide/routing-and-bgp.html", kReread, ""};
inline constexpr Source kMacsecPage = {
    "https://docs.aws.amazon.com/directconnect/latest/UserGuide/direct-connect-mac-sec-getting-started.html", kChecked,
    ""};
inline constexpr Source kPeersPage = {"AWS Direct Connect User Guide, \"Add a BGP peer to a virtual interface\"",
                                      kChecked, ""};
inline constexpr Source kGuide = {"AWS Direct Connect User Guide 2023, commit 5b9a9b2 of its public repository",
                                  kChecked, ""};
// Names, types, enumerations and what each operation takes.
inline constexpr Source kApi = {"AWS Direct Connect API Reference, version 2012-10-25", kChecked, ""};
// What came in 2026: rate limiters, prefix allocations, billing modes.
inline constexpr Source kNewestApi = {"AWS Direct Connect API model of botocore 1.44.8", kReread, ""};
// Forms of names and ids, and what can only be set at creation.
inline constexpr Source kSchemas = {"CloudFormation resource types AWS::DirectConnect::*", kChecked, ""};
// What the service answers to a wrong address, as the acceptance tests of a client for it record.
inline constexpr Source kServiceErrors = {"Errors of the Direct Connect API, as recorded by terraform-provider-aws",
                                          kChecked, ""};
// What this product adds to what AWS asks for.
inline constexpr Source kOwnMarks = {"Interconnect: up to three tags of each object are its own", kChecked, ""};

}  // namespace ic::aws

#endif  // ADAPTERS_AWS_TABLES_SOURCES_H_
