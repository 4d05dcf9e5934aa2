// Values of foreign states in the forms they have here.
#ifndef FOREIGN_FORMS_H_
#define FOREIGN_FORMS_H_

#include <string>
#include <string_view>

#include <nlohmann/json_fwd.hpp>

#include "base/status.h"
#include "foreign/source_type.h"
#include "schema/value/value.h"

namespace ic::foreign {

// The value of `row` among `attributes`, null if there is none. kInvalidArgument: it is there and not of the row's
// form; the message names the attribute and not the value, which may be a secret in a state that was tampered with.
StatusOr<Value> ValueOf(const Row& row, const nlohmann::json& attributes);

// Whether `attributes` say something of `row`: it is there, not empty, and not what is usual.
bool IsSaid(const Row& row, const nlohmann::json& attributes);

// The text of an attribute, a number's and a bool's too; empty if it has none.
std::string TextOf(const nlohmann::json& attributes, std::string_view name);

}  // namespace ic::foreign

#endif  // FOREIGN_FORMS_H_
