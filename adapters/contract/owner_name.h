// The name of an owner: who a configuration's objects belong to (EngineConfig::owner). Part of every mark, and the
// value of a tag on what the cloud lets have tags.
#ifndef ADAPTERS_CONTRACT_OWNER_NAME_H_
#define ADAPTERS_CONTRACT_OWNER_NAME_H_

#include <string>
#include <string_view>

namespace ic {

// What is wrong with `name`, as a clause; empty: nothing. It has 1 to 128 characters that every cloud takes in the
// value of a tag (the rows on tags of the vendors' tables have their sources): letters and digits of ASCII, blanks
// inside, and _ . : / = + - @; neither http:// nor https://.
std::string FaultOfOwnerName(std::string_view name);

}  // namespace ic

#endif  // ADAPTERS_CONTRACT_OWNER_NAME_H_
