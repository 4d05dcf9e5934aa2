#include "schema/value/json_numbers.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdlib>

#include "base/text.h"
#include "schema/value/number.h"

namespace ic {
namespace {

bool IsOfNumber(char c) { return IsDigit(c) || c == '-' || c == '+' || c == '.' || c == 'e' || c == 'E'; }

bool TakeAny(std::string_view wanted, std::string_view* text) {
  if (text->empty() || wanted.find(text->front()) == std::string_view::npos) return false;
  text->remove_prefix(1);
  return true;
}

bool TakeDigits(std::string_view* text) {
  std::size_t count = 0;
  while (count < text->size() && IsDigit((*text)[count])) ++count;
  text->remove_prefix(count);
  return count > 0;
}

// As RFC 8259, 6, writes them.
bool IsNumber(std::string_view text) {
  TakeAny("-", &text);
  if (!TakeAny("0", &text) && !TakeDigits(&text)) return false;
  if (TakeAny(".", &text) && !TakeDigits(&text)) return false;
  if (TakeAny("eE", &text)) {
    TakeAny("+-", &text);
    if (!TakeDigits(&text)) return false;
  }
  return text.empty();
}

bool IsBig(std::string_view text) {
  constexpr double kBig = 1e300;
  return IsNumber(text) && std::abs(std::strtod(std::string(text).c_str(), nullptr)) >= kBig;
}

// Bytes of the string at the start of `text`, its quotes among them.
std::size_t StringSize(std::string_view text) {
  std::size_t end = 1;
  while (end < text.size() && text[end] != '"') end += text[end] == '\\' ? 2 : 1;
  return std::min(end + 1, text.size());
}

std::size_t NumberSize(std::string_view text) {
  std::size_t end = 0;
  while (end < text.size() && IsOfNumber(text[end])) ++end;
  return end;
}

// A number in the place of a name is an error that quotes would hide.
bool IsName(std::string_view rest) {
  const std::size_t next = rest.find_first_not_of(" \t\r\n");
  return next != std::string_view::npos && rest[next] == ':';
}

}  // namespace

StatusOr<std::string> QuoteBigNumbers(std::string_view text) {
  std::string quoted;
  while (!text.empty()) {
    const std::size_t number = NumberSize(text);
    const std::size_t size = text.front() == '"' ? StringSize(text) : std::max<std::size_t>(number, 1);
    const std::string_view token = text.substr(0, size);
    text.remove_prefix(size);
    if (number == 0 || !IsBig(token) || IsName(text)) {
      quoted += token;
      continue;
    }
    const StatusOr<Number> read = Number::Parse(token);
    if (!read.ok()) return read.status();
    quoted.append("\"").append(read->ToString()).append("\"");
  }
  return quoted;
}

}  // namespace ic
