// Which operation a request means.
#ifndef SIMULATORS_HUAWEI_OPERATIONS_ROUTES_H_
#define SIMULATORS_HUAWEI_OPERATIONS_ROUTES_H_

#include <string>
#include <string_view>
#include <vector>

#include "simulators/huawei/operations/operation.h"

namespace ic::sim::huawei {

struct Match {
  const Operation* operation = nullptr;  // null: no such path and method
  std::string project_id;
  std::vector<std::string> path;  // the variable segments, decoded
};

// `path` as it came, percent-encoded; one slash at its end is no difference.
Match FindOperation(std::string_view method, std::string_view path);

}  // namespace ic::sim::huawei

#endif  // SIMULATORS_HUAWEI_OPERATIONS_ROUTES_H_
