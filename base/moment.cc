#include "base/moment.h"

#include <atomic>

namespace ic {

Moment NextMoment() {
  static std::atomic<Moment> last = 0;
  return ++last;
}

}  // namespace ic
