// The documents the rows are from. `checked` is the day each was read.
#ifndef ADAPTERS_HUAWEI_TABLES_SOURCES_H_
#define ADAPTERS_HUAWEI_TABLES_SOURCES_H_

#include <string_view>

#include "adapters/contract/limits.h"

namespace ic::huawei {

// The same document, with what an older one says otherwise.
constexpr Source Older(Source source, std::string_view older) {
  source.older = older;
  return source;
}

inline constexpr std::string_view kReread = "2026-11-30";

// What each operation takes and answers. The SDK has the members and their words, the API Explorer the ranges as well.
inline constexpr Source kApi = {
    "Huawei Cloud Direct Connect API, version 3: API Explorer (2026-07) and huaweicloudsdkdc 3.1.219", kReread, ""};
// The list of the service that documents it: Open Telekom Cloud in Switzerland has Huawei's version 3.
inline constexpr Source kErrors = {
    "Direct Connect API Reference of Open Telekom Cloud in Switzerland (2025-06), error codes of version 3", kReread,
    ""};
inline constexpr Source kPeerPage = {
    "Direct Connect User Guide of Open Telekom Cloud in Switzerland (2025-06), \"Creating a Virtual Interface Peer\" "
    "(dc_03_0801)",
    kReread, ""};
inline constexpr Source kQuotasPage = {
    "Huawei Cloud Direct Connect Service Overview, \"Notes and Constraints\" (2026-01-06)", kReread, ""};
inline constexpr Source kPrefixesPages = {
    "Huawei Cloud Direct Connect Service Overview, \"Notes and Constraints\" (2026-01-06); Direct Connect User Guide "
    "of "
    "Open Telekom Cloud in Switzerland (2025-06)",
    kReread, ""};
// The number of tags is the page's, their forms are the SDK's.
inline constexpr Source kTagsPage = {
    "Huawei Cloud Direct Connect API Reference, \"Adding a Resource Tag\" (2025-10-28); huaweicloudsdkdc 3.1.219, Tag",
    kReread, ""};
inline constexpr Source kPrivateOnly = {
    "huaweicloudsdkdc 3.1.219, CreateVirtualInterface.type; Direct Connect API Explorer (2026-07)", kReread, ""};
inline constexpr Source kNoHostedTags = {"huaweicloudsdkdc 3.1.219, HostedDirectConnect: it has no tags", kReread, ""};
inline constexpr Source kTypesOfGateways = {
    "Direct Connect API Explorer (2026-07), service_type and lgw_id of a virtual interface", kReread, ""};
inline constexpr Source kSwissApi = {
    "Direct Connect API Reference (API Explorer, 2026-07); of Open Telekom Cloud in Switzerland, creating a virtual "
    "interface (2025-06)",
    kReread, ""};
inline constexpr Source kQuotaFaq = {
    "Huawei Cloud Direct Connect FAQ, quotas (local subnets cannot be raised; 1000 hosted connections)", kReread, ""};
inline constexpr Source kTuning = {
    "Huawei Cloud Direct Connect API Reference, UpdateExtendAttribute (API Explorer, 2026-07); "
    "terraform-provider-huaweicloud, dc_virtual_interface (2026-08)",
    kReread, ""};
// The API itself bounds the length of names alone.
inline constexpr Source kNames = {
    "terraform-provider-huaweicloud, dc_virtual_interface (2026-08); User Guide of Open Telekom Cloud in Switzerland "
    "(2025-06)",
    kReread, ""};
// How updates depend on each other, as a client for the service has found.
inline constexpr Source kClient = {"Behaviour of the service as encoded in terraform-provider-huaweicloud (2026-08)",
                                   kReread, ""};

}  // namespace ic::huawei

#endif  // ADAPTERS_HUAWEI_TABLES_SOURCES_H_
