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

inline constexpr std::string_view kChecked = "2026-11-21";

inline constexpr Source kApi = {"Huawei Cloud Direct Connect API Reference, version 3 (API Explorer, 2026-07)",
                                kChecked, ""};
inline constexpr Source kErrors = {"Huawei Cloud Direct Connect API Reference, error codes", kChecked, ""};
inline constexpr Source kPeerPage = {"Direct Connect User Guide, \"Creating a Virtual Interface Peer\" (dc_03_0801)",
                                     kChecked, ""};
inline constexpr Source kGuide = {"Huawei Cloud Direct Connect User Guide, virtual interfaces and gateways", kChecked,
                                  ""};
inline constexpr Source kQuotasPage = {"Huawei Cloud Direct Connect Service Overview, constraints and quotas (2024-08)",
                                       kChecked, ""};
inline constexpr Source kTagsPage = {"Huawei Cloud Direct Connect API Reference, tag management", kChecked, ""};
inline constexpr Source kPrivateOnly = {
    "huaweicloudsdkdc 3.1.219, CreateVirtualInterface.type; Direct Connect API Explorer (2026-07)", "2026-11-30", ""};
inline constexpr Source kNoHostedTags = {"huaweicloudsdkdc 3.1.219, HostedDirectConnect: it has no tags", "2026-11-30",
                                         ""};
inline constexpr Source kTypesOfGateways = {
    "Direct Connect API Explorer (2026-07), service_type and lgw_id of a virtual interface", "2026-11-30", ""};
inline constexpr Source kSwissApi = {
    "Direct Connect API Reference (API Explorer, 2026-07); of Open Telekom Cloud in Switzerland, creating a virtual "
    "interface (2025-06)",
    "2026-11-30", ""};
inline constexpr Source kQuotaFaq = {
    "Huawei Cloud Direct Connect FAQ, quotas (local subnets cannot be raised; 1000 hosted connections)", "2026-11-30",
    ""};
inline constexpr Source kTuning = {
    "Huawei Cloud Direct Connect API Reference, UpdateExtendAttribute (API Explorer, 2026-07); "
    "terraform-provider-huaweicloud, dc_virtual_interface (2026-08)",
    "2026-11-30", ""};
// How updates depend on each other, as a client for the service has found.
inline constexpr Source kClient = {"Behaviour of the service as encoded in terraform-provider-huaweicloud (2026-08)",
                                   kChecked, ""};

}  // namespace ic::huawei

#endif  // ADAPTERS_HUAWEI_TABLES_SOURCES_H_
