// What is known of each operation of the VPC API before it is sent: whether it changes anything, and how it takes the
// token that makes sending it twice do what it does once.
// Source: the API's metadata (VPC 2016-04-28). Operations without a token here are such that a repetition changes
// nothing more, or says that the object is gone already.
#ifndef ADAPTERS_ALIBABA_CLIENT_OPERATIONS_H_
#define ADAPTERS_ALIBABA_CLIENT_OPERATIONS_H_

#include <span>
#include <string_view>

namespace ic::alibaba {

struct OperationTraits {
  std::string_view name;
  bool mutating;
  std::string_view token;  // parameter of the client token; empty: it takes none
};

// Sorted by name.
std::span<const OperationTraits> Operations();

// Null if this build does not know it.
const OperationTraits* FindOperation(std::string_view name);

}  // namespace ic::alibaba

#endif  // ADAPTERS_ALIBABA_CLIENT_OPERATIONS_H_
