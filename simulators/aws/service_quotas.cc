#include "simulators/aws/service_quotas.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <set>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "simulators/aws/wire/error.h"

namespace ic::sim::aws {
namespace {

using Json = nlohmann::json;

constexpr std::string_view kService = "directconnect";
constexpr std::size_t kMostResults = 100;

struct Row {
  std::string_view name;
  int Quotas::*number;
};

constexpr Row kRows[] = {
    {"Dedicated connections per location", &Quotas::connections_per_location},
    {"Direct Connect gateways per account", &Quotas::gateways},
    {"Direct Connect gateways per transit gateway", &Quotas::gateways_per_transit_gateway},
    {"LAGs per Region", &Quotas::lags_per_region},
    {"Members per LAG", &Quotas::links_per_lag},
    {"Prefixes per transit gateway", &Quotas::prefixes_per_transit_gateway},
    {"Public or private virtual interfaces per dedicated connection", &Quotas::private_public_per_connection},
    {"Total number of virtual interfaces per dedicated connection", &Quotas::interfaces_per_connection},
    {"Transit gateways per AWS Direct Connect gateway", &Quotas::transit_gateways_per_gateway},
    {"Transit virtual interfaces per dedicated connection", &Quotas::transit_per_connection},
    {"Virtual interfaces per Direct Connect gateway", &Quotas::interfaces_per_gateway},
    {"Virtual interfaces per LAG", &Quotas::interfaces_per_connection},
    {"Virtual private gateways per Direct Connect gateway", &Quotas::virtual_gateways_per_gateway},
};

std::string CodeOf(std::size_t row) { return fmt::format("L-51D0{:04X}", row + 1); }

Status Illegal(std::string message) { return AwsError("IllegalArgumentException", std::move(message)); }

Json QuotaJson(const World& world, const Identity& who, std::size_t row) {
  return {
      {"ServiceCode", kService},
      {"ServiceName", "AWS Direct Connect"},
      {"QuotaArn", fmt::format("arn:aws:servicequotas:{}:{}:{}/{}", who.region, who.account, kService, CodeOf(row))},
      {"QuotaCode", CodeOf(row)},
      {"QuotaName", kRows[row].name},
      {"Value", static_cast<double>(world.quotas.*kRows[row].number)},
      {"Unit", "None"},
      {"Adjustable", false},
      {"GlobalQuota", false},
      {"QuotaAppliedAtLevel", "ACCOUNT"}};
}

// What the model says of the members: no others, texts as texts, the service there.
Status CheckMembers(const Json& in, const std::set<std::string>& names) {
  for (const auto& [name, value] : in.items()) {
    if (!names.contains(name)) return Illegal(fmt::format("{} is not a member of this request", name));
    const bool number = name == "MaxResults";
    if (number ? !value.is_number_integer() : !value.is_string()) {
      return AwsError("SerializationException", fmt::format("{} has a wrong type", name));
    }
  }
  if (!in.contains("ServiceCode")) return Illegal("ServiceCode is required");
  if (in.at("ServiceCode") != kService) {
    return AwsError("NoSuchResourceException",
                    fmt::format("The request failed because the specified service does not exist. ({})",
                                in.at("ServiceCode").get<std::string>()));
  }
  return OkStatus();
}

// Tokens are the number of the row that follows.
StatusOr<std::size_t> BeginOf(const Json& in) {
  const std::string token = in.value("NextToken", "");
  std::size_t begin = 0;
  const auto parsed = std::from_chars(token.data(), token.data() + token.size(), begin);
  const bool whole = parsed.ec == std::errc() && parsed.ptr == token.data() + token.size();
  if (token.empty()) return begin;
  if (!whole || begin >= std::size(kRows)) return AwsError("InvalidPaginationTokenException", "Invalid NextToken");
  return begin;
}

StatusOr<Json> ListQuotas(const World& world, const Identity& who, const Json& in) {
  IC_RETURN_IF_ERROR(CheckMembers(in, {"ServiceCode", "NextToken", "MaxResults", "QuotaCode", "QuotaAppliedAtLevel"}));
  const auto most = in.value("MaxResults", static_cast<std::int64_t>(kMostResults));
  if (most < 1 || most > static_cast<std::int64_t>(kMostResults)) return Illegal("MaxResults must be from 1 to 100");
  const std::string level = in.value("QuotaAppliedAtLevel", "ACCOUNT");
  if (level != "ACCOUNT" && level != "RESOURCE" && level != "ALL") return Illegal("QuotaAppliedAtLevel is invalid");
  IC_ASSIGN_OR_RETURN(std::size_t row, BeginOf(in));
  const std::string code = in.value("QuotaCode", "");
  Json page = Json::array();
  for (; row < std::size(kRows) && page.size() < static_cast<std::size_t>(most); ++row) {
    if (level != "RESOURCE" && (code.empty() || code == CodeOf(row))) {
      page.push_back(QuotaJson(world, who, row));
    }
  }
  Json answer{{"Quotas", std::move(page)}};
  if (row < std::size(kRows)) answer["NextToken"] = std::to_string(row);
  return answer;
}

StatusOr<Json> GetQuota(const World& world, const Identity& who, const Json& in) {
  IC_RETURN_IF_ERROR(CheckMembers(in, {"ServiceCode", "QuotaCode", "ContextId"}));
  for (std::size_t row = 0; row < std::size(kRows); ++row) {
    if (in.value("QuotaCode", "") == CodeOf(row)) return Json{{"Quota", QuotaJson(world, who, row)}};
  }
  return AwsError("NoSuchResourceException",
                  "The request failed because the specified quota does not exist or is not available.");
}

}  // namespace

StatusOr<Json> RunServiceQuotas(const World& world, const Identity& who, std::string_view operation, const Json& in) {
  if (operation == "ListServiceQuotas") return ListQuotas(world, who, in);
  if (operation == "GetServiceQuota") return GetQuota(world, who, in);
  return AwsError("UnknownOperationException", "");
}

}  // namespace ic::sim::aws
