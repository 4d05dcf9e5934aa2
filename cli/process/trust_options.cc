#include "cli/process/trust_options.h"

#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "base/text.h"
#include "cli/output/format/text.h"

namespace ic::cli {
namespace {

constexpr const char* kUntrusted = "INTERCONNECT_UNTRUSTED";

std::string VariableOf(const std::map<std::string, std::string>& environment, const std::string& name) {
  const auto found = environment.find(name);
  return found == environment.end() ? "" : found->second;
}

StatusOr<bool> IsUntrusted(const CommonOptions& common, const std::map<std::string, std::string>& environment) {
  if (common.untrusted) return true;
  const std::string text = ToLowerAscii(Trim(VariableOf(environment, kUntrusted)));
  if (text.empty() || text == "0" || text == "false") return false;
  if (text == "1" || text == "true") return true;
  return InvalidArgumentError(fmt::format("{} is neither 1 nor 0: {}", kUntrusted, OneLine(text)));
}

// Options and the variable both count.
std::vector<std::string> Both(const std::vector<std::string>& given,
                              const std::map<std::string, std::string>& environment, const std::string& variable) {
  std::vector<std::string> all = given;
  for (const std::string& word : Split(VariableOf(environment, variable), ',')) {
    if (const std::string_view trimmed = Trim(word); !trimmed.empty()) all.emplace_back(trimmed);
  }
  return all;
}

}  // namespace

StatusOr<Trust> TrustOf(const CommonOptions& common, const std::map<std::string, std::string>& environment) {
  Trust trust;
  IC_ASSIGN_OR_RETURN(trust.untrusted, IsUntrusted(common, environment));
  if (!trust.untrusted && !(common.allow_env.empty() && common.show_env.empty() && common.allow_endpoint.empty())) {
    return InvalidArgumentError(
        "--allow-env, --show-env and --allow-endpoint say what an untrusted configuration may use: add --untrusted, or "
        "leave them out");
  }
  for (std::string& name : Both(common.allow_env, environment, "INTERCONNECT_ALLOW_ENV")) {
    trust.allowed_variables.insert(std::move(name));
  }
  for (std::string& name : Both(common.show_env, environment, "INTERCONNECT_SHOW_ENV")) {
    trust.shown_variables.insert(std::move(name));
  }
  for (const std::string& url : Both(common.allow_endpoint, environment, "INTERCONNECT_ALLOW_ENDPOINT")) {
    trust.endpoints.insert(ComparableHost(url));
  }
  return trust;
}

}  // namespace ic::cli
