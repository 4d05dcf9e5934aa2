#include "provider/protocol/served.h"

#include <fmt/format.h>

namespace ic::protocol {

Served::Served(terraform::Provider& provider) : provider_(provider), provider_type_(provider.schema().ImpliedType()) {
  for (const std::string& name : provider.ResourceTypes()) {
    terraform::Resource* resource = provider.FindResource(name);
    if (resource == nullptr) continue;
    resources_.emplace(name, ServedResource{name, resource, resource->schema().ImpliedType()});
  }
  for (const std::string& name : provider.DataSourceTypes()) {
    terraform::DataSource* data_source = provider.FindDataSource(name);
    if (data_source == nullptr) continue;
    data_sources_.emplace(name, ServedDataSource{name, data_source, data_source->schema().ImpliedType()});
  }
  for (const std::string& name : provider.EphemeralTypes()) {
    terraform::EphemeralResource* ephemeral = provider.FindEphemeral(name);
    if (ephemeral == nullptr) continue;
    ephemerals_.emplace(name, ServedEphemeral{name, ephemeral, ephemeral->schema().ImpliedType()});
  }
  for (const std::string& name : provider.FunctionNames()) {
    terraform::Function* function = provider.FindFunction(name);
    if (function != nullptr) functions_.emplace(name, function);
  }
}

const ServedResource* Served::FindResource(const std::string& name, Diagnostics* diagnostics) const {
  const auto found = resources_.find(name);
  if (found != resources_.end()) return &found->second;
  diagnostics->AddError({}, "Unknown resource type",
                        fmt::format("This provider has no resource type \"{}\". The state or configuration may be of "
                                    "another version of the provider.",
                                    name));
  return nullptr;
}

const ServedDataSource* Served::FindDataSource(const std::string& name, Diagnostics* diagnostics) const {
  const auto found = data_sources_.find(name);
  if (found != data_sources_.end()) return &found->second;
  diagnostics->AddError({}, "Unknown data source type",
                        fmt::format("This provider has no data source type \"{}\". The configuration may be of another "
                                    "version of the provider.",
                                    name));
  return nullptr;
}

const ServedEphemeral* Served::FindEphemeral(const std::string& name, Diagnostics* diagnostics) const {
  const auto found = ephemerals_.find(name);
  if (found != ephemerals_.end()) return &found->second;
  diagnostics->AddError({}, "Unknown ephemeral resource type",
                        fmt::format("This provider has no ephemeral resource type \"{}\". The configuration may be of "
                                    "another version of the provider.",
                                    name));
  return nullptr;
}

}  // namespace ic::protocol
