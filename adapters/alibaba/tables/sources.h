// The documents the rows are from. `checked` is the day each was read.
#ifndef ADAPTERS_ALIBABA_TABLES_SOURCES_H_
#define ADAPTERS_ALIBABA_TABLES_SOURCES_H_

#include <string_view>

#include "adapters/contract/limits.h"

namespace ic::alibaba {

// The same document, with what an older one says otherwise.
constexpr Source Older(Source source, std::string_view older) {
  source.older = older;
  return source;
}

inline constexpr std::string_view kReread = "2026-11-30";

// What each operation takes and answers, with forms and ranges: the newest model that could be had. Of the pages below
// it repeats the requests; error codes and quotas are the pages' own.
inline constexpr Source kModel = {
    "Alibaba Cloud VPC API 2016-04-28, as described by alibabacloud_vpc20160428 7.2.2 for Python", kReread, ""};
inline constexpr Source kApi = kModel;
inline constexpr Source kBgpPage = {"Express Connect user guide, \"Configure BGP\" (2026-02)", kReread, ""};
inline constexpr Source kGroupPage = {
    "CreateBgpGroup and ModifyBgpGroupAttribute, as described by alibabacloud_vpc20160428 7.2.2 for Python", kReread,
    ""};
inline constexpr Source kPeerPage = {
    "VPC API reference, CreateBgpPeer (2025); alibabacloud_vpc20160428 7.2.2 for Python", kReread, ""};
inline constexpr Source kNetworkPage = {
    "VPC API reference, AddBgpNetwork (2025-10-17); alibabacloud_vpc20160428 7.2.2 for Python", kReread, ""};
inline constexpr Source kCircuitPage = {
    "CreatePhysicalConnection and ModifyPhysicalConnectionAttribute, as described by alibabacloud_vpc20160428 7.2.2 "
    "for "
    "Python",
    kReread, ""};
inline constexpr Source kGroupsAnswer = {.document = "VPC API reference, DescribeBgpGroups, the example of an answer",
                                         .checked = "2026-11-21",
                                         .older = "",
                                         .unread = "the newest model has no examples"};
inline constexpr Source kVbrPage = {
    "VPC API reference, CreateVirtualBorderRouter and ModifyVirtualBorderRouterAttribute", kReread, ""};
inline constexpr Source kTagsPage = {
    "TagResourcesForExpressConnect, as described by alibabacloud_vpc20160428 7.2.2 for Python", kReread, ""};
inline constexpr Source kQuotasPage = {"Express Connect user guide, \"Express Connect quotas\"", kReread, ""};
inline constexpr Source kRoutePage = {"VPC API reference, CreateRouteEntry, 2026", kReread, ""};
// What this product adds to what Alibaba Cloud asks for.
inline constexpr Source kOwnMarks = {"Interconnect: up to three tags of each object are its own", kReread, ""};
inline constexpr Source kOwnNames = {"Interconnect: it names the BGP groups that it makes by itself so", kReread, ""};
inline constexpr Source kVocabulary = {"Interconnect: what an attribute means is the same on every cloud", kReread, ""};

}  // namespace ic::alibaba

#endif  // ADAPTERS_ALIBABA_TABLES_SOURCES_H_
