// HuaweiAdapter: Huawei Cloud Direct Connect behind the neutral face. Face and meaning: adapters/contract/adapter.h.
#ifndef ADAPTERS_HUAWEI_ADAPTER_H_
#define ADAPTERS_HUAWEI_ADAPTER_H_

#include <memory>

#include "adapters/common/kind_adapter.h"
#include "adapters/contract/factory.h"
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

// Makes no call. An error names the setting of the `huawei` object, the variable or the file it is about.
StatusOr<std::unique_ptr<Adapter>> MakeHuaweiAdapter(const AdapterOptions& options);

}  // namespace ic::huawei

#endif  // ADAPTERS_HUAWEI_ADAPTER_H_
