#include "adapters/all/all.h"

#include <string>

#include "adapters/all/vendors.h"
#include "base/text.h"

namespace ic {
namespace {

class Factory final : public AdapterFactory {
 public:
  Factory() {
    for (const Vendor* vendor : AllVendors()) traits_.push_back(&vendor->traits());
  }

  const std::vector<const VendorTraits*>& traits() const override { return traits_; }

  StatusOr<std::unique_ptr<Adapter>> Make(std::string_view cloud, const AdapterOptions& options) const override {
    std::vector<std::string> names;
    for (const Vendor* vendor : AllVendors()) {
      if (vendor->traits().cloud == cloud) return vendor->make(options);
      names.emplace_back(vendor->traits().cloud);
    }
    return InvalidArgumentError("this build has no cloud named \"" + std::string(cloud) +
                                "\"; it has: " + JoinWords(names, "and"));
  }

 private:
  std::vector<const VendorTraits*> traits_;
};

}  // namespace

const AdapterFactory& AllAdapters() {
  static const Factory kFactory;
  return kFactory;
}

}  // namespace ic
