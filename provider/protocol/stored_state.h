// The state of an object of ours, as a host kept it.
#ifndef PROVIDER_PROTOCOL_STORED_STATE_H_
#define PROVIDER_PROTOCOL_STORED_STATE_H_

#include <cstdint>

#include "base/diagnostics.h"
#include "provider/protocol/served.h"
#include "schema/value/value.h"
#include "tfplugin6.pb.h"

namespace ic::protocol {

// `raw`, written with schema version `version`, as an object of the type as it is now. Null only with an error: a host
// would drop the object without a word.
Value StoredState(const ServedResource& served, std::int64_t version, const tfplugin6::RawState& raw,
                  Diagnostics* diagnostics);

}  // namespace ic::protocol

#endif  // PROVIDER_PROTOCOL_STORED_STATE_H_
