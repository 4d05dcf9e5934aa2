#include "adapters/aws/kinds/change.h"

#include <chrono>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "adapters/aws/kinds/region.h"
#include "adapters/aws/tables/traits.h"
#include "adapters/common/client/api_client.h"
#include "adapters/common/client/json_read.h"

namespace ic::aws {
namespace {

constexpr Duration kSteadyBound = std::chrono::minutes(1);

}  // namespace

Status AnswerWithoutId(std::string_view operation) { return ic::AnswerWithoutId("AWS", operation); }

std::vector<std::string> FixedDifferences(Kind kind, const Value& desired, const Value& live) {
  return ic::FixedDifferences(AwsTraits(), kind, desired, live);
}

Status ApplyTags(Region& region, const nlohmann::json& object, std::string_view arn_type, const std::string& id,
                 const TagChange& change, bool foreign, Diagnostics& diagnostics, std::stop_token stop) {
  if (change.set.empty() && change.removed.empty()) return OkStatus();
  if (foreign) {
    diagnostics.AddWarning(field::kTags, "Tags of another account's object",
                           fmt::format("{} belongs to the account {}, and only the owner of an object may tag it: its "
                                       "tags were not changed. Take `tags` and `redundancy_group` out of the "
                                       "configuration, or set them in the owner's.",
                                       id, TextOf(object, "ownerAccount")));
    return OkStatus();
  }
  std::string object_region = TextOf(object, "region");
  if (object_region.empty()) object_region = region.name();
  const std::string arn = Arn(object_region, TextOf(object, "ownerAccount"), arn_type, id);
  if (!change.set.empty()) {
    const auto answer = region.Call("TagResource", {{"resourceArn", arn}, {"tags", TagList(change.set)}}, stop);
    if (!answer.ok()) return answer.status().Annotate("tagging " + id);
  }
  if (!change.removed.empty()) {
    const auto answer = region.Call("UntagResource", {{"resourceArn", arn}, {"tagKeys", change.removed}}, stop);
    if (!answer.ok()) return answer.status().Annotate("removing tags of " + id);
  }
  return OkStatus();
}

StatusOr<nlohmann::json> CallWhenSteady(Region& region, std::string_view operation, const nlohmann::json& input,
                                        std::stop_token stop) {
  const auto transitions = [](const Status& refusal) {
    return refusal.message().find("transitioning state") != std::string::npos;
  };
  return region.CallUntilFree({.operation = std::string(operation), .members = input}, transitions,
                              region.clock().Now() + kSteadyBound, std::move(stop));
}

}  // namespace ic::aws
