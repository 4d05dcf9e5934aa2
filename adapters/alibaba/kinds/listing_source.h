// Describe operations as sources of listings (adapters/common/kinds/listing.h).
#ifndef ADAPTERS_ALIBABA_KINDS_LISTING_SOURCE_H_
#define ADAPTERS_ALIBABA_KINDS_LISTING_SOURCE_H_

#include <string>

#include "adapters/common/kinds/listing.h"

namespace ic {
class ApiClient;
}  // namespace ic

namespace ic::alibaba {

// `client` outlives the sources.
ListingSource ConnectionSource(const std::string& region, ApiClient& client);
ListingSource InterfaceSource(const std::string& region, ApiClient& client);
ListingSource GroupSource(const std::string& region, ApiClient& client);
ListingSource PeerSource(const std::string& region, ApiClient& client);
// The networks of all virtual border routers, named <vbr id>/<canonical prefix>.
ListingSource NetworkSource(const std::string& region, ApiClient& client);
// Express Connect routers, wherever.
ListingSource RouterSource(const std::string& region, ApiClient& client);

}  // namespace ic::alibaba

#endif  // ADAPTERS_ALIBABA_KINDS_LISTING_SOURCE_H_
