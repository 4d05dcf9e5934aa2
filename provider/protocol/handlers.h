// One function a remote call: converts the request, calls the provider, converts the answer. Each stands in a file of
// its name. They know no gRPC; service.h puts them behind it.
#ifndef PROVIDER_PROTOCOL_HANDLERS_H_
#define PROVIDER_PROTOCOL_HANDLERS_H_

#include "provider/protocol/served.h"
#include "tfplugin6.pb.h"

namespace ic::protocol {

void GetMetadata(const Served& served, const tfplugin6::GetMetadata::Request& request,
                 tfplugin6::GetMetadata::Response* response);
void GetProviderSchema(const Served& served, const tfplugin6::GetProviderSchema::Request& request,
                       tfplugin6::GetProviderSchema::Response* response);
void ValidateProviderConfig(const Served& served, const tfplugin6::ValidateProviderConfig::Request& request,
                            tfplugin6::ValidateProviderConfig::Response* response);
void ConfigureProvider(const Served& served, const tfplugin6::ConfigureProvider::Request& request,
                       tfplugin6::ConfigureProvider::Response* response);
void StopProvider(const Served& served, const tfplugin6::StopProvider::Request& request,
                  tfplugin6::StopProvider::Response* response);

void ValidateResourceConfig(const Served& served, const tfplugin6::ValidateResourceConfig::Request& request,
                            tfplugin6::ValidateResourceConfig::Response* response);
void UpgradeResourceState(const Served& served, const tfplugin6::UpgradeResourceState::Request& request,
                          tfplugin6::UpgradeResourceState::Response* response);
void ReadResource(const Served& served, const tfplugin6::ReadResource::Request& request,
                  tfplugin6::ReadResource::Response* response);
void PlanResourceChange(const Served& served, const tfplugin6::PlanResourceChange::Request& request,
                        tfplugin6::PlanResourceChange::Response* response);
// Catches what the resource throws: after a side effect the answer must still carry a state.
void ApplyResourceChange(const Served& served, const tfplugin6::ApplyResourceChange::Request& request,
                         tfplugin6::ApplyResourceChange::Response* response);
void ImportResourceState(const Served& served, const tfplugin6::ImportResourceState::Request& request,
                         tfplugin6::ImportResourceState::Response* response);
// Terraform asks an extra process that is never configured, and only because the capability is announced; OpenTofu asks
// the configured one, and does not look at that.
void MoveResourceState(const Served& served, const tfplugin6::MoveResourceState::Request& request,
                       tfplugin6::MoveResourceState::Response* response);
void GetResourceIdentitySchemas(const Served& served, const tfplugin6::GetResourceIdentitySchemas::Request& request,
                                tfplugin6::GetResourceIdentitySchemas::Response* response);
void UpgradeResourceIdentity(const Served& served, const tfplugin6::UpgradeResourceIdentity::Request& request,
                             tfplugin6::UpgradeResourceIdentity::Response* response);

void ValidateDataResourceConfig(const Served& served, const tfplugin6::ValidateDataResourceConfig::Request& request,
                                tfplugin6::ValidateDataResourceConfig::Response* response);
void ReadDataSource(const Served& served, const tfplugin6::ReadDataSource::Request& request,
                    tfplugin6::ReadDataSource::Response* response);

void ValidateEphemeralResourceConfig(const Served& served,
                                     const tfplugin6::ValidateEphemeralResourceConfig::Request& request,
                                     tfplugin6::ValidateEphemeralResourceConfig::Response* response);
void OpenEphemeralResource(const Served& served, const tfplugin6::OpenEphemeralResource::Request& request,
                           tfplugin6::OpenEphemeralResource::Response* response);
void RenewEphemeralResource(const Served& served, const tfplugin6::RenewEphemeralResource::Request& request,
                            tfplugin6::RenewEphemeralResource::Response* response);
void CloseEphemeralResource(const Served& served, const tfplugin6::CloseEphemeralResource::Request& request,
                            tfplugin6::CloseEphemeralResource::Response* response);

void GetFunctions(const Served& served, const tfplugin6::GetFunctions::Request& request,
                  tfplugin6::GetFunctions::Response* response);
void CallFunction(const Served& served, const tfplugin6::CallFunction::Request& request,
                  tfplugin6::CallFunction::Response* response);

}  // namespace ic::protocol

#endif  // PROVIDER_PROTOCOL_HANDLERS_H_
