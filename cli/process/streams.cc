#include "cli/process/streams.h"

#include "base/harmless.h"
#include "base/redact.h"
#include "base/text.h"
#include "cli/output/format/spellings.h"

namespace ic::cli {

namespace {

constexpr std::string_view kHiddenShown = "***";

std::size_t Index(char c) { return static_cast<unsigned char>(c); }

bool IsBreak(char c) { return c == ' ' || c == '\n'; }

// Where `spelling` ends if it is at `at`, however its spaces became line breaks and margins; 0: it is not there.
std::size_t EndOf(std::string_view text, std::size_t at, std::string_view spelling) {
  for (std::size_t i = 0; i < spelling.size(); ++i) {
    if (at == text.size()) return 0;
    if (IsBreak(spelling[i]) && IsBreak(text[at])) {
      while (i + 1 < spelling.size() && IsBreak(spelling[i + 1])) ++i;
      while (at < text.size() && IsBreak(text[at])) ++at;
    } else if (text[at++] != spelling[i]) {
      return 0;
    }
  }
  return at;
}

// "\x1b[3F\x1b[J": how long it is at the beginning of `text`.
std::size_t ErasureOf(std::string_view text) {
  constexpr std::string_view kBegin = "\x1b[";
  constexpr std::string_view kEnd = "F\x1b[J";
  if (!text.starts_with(kBegin)) return 0;
  std::size_t at = kBegin.size();
  while (at < text.size() && IsDigit(text[at])) ++at;
  return text.substr(at).starts_with(kEnd) ? at + kEnd.size() : 0;
}

}  // namespace

void Streams::Hide(const std::set<std::string>& secrets) {
  const std::lock_guard lock(hidden_mutex_);
  for (const std::string& secret : secrets) {
    const bool number = secret.find_first_not_of("0123456789") == std::string::npos;
    const std::string_view trimmed = Trim(secret);  // as lines and cells of tables have it
    if (trimmed.size() < kShortestSecret || number) continue;
    for (const std::string_view each : {std::string_view(secret), trimmed}) hidden_.merge(SpellingsOf(each));
  }
  for (auto& spellings : hidden_at_) spellings.clear();
  for (const std::string& spelling : hidden_) {
    // What begins with a space is there without it, too.
    if (!spelling.empty() && !IsBreak(spelling.front())) hidden_at_[Index(spelling.front())].push_back(&spelling);
  }
}

std::string Streams::WithoutHidden(std::string text) const {
  const std::lock_guard lock(hidden_mutex_);
  if (hidden_.empty()) return text;
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = 0;
    for (const std::string* spelling : hidden_at_[Index(text[at])]) {
      end = EndOf(text, at, *spelling);
      if (end > 0) break;
    }
    if (end > 0) out += kHiddenShown;
    if (end == 0) out += text[at];
    at = end > 0 ? end : at + 1;
  }
  return out;
}

std::string Streams::Shown(std::string_view text) const { return HarmlessPage(WithoutHidden(std::string(text))); }

void Streams::Print(std::string_view text) { out_ << Shown(text); }

void Streams::PrintExactly(std::string_view text) { out_ << WithoutHidden(std::string(text)); }

void Streams::Say(std::string_view text) {
  const std::size_t erasure = ErasureOf(text);
  const std::string shown = std::string(text.substr(0, erasure)) + Redacted(Shown(text.substr(erasure)));
  const std::lock_guard lock(mutex_);
  err_ << shown << std::flush;
}

std::optional<std::string> Streams::ReadLine() {
  std::string line;
  if (!std::getline(in_, line)) return std::nullopt;
  return line;
}

bool Streams::Flush() {
  out_.flush();
  return out_.good();
}

}  // namespace ic::cli
