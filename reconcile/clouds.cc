#include "reconcile/clouds.h"

#include <utility>

#include <fmt/format.h>

#include "base/text.h"

namespace ic::reconcile {

Clouds::Clouds(const EngineEnvironment& environment) : environment_(environment) {
  fields_.resize(kAllKinds.size());
  leaves_.resize(kAllKinds.size());
  for (const Kind kind : kAllKinds) {
    std::vector<Field>& fields = fields_[static_cast<std::size_t>(kind)];
    fields = NeutralFields(kind);
    for (const VendorTraits* traits : environment_.factory->traits()) {
      const std::vector<Field> all = AllFields(*traits, kind);
      if (const Field* own = FindField(all, traits->cloud)) fields.push_back(*own);
    }
    leaves_[static_cast<std::size_t>(kind)] = Leaves(fields);
  }
}

const VendorTraits* Clouds::Find(std::string_view cloud) const {
  for (const VendorTraits* traits : environment_.factory->traits()) {
    if (traits->cloud == cloud) return traits;
  }
  return nullptr;
}

std::string Clouds::WordsForUnknown(std::string_view cloud) const {
  std::vector<std::string> names;
  for (const VendorTraits* traits : environment_.factory->traits()) names.emplace_back(traits->cloud);
  const auto nearest = NearestName(cloud, names);
  return fmt::format("There is no cloud \"{}\" here. {}The clouds are: {}.", cloud,
                     nearest ? fmt::format("Did you mean \"{}\"? ", *nearest) : "", JoinWords(names, "and"));
}

Diagnostics Clouds::Configure(const std::map<std::string, Value>& blocks, bool read_only) {
  Diagnostics diagnostics;
  const std::lock_guard lock(mutex_);
  configured_ = true;
  read_only_ = read_only;
  blocks_ = blocks;
  adapters_.clear();
  for (const auto& [cloud, block] : blocks) {
    if (Find(cloud) == nullptr) {
      diagnostics.AddError(std::string_view(cloud), "Unknown cloud", WordsForUnknown(cloud));
      continue;
    }
    // Settings that are known now are tried now, so that a mistake in them is shown where it was made.
    if (block.is_null() || !block.IsWhollyKnown()) continue;
    const auto adapter = Make(cloud);
    if (!adapter.ok())
      diagnostics.AddStatus(std::string_view(cloud), "Cloud settings cannot be used", adapter.status());
  }
  return diagnostics;
}

StatusOr<std::shared_ptr<Adapter>> Clouds::Get(const std::string& cloud) {
  const std::lock_guard lock(mutex_);
  if (!configured_) return FailedPreconditionError("The clouds have not been configured yet.");
  if (const auto found = adapters_.find(cloud); found != adapters_.end()) return found->second;
  return Make(cloud);
}

StatusOr<std::shared_ptr<Adapter>> Clouds::Make(const std::string& cloud) {
  if (Find(cloud) == nullptr) return InvalidArgumentError(WordsForUnknown(cloud));
  AdapterOptions options;
  if (const auto block = blocks_.find(cloud); block != blocks_.end()) options.config = block->second;
  if (!options.config.IsWhollyKnown()) {
    return FailedPreconditionError(fmt::format(
        "The settings of \"{}\" depend on values that are only known after apply. Apply what they come from "
        "first (-target), or write them out.",
        cloud));
  }
  options.read_only = read_only_;
  options.environment = environment_.environment;
  options.clock = environment_.clock;
  options.random = environment_.random;
  options.logger = environment_.logger;
  auto made = environment_.factory->Make(cloud, options);
  if (!made.ok()) return made.status();
  std::shared_ptr<Adapter> adapter = std::move(made).value();
  adapters_[cloud] = adapter;
  return adapter;
}

}  // namespace ic::reconcile
