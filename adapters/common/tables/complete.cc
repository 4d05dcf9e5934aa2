#include "adapters/common/tables/complete.h"

#include "adapters/contract/fields.h"
#include "adapters/contract/limits/refuse_if.h"

namespace ic {

void TakeFamilyFromAddresses(Kind kind, Value& object) {
  if (kind != Kind::kBgpPeer || !IsUnset(object, field::kAddressFamily)) return;
  for (const std::string_view path : {field::kCustomerAddress, field::kCloudAddress}) {
    if (const std::optional<Cidr> cidr = KnownHost(object, path)) {
      object.Put(field::kAddressFamily, Value::String(AddressFamilyName(cidr->family())));
      return;
    }
  }
}

}  // namespace ic
