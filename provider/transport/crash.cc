#include "provider/transport/crash.h"

#include <algorithm>
#include <atomic>
#include <csignal>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <exception>
#include <string>
#include <typeinfo>

#include <cxxabi.h>
#include <sys/ioctl.h>
#include <unistd.h>
#include <unwind.h>

#include "base/redact.h"
#include "provider/transport/process.h"
#include "provider/transport/socket_folder.h"

// Where the linker put this program; addresses between the two are ours.
extern "C" const char __executable_start;  // NOLINT(bugprone-reserved-identifier): the linker's name
extern "C" const char etext;

namespace ic::transport {
namespace {

constexpr int kMaxFrames = 64;
// A handler that hangs (a lock held by the crashed thread) must not keep the host waiting.
constexpr unsigned kGiveUpSeconds = 2;
constexpr std::size_t kMaxWhat = 300;

char program[128];
std::atomic<pid_t> reporter{0};
alignas(16) char alternate_stack[64 * 1024];

struct SignalName {
  int number;
  const char* text;
};
constexpr SignalName kDeadlySignals[] = {
    {SIGSEGV, "SIGSEGV (invalid memory reference)"},
    {SIGBUS, "SIGBUS (bad memory access)"},
    {SIGFPE, "SIGFPE (arithmetic error)"},
    {SIGILL, "SIGILL (illegal instruction)"},
    {SIGABRT, "SIGABRT (aborted)"},
};

// Nothing here may allocate: it runs in signal handlers.
void Print(std::string_view text) { WriteAll(STDERR_FILENO, text); }

void PrintHex(std::uintptr_t value) {
  char digits[2 + 2 * sizeof value];
  char* end = digits + sizeof digits;
  char* begin = end;
  do {
    *--begin = "0123456789abcdef"[value & 0xf];
    value >>= 4;
  } while (value != 0);
  *--begin = 'x';
  *--begin = '0';
  Print({begin, static_cast<std::size_t>(end - begin)});
}

_Unwind_Reason_Code PrintFrame(_Unwind_Context* context, void* count) {
  int before_instruction = 0;
  std::uintptr_t address = _Unwind_GetIPInfo(context, &before_instruction);
  if (address == 0 || ++*static_cast<int*>(count) > kMaxFrames) return _URC_END_OF_STACK;
  // A return address may already belong to the next line, or to the next function.
  if (before_instruction == 0) --address;
  const auto start = reinterpret_cast<std::uintptr_t>(&__executable_start);
  if (address >= start && address < reinterpret_cast<std::uintptr_t>(&etext)) {
    Print("  at program+");
    PrintHex(address - start);
  } else {
    Print("  at library ");
    PrintHex(address);
  }
  Print("\n");
  return _URC_NO_REASON;
}

void PrintTrace() {
  Print("\n");
  Print(program);
  Print("\nbacktrace (addr2line -Cfie <program file> <offset> names the lines):\n");
  int count = 0;
  _Unwind_Backtrace(PrintFrame, &count);
}

// Waits, a fifth of a second at most, until the reader of standard error has taken what was printed. The host takes the
// end of the connection for the end of the story: without this it now and then reports the crash before it has read
// why.
void LetHostRead() {
  constexpr int kPatience = 20;
  constexpr timespec kPause = {.tv_sec = 0, .tv_nsec = 10'000'000};
  for (int i = 0; i < kPatience; ++i) {
    nanosleep(&kPause, nullptr);
    int unread = 0;
    if (ioctl(STDERR_FILENO, FIONREAD, &unread) != 0 || unread == 0) return;
  }
}

// True for the first crash of the process, false for what follows from it in the same thread (std::terminate aborts).
// Another thread that crashes meanwhile waits here for the first to end the process.
bool ClaimReport() {
  const pid_t self = gettid();
  pid_t first = 0;
  if (reporter.compare_exchange_strong(first, self)) return true;
  while (first != self) pause();  // NOLINT(bugprone-infinite-loop): the process ends
  return false;
}

void OnDeadlySignal(int number) {
  alarm(kGiveUpSeconds);
  if (ClaimReport()) {
    const auto* const found =
        std::ranges::find_if(kDeadlySignals, [number](const SignalName& name) { return name.number == number; });
    Print("\npanic: ");
    Print(found == std::end(kDeadlySignals) ? "deadly signal" : found->text);
    Print("\n");
    PrintTrace();
  }
  RemoveSocketFolder();
  LetHostRead();
  // SA_RESETHAND has put the default back: the process ends by the same signal, with a core file if those are on.
  raise(number);
}

std::string OneLine(std::string_view text) {
  std::string line = RedactedStart(text, kMaxWhat);
  std::ranges::replace_if(
      line, [](char c) { return static_cast<unsigned char>(c) < 0x20; }, ' ');
  return line;
}

// What is being thrown. Messages of the JSON library quote the text they failed on, which can hold a secret.
std::string DescribeException() {
  const std::type_info* type = abi::__cxa_current_exception_type();
  if (type == nullptr) return "std::terminate was called";
  int failed = 0;
  char* demangled = abi::__cxa_demangle(type->name(), nullptr, nullptr, &failed);
  const std::string name = failed == 0 ? demangled : type->name();
  std::free(demangled);
  std::string what = "uncaught exception " + name;
  if (name.starts_with("nlohmann::")) return what;
  try {
    std::rethrow_exception(std::current_exception());
  } catch (const std::exception& e) {
    what += ": " + OneLine(e.what());
  } catch (...) {
    // Not a std::exception: its type is all there is to say.
  }
  return what;
}

[[noreturn]] void OnTerminate() {
  alarm(kGiveUpSeconds);
  if (ClaimReport()) {
    Print("\npanic: " + DescribeException() + "\n");
    PrintTrace();
  }
  std::abort();
}

}  // namespace

void InstallCrashHandler(std::string_view about) {
  const std::size_t length = std::min(about.size(), sizeof program - 1);
  std::memcpy(program, about.data(), length);
  program[length] = '\0';

  // For the main thread: a stack overflow leaves no room for the handler on the stack itself.
  stack_t stack = {};
  stack.ss_sp = alternate_stack;
  stack.ss_size = sizeof alternate_stack;
  sigaltstack(&stack, nullptr);

  struct sigaction action = {};
  action.sa_handler = OnDeadlySignal;
  action.sa_flags = SA_ONSTACK | SA_RESETHAND | SA_NODEFER;
  sigemptyset(&action.sa_mask);
  for (const SignalName& name : kDeadlySignals) sigaction(name.number, &action, nullptr);
  std::set_terminate(OnTerminate);
}

}  // namespace ic::transport
