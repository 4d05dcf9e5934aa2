#include "reconcile/ledger/clouds.h"

#include <utility>

#include <fmt/format.h>

#include "adapters/contract/field_values.h"
#include "base/redact.h"
#include "base/text.h"
#include "reconcile/ledger/tagging_adapter.h"

namespace ic::reconcile {

Clouds::Clouds(EngineEnvironment environment) : environment_(std::move(environment)) {
  field_tables_.reserve(kAllKinds.size());
  for (const Kind kind : kAllKinds) {
    std::vector<Field> fields = NeutralFields(kind);
    for (const VendorTraits* traits : environment_.factory->traits()) {
      const std::vector<Field> all = AllFields(*traits, kind);
      if (const Field* own = FindField(all, traits->cloud)) fields.push_back(*own);
    }
    const FieldTable& table = field_tables_.emplace_back(std::move(fields));
    for (const VendorTraits* traits : environment_.factory->traits()) {
      tables_.try_emplace({traits, kind}, *traits, kind, table.fields, table.leaves);
    }
  }
}

const VendorTables* Clouds::TablesOf(const VendorTraits& traits, Kind kind) const {
  const auto found = tables_.find({&traits, kind});
  return found == tables_.end() ? nullptr : &found->second;
}

const VendorTables* Clouds::TablesOf(const std::string& account, Kind kind) const {
  const VendorTraits* traits = TraitsOf(account);
  return traits == nullptr ? nullptr : TablesOf(*traits, kind);
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

const VendorTraits* Clouds::VendorOf(const std::string& account) const {
  const auto found = accounts_.find(account);
  return Find(found == accounts_.end() ? account : found->second);
}

const VendorTraits* Clouds::TraitsOf(const std::string& account) const {
  const std::lock_guard lock(mutex_);
  return VendorOf(account);
}

std::string Clouds::CloudOf(const std::string& account) const {
  const VendorTraits* traits = TraitsOf(account);
  return traits == nullptr ? std::string() : std::string(traits->cloud);
}

Status Clouds::CheckAccount(const std::string& account) const {
  const auto entry = accounts_.find(account);
  const std::string& cloud = entry == accounts_.end() ? account : entry->second;
  if (Find(cloud) == nullptr) return InvalidArgumentError(WordsForUnknown(cloud));
  if (cloud != account && Find(account) != nullptr) {
    return InvalidArgumentError(
        fmt::format("An account of \"{}\" cannot be named \"{}\", which is a cloud's own name. Give it another one.",
                    cloud, account));
  }
  return OkStatus();
}

Diagnostics Clouds::Configure(const EngineConfig& config) {
  Diagnostics diagnostics;
  const std::lock_guard lock(mutex_);
  configured_ = true;
  read_only_ = config.read_only;
  tags_ = std::make_shared<const TagSettings>(config.tags);
  budget_ = std::make_shared<RunBudget>();
  blocks_ = config.clouds;
  accounts_ = config.accounts;
  adapters_.clear();
  for (const auto& [account, cloud] : accounts_) blocks_.try_emplace(account);
  for (const auto& [account, block] : blocks_) {
    if (const Status status = CheckAccount(account); !status.ok()) {
      diagnostics.AddStatus(std::string_view(account), "Unknown cloud", status);
      continue;
    }
    if (block.Get("allow_plain_http") == Value::Bool(true)) {
      diagnostics.AddWarning(AttributePath(account).Attribute("allow_plain_http"), "Requests without encryption",
                             fmt::format("\"{}\" sets allow_plain_http: requests to http:// endpoints are not refused. "
                                         "Whoever is on the way reads keys, tokens and session keys in them, and can "
                                         "answer in the cloud's place. Use https://, and remove the setting.",
                                         account));
    }
    // Settings that are known now are tried now, so that a mistake in them is shown where it was made.
    if (block.is_null() || !block.IsWhollyKnown()) continue;
    const auto adapter = Make(account);
    if (!adapter.ok()) {
      diagnostics.AddStatus(std::string_view(account), "Cloud settings cannot be used", adapter.status());
    }
  }
  return diagnostics;
}

StatusOr<std::shared_ptr<Adapter>> Clouds::Get(const std::string& account) {
  const std::lock_guard lock(mutex_);
  if (!configured_) return FailedPreconditionError("The clouds have not been configured yet.");
  if (const auto found = adapters_.find(account); found != adapters_.end()) return found->second;
  return Make(account);
}

StatusOr<std::shared_ptr<Adapter>> Clouds::Make(const std::string& account) {
  IC_RETURN_IF_ERROR(CheckAccount(account));
  AdapterOptions options;
  if (const auto block = blocks_.find(account); block != blocks_.end()) options.config = block->second;
  if (!options.config.IsWhollyKnown()) {
    return FailedPreconditionError(fmt::format(
        "The settings of \"{}\" depend on values that are only known after apply. Apply what they come from "
        "first (-target), or write them out.",
        account));
  }
  for (const Field& field : VendorOf(account)->provider_fields) {
    if (field.sensitive) KnowSecret(TextField(options.config, field.name));
  }
  options.read_only = read_only_;
  options.environment = environment_.environment;
  options.clock = environment_.clock;
  options.random = environment_.random;
  options.logger = environment_.logger;
  options.budget = budget_;
  auto made = environment_.factory->Make(VendorOf(account)->cloud, options);
  if (!made.ok()) return made.status();
  std::shared_ptr<Adapter> adapter = std::make_shared<TaggingAdapter>(std::move(made).value(), tags_);
  adapters_[account] = adapter;
  return adapter;
}

}  // namespace ic::reconcile
