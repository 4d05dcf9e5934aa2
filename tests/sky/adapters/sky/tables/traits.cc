#include "adapters/sky/tables/traits.h"

namespace ic::sky {
namespace {

constexpr Source kHandbook = {"Sky Links manual, \"Ordering\"", "2026-11-28", ""};

// One row for each Capability.
std::vector<CapabilityRow> Capabilities() {
  std::vector<CapabilityRow> rows = {{Capability::kCreateConnection, Support::kYes, "links", kHandbook}};
  for (const Capability what : {Capability::kAcceptConnection, Capability::kAcceptInterface, Capability::kSecondFamily,
                                Capability::kOwnIpv6Addresses, Capability::kBfdSettings, Capability::kBgpGroups,
                                Capability::kStaticRouting, Capability::kTags, Capability::kWriteOnlyKey}) {
    rows.push_back({what, Support::kNo, "Sky Links has links only", kHandbook});
  }
  return rows;
}

VendorTraits MakeTraits() {
  VendorTraits traits = {
      .cloud = "sky",
      .title = "Sky Links",
      .fields = {},
      .provider_fields = {{.name = "region",
                           .description = "Where objects without a region go. Otherwise `SKY_REGION`."},
                          {.name = "endpoint", .description = "URL of the API. Otherwise `SKY_ENDPOINT`."}},
      .limits = {},
      .changes = {},
      .rules = {},
      .quotas = {},
      .capabilities = Capabilities(),
      .lowered = {},
      .marked = {},
  };
  PutTables(SkyTables(), traits);
  return traits;
}

}  // namespace

const std::vector<KindTables>& SkyTables() {
  static const std::vector<KindTables> kTables = {ConnectionTables()};
  return kTables;
}

const VendorTraits& SkyTraits() {
  static const VendorTraits kTraits = MakeTraits();
  return kTraits;
}

}  // namespace ic::sky
