#include "cli/process/streams.h"

#include "base/redact.h"

namespace ic::cli {

namespace {

constexpr std::size_t kShortestHidden = 8;
constexpr std::string_view kHiddenShown = "***";

// As JSON has it.
std::string JsonSpelling(const std::string& text) {
  std::string spelled;
  for (const char c : text) {
    if (c == '"' || c == '\\') spelled += '\\';
    spelled += c;
  }
  return spelled;
}

}  // namespace

void Streams::Hide(const std::set<std::string>& secrets) {
  const std::lock_guard lock(hidden_mutex_);
  for (const std::string& secret : secrets) {
    const bool number = secret.find_first_not_of("0123456789") == std::string::npos;
    if (secret.size() < kShortestHidden || number) continue;
    hidden_.insert(secret);
    hidden_.insert(JsonSpelling(secret));
  }
}

std::string Streams::WithoutHidden(std::string text) const {
  const std::lock_guard lock(hidden_mutex_);
  for (const std::string& secret : hidden_) {
    for (std::size_t at = text.find(secret); at != std::string::npos; at = text.find(secret, at)) {
      text.replace(at, secret.size(), kHiddenShown);
      at += kHiddenShown.size();
    }
  }
  return text;
}

void Streams::Print(std::string_view text) { out_ << WithoutHidden(std::string(text)); }

void Streams::Say(std::string_view text) {
  const std::string shown = Redacted(WithoutHidden(std::string(text)));
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
