// The provider being served, with what every call needs of it looked up and computed once.
#ifndef PROVIDER_PROTOCOL_SERVED_H_
#define PROVIDER_PROTOCOL_SERVED_H_

#include <map>
#include <string>

#include "base/diagnostics.h"
#include "schema/terraform/resource.h"
#include "schema/value/type.h"

namespace ic::protocol {

struct ServedResource {
  std::string name;
  terraform::Resource* resource;
  Type type;  // of its objects
};

struct ServedDataSource {
  std::string name;
  terraform::DataSource* data_source;
  Type type;
};

struct ServedEphemeral {
  std::string name;
  terraform::EphemeralResource* ephemeral;
  Type type;
};

// Not changed after construction, so it may be used from many threads.
class Served {
 public:
  // `provider` must outlive this.
  explicit Served(terraform::Provider& provider);

  terraform::Provider& provider() const { return provider_; }
  const Type& provider_type() const { return provider_type_; }
  const std::map<std::string, ServedResource>& resources() const { return resources_; }
  const std::map<std::string, ServedDataSource>& data_sources() const { return data_sources_; }
  const std::map<std::string, ServedEphemeral>& ephemerals() const { return ephemerals_; }
  const std::map<std::string, terraform::Function*>& functions() const { return functions_; }

  // Null, and an error in `diagnostics`, if there is no such type.
  const ServedResource* FindResource(const std::string& name, Diagnostics* diagnostics) const;
  const ServedDataSource* FindDataSource(const std::string& name, Diagnostics* diagnostics) const;
  const ServedEphemeral* FindEphemeral(const std::string& name, Diagnostics* diagnostics) const;

 private:
  terraform::Provider& provider_;
  Type provider_type_;
  std::map<std::string, ServedResource> resources_;
  std::map<std::string, ServedDataSource> data_sources_;
  std::map<std::string, ServedEphemeral> ephemerals_;
  std::map<std::string, terraform::Function*> functions_;
};

}  // namespace ic::protocol

#endif  // PROVIDER_PROTOCOL_SERVED_H_
