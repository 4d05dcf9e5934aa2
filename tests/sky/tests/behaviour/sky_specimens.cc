#include "adapters/sky/tables/traits.h"
#include "tests/behaviour/specimens.h"

namespace ic::behaviour::sky {
namespace {

Value Link(Bench&) {
  return Value::Object({{"name", S("link")}, {"location", S("cumulus")}, {"bandwidth", S("1Gbps")}});
}

}  // namespace

VendorSpecimens TheSpecimens() {
  return {.states = ic::sky::States,
          .objects = {{.cloud = "sky",
                       .name = "connection",
                       .kind = Kind::kConnection,
                       .desired = Link,
                       .edits = {kRename},
                       .state_member = "",
                       .fixed = {"location", S("stratus")}}}};
}

}  // namespace ic::behaviour::sky
