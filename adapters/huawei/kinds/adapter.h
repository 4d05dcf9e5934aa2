// HuaweiAdapter: Huawei Cloud Direct Connect behind the neutral face. Face and meaning: adapters/contract/adapter.h.
#ifndef ADAPTERS_HUAWEI_KINDS_ADAPTER_H_
#define ADAPTERS_HUAWEI_KINDS_ADAPTER_H_

#include <memory>
#include <string>

#include "adapters/common/kinds/kind_adapter.h"
#include "base/clock.h"
#include "base/log.h"

namespace ic {
class ApiClient;
}  // namespace ic

namespace ic::huawei {

class HuaweiAdapter final : public KindAdapter {
 public:
  // `clock` outlives the adapter. `enterprise_project`: of new objects that name none; empty: the account's default
  // one.
  HuaweiAdapter(std::unique_ptr<ApiClient> client, Clock& clock, const Logger& logger,
                const std::string& enterprise_project = {});
  ~HuaweiAdapter() override;
};

}  // namespace ic::huawei

#endif  // ADAPTERS_HUAWEI_KINDS_ADAPTER_H_
