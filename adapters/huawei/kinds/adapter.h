// HuaweiAdapter: Huawei Cloud Direct Connect behind the neutral face. Face and meaning: adapters/contract/adapter.h.
#ifndef ADAPTERS_HUAWEI_KINDS_ADAPTER_H_
#define ADAPTERS_HUAWEI_KINDS_ADAPTER_H_

#include <memory>

#include "adapters/common/kinds/kind_adapter.h"
#include "base/clock.h"
#include "base/log.h"

namespace ic::huawei {

class DirectConnectClient;
class Region;

class HuaweiAdapter final : public KindAdapter<Region> {
 public:
  // `clock` outlives the adapter.
  HuaweiAdapter(std::unique_ptr<DirectConnectClient> client, Clock& clock, Logger logger);
  ~HuaweiAdapter() override;
};

}  // namespace ic::huawei

#endif  // ADAPTERS_HUAWEI_KINDS_ADAPTER_H_
