#include "adapters/common/kinds/entry_name.h"

#include <fmt/format.h>

#include "adapters/contract/field_values.h"
#include "adapters/contract/fields.h"
#include "base/ip.h"

namespace ic {

std::string CanonicalPrefix(const std::string& text) {
  const StatusOr<Cidr> cidr = Cidr::Parse(text);
  if (cidr.ok()) return cidr->Prefix().ToString();
  const StatusOr<IpAddress> address = IpAddress::Parse(text);
  return address.ok() ? fmt::format("{}/{}", address->ToString(), address->bits()) : text;
}

EntryName EntryName::Parse(const std::string& id) {
  const auto slash = id.find('/');
  if (slash == std::string::npos) return {id, ""};
  return {id.substr(0, slash), CanonicalPrefix(id.substr(slash + 1))};
}

EntryName EntryName::Of(const Value& object) {
  return {TextField(object, field::kAdvertisedBy), CanonicalPrefix(TextField(object, field::kCidr))};
}

}  // namespace ic
