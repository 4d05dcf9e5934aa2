#include "adapters/contract/limits/pattern_match.h"

#include <map>
#include <memory>
#include <mutex>
#include <utility>

#include <fmt/format.h>
#include <re2/re2.h>

namespace ic {
namespace {

struct Compiled {
  std::unique_ptr<RE2> whole;
  std::unique_ptr<RE2> but_not;  // null: nothing is excepted
};

std::unique_ptr<RE2> Compile(std::string_view regex) {
  // Bytes, not characters: what a row says about letters beyond ASCII it says about their bytes, and text that is no
  // UTF-8 has to get an answer too.
  RE2::Options options;
  options.set_encoding(RE2::Options::EncodingLatin1);
  options.set_log_errors(false);
  options.set_never_capture(true);
  return std::make_unique<RE2>(re2::StringPiece(regex.data(), regex.size()), options);
}

// Compiled once a process: compiling costs far more than matching. There are as many as rows.
const Compiled& CompiledOnce(const Pattern& pattern) {
  static std::mutex mutex;
  using Columns = std::pair<std::string, std::string>;
  static std::map<Columns, Compiled> cache;
  const std::lock_guard lock(mutex);
  Columns columns = {std::string(pattern.regex), std::string(pattern.but_not)};
  const auto found = cache.find(columns);
  if (found != cache.end()) return found->second;
  Compiled compiled = {Compile(columns.first), columns.second.empty() ? nullptr : Compile(columns.second)};
  return cache.emplace(std::move(columns), std::move(compiled)).first->second;
}

// Threads that check many objects would wait for each other there.
const Compiled& CompiledHere(const Pattern& pattern) {
  struct Seen {
    std::size_t regex_size = 0, but_not_size = 0;
    const Compiled* compiled = nullptr;
  };
  // By place: comparing texts would cost more than matching them.
  thread_local std::map<std::pair<const char*, const char*>, Seen> seen;
  Seen& here = seen[{pattern.regex.data(), pattern.but_not.data()}];
  if (here.compiled == nullptr || here.regex_size != pattern.regex.size() ||
      here.but_not_size != pattern.but_not.size()) {
    here = {pattern.regex.size(), pattern.but_not.size(), &CompiledOnce(pattern)};
  }
  return *here.compiled;
}

}  // namespace

bool Matches(const Pattern& pattern, std::string_view text) {
  const Compiled& compiled = CompiledHere(pattern);
  const re2::StringPiece bytes(text.data(), text.size());
  if (compiled.but_not != nullptr && compiled.but_not->Match(bytes, 0, bytes.size(), RE2::ANCHOR_START, nullptr, 0)) {
    return false;
  }
  return compiled.whole->Match(bytes, 0, bytes.size(), RE2::ANCHOR_BOTH, nullptr, 0);
}

std::string PatternFlaw(const Pattern& pattern) {
  const Compiled& compiled = CompiledOnce(pattern);
  for (const RE2* regex : {compiled.whole.get(), compiled.but_not.get()}) {
    if (regex != nullptr && !regex->ok()) return fmt::format("{}: {}", regex->pattern(), regex->error());
  }
  return "";
}

}  // namespace ic
