// The words that Sky Links has for the state of a link, and what they mean for us.
#include "adapters/sky/tables/traits.h"

namespace ic::sky {
namespace {

constexpr StateRow kLinks[] = {
    {.word = "ordered", .stage = Stage::kUnderway},
    {.word = "up", .stage = Stage::kReady, .carries = Carries::kYes},
};

}  // namespace

const StateTable& States() {
  static constexpr StateTable kTable(kLinks, {}, {}, {}, {});
  return kTable;
}

}  // namespace ic::sky
