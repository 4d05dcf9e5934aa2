// Status and StatusOr: how failures travel inside the product. No exception leaves a layer.
//
// A failure that came from a remote service carries what that service said (RemoteError), so that adapters decide by
// code and request id without parsing messages. At the person's side failures become diagnostics (base/diagnostics.h).
// (Abseil's types are not used: Debian builds Abseil with a string_view of its own that does not mix with std's.)
#ifndef BASE_STATUS_H_
#define BASE_STATUS_H_

#include <cassert>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

namespace ic {

enum class StatusCode : std::uint8_t {
  kOk,
  kCancelled,           // the user asked to stop
  kInvalidArgument,     // wrong whatever the state of the world
  kNotFound,            // the object does not exist
  kAlreadyExists,       // it exists and is not ours to take
  kFailedPrecondition,  // the world is not in a state for this; retrying alone does not help
  kPermissionDenied,    // authenticated but not allowed, or refused by read_only
  kUnauthenticated,     // no, wrong or expired credentials
  kResourceExhausted,   // throttled, or a quota
  kUnavailable,         // the service could not be reached or failed; a retry may help
  kDeadlineExceeded,    // a bounded wait ran out
  kUnimplemented,       // the vendor cannot do this
  kInternal,            // the answer broke the service's own rules, or we broke ours
};

// "INVALID_ARGUMENT" and so on, for logs and tests.
std::string_view StatusCodeName(StatusCode code);

// What a remote service said about a failed call.
struct RemoteError {
  std::string operation;   // the vendor's operation name, "CreateConnection"
  std::string code;        // the vendor's error code, "DirectConnectClientException"; empty if none was understood
  std::string request_id;  // empty if the answer carried none
  int http_status = 0;     // 0: no HTTP answer arrived
  bool ambiguous = false;  // true: the request may have been carried out although no answer arrived
  bool operator==(const RemoteError&) const = default;
};

// A code, a message for people, and what the remote service said, if one was involved. Cheap to copy.
class [[nodiscard]] Status {
 public:
  Status() = default;  // OK
  Status(StatusCode code, std::string message) : code_(code), message_(std::move(message)) {}

  bool ok() const { return code_ == StatusCode::kOk; }
  StatusCode code() const { return code_; }
  const std::string& message() const { return message_; }

  // Null if no remote service was involved.
  const RemoteError* remote() const { return remote_.get(); }
  // The same failure with `error` attached.
  Status WithRemote(RemoteError error) const;

  // True if the call may have been carried out although it failed: it must be looked up before it is sent again.
  bool ambiguous() const { return remote_ != nullptr && remote_->ambiguous; }

  // The same failure with `context` and ": " put before its message. OK stays OK.
  Status Annotate(std::string_view context) const;

  // "NOT_FOUND: no such thing", for logs and tests.
  std::string ToString() const;

 private:
  StatusCode code_ = StatusCode::kOk;
  std::string message_;
  std::shared_ptr<const RemoteError> remote_;
};

inline Status OkStatus() { return {}; }
inline Status CancelledError(std::string message) { return {StatusCode::kCancelled, std::move(message)}; }
inline Status InvalidArgumentError(std::string message) { return {StatusCode::kInvalidArgument, std::move(message)}; }
inline Status NotFoundError(std::string message) { return {StatusCode::kNotFound, std::move(message)}; }
inline Status AlreadyExistsError(std::string message) { return {StatusCode::kAlreadyExists, std::move(message)}; }
inline Status FailedPreconditionError(std::string message) {
  return {StatusCode::kFailedPrecondition, std::move(message)};
}
inline Status PermissionDeniedError(std::string message) { return {StatusCode::kPermissionDenied, std::move(message)}; }
inline Status UnauthenticatedError(std::string message) { return {StatusCode::kUnauthenticated, std::move(message)}; }
inline Status ResourceExhaustedError(std::string message) {
  return {StatusCode::kResourceExhausted, std::move(message)};
}
inline Status UnavailableError(std::string message) { return {StatusCode::kUnavailable, std::move(message)}; }
inline Status DeadlineExceededError(std::string message) { return {StatusCode::kDeadlineExceeded, std::move(message)}; }
inline Status UnimplementedError(std::string message) { return {StatusCode::kUnimplemented, std::move(message)}; }
inline Status InternalError(std::string message) { return {StatusCode::kInternal, std::move(message)}; }

// A T, or the failure that prevented it. value() and the dereferences require ok().
template <typename T>
class [[nodiscard]] StatusOr {
 public:
  StatusOr(Status status) : rep_(std::move(status)) {  // NOLINT(google-explicit-constructor): as absl::StatusOr
    assert(!std::get<Status>(rep_).ok());
  }
  StatusOr(T value) : rep_(std::move(value)) {}  // NOLINT(google-explicit-constructor): as absl::StatusOr

  bool ok() const { return std::holds_alternative<T>(rep_); }
  Status status() const { return ok() ? Status() : std::get<Status>(rep_); }

  T& value() & { return std::get<T>(rep_); }
  const T& value() const& { return std::get<T>(rep_); }
  T&& value() && { return std::get<T>(std::move(rep_)); }
  T& operator*() & { return value(); }
  const T& operator*() const& { return value(); }
  T&& operator*() && { return std::move(*this).value(); }
  T* operator->() { return &value(); }
  const T* operator->() const { return &value(); }

 private:
  std::variant<Status, T> rep_;
};

}  // namespace ic

#define IC_CONCAT_INNER_(a, b) a##b
#define IC_CONCAT_(a, b) IC_CONCAT_INNER_(a, b)

// Returns from the enclosing function if `expr` is not OK.
#define IC_RETURN_IF_ERROR(expr)             \
  do {                                       \
    ::ic::Status ic_status_ = (expr);        \
    if (!ic_status_.ok()) return ic_status_; \
  } while (false)

// Declares `lhs` with the value of the StatusOr `expr`, or returns its status.
#define IC_ASSIGN_OR_RETURN(lhs, expr) IC_ASSIGN_OR_RETURN_IMPL_(IC_CONCAT_(ic_status_or_, __LINE__), lhs, expr)
#define IC_ASSIGN_OR_RETURN_IMPL_(tmp, lhs, expr) \
  auto tmp = (expr);                              \
  if (!tmp.ok()) return tmp.status();             \
  lhs = std::move(tmp).value()

#endif  // BASE_STATUS_H_
