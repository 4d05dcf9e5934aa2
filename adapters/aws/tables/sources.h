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
// Its table, as the pages on resiliency repeat it.
inline constexpr Source kInterfacesPage = {
    "AWS Direct Connect User Guide 2026, \"Prerequisites for virtual interfaces\"", kReread, ""};
inline constexpr Source kHostedPage = {"AWS Direct Connect User Guide 2026, \"Hosted virtual interfaces\"", kReread,
                                       ""};
inline constexpr Source kLongAsnPage = {"AWS Direct Connect User Guide 2026, \"Long ASN support\"", kReread, ""};
inline constexpr Source kPrefixControlsPage = {"AWS Direct Connect User Guide 2026, \"Inbound prefix controls\"",
                                               kReread, ""};
inline constexpr Source kRoutingPage = {
    "https://docs.aws.amazon.com/directconnect/latest/UserGuide/routing-and-bgp.html", kReread, ""};
inline constexpr Source kMacsecPage = {
    "https://docs.aws.amazon.com/directconnect/latest/UserGuide/direct-connect-mac-sec-getting-started.html", kReread,
    ""};
inline constexpr Source kPeersPage = {"AWS Direct Connect User Guide 2026, \"Add a BGP peer to a virtual interface\"",
                                      kReread, ""};
inline constexpr Source kBgpPage = {"AWS Direct Connect User Guide 2026, \"BGP-specific settings\"", kReread, ""};
// What AWS tells agents of MTUs and SiteLink. A blog entry of AWS's on SiteLink says the same since 2025-01-14.
inline constexpr Source kSkill = {"aws/agent-toolkit-for-aws, commit d6ad2e4 (2026-08-20), skill \"directconnect\"",
                                  kReread, ""};
inline constexpr Source kTagsPage = {"AWS Direct Connect User Guide 2023, \"Tagging AWS Direct Connect resources\"",
                                     kChecked, "",
                                     "the copies of the newer page that can be had end before its restrictions"};
inline constexpr Source kAsnPage = {"AWS Direct Connect API Reference, version 2012-10-25", kChecked, "",
                                    "the newest model does not say AWS's own number"};
// Names, types, enumerations, what each operation takes and what it does. With what came in 2026: rate limiters, prefix
// allocations, billing modes.
inline constexpr Source kApi = {"AWS Direct Connect API model of botocore 1.44.8", kReread, ""};
inline constexpr Source kNewestApi = kApi;
// Forms of names and ids, what can only be set at creation, and what a change interrupts.
inline constexpr Source kSchemas = {"CloudFormation resource types AWS::DirectConnect::*, schemas of 2026-10-20",
                                    kReread, ""};
// What the service answers to a wrong address, as the acceptance tests of a client for it record.
inline constexpr Source kServiceErrors = {
    "Errors of the Direct Connect API, as recorded by terraform-provider-aws (2026)", kReread, ""};
// What this product adds to what AWS asks for.
inline constexpr Source kOwnMarks = {"Interconnect: up to three tags of each object are its own", kReread, ""};

}  // namespace ic::aws

#endif  // ADAPTERS_AWS_TABLES_SOURCES_H_
