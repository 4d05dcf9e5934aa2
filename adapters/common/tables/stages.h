// What a vendor's state words mean for us: one set of stages on every cloud, and the decisions that hang on them. A
// word nobody knew yet is neither a failure nor an absence: waits go on, reads go through, a warning is logged.
#ifndef ADAPTERS_COMMON_TABLES_STAGES_H_
#define ADAPTERS_COMMON_TABLES_STAGES_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "adapters/contract/adapter.h"
#include "adapters/contract/kind.h"

namespace ic {

enum class Stage : std::uint8_t {
  kOffered,   // waits until an account, ours or another, accepts it
  kUnderway,  // the vendor, a carrier or a partner is at work
  kReviewed,  // people at the vendor look at it for days: nobody waits for them
  kReady,     // provisioned; traffic or not is another question: a fresh interface is down until the router peers
  kChanging,  // provisioned, and being changed: what it carries it goes on carrying
  kStopping,  // being taken out of service
  kStopped,   // there, and carries nothing until it is taken into service again
  kFailed,    // it will not get ready by itself
  kLeaving,   // being deleted
  kDead,      // at its end: there until it is deleted, and of no use. Absent it is not: another would be ordered
  kDeclined,  // refused by the account it was offered to: there for a while, and ends by itself
  kGone,      // deleted: listed for a while, and as good as absent
  kUnknown,   // the service says so itself, or it is a word this build does not know
};

// Whether traffic may flow through an object of a state.
enum class Carries : std::uint8_t {
  kNo,
  kYes,         // unless its sessions say otherwise
  kBySessions,  // only its sessions can tell
};

struct StateRow {
  std::string_view word;  // the vendor's; case and spaces do not count
  Stage stage = Stage::kUnknown;
  Carries carries = Carries::kNo;
  std::string_view hint = {};   // what keeps it from being usable, and the way out, for people
  std::string_view asked = {};  // path of a boolean with which a configuration asks for this state
  bool refused = false;         // by the account it was offered to, though it stays until it is deleted
};

// The words of one vendor, by kind.
class StateTable {
 public:
  using Rows = std::span<const StateRow>;

  constexpr StateTable(Rows connections, Rows interfaces, Rows peers, Rows groups, Rows cidrs)
      : rows_{connections, interfaces, peers, groups, cidrs} {}

  // A row of kUnknown, and without a word, for what is not in the table. It lives as long as the table's rows.
  const StateRow& Of(Kind kind, std::string_view word) const;
  bool Knows(Kind kind, std::string_view word) const { return !Of(kind, word).word.empty(); }
  Rows RowsOf(Kind kind) const { return rows_[static_cast<std::size_t>(kind)]; }

 private:
  std::array<Rows, kAllKinds.size()> rows_;  // by Kind
};

bool IsAbsent(const StateRow& row);

// Being deleted, or deleted: there as long as it is listed, but what its parent has does not count it any more.
bool HasLeft(Stage stage);

// It was offered to another account, which refused it.
bool IsDeclined(const StateRow& row);

// Taken out of service, or on the way there.
bool IsStopped(Stage stage);

// It has come to be: it has all that it is to have, or lost it.
bool IsProvisioned(Stage stage);

// Somebody is at work on it, or has to be: it becomes something else without us.
bool IsUnderway(Stage stage);

// A wait for the object ends well. `accepted`: it was offered, and this run accepted it; otherwise an offer is where a
// create leaves it, because another account answers when it likes.
bool IsSettled(Stage stage, bool accepted);

// A wait for the object will never end well.
bool IsLost(Stage stage);

// Nothing will come of it any more, though it may be there for long.
bool IsEnding(Stage stage);

// Nobody's unless it is asked for by its id or its mark: of no use to anybody, and on no list of what there is.
bool IsUseless(Stage stage);

// Whether a delete has to be sent, or was already.
bool NeedsDelete(Stage stage);

// A wait for a deletion is over.
bool IsOver(Stage stage);

// What people have to know of an object in that state: the vendor's word for it, what it means, and the way out. Empty:
// it works, or nobody has to do anything about it. `word`: as it is shown.
std::string TroubleOf(const StateRow& row, std::string_view word);

// `sessions_up`: 1 one is up, 0 none is, -1 there is none or none is told of.
HealthState HealthOf(const StateRow& row, int sessions_up);

}  // namespace ic

#endif  // ADAPTERS_COMMON_TABLES_STAGES_H_
