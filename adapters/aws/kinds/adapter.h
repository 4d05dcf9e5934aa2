// AwsAdapter: AWS Direct Connect behind the neutral face. Face and meaning: adapters/contract/adapter.h.
#ifndef ADAPTERS_AWS_KINDS_ADAPTER_H_
#define ADAPTERS_AWS_KINDS_ADAPTER_H_

#include <memory>

#include "adapters/common/kinds/kind_adapter.h"
#include "base/clock.h"
#include "base/log.h"

namespace ic {
class ApiClient;
}  // namespace ic

namespace ic::aws {

class AwsAdapter final : public KindAdapter {
 public:
  // `clock` outlives the adapter. `asks_limits`: Service Quotas may be asked.
  AwsAdapter(std::unique_ptr<ApiClient> client, Clock& clock, const Logger& logger, bool asks_limits = false);
  ~AwsAdapter() override;
};

}  // namespace ic::aws

#endif  // ADAPTERS_AWS_KINDS_ADAPTER_H_
