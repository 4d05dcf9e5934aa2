// Every foreign resource type that is known. Its .cc is made from the list in cmake/Vendors.cmake: a vendor that has a
// file of its name here is in it.
#ifndef FOREIGN_ALL_H_
#define FOREIGN_ALL_H_

#include <vector>

#include "foreign/source_type.h"

namespace ic::foreign {

// In the order of the vendors; lives for ever.
const std::vector<SourceType>& AllSourceTypes();

}  // namespace ic::foreign

#endif  // FOREIGN_ALL_H_
