#include "adapters/common/kinds/gateway.h"

#include "adapters/common/kinds/rows.h"
#include "adapters/common/kinds/tags.h"
#include "adapters/contract/field_values.h"
#include "adapters/contract/lookup.h"

namespace ic {

Observed GatewayOf(std::string_view cloud, const GatewayFacts& facts) {
  const bool has_asn = facts.cloud_asn && *facts.cloud_asn > 0;
  Observed gateway{
      .id = facts.id, .region = facts.region, .attributes = StartObject(cloud, facts.id, facts.region, Value::Null())};
  const auto put = [&gateway](std::string_view name, std::string_view text) {
    PutAt(gateway.attributes, name, TextOrNull(text));
  };
  put(field::kRegion, facts.region);
  put(field::kName, facts.name);
  put(field::kType, facts.type);
  put(field::kCloudAsn, has_asn ? std::to_string(*facts.cloud_asn) : std::string());
  put(field::kAccount, facts.account);
  PutAt(gateway.attributes, field::kTags, TagsValue(facts.tags, Value::Null()));
  return gateway;
}

}  // namespace ic
