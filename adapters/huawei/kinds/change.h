// What the handlers share when they change something.
#ifndef ADAPTERS_HUAWEI_KINDS_CHANGE_H_
#define ADAPTERS_HUAWEI_KINDS_CHANGE_H_

#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "adapters/common/kinds/change.h"
#include "adapters/common/kinds/tags.h"
#include "adapters/common/kinds/wait.h"
#include "adapters/contract/adapter.h"

namespace ic::huawei {

class Region;

// ic::AnswerWithoutId and ic::FixedDifferences for Huawei.
Status AnswerWithoutId(std::string_view operation);
std::vector<std::string> FixedDifferences(Kind kind, const Value& desired, const Value& live);

// As many of `marks` as find room beside `user` tags; the group, which is nowhere else, goes before the others.
Marks Fitting(const Marks& marks, const Value& user);
// The same of a change, by what is on `live`: marks make room for what the user wants.
TagChange Fitting(TagChange change, const nlohmann::json& live);

// Removes tags, then adds and overwrites, as far as there is something to do. `operation` is BatchTag….
Status ApplyTags(Region& region, std::string_view operation, const std::string& id, const TagChange& change,
                 const WaitContext& context, std::stop_token stop);

// True if something inside the object at `path` is among `changed` ("bfd" covers "bfd.enabled"), or the object itself.
bool TouchesInside(const std::vector<std::string>& changed, std::string_view path);

}  // namespace ic::huawei

#endif  // ADAPTERS_HUAWEI_KINDS_CHANGE_H_
