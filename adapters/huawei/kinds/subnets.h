// Local subnets: what a virtual gateway announces to the customer. The gateway holds two whole lists, one a family,
// that others manage entries of too; an update replaces a list, so each is made from a fresh read, under one writer.
// Source: Direct Connect API reference (v3), UpdateVirtualGateway.
#ifndef ADAPTERS_HUAWEI_KINDS_SUBNETS_H_
#define ADAPTERS_HUAWEI_KINDS_SUBNETS_H_

#include <map>
#include <stop_token>
#include <string>

#include <nlohmann/json_fwd.hpp>

#include "adapters/common/kinds/entry_name.h"
#include "adapters/common/kinds/list_writer.h"
#include "base/status.h"

namespace ic::huawei {

class Region;

// Both lists: canonical text → the API's spelling.
std::map<std::string, std::string> LocalSubnets(const nlohmann::json& gateway);
// kInternal if the answer does not tell them. Those of the second family may be left out where there are none.
Status CheckSubnetsTold(const nlohmann::json& gateway);

// A ListWriter::Write. Errors: kNotFound (no such gateway), kDeadlineExceeded, kCancelled, those of the calls.
Status WriteSubnets(Region& region, const std::string& gateway, const ListWriter::Goal& goal, std::stop_token stop);

// The gateway keeps its last subnet: it was refused to take it away.
bool IsLastSubnet(const Status& status);

}  // namespace ic::huawei

#endif  // ADAPTERS_HUAWEI_KINDS_SUBNETS_H_
