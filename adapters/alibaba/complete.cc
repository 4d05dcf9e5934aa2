// What is known of an object before any call, beyond the neutral defaults.
#include "adapters/alibaba/tables.h"
#include "adapters/contract/refuse_if.h"

namespace ic::alibaba {

// A peer's family is that of its addresses. Nothing else is filled in: what the vendor or a group decides stays as it
// is when it is left out.
void Complete(Kind kind, Value& object) {
  if (kind != Kind::kBgpPeer || !IsUnset(object, ic::field::kAddressFamily)) return;
  for (const std::string_view path : {ic::field::kCustomerAddress, ic::field::kCloudAddress}) {
    if (const std::optional<Cidr> cidr = KnownCidr(object, path)) {
      object.Put(ic::field::kAddressFamily, Value::String(AddressFamilyName(cidr->family())));
      return;
    }
  }
}

}  // namespace ic::alibaba
