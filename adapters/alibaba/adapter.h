// AlibabaAdapter: Express Connect behind the neutral face. Face and meaning: adapters/contract/adapter.h.
#ifndef ADAPTERS_ALIBABA_ADAPTER_H_
#define ADAPTERS_ALIBABA_ADAPTER_H_

#include <memory>

#include "adapters/alibaba/region.h"
#include "adapters/common/kind_adapter.h"
#include "adapters/contract/factory.h"
#include "base/clock.h"
#include "base/log.h"

namespace ic::alibaba {

class VpcClient;

class AlibabaAdapter final : public KindAdapter<Region> {
 public:
  // `clock` outlives the adapter.
  AlibabaAdapter(std::unique_ptr<VpcClient> client, Clock& clock, Logger logger);
  ~AlibabaAdapter() override;
};

// Makes no call. An error names the setting of the `alibaba` object, the variable or the file it is about.
StatusOr<std::unique_ptr<Adapter>> MakeAlibabaAdapter(const AdapterOptions& options);

}  // namespace ic::alibaba

#endif  // ADAPTERS_ALIBABA_ADAPTER_H_
