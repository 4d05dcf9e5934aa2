#include "tests/behaviour/bench.h"

#include <chrono>
#include <stdexcept>
#include <utility>

#include <fmt/format.h>

#include "adapters/all/all.h"
#include "base/log.h"
#include "tests/clouds/vendor.h"

namespace ic::behaviour {
namespace {

constexpr auto kTimeout = std::chrono::minutes(10);

std::string RegionOf(const std::string& cloud) { return std::string(simulation::VendorNamed(cloud).region); }

void CollectDifferences(const std::vector<Field>& fields, const std::string& prefix, const Value& wanted,
                        const Value& found, std::vector<std::string>& differences) {
  for (const Field& field : fields) {
    const Value& want = wanted.Get(field.name);
    const Value& have = found.Get(field.name);
    if (want.is_null() || field.local || field.write_only || field.name == field::kAdopt) continue;
    if (field.type == FieldType::kObject) {
      CollectDifferences(field.fields, prefix + field.name + ".", want, have, differences);
    } else if (!(have.is_null() && (field.untold || field.sensitive)) && !Equivalent(field, want, have)) {
      differences.push_back(
          fmt::format("{}{} is {}, wanted is {}", prefix, field.name, have.ToString(), want.ToString()));
    }
  }
}

}  // namespace

Value S(std::string_view text) { return Value::String(text); }

void PutAt(Value& object, const std::string& path, Value value) {
  const std::size_t dot = path.find('.');
  if (dot == std::string::npos) {
    object.Put(path, std::move(value));
    return;
  }
  Value inner = object.Get(path.substr(0, dot));
  PutAt(inner, path.substr(dot + 1), std::move(value));
  object.Put(path.substr(0, dot), std::move(inner));
}

Value ValueAt(const Value& object, const std::string& path) {
  const std::size_t dot = path.find('.');
  if (dot == std::string::npos) return object.Get(path);
  return ValueAt(object.Get(path.substr(0, dot)), path.substr(dot + 1));
}

std::vector<std::string> EveryCloud() {
  std::vector<std::string> clouds;
  for (const VendorTraits* traits : AllAdapters().traits()) clouds.emplace_back(traits->cloud);
  return clouds;
}

Bench::Bench(std::string cloud, bool lifecycle)
    : cloud_(std::move(cloud)),
      clouds_(std::make_shared<simulation::Clouds>(7, lifecycle)),
      factory_(clouds_),
      random_(SeededRandom(7)),
      log_(std::make_shared<std::vector<std::string>>()),
      adapter_(Fresh()) {}

std::unique_ptr<Adapter> Bench::Fresh(bool read_only) { return With(simulation::Clouds::Settings(cloud_), read_only); }

std::unique_ptr<Adapter> Bench::Set(const Value& more) {
  Value settings = simulation::Clouds::Settings(cloud_);
  for (const auto& [name, value] : more.fields()) settings.Put(name, value);
  return With(std::move(settings), false);
}

std::unique_ptr<Adapter> Bench::Partner() {
  Value settings = simulation::Clouds::Settings(cloud_);
  for (const auto& [name, value] : simulation::VendorNamed(cloud_).another_account) settings.Put(name, S(value));
  return With(std::move(settings), false);
}

std::unique_ptr<Adapter> Bench::With(Value settings, bool read_only) {
  AdapterOptions options;
  options.config = std::move(settings);
  options.read_only = read_only;
  options.environment = simulation::Clouds::Environment();
  options.clock = &clouds_->clock();
  options.random = random_.get();
  options.logger = Logger(LogLevel::kTrace, [log = log_](const LogRecord& record) {
    std::string line(record.message);
    for (const auto& [name, value] : record.fields) line += fmt::format(" {}={}", name, value);
    log->push_back(std::move(line));
  });
  auto made = factory_.Make(cloud_, options);
  if (!made.ok()) throw std::logic_error(made.status().ToString());
  return *std::move(made);
}

EngineEnvironment Bench::Environment() {
  EngineEnvironment environment;
  environment.factory = &factory_;
  environment.environment = simulation::Clouds::Environment();
  environment.clock = &clouds_->clock();
  environment.random = random_.get();
  return environment;
}

EngineConfig Bench::Config() const {
  EngineConfig config;
  config.clouds[cloud_] = simulation::Clouds::Settings(cloud_);
  config.owner = "net-team/prod";
  return config;
}

std::string Bench::Seed(const std::string& type, nlohmann::json members) {
  return clouds_->Create(cloud_, type, std::move(members));
}

CreateRequest Bench::Request(Kind kind, Value desired, Secrets secrets) const {
  desired.Put(field::kCloud, S(cloud_));
  return {.kind = kind,
          .region = RegionOf(cloud_),
          .desired = std::move(desired),
          .secrets = std::move(secrets),
          .mark = "0123456789abcdef",
          .owner = "net-team/prod",
          .timeout = kTimeout};
}

std::string Bench::Make(Kind kind, const Value& desired) {
  const ChangeResult made = Fresh()->Create(Request(kind, desired), {});
  if (!made.status.ok()) throw std::logic_error(made.status.ToString());
  return made.id;
}

ChangeResult Bench::Update(Kind kind, const std::string& id, const Value& prior, const Value& desired,
                           std::vector<std::string> changed, Secrets secrets, std::stop_token stop) {
  return adapter_->Update({.kind = kind,
                           .region = RegionOf(cloud_),
                           .id = id,
                           .prior = prior,
                           .desired = desired,
                           .secrets = std::move(secrets),
                           .changed = std::move(changed),
                           .timeout = kTimeout},
                          std::move(stop));
}

ChangeResult Bench::Delete(Kind kind, const std::string& id, const Value& prior, std::stop_token stop) {
  return adapter_->Delete({.kind = kind, .region = RegionOf(cloud_), .id = id, .prior = prior, .timeout = kTimeout},
                          std::move(stop));
}

StatusOr<std::optional<Observed>> Bench::Look(Kind kind, const std::string& id, const Value& prior) {
  return Fresh(true)->Read({kind, RegionOf(cloud_), id, Freshness::kLive, prior}, {});
}

std::vector<std::string> Bench::Ids(Kind kind) {
  const auto listed = Fresh(true)->List(kind, RegionOf(cloud_), Freshness::kLive, {});
  if (!listed.ok()) throw std::logic_error(listed.status().ToString());
  std::vector<std::string> ids;
  for (const Observed& observed : *listed) ids.push_back(observed.id);
  return ids;
}

std::vector<std::string> Bench::Differences(Kind kind, const Value& wanted, const Value& found) const {
  std::vector<std::string> differences;
  CollectDifferences(AllFields(traits(), kind), "", wanted, found, differences);
  return differences;
}

}  // namespace ic::behaviour
