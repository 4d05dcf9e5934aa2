#include "cli/commands/import_command.h"

#include <string_view>

#include <fmt/format.h>

#include "cli/output/format/text.h"

namespace ic::cli {
namespace {

// Names may hold anything that a cloud allows.
std::string ShellWord(const std::string& text) {
  constexpr std::string_view kPlain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_./:-";
  if (text.find_first_not_of(kPlain) == std::string::npos) return text;
  std::string word = "'";
  for (const char c : text) word += c == '\'' ? "'\\''" : std::string(1, c);
  return OneLine(word + "'");
}

}  // namespace

std::string ImportCommand(const Address& address, const std::string& import_id, const std::string& account) {
  const bool other = !account.empty() && !import_id.starts_with(account + "/");
  return fmt::format("interconnect import {} {}{}", address.ToString(), ShellWord(import_id),
                     other ? " --account " + ShellWord(account) : std::string());
}

}  // namespace ic::cli
