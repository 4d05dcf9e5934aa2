// What the two providers over Huawei Cloud's Direct Connect API have in common, each in a file of its own.
#ifndef FOREIGN_HUAWEI_H_
#define FOREIGN_HUAWEI_H_

#include <string_view>
#include <utility>
#include <vector>

#include "foreign/source_type.h"

namespace ic::foreign::huawei {

// Attributes of the same names in both.
std::vector<Row> HostedConnectRows();
std::vector<Row> InterfaceRows();

// opentelekomcloud/opentelekomcloud.
std::vector<SourceType> OpenTelekomTypes();

// A type that is no object here.
inline SourceType Stays(std::string_view provider, std::string_view type, std::string_view words) {
  return {.cloud = "huawei", .providers = {provider}, .type = type, .words = words};
}

}  // namespace ic::foreign::huawei

#endif  // FOREIGN_HUAWEI_H_
