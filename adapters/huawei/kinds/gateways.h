// What virtual interfaces end at: the region's virtual gateways, and global DC gateways. Not every region and every
// service knows the latter: then there are none.
// Source: Direct Connect API reference (v3), ListVirtualGateways and ListGlobalDcGateways; the models of
// huaweicloudsdkdc 3.1.219 (2026-11-30).
#ifndef ADAPTERS_HUAWEI_KINDS_GATEWAYS_H_
#define ADAPTERS_HUAWEI_KINDS_GATEWAYS_H_

#include <stop_token>
#include <vector>

#include "adapters/contract/adapter.h"

namespace ic::huawei {

class Region;

StatusOr<std::vector<Observed>> ReadGateways(Region& region, Freshness freshness, std::stop_token stop);

}  // namespace ic::huawei

#endif  // ADAPTERS_HUAWEI_KINDS_GATEWAYS_H_
