// What is known of each operation before it is sent: method and path, the member its body is wrapped in, whether it
// changes anything, and whether sending it twice does the same as sending it once. No create takes a client token, so
// none is idempotent; updates name what they set, and a delete of what is gone says so.
// Source: Direct Connect API reference (v3); names as in Huawei's SDKs.
#ifndef ADAPTERS_HUAWEI_CLIENT_OPERATIONS_H_
#define ADAPTERS_HUAWEI_CLIENT_OPERATIONS_H_

#include <span>
#include <string_view>

namespace ic::huawei {

struct OperationTraits {
  std::string_view name;
  std::string_view method;
  // Below /v3/<project id>; "{}" stands for the id.
  std::string_view path;
  std::string_view member;  // of the body and of the answer: "virtual_interface"; of a list, its plural; or empty
  bool idempotent;

  bool mutating() const { return method != "GET"; }
};

// Sorted by name.
std::span<const OperationTraits> Operations();

// Null if there is no such operation.
const OperationTraits* FindOperation(std::string_view name);

}  // namespace ic::huawei

#endif  // ADAPTERS_HUAWEI_CLIENT_OPERATIONS_H_
