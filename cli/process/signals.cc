#include "cli/process/signals.h"

#include <atomic>
#include <cerrno>
#include <utility>

#include <fcntl.h>
#include <unistd.h>

namespace ic::cli {
namespace {

constexpr char kSignal = 's';
constexpr char kQuit = 'q';

// A handler can be given nothing else.
std::atomic<int> write_end = -1;

extern "C" void NoteSignal(int) {
  const int saved = errno;
  const int fd = write_end.load();
  if (fd >= 0) (void)!write(fd, &kSignal, 1);
  errno = saved;
}

}  // namespace

StopSignals::StopSignals(std::function<void(int)> told) : told_(std::move(told)) {
  // Without a pipe nothing is handled: the signals end the process, which the state survives.
  if (pipe2(pipe_.data(), O_CLOEXEC) != 0) return;
  // A handler must not wait, whatever comes; a full pipe holds enough signals already.
  (void)fcntl(pipe_[1], F_SETFL, O_NONBLOCK);
  write_end = pipe_[1];
  thread_ = std::thread([this] { Listen(); });
  for (std::size_t i = 0; i < kSignals.size(); ++i) {
    struct sigaction action {};
    action.sa_handler = NoteSignal;
    action.sa_flags = SA_RESTART;
    sigemptyset(&action.sa_mask);
    (void)sigaction(kSignals.at(i), nullptr, &before_.at(i));
    // What whoever started the process (nohup) had ignored stays ignored.
    if (before_.at(i).sa_handler != SIG_IGN) (void)sigaction(kSignals.at(i), &action, nullptr);
  }
}

StopSignals::~StopSignals() {
  if (!thread_.joinable()) return;
  for (std::size_t i = 0; i < kSignals.size(); ++i) (void)sigaction(kSignals.at(i), &before_.at(i), nullptr);
  write_end = -1;
  // The pipe may be full of signals; the thread empties it.
  while (write(pipe_[1], &kQuit, 1) < 0 && (errno == EINTR || errno == EAGAIN)) std::this_thread::yield();
  thread_.join();
  // The pipe stays open: a handler that was just entered in another thread may still write to it.
}

void StopSignals::Listen() {
  int count = 0;
  for (;;) {  // ends with kQuit, which the destructor always sends
    char byte = 0;
    const ssize_t got = read(pipe_[0], &byte, 1);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0 || byte == kQuit) return;
    told_(++count);
  }
}

}  // namespace ic::cli
