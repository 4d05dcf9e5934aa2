// Looking up: what others manage and a configuration names, found by what it is called and where it is. Its attributes
// are those of the one list of fields (fields.h), without what only a configuration says. Gateways are no kind: they
// stay with the vendor's own tools, so their fields are listed here.
#ifndef ADAPTERS_CONTRACT_LOOKUP_H_
#define ADAPTERS_CONTRACT_LOOKUP_H_

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "adapters/contract/fields.h"
#include "adapters/contract/kind.h"
#include "adapters/contract/traits.h"

namespace ic {

enum class Sought : std::uint8_t { kConnection, kVirtualInterface, kGateway };

inline constexpr std::array<Sought, 3> kAllSought = {Sought::kConnection, Sought::kVirtualInterface, Sought::kGateway};

// "connection", "virtual_interface", "gateway", as users type them; an `s` behind it is several.
std::string_view SoughtName(Sought what);
std::optional<Sought> ParseSought(std::string_view name);
// "connection", "virtual interface", "gateway", for messages.
std::string_view SoughtTitle(Sought what);
// The kind that it is; gateways are none.
std::optional<Kind> KindSought(Sought what);

// What is known of a gateway: cloud, region, id, name, type, cloud_asn, account, tags.
const std::vector<Field>& GatewayFields();

// Names of the fields that it is found by, in the order of the fields. `tags` asks for some of an object's tags, any
// other for the whole value.
std::span<const std::string_view> SoughtBy(Sought what);

// What a look-up tells of an object: the fields of its kind, neutral ones and each vendor's, all kComputed and with the
// first sentence of their descriptions; of gateways theirs, with each vendor's sorts. Left out is what means nothing to
// a cloud or is never told by one, and keys.
std::vector<Field> FoundFields(std::span<const VendorTraits* const> vendors, Sought what);

namespace field {
inline constexpr std::string_view kAccount = "account";  // of a gateway
}  // namespace field

}  // namespace ic

#endif  // ADAPTERS_CONTRACT_LOOKUP_H_
