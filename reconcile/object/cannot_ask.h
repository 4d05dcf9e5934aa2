// What is said where a cloud as a whole gives nothing, whatever it was asked: the same words for every object, so that
// who shows them can count instead of repeat.
#ifndef RECONCILE_OBJECT_CANNOT_ASK_H_
#define RECONCILE_OBJECT_CANNOT_ASK_H_

#include <string_view>

#include "base/diagnostics.h"
#include "base/status.h"

namespace ic::reconcile {

inline constexpr std::string_view kCannotAsk = "Cloud cannot be asked";
// The credentials are good, and may not list what a new object is compared with.
inline constexpr std::string_view kRefusesToTell = "Cloud refuses to tell what is there";

// Whoever calls may be somebody else, and nobody tells.
inline constexpr std::string_view kUnknownCaller = "It is not known whose the credentials are";
inline constexpr std::string_view kPerhapsGone = "It is not known whether an object is gone";

// An error of this summary is about the cloud or the credentials, in words that are the same for every object.
inline bool IsOneCause(std::string_view summary) {
  return summary == kCannotAsk || summary == kRefusesToTell || summary == kUnknownCaller || summary == kPerhapsGone;
}

// An error: of the cloud if that is what failed, else one called `summary`.
inline void AddAskFailure(std::string_view summary, const Status& status, Diagnostics& diagnostics) {
  const StatusCode code = status.code();
  const bool whole = code == StatusCode::kUnavailable || code == StatusCode::kDeadlineExceeded ||
                     code == StatusCode::kUnauthenticated || code == StatusCode::kResourceExhausted;
  diagnostics.AddStatus({}, whole ? kCannotAsk : summary, status);
}

}  // namespace ic::reconcile

#endif  // RECONCILE_OBJECT_CANNOT_ASK_H_
