#include "reconcile/run/set/setup.h"

#include <utility>

namespace ic::run {
namespace {

// Diagnostics of Engine::Configure point at an account by its name.
LocatedDiagnostic LocateSetting(const DesiredSet& desired, const Diagnostic& diagnostic) {
  const auto& steps = diagnostic.path.steps();
  const auto* name = steps.empty() ? nullptr : std::get_if<AttributePath::Name>(&steps.front());
  const auto setting = name == nullptr ? desired.tag_settings_at.end() : desired.tag_settings_at.find(name->value);
  if (setting != desired.tag_settings_at.end()) return desired.Locate(diagnostic, setting->second);
  const Account* account = name == nullptr ? nullptr : desired.FindAccount(name->value);
  return desired.Locate(diagnostic, account == nullptr ? Position() : account->where);
}

Value SettingOf(const DesiredSet& desired, std::string_view name) {
  const auto found = desired.tag_settings.find(std::string(name));
  return found == desired.tag_settings.end() ? Value::Null() : found->second;
}

}  // namespace

std::unique_ptr<Engine> MakeEngine(const EngineEnvironment& environment, const DesiredSet& desired,
                                   const EngineSettings& settings, std::vector<LocatedDiagnostic>& diagnostics) {
  EngineConfig config;
  for (const Account& account : desired.accounts) {
    config.clouds[account.name] = settings.offline ? Value::Null() : account.settings;
    if (account.name != account.cloud) config.accounts[account.name] = account.cloud;
  }
  config.read_only = settings.read_only;
  config.owner = desired.owner;
  config.allow_disruption = desired.allow_disruption;
  config.allow_disruption.insert(settings.allow_disruption.begin(), settings.allow_disruption.end());
  config.limits = desired.limits;
  config.tags = TagSettingsFrom(SettingOf(desired, field::kDefaultTags), SettingOf(desired, field::kIgnoreTags));
  config.state_is_held = true;
  auto engine = std::make_unique<Engine>(environment);
  const Diagnostics problems = engine->Configure(std::move(config));
  for (const Diagnostic& problem : problems.items()) diagnostics.push_back(LocateSetting(desired, problem));
  return engine;
}

}  // namespace ic::run
