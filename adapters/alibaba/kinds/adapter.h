// AlibabaAdapter: Express Connect behind the neutral face. Face and meaning: adapters/contract/adapter.h.
#ifndef ADAPTERS_ALIBABA_KINDS_ADAPTER_H_
#define ADAPTERS_ALIBABA_KINDS_ADAPTER_H_

#include <memory>

#include "adapters/alibaba/kinds/region.h"
#include "adapters/common/kinds/kind_adapter.h"
#include "base/clock.h"
#include "base/log.h"

namespace ic {
class ApiClient;
}  // namespace ic

namespace ic::alibaba {

class AlibabaAdapter final : public KindAdapter {
 public:
  // `clock` outlives the adapter.
  AlibabaAdapter(std::unique_ptr<ApiClient> client, Clock& clock, const Logger& logger, bool asks_limits = false);
  ~AlibabaAdapter() override;
};

}  // namespace ic::alibaba

#endif  // ADAPTERS_ALIBABA_KINDS_ADAPTER_H_
