#include "provider/protocol/handlers.h"
#include "provider/protocol/to_proto.h"

namespace ic::protocol {
namespace {

void SetCapabilities(tfplugin6::ServerCapabilities* capabilities) {
  // Deletions are planned too, so that a rail can refuse one before anything is done.
  capabilities->set_plan_destroy(true);
  // No call depends on the schema having been asked for in the same process.
  capabilities->set_get_provider_schema_optional(true);
  // Objects of the clouds' own providers are taken over by `moved`.
  capabilities->set_move_resource_state(true);
}

}  // namespace

void GetMetadata(const Served& served, const tfplugin6::GetMetadata::Request& /*request*/,
                 tfplugin6::GetMetadata::Response* response) {
  SetCapabilities(response->mutable_server_capabilities());
  for (const auto& [name, unused] : served.resources()) response->add_resources()->set_type_name(name);
  for (const auto& [name, unused] : served.data_sources()) response->add_data_sources()->set_type_name(name);
  for (const auto& [name, unused] : served.ephemerals()) response->add_ephemeral_resources()->set_type_name(name);
  for (const auto& [name, unused] : served.functions()) response->add_functions()->set_name(name);
}

void GetProviderSchema(const Served& served, const tfplugin6::GetProviderSchema::Request& /*request*/,
                       tfplugin6::GetProviderSchema::Response* response) {
  SetCapabilities(response->mutable_server_capabilities());
  ToProto(served.provider().schema(), response->mutable_provider());
  for (const auto& [name, entry] : served.resources()) {
    ToProto(entry.resource->schema(), &(*response->mutable_resource_schemas())[name]);
  }
  for (const auto& [name, entry] : served.data_sources()) {
    ToProto(entry.data_source->schema(), &(*response->mutable_data_source_schemas())[name]);
  }
  for (const auto& [name, entry] : served.ephemerals()) {
    ToProto(entry.ephemeral->schema(), &(*response->mutable_ephemeral_resource_schemas())[name]);
  }
  for (const auto& [name, function] : served.functions()) {
    ToProto(function->signature(), &(*response->mutable_functions())[name]);
  }
}

}  // namespace ic::protocol
