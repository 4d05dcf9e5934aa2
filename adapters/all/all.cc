#include "adapters/all/all.h"

#include <string>

#include "adapters/alibaba/adapter.h"
#include "adapters/alibaba/traits.h"
#include "adapters/aws/adapter.h"
#include "adapters/aws/traits.h"
#include "adapters/huawei/adapter.h"
#include "adapters/huawei/traits.h"

namespace ic {
namespace {

class Factory final : public AdapterFactory {
 public:
  const std::vector<const VendorTraits*>& traits() const override {
    static const std::vector<const VendorTraits*> kTraits = {&aws::AwsTraits(), &huawei::HuaweiTraits(),
                                                             &alibaba::AlibabaTraits()};
    return kTraits;
  }

  StatusOr<std::unique_ptr<Adapter>> Make(std::string_view cloud, const AdapterOptions& options) const override {
    if (cloud == aws::AwsTraits().cloud) return aws::MakeAwsAdapter(options);
    if (cloud == huawei::HuaweiTraits().cloud) return huawei::MakeHuaweiAdapter(options);
    if (cloud == alibaba::AlibabaTraits().cloud) return alibaba::MakeAlibabaAdapter(options);
    return InvalidArgumentError("this build has no cloud named \"" + std::string(cloud) +
                                "\"; it has: aws, huawei, alibaba");
  }
};

}  // namespace

const AdapterFactory& AllAdapters() {
  static const Factory kFactory;
  return kFactory;
}

}  // namespace ic
