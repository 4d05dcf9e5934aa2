// HuaweiAdapter: Huawei Cloud Direct Connect behind the neutral face. Face and meaning: adapters/contract/adapter.h.
#ifndef ADAPTERS_HUAWEI_KINDS_ADAPTER_H_
#define ADAPTERS_HUAWEI_KINDS_ADAPTER_H_

#include <functional>
#include <memory>
#include <string>

#include "adapters/common/kinds/kind_adapter.h"
#include "adapters/huawei/client/endpoints.h"
#include "base/clock.h"
#include "base/log.h"

namespace ic {
class ApiClient;
}  // namespace ic

namespace ic::huawei {

class HuaweiAdapter final : public KindAdapter {
 public:
  // What the settings say of new objects and of the regions they go to.
  struct Places {
    std::string enterprise_project = {};  // of objects that name none; empty: the account's default one
    std::function<Operator(const std::string& region)> operated_by = {};  // empty: all by Huawei
    bool asks_limits = false;                                             // the project's own may be asked for
  };

  // `clock` outlives the adapter.
  HuaweiAdapter(std::unique_ptr<ApiClient> client, Clock& clock, const Logger& logger, const Places& places);
  ~HuaweiAdapter() override;
};

}  // namespace ic::huawei

#endif  // ADAPTERS_HUAWEI_KINDS_ADAPTER_H_
