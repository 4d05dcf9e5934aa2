// What is being deleted is gone for us, but still holds what it stands on: a run that was interrupted leaves such
// objects, and the next one deletes their parents at once.
#ifndef ADAPTERS_ALIBABA_KINDS_LEAVING_H_
#define ADAPTERS_ALIBABA_KINDS_LEAVING_H_

#include <functional>
#include <stop_token>
#include <string>
#include <string_view>

#include <nlohmann/json_fwd.hpp>

#include "adapters/alibaba/tables/states.h"
#include "adapters/common/kinds/listing.h"
#include "adapters/common/kinds/wait.h"
#include "base/status.h"

namespace ic::alibaba {

struct Holders {
  std::string_view code;  // of the refusal
  Listing& listing;       // of what may be in the way
  std::function<bool(const nlohmann::json& object)> stands_on_it;
  Kind kind;  // of theirs
};

// Calls `send`. If it is refused with the code, and all that is in the way is on its way out, waits for that and calls
// it once more. Any other refusal is the answer.
Status SendWhenLeft(const std::function<Status()>& send, const Holders& holders, const WaitContext& context,
                    std::stop_token stop);

}  // namespace ic::alibaba

#endif  // ADAPTERS_ALIBABA_KINDS_LEAVING_H_
