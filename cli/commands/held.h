// What `state` prints: what the id map holds, and the runs that held its lock. No cloud is asked.
#ifndef CLI_COMMANDS_HELD_H_
#define CLI_COMMANDS_HELD_H_

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "adapters/contract/factory.h"
#include "base/status.h"
#include "cli/output/format/text.h"
#include "reconcile/state/store.h"

namespace ic::cli {

struct Held {
  std::string name;  // of the state, without password
  StateInfo info;
  std::vector<StateObject> objects;
  std::map<Address, std::string> begun;
};

StatusOr<Held> HeldBy(StateStore& state);

enum class Detail : std::uint8_t { kLine, kWhole };

// Errors: an object whose attributes are none.
StatusOr<std::string> HeldText(const AdapterFactory& factory, const Held& held, Detail detail, const TextStyle& style);
StatusOr<std::string> HeldJson(const AdapterFactory& factory, const Held& held, Detail detail);

// Empty: it lacks what that is made of.
StatusOr<std::string> ImportIdOfHeld(const AdapterFactory& factory, const StateObject& object);

std::string RunsText(const std::vector<StateRun>& runs);
std::string RunsJson(const std::vector<StateRun>& runs);

}  // namespace ic::cli

#endif  // CLI_COMMANDS_HELD_H_
