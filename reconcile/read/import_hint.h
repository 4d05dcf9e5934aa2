// What an id that is none was probably meant to be.
#ifndef RECONCILE_READ_IMPORT_HINT_H_
#define RECONCILE_READ_IMPORT_HINT_H_

#include <string>
#include <string_view>
#include <vector>

#include "adapters/contract/kind.h"
#include "adapters/contract/traits.h"

namespace ic::reconcile {

// The import id of an object that `text` names as its vendor does, by its bare id or by a resource name
// (`arn:…:<region>:<account>:…/<id>`, `acs:…`): "aws/us-east-1/dxcon-fg31dyv6", or with "<region>" where `text` does
// not tell that. Whose id it is is told by how ids look (the rows of the limits). Empty: nobody's, or more than one
// cloud's.
std::string ImportIdMeant(const std::vector<const VendorTraits*>& vendors, Kind kind, std::string_view text);

}  // namespace ic::reconcile

#endif  // RECONCILE_READ_IMPORT_HINT_H_
