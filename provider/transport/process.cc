#include "provider/transport/process.h"

#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <string>

#include <fcntl.h>
#include <poll.h>
#include <sys/prctl.h>
#include <unistd.h>

namespace ic::transport {
namespace {

// The kernel tells a thread's death like a process's (a Go host ends threads now and then), so this signal only says
// "look whether the parent changed". It is one that nobody sends for other reasons.
constexpr int kParentSignal = SIGUSR2;

std::atomic<int> stop_read_fd{-1};
std::atomic<int> stop_write_fd{-1};
std::atomic<pid_t> host_pid{0};

Status SystemFailure(std::string_view what) {
  return InternalError(std::string(what) + " failed: " + std::strerror(errno));  // NOLINT(concurrency-mt-unsafe)
}

void OnStopSignal(int /*signal*/) {
  const int saved = errno;
  RequestStop(StopReason::kSignal);
  errno = saved;
}

void OnParentSignal(int /*signal*/) {
  const int saved = errno;
  if (getppid() != host_pid.load()) RequestStop(StopReason::kHostDied);
  errno = saved;
}

Status Install(int signal, void (*handler)(int)) {
  struct sigaction action = {};
  action.sa_handler = handler;
  action.sa_flags = SA_RESTART;
  sigemptyset(&action.sa_mask);
  return sigaction(signal, &action, nullptr) == 0 ? OkStatus() : SystemFailure("installing a signal handler");
}

// A program started with nohup keeps ignoring what it was told to ignore.
bool IsIgnored(int signal) {
  struct sigaction action = {};
  return sigaction(signal, nullptr, &action) == 0 && action.sa_handler == SIG_IGN;
}

Status FollowHost() {
  host_pid.store(getppid());
  IC_RETURN_IF_ERROR(Install(kParentSignal, OnParentSignal));
  if (prctl(PR_SET_PDEATHSIG, kParentSignal) != 0) return SystemFailure("watching the host");
  // The host may have died between the two calls.
  if (getppid() != host_pid.load()) RequestStop(StopReason::kHostDied);
  return OkStatus();
}

}  // namespace

StatusOr<int> GuardStandardStreams() {
  const int real = fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 3);
  if (real < 0) return SystemFailure("keeping standard output");
  if (dup2(STDERR_FILENO, STDOUT_FILENO) < 0) return SystemFailure("redirecting standard output");
  const int null = open("/dev/null", O_RDONLY | O_CLOEXEC);
  if (null < 0 || dup2(null, STDIN_FILENO) < 0) return SystemFailure("redirecting standard input");
  close(null);
  return real;
}

bool WriteAll(int fd, std::string_view text) noexcept {
  while (!text.empty()) {
    const ssize_t written = write(fd, text.data(), text.size());
    if (written >= 0) {
      text.remove_prefix(static_cast<std::size_t>(written));
    } else if (errno == EAGAIN) {
      pollfd wait = {.fd = fd, .events = POLLOUT, .revents = 0};
      poll(&wait, 1, 1000);
    } else if (errno != EINTR) {
      return false;
    }
  }
  return true;
}

std::string_view StopReasonName(StopReason reason) {
  switch (reason) {
    case StopReason::kShutdown:
      return "the host asked for it";
    case StopReason::kSignal:
      return "a signal";
    case StopReason::kHostDied:
      return "the host is gone";
    case StopReason::kIdle:
      return "a signal, and the calls in progress have ended";
    case StopReason::kPatience:
      return "a signal, and calls that did not end in time";
  }
  return "";
}

Status OpenStopRequests() {
  int ends[2];
  // Non-blocking on the writing side: a handler must never wait, and one unread byte is as good as many.
  if (pipe2(ends, O_CLOEXEC) != 0 || fcntl(ends[1], F_SETFL, O_NONBLOCK) != 0) return SystemFailure("making a pipe");
  stop_read_fd.store(ends[0]);
  stop_write_fd.store(ends[1]);
  return OkStatus();
}

void RequestStop(StopReason reason) noexcept {
  const auto byte = static_cast<unsigned char>(reason);
  // A full pipe means that a stop was requested before.
  [[maybe_unused]] const ssize_t written = write(stop_write_fd.load(), &byte, 1);
}

StopReason WaitForStop(std::optional<std::chrono::milliseconds> patience) {
  const int fd = stop_read_fd.load();
  pollfd wait = {.fd = fd, .events = POLLIN, .revents = 0};
  // A signal's handler interrupts the waiting and writes what to wait for, so the time starts anew only then.
  int ready = 0;
  do {
    ready = poll(&wait, 1, patience.has_value() ? static_cast<int>(patience->count()) : -1);
  } while (ready < 0 && errno == EINTR);
  unsigned char byte = 0;
  if (ready == 0 || read(fd, &byte, 1) != 1) return StopReason::kPatience;
  return static_cast<StopReason>(byte);
}

Status CatchStopSignals(ProcessMode mode) {
  IC_RETURN_IF_ERROR(Install(SIGPIPE, SIG_IGN));
  for (const int signal : {SIGTERM, SIGHUP, SIGQUIT}) {
    if (!IsIgnored(signal)) IC_RETURN_IF_ERROR(Install(signal, OnStopSignal));
  }
  if (mode == ProcessMode::kDebug) return IsIgnored(SIGINT) ? OkStatus() : Install(SIGINT, OnStopSignal);
  // Ctrl-C reaches the whole process group; the host then says by call what it wants.
  IC_RETURN_IF_ERROR(Install(SIGINT, SIG_IGN));
  return FollowHost();
}

}  // namespace ic::transport
