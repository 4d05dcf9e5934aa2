#include "adapters/aws/kinds/tags.h"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>

namespace ic::aws {

std::string Arn(std::string_view region, std::string_view account, std::string_view type, std::string_view id) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 7> kPartitions = {{
      {"cn-", "aws-cn"},
      {"us-gov-", "aws-us-gov"},
      {"us-isob-", "aws-iso-b"},
      {"us-isof-", "aws-iso-f"},
      {"us-iso-", "aws-iso"},
      {"eu-isoe-", "aws-iso-e"},
      {"eusc-", "aws-eusc"},
  }};
  const auto* const found = std::find_if(kPartitions.begin(), kPartitions.end(),
                                         [&](const auto& partition) { return region.starts_with(partition.first); });
  const std::string_view partition = found == kPartitions.end() ? "aws" : found->second;
  return fmt::format("arn:{}:directconnect:{}:{}:{}/{}", partition, region, account, type, id);
}

}  // namespace ic::aws
