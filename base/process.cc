#include "base/process.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <map>
#include <mutex>
#include <optional>
#include <utility>

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

extern char** environ;  // NOLINT(readability-redundant-declaration): not every unistd.h declares it

namespace ic {
namespace {

constexpr Duration kHungFor = std::chrono::minutes(5);
constexpr Duration kPatienceAfterOne = std::chrono::seconds(10);

class FileDescriptor {
 public:
  explicit FileDescriptor(int fd = -1) : fd_(fd) {}
  FileDescriptor(const FileDescriptor&) = delete;
  FileDescriptor& operator=(const FileDescriptor&) = delete;
  ~FileDescriptor() { Close(); }

  int get() const { return fd_; }
  void Close() {
    if (fd_ >= 0) close(fd_);
    fd_ = -1;
  }

 private:
  int fd_;
};

struct Pipe {
  FileDescriptor read;
  FileDescriptor write;
};

std::unique_ptr<Pipe> MakePipe() {
  int ends[2];
  if (pipe2(ends, O_CLOEXEC) != 0) return nullptr;
  // NOLINTNEXTLINE(modernize-make-unique): what closes its descriptor does not move
  return std::unique_ptr<Pipe>(new Pipe{FileDescriptor(ends[0]), FileDescriptor(ends[1])});
}

// Starts the program in a process group of its own, with nothing inherited but `output` as standard output.
int Spawn(const std::vector<std::string>& arguments, int output, pid_t& pid) {
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO);
  posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
  posix_spawn_file_actions_addclosefrom_np(&actions, STDERR_FILENO + 1);
  posix_spawnattr_t attributes;
  posix_spawnattr_init(&attributes);
  sigset_t none;
  sigset_t all;
  sigemptyset(&none);
  sigfillset(&all);
  posix_spawnattr_setsigmask(&attributes, &none);
  posix_spawnattr_setsigdefault(&attributes, &all);
  posix_spawnattr_setpgroup(&attributes, 0);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
  std::vector<char*> argv;
  for (const std::string& argument : arguments) argv.push_back(const_cast<char*>(argument.c_str()));
  argv.push_back(nullptr);
  const int error = posix_spawnp(&pid, argv[0], &actions, &attributes, argv.data(), environ);
  posix_spawnattr_destroy(&attributes);
  posix_spawn_file_actions_destroy(&actions);
  return error;
}

// The child, killed with all it started unless it was waited for.
class Child {
 public:
  explicit Child(pid_t pid) : pid_(pid) {}
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;
  ~Child() {
    if (pid_ <= 0) return;
    kill(-pid_, SIGKILL);
    int status = 0;
    while (waitpid(pid_, &status, 0) < 0 && errno == EINTR) {
    }
  }

  // The exit status if it has ended; does not block. What it left running (an agent, perhaps) is left alone then.
  std::optional<int> TryWait() {
    int status = 0;
    const pid_t done = waitpid(pid_, &status, WNOHANG);
    if (done == 0 || (done < 0 && errno == EINTR)) return std::nullopt;
    pid_ = -1;
    return done < 0 ? 0 : status;
  }

 private:
  pid_t pid_;
};

// Programs that did not end in time. Every account, region and cloud asks for itself, and each would wait as long.
class HungPrograms {
 public:
  bool Knows(const std::vector<std::string>& arguments, Time now) {
    const std::lock_guard lock(mutex_);
    const auto found = until_.find(arguments);
    return found != until_.end() && now < found->second;
  }
  void Add(const std::vector<std::string>& arguments, Time now) {
    const std::lock_guard lock(mutex_);
    last_ = now + kHungFor;
    until_.insert_or_assign(arguments, last_);
  }
  // One helper with the name of an account as its argument hangs for all of them.
  Duration PatienceFor(Duration timeout, Time now) {
    const std::lock_guard lock(mutex_);
    return now < last_ ? std::min(timeout, kPatienceAfterOne) : timeout;
  }

 private:
  std::mutex mutex_;
  std::map<std::vector<std::string>, Time> until_;
  Time last_{};  // until when some program counts as hung
};

HungPrograms& Hung() {
  static auto* const kHung = new HungPrograms();  // outlives whoever asks at exit
  return *kHung;
}

class PosixProcessRunner : public ProcessRunner {
 public:
  explicit PosixProcessRunner(Clock& clock) : clock_(clock) {}

  StatusOr<std::string> Run(const ProcessRequest& request, std::stop_token stop) override {
    if (request.arguments.empty() || request.arguments[0].empty()) return InvalidArgumentError("no program to run");
    const std::string& program = request.arguments[0];
    if (Hung().Knows(request.arguments, clock_.Now())) {
      return DeadlineExceededError(fmt::format(
          "{} did not end in time before, and is not run again for {} minutes. Run it by hand to see what it waits for",
          program, std::chrono::duration_cast<std::chrono::minutes>(kHungFor).count()));
    }
    const std::unique_ptr<Pipe> output = MakePipe();
    const std::unique_ptr<Pipe> wake = MakePipe();
    if (output == nullptr || wake == nullptr) {
      return FailedPreconditionError(fmt::format("{}: no pipe to it: {}", program, std::strerror(errno)));
    }
    pid_t pid = -1;
    if (const int error = Spawn(request.arguments, output->write.get(), pid); error != 0) {
      return FailedPreconditionError(fmt::format("{} could not be started: {}", program, std::strerror(error)));
    }
    output->write.Close();
    fcntl(output->read.get(), F_SETFL, O_NONBLOCK);
    Child child(pid);
    const std::stop_callback on_stop(stop, [&wake] { wake->write.Close(); });
    return Collect(request, child, output->read.get(), wake->read.get(), stop);
  }

 private:
  StatusOr<std::string> Collect(const ProcessRequest& request, Child& child, int output, int wake,
                                std::stop_token stop);
  static Status CheckExit(const std::string& program, int status);

  Clock& clock_;
};

Status PosixProcessRunner::CheckExit(const std::string& program, int status) {
  if (WIFEXITED(status) && WEXITSTATUS(status) == 0) return OkStatus();
  if (WIFEXITED(status) && WEXITSTATUS(status) == 127) {
    return FailedPreconditionError(fmt::format("{} was not found or could not be started (exit code 127)", program));
  }
  if (WIFEXITED(status)) {
    return FailedPreconditionError(
        fmt::format("{} ended with exit code {}. Run it by hand to see its messages", program, WEXITSTATUS(status)));
  }
  return FailedPreconditionError(fmt::format("{} was killed by signal {}", program, WTERMSIG(status)));
}

// Appends what can be read now; false at the end of the stream.
bool Drain(int output, std::size_t limit, std::string& text) {
  std::array<char, 4096> buffer;
  while (text.size() <= limit) {
    const ssize_t count = read(output, buffer.data(), buffer.size());
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return count < 0 && errno == EAGAIN;
    text.append(buffer.data(), static_cast<std::size_t>(count));
  }
  return true;
}

StatusOr<std::string> PosixProcessRunner::Collect(const ProcessRequest& request, Child& child, int output, int wake,
                                                  std::stop_token stop) {
  const std::string& program = request.arguments[0];
  const Duration patience = Hung().PatienceFor(request.timeout, clock_.Now());
  const Time deadline = clock_.Now() + patience;
  std::string text;
  bool open = true;
  for (;;) {  // bounded by the timeout
    if (stop.stop_requested()) return CancelledError(fmt::format("{}: stopped", program));
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline - clock_.Now()).count();
    if (left <= 0) {
      Hung().Add(request.arguments, clock_.Now());
      return DeadlineExceededError(fmt::format("{} did not end within {} s and was killed", program,
                                               std::chrono::duration_cast<std::chrono::seconds>(patience).count()));
    }
    // No descriptor tells that a child has ended, and something it started may hold the pipe open: look at times.
    std::array<pollfd, 2> watched = {pollfd{wake, POLLIN, 0}, pollfd{open ? output : -1, POLLIN, 0}};
    poll(watched.data(), watched.size(), static_cast<int>(std::min<std::int64_t>(left, open ? 100 : 5)));
    const std::optional<int> status = watched[1].revents == 0 ? child.TryWait() : std::nullopt;
    if (open) open = Drain(output, request.max_output_bytes, text);
    if (text.size() > request.max_output_bytes) {
      return FailedPreconditionError(
          fmt::format("{} wrote more than {} bytes and was killed", program, request.max_output_bytes));
    }
    if (!status) continue;
    IC_RETURN_IF_ERROR(CheckExit(program, *status));
    return text;
  }
}

}  // namespace

std::unique_ptr<ProcessRunner> MakeProcessRunner(Clock& clock) { return std::make_unique<PosixProcessRunner>(clock); }

StatusOr<std::vector<std::string>> SplitCommandLine(std::string_view text) {
  std::vector<std::string> words;
  std::string word;
  bool in_word = false;
  char quote = '\0';
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (quote != '\0') {
      const bool escapes =
          quote == '"' && c == '\\' && i + 1 < text.size() && (text[i + 1] == '"' || text[i + 1] == '\\');
      if (c == quote) {
        quote = '\0';
      } else {
        word += escapes ? text[++i] : c;
      }
    } else if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
      if (in_word) words.push_back(std::exchange(word, {}));
      in_word = false;
    } else {
      in_word = true;
      if (c == '\'' || c == '"') {
        quote = c;
      } else if (c == '\\') {
        if (i + 1 == text.size()) return InvalidArgumentError("a backslash stands at the end of the command");
        word += text[++i];
      } else {
        word += c;
      }
    }
  }
  if (quote != '\0') return InvalidArgumentError("a quotation mark is not closed");
  if (in_word) words.push_back(std::move(word));
  return words;
}

}  // namespace ic
