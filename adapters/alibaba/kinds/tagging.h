// Writing tags and resource groups, by calls of their own and in creates.
#ifndef ADAPTERS_ALIBABA_KINDS_TAGGING_H_
#define ADAPTERS_ALIBABA_KINDS_TAGGING_H_

#include <stop_token>
#include <string>
#include <string_view>

#include "adapters/alibaba/client/signer.h"
#include "adapters/common/kinds/object_kind.h"
#include "adapters/common/kinds/tags.h"
#include "adapters/contract/adapter.h"

namespace ic::alibaba {

class Region;

inline constexpr std::string_view kConnectionResource = "PHYSICALCONNECTION";
inline constexpr std::string_view kInterfaceResource = "VIRTUALBORDERROUTER";

// The marks that a create carries.
Marks MarksOf(const CreateRequest& request);

// Adds the user's tags and the marks to a create, as "<name>.1.Key" and "<name>.1.Value".
void PutTags(Parameters& parameters, std::string_view name, const Value& user_tags, const Marks& marks);

// Sends what of `change` there is to send.
Status ApplyTags(Region& region, std::string_view resource_type, const std::string& id, const TagChange& change,
                 std::stop_token stop);

// Moves an object to the resource group that is asked for, if that is what `change` is about.
Status ChangeResourceGroup(Region& region, std::string_view resource_type, const ObjectChange& change,
                           std::stop_token stop);

}  // namespace ic::alibaba

#endif  // ADAPTERS_ALIBABA_KINDS_TAGGING_H_
