// `provider::interconnect::router_configuration(link, platform, port…)`: a router configuration of a link that the data
// source `interconnect_link` tells.
#ifndef PROVIDER_RESOURCES_ROUTER_FUNCTION_H_
#define PROVIDER_RESOURCES_ROUTER_FUNCTION_H_

#include "schema/terraform/function.h"

namespace ic {

class RouterFunction : public terraform::Function {
 public:
  RouterFunction();
  const terraform::Signature& signature() const override { return signature_; }
  terraform::FunctionAnswer Call(const std::vector<Value>& arguments) override;

 private:
  terraform::Signature signature_;
};

}  // namespace ic

#endif  // PROVIDER_RESOURCES_ROUTER_FUNCTION_H_
