// Tags of AWS objects: the shared rules (adapters/common/kinds/tags.h), and the names by which AWS tags things.
#ifndef ADAPTERS_AWS_KINDS_TAGS_H_
#define ADAPTERS_AWS_KINDS_TAGS_H_

#include <string>
#include <string_view>

#include <nlohmann/json_fwd.hpp>

#include "adapters/common/kinds/tags.h"

namespace ic::aws {

// What an object's `tags` member says, taken apart. Tags of AWS itself (`aws:`) belong to neither part.
inline TagSplit SplitTags(const nlohmann::json& object) { return ic::SplitTags(object, "aws:"); }

// arn:{partition}:directconnect:{region}:{account}:{type}/{id}; `type` is dxcon, dxlag or dxvif.
// Source: CloudFormation's registry schemas of AWS::DirectConnect::*.
std::string Arn(std::string_view region, std::string_view account, std::string_view type, std::string_view id);

}  // namespace ic::aws

#endif  // ADAPTERS_AWS_KINDS_TAGS_H_
