// Note: what is kept of a create from right before it is sent until its end is learned (ApplyInput::begin). Enough to
// look for what it made when nobody asks for that any more. JSON, never a secret.
#ifndef RECONCILE_ADOPT_NOTE_H_
#define RECONCILE_ADOPT_NOTE_H_

#include <optional>
#include <string>
#include <string_view>

#include "adapters/contract/adapter.h"
#include "base/clock.h"
#include "reconcile/ledger/call.h"
#include "schema/value/type.h"

namespace ic::reconcile {

struct Note {
  std::string digest;   // DigestOf the create
  std::string mark;     // CreateRequest::mark and owner
  std::string owner;    // likewise
  std::string nonce;    // likewise; empty: an older version sent it
  std::string account;  // entry of `clouds`
  std::string caller;   // Caller::owner of who sent it; empty: it was not told
  Time at{};
  Value planned;  // the object as a state would have it; without an id, and without its key
};

// Of an object that is written down as JSON.
Type NotedType(const FieldTable& field_table);

std::string NoteText(const Call& call, const Note& note);
// Nullopt: text of another shape. An older version noted the digest alone.
std::optional<Note> ParseNote(const FieldTable& field_table, std::string_view text);
std::string DigestIn(std::string_view text);
std::string NonceIn(std::string_view text);

}  // namespace ic::reconcile

#endif  // RECONCILE_ADOPT_NOTE_H_
