// The neutral fields that several kinds have, for neutral_fields.cc. Descriptions are what users read.
#ifndef ADAPTERS_CONTRACT_FIELD_PARTS_H_
#define ADAPTERS_CONTRACT_FIELD_PARTS_H_

#include <string>

#include "adapters/contract/fields.h"

namespace ic::parts {

Field Cloud();
Field Region();
Field Id();
Field Tags();
Field TagsAll();
Field MarksChanged();
Field RedundancyGroup();
Field OnDestroy(std::string default_words);
Field Timeouts();
Field AddressFamily(std::string default_value, std::string words);
Field CloudAddress(bool may_be_alone = false);
Field CustomerAddress(bool may_be_alone = false);
Field CustomerAsn(Presence presence, std::string words);
Field CloudAsn(std::string words = "");
Field CustomerPrefixes();
Field AuthKey();
Field AuthKeyWo();
Field AuthKeyWoVersion();
Field Bfd();
Field Description(std::string of);

}  // namespace ic::parts

#endif  // ADAPTERS_CONTRACT_FIELD_PARTS_H_
