#include "reconcile/object/words.h"

#include <fmt/format.h>

namespace ic::reconcile {

std::string AllowDisruption(const EngineConfig& config, std::string_view name) {
  if (config.state_is_held) return fmt::format("--allow-disruption {0}, or allow_disruption: [{0}]", name);
  return fmt::format("allow_disruption = [\"{}\"] in the provider configuration", name);
}

std::string AllowReplacement(const EngineConfig& config, std::string_view id) {
  if (config.state_is_held) return "--allow and its address";
  return fmt::format("allow_replacement = [\"{}\"] in the provider configuration", id);
}

std::string_view UnlessAnotherDeletesIt(const EngineConfig& config, const Value& prior) {
  if (config.state_is_held || Text(prior, field::kAdopt).empty()) return "";  // the command line knows both halves
  return " If another account offered it, and that one's half goes in the same run, it is deleted with that.";
}

std::string_view LettingGo(const EngineConfig& config) {
  return config.state_is_held ? "on_destroy: keep, apply, and take it out of the configuration"
                              : "terraform state rm, or a `removed` block with destroy = false";
}

std::string ImportBlock(const Subject& subject, const std::string& account, const std::string& region,
                        const std::string& id) {
  const std::string whole = fmt::format("{}/{}/{}", subject.traits->cloud, region, id);
  if (subject.config->state_is_held) {
    const bool named = !account.empty() && account != subject.traits->cloud;
    return fmt::format("interconnect import {}.NAME {}{}", KindName(subject.kind), whole,
                       named ? " --account " + account : std::string());
  }
  return fmt::format("import {{\n  to = interconnect_{}.NAME\n  id = \"{}\"\n}}", KindName(subject.kind), whole);
}

std::string_view IfItIsReplaced(const Subject& subject, const Value& wanted, std::string_view existing_name) {
  if (subject.config->state_is_held || Text(wanted, field::kName) != existing_name) return "";
  return "\n\nIf it is the one that this create is to replace: both cannot be there at once. Take "
         "create_before_destroy out of the lifecycle of the resource, and of every resource that depends on it "
         "(Terraform hands it on to what they depend on), and apply again. If Terraform lists it as a deposed object: "
         "`terraform state rm` of its resource takes it out of the state and nothing else, so that it can be taken in "
         "again.";
}

}  // namespace ic::reconcile
