// What the handlers share when they change something.
#ifndef ADAPTERS_AWS_KINDS_CHANGE_H_
#define ADAPTERS_AWS_KINDS_CHANGE_H_

#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "adapters/aws/kinds/tags.h"
#include "adapters/common/kinds/change.h"
#include "adapters/contract/adapter.h"
#include "schema/value/value.h"

namespace ic::aws {

class Region;

// ic::AnswerWithoutId and ic::FixedDifferences for AWS.
Status AnswerWithoutId(std::string_view operation);
std::vector<std::string> FixedDifferences(Kind kind, const Value& desired, const Value& live);

// TagResource, then UntagResource, as far as there is something to do. `object` is the API's object.
// Only the owner of an object may tag it: `foreign` objects get a warning instead.
Status ApplyTags(Region& region, const nlohmann::json& object, std::string_view arn_type, const std::string& id,
                 const TagChange& change, bool foreign, Diagnostics& diagnostics, std::stop_token stop);

// Repeats a call for up to a minute while AWS answers that the object "is in a transitioning state", as it does right
// after a connection joined a LAG. Source: hashicorp/terraform-provider-aws#3212.
StatusOr<nlohmann::json> CallWhenSteady(Region& region, std::string_view operation, const nlohmann::json& input,
                                        std::stop_token stop);

}  // namespace ic::aws

#endif  // ADAPTERS_AWS_KINDS_CHANGE_H_
