#include "cli/process/streams.h"

namespace ic::cli {

void Streams::Print(std::string_view text) { out_ << text; }

void Streams::Say(std::string_view text) {
  const std::lock_guard lock(mutex_);
  err_ << text << std::flush;
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
