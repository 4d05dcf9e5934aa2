// AwsAdapter: AWS Direct Connect behind the neutral face. Face and meaning: adapters/contract/adapter.h.
#ifndef ADAPTERS_AWS_ADAPTER_H_
#define ADAPTERS_AWS_ADAPTER_H_

#include <memory>

#include "adapters/common/kind_adapter.h"
#include "adapters/contract/factory.h"
#include "base/clock.h"
#include "base/log.h"

namespace ic::aws {

class DirectConnectClient;
class Region;

class AwsAdapter final : public KindAdapter<Region> {
 public:
  // `clock` outlives the adapter.
  AwsAdapter(std::unique_ptr<DirectConnectClient> client, Clock& clock, Logger logger);
  ~AwsAdapter() override;
};

// Makes no call. An error names the setting of the `aws` object, the variable or the file it is about.
StatusOr<std::unique_ptr<Adapter>> MakeAwsAdapter(const AdapterOptions& options);

}  // namespace ic::aws

#endif  // ADAPTERS_AWS_ADAPTER_H_
