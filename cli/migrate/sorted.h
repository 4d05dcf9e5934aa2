// What becomes of each object of the old states: by the rows of `foreign`, without a call.
#ifndef CLI_MIGRATE_SORTED_H_
#define CLI_MIGRATE_SORTED_H_

#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include "cli/migrate/old_state.h"
#include "reconcile/state/address.h"
#include "schema/value/value.h"

namespace ic::cli {

enum class Becomes : std::uint8_t {
  kMoved,   // an object here
  kLeft,    // what it was: with its provider
  kRefused  // nothing before somebody has done what is said
};

// How Terraform is told of what is moved.
enum class By : std::uint8_t {
  kMoved,  // a `moved` block: it is in the one state that goes on
  kImport  // a `removed` and an `import` block
};

struct Sorted {
  OldObject old;
  Becomes becomes = Becomes::kLeft;
  By by = By::kMoved;
  Address to;           // of what is moved
  Value attributes;     // likewise: what the old state tells of it, in the vocabulary's fields
  std::string why;      // of what is left or refused, and of what `moved` could not move: whole sentences
  std::string blocks;   // HCL to write instead; may be empty
  bool related = true;  // its type is one that something is known of
  std::vector<std::string> said = {};  // what is left behind of it: "Key is not taken along: …"
};

// In the order of the states. `leave`: addresses that shall stay with their provider. With several states none is
// moved by `moved`: a block of that sort has effect in the state that has the object.
std::vector<Sorted> Sort(const std::vector<OldState>& states, const std::set<std::string>& leave);

}  // namespace ic::cli

#endif  // CLI_MIGRATE_SORTED_H_
