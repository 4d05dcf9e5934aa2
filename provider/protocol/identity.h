// Identities in answers.
#ifndef PROVIDER_PROTOCOL_IDENTITY_H_
#define PROVIDER_PROTOCOL_IDENTITY_H_

#include <optional>

#include "provider/protocol/served.h"
#include "schema/value/value.h"
#include "tfplugin6.pb.h"

namespace ic::protocol {

// The identity of an object that exists. Nothing where it has none, or where some of it is not known: Terraform stores
// an object as tainted for an identity that is unknown in part, and takes none for none.
std::optional<tfplugin6::ResourceIdentityData> IdentityOf(const ServedResource& served, const Value& state);

}  // namespace ic::protocol

#endif  // PROVIDER_PROTOCOL_IDENTITY_H_
