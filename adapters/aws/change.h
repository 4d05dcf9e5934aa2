// What the handlers share when they change something.
#ifndef ADAPTERS_AWS_CHANGE_H_
#define ADAPTERS_AWS_CHANGE_H_

#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "adapters/aws/tags.h"
#include "adapters/contract/adapter.h"
#include "schema/value/value.h"

namespace ic::aws {

class Region;

// Nothing exists because of this change.
ChangeResult Failed(Status status);
// The object exists, but something went wrong.
ChangeResult FailedWith(std::string id, Status status);

// A create that AWS answered without an id: it may have happened.
Status AnswerWithoutId(std::string_view operation);

// The same failure with another message; code and remote error stay.
Status Reworded(const Status& status, std::string message);

// True if `path` is among `changed`, itself or by the object it is in ("aws" covers "aws.lag_id").
bool Touches(const std::vector<std::string>& changed, std::string_view path);

// Fields of `desired` that are set, differ from `live` and cannot be changed in place, as "vlan: 125 wanted, 130
// found". Session fields count among them; keys are not compared here.
std::vector<std::string> FixedDifferences(Kind kind, const Value& desired, const Value& live);

// Refuses to take over an object whose fixed values are not the desired ones; OK if there is no difference.
Status CheckAdoptable(Kind kind, const std::string& id, const Value& desired, const Value& live);

// Warns of tags that a takeover leaves on the object although the configuration does not list them, and of another
// owner's mark.
void NoteTakenOver(const std::string& id, const TagSplit& live, const Value& desired, const std::string& owner,
                   Diagnostics& diagnostics);

// TagResource, then UntagResource, as far as there is something to do. `object` is the API's object.
// Only the owner of an object may tag it: `foreign` objects get a warning instead.
Status ApplyTags(Region& region, const nlohmann::json& object, std::string_view arn_type, const std::string& id,
                 const TagChange& change, bool foreign, Diagnostics& diagnostics, std::stop_token stop);

// Repeats a call for up to a minute while AWS answers that the object "is in a transitioning state", as it does right
// after a connection joined a LAG. Source: hashicorp/terraform-provider-aws#3212.
StatusOr<nlohmann::json> CallWhenSteady(Region& region, std::string_view operation, const nlohmann::json& input,
                                        std::stop_token stop);

}  // namespace ic::aws

#endif  // ADAPTERS_AWS_CHANGE_H_
