// A Describe operation as the source of a listing (adapters/common/kinds/listing.h).
#ifndef ADAPTERS_AWS_KINDS_LISTING_SOURCE_H_
#define ADAPTERS_AWS_KINDS_LISTING_SOURCE_H_

#include <string>
#include <string_view>

#include "adapters/common/kinds/listing.h"

namespace ic {
class ApiClient;
}  // namespace ic

namespace ic::aws {

struct ListingSpec {
  std::string_view operation;  // "DescribeConnections"
  std::string_view id_member;  // "connectionId": in an element, and in the request that asks for one
  // What a DirectConnectClientException says when the id asked for is none. Some regions and kinds answer with an empty
  // list instead: both are absence, nothing else is.
  std::string_view absent_message;
};

// `client` outlives the source.
ListingSource SourceOf(const ListingSpec& spec, const std::string& region, ApiClient& client);

}  // namespace ic::aws

#endif  // ADAPTERS_AWS_KINDS_LISTING_SOURCE_H_
