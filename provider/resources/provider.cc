#include "provider/resources/provider.h"

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "provider/resources/health_data.h"
#include "provider/resources/key_ephemerals.h"
#include "provider/resources/kind_resource.h"
#include "provider/resources/limits_data.h"
#include "provider/resources/link_data.h"
#include "provider/resources/loa_data.h"
#include "provider/resources/locations_data.h"
#include "provider/resources/lookup_data.h"
#include "provider/resources/provider_config.h"
#include "provider/resources/router_function.h"
#include "provider/resources/schema_from_fields.h"
#include "provider/resources/value_functions.h"

namespace ic {
namespace {

class InterconnectProvider : public terraform::Provider {
 public:
  InterconnectProvider(const EngineEnvironment& environment, Random* for_keys)
      : factory_(*environment.factory),
        secure_(SecureRandom()),
        engine_(environment),
        schema_(ProviderSchema(factory_)) {
    ephemerals_["interconnect_generated_key"] =
        std::make_unique<GeneratedKey>(factory_, for_keys == nullptr ? *secure_ : *for_keys);
    ephemerals_["interconnect_bgp_key"] = std::make_unique<BgpKey>(factory_, engine_);
    for (const Kind kind : kAllKinds) {
      resources_["interconnect_" + std::string(KindName(kind))] =
          std::make_unique<KindResource>(factory_, kind, engine_, one_cause_);
    }
    functions_ = ValueFunctions(factory_);
    functions_["router_configuration"] = std::make_unique<RouterFunction>();
    data_sources_["interconnect_health"] = std::make_unique<HealthData>(factory_, engine_);
    auto limits = std::make_unique<LimitsData>(factory_);
    limits_ = limits.get();
    data_sources_["interconnect_limits"] = std::move(limits);
    data_sources_["interconnect_locations"] = std::make_unique<LocationsData>(factory_, engine_);
    data_sources_["interconnect_loa"] = std::make_unique<LoaData>(factory_, engine_);
    data_sources_["interconnect_link"] = std::make_unique<LinkData>(factory_, engine_);
    for (const Sought what : kAllSought) {
      for (const HowMany how_many : {HowMany::kOne, HowMany::kAll}) {
        data_sources_[LookupDataName(what, how_many)] = std::make_unique<LookupData>(factory_, engine_, what, how_many);
      }
    }
  }

  const terraform::Schema& schema() const override { return schema_; }

  std::vector<std::string> ResourceTypes() const override {
    std::vector<std::string> names;
    for (const auto& [name, resource] : resources_) names.push_back(name);
    return names;
  }

  std::vector<std::string> DataSourceTypes() const override {
    std::vector<std::string> names;
    for (const auto& [name, source] : data_sources_) names.push_back(name);
    return names;
  }

  terraform::Resource* FindResource(const std::string& type) override {
    const auto it = resources_.find(type);
    return it == resources_.end() ? nullptr : it->second.get();
  }

  terraform::DataSource* FindDataSource(const std::string& type) override {
    const auto it = data_sources_.find(type);
    return it == data_sources_.end() ? nullptr : it->second.get();
  }

  std::vector<std::string> EphemeralTypes() const override {
    std::vector<std::string> names;
    for (const auto& [name, ephemeral] : ephemerals_) names.push_back(name);
    return names;
  }

  terraform::EphemeralResource* FindEphemeral(const std::string& type) override {
    const auto it = ephemerals_.find(type);
    return it == ephemerals_.end() ? nullptr : it->second.get();
  }

  std::vector<std::string> FunctionNames() const override {
    std::vector<std::string> names;
    for (const auto& [name, function] : functions_) names.push_back(name);
    return names;
  }

  terraform::Function* FindFunction(const std::string& name) override {
    const auto it = functions_.find(name);
    return it == functions_.end() ? nullptr : it->second.get();
  }

  Diagnostics ValidateConfig(const Value& config) override { return ValidateProviderConfig(factory_, config); }

  Diagnostics Configure(const terraform::ConfigureRequest& request) override {
    EngineConfig config;
    Diagnostics diagnostics = ReadProviderConfig(factory_, request.config, config);
    if (diagnostics.has_errors()) return diagnostics;
    limits_->SetOverrides(config.limits);
    one_cause_.Forget();
    diagnostics.Append(engine_.Configure(std::move(config)));
    return diagnostics;
  }

  void Stop() override { engine_.Stop(); }

 private:
  const AdapterFactory& factory_;
  const std::unique_ptr<Random> secure_;
  Engine engine_;
  OneCause one_cause_;
  terraform::Schema schema_;
  std::map<std::string, std::unique_ptr<terraform::EphemeralResource>> ephemerals_;
  std::map<std::string, std::unique_ptr<terraform::Function>> functions_;
  std::map<std::string, std::unique_ptr<terraform::Resource>> resources_;
  std::map<std::string, std::unique_ptr<terraform::DataSource>> data_sources_;
  LimitsData* limits_ = nullptr;  // one of data_sources_
};

}  // namespace

std::unique_ptr<terraform::Provider> MakeInterconnectProvider(const EngineEnvironment& environment, Random* for_keys) {
  return std::make_unique<InterconnectProvider>(environment, for_keys);
}

}  // namespace ic
