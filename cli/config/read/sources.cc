#include "cli/config/read/sources.h"

#include <filesystem>
#include <utility>

#include <fmt/format.h>

#include "base/files.h"
#include "base/text.h"

namespace ic::cli {
namespace {

// All that sources may bring in together: aliases repeat a scalar as often as they like.
constexpr std::size_t kMaxExpandedBytes = std::size_t{64} << 20;
constexpr std::string_view kTooLarge = "it has more than 64 KiB";
static_assert(kMaxIncludedBytes == std::size_t{64} << 10);

}  // namespace

std::optional<Text> Sources::Expand(const Yaml& scalar, bool hidden, Report& report, const Subject& subject,
                                    Report* later) {
  std::string_view rest = scalar.text();
  Text text;
  while (true) {
    const std::size_t at = rest.find("${");
    if (at == std::string_view::npos) break;
    if (at > 0 && rest[at - 1] == '$') {  // `$${`
      text.value += rest.substr(0, at - 1);
      text.value += "${";
      rest.remove_prefix(at + 2);
      continue;
    }
    text.value += rest.substr(0, at);
    rest.remove_prefix(at + 2);
    const std::size_t end = rest.find('}');
    if (end == std::string_view::npos) {
      report.Error(scalar, "Invalid source", "`${` is not closed by `}`. For the characters themselves write `$${`.",
                   subject);
      return std::nullopt;
    }
    if (!Resolve({scalar, hidden, report, subject, later}, rest.substr(0, end), text)) return std::nullopt;
    rest.remove_prefix(end + 1);
  }
  text.value += rest;
  // A secret that did not come must not take away what it stands for.
  if (text.from_source && text.known && text.value.empty()) {
    const std::string field = subject.path.empty() ? "" : fmt::format("`{}` is empty: ", subject.path.ToString());
    report.Error(
        scalar, "Source is empty",
        fmt::format("{}{} stands for nothing, as the variable or file is there and has nothing in it. Fill it, "
                    "or leave the field out if nothing is meant.",
                    field, Shown(scalar.text())),
        subject);
    return std::nullopt;
  }
  return text;
}

bool Sources::IsMissing(const Place& place, std::string_view summary, std::string detail, Text& text) {
  Report& report = place.later == nullptr ? place.report : *place.later;
  report.Error(place.scalar, summary, std::move(detail), place.subject);
  text.known = false;
  return place.later != nullptr;
}

bool Sources::Resolve(const Place& place, std::string_view inside, Text& text) {
  const std::size_t colon = inside.find(':');
  const std::string_view scheme = inside.substr(0, colon);
  const std::string name(colon == std::string_view::npos ? "" : inside.substr(colon + 1));
  if ((scheme != "env" && scheme != "file") || name.empty()) {
    // Without a word of what it holds: it may be a part of a secret.
    place.report.Error(
        place.scalar, "Invalid source",
        "A `${…}` here is neither `${env:NAME}` nor `${file:PATH}`. For the characters themselves write `$${`.",
        place.subject);
    return false;
  }
  const std::string path = (std::filesystem::path(files_[place.scalar.file()]).parent_path() / name).string();
  if (!MayUse(place, scheme, name, path)) return false;
  text.from_source = true;
  if (!resolve_) {
    text.known = false;
    return true;
  }
  if (scheme == "env") {
    const auto found = environment_.find(name);
    if (found != environment_.end()) return Append(place, found->second, text);
    return IsMissing(
        place, "Environment variable not set",
        fmt::format("{} is not set in the environment. Set it, or write the value another way.", Shown(name)), text);
  }
  const Content& content = ReadIncluded(path);
  if (content.problem.empty()) return Append(place, content.text, text);
  return IsMissing(place, "File not readable", fmt::format("{}: {}.", Shown(path), content.problem), text);
}

bool Sources::Append(const Place& place, const std::string& value, Text& text) {
  expanded_ += value.size();
  if (expanded_ <= kMaxExpandedBytes) {
    if (place.hidden) secrets_.insert(value);
    text.value += value;
    return true;
  }
  place.report.Error(place.scalar, "Configuration too large",
                     "What `${env:…}` and `${file:…}` bring in has more than 64 MiB together.", place.subject);
  return false;
}

bool Sources::MayUse(const Place& place, std::string_view scheme, const std::string& name,
                     const std::string& path) const {
  if (!trust_.untrusted) return true;
  const auto refuse = [&place](std::string detail) {
    place.report.Error(place.scalar, kNotUntrusted, std::move(detail), place.subject);
    return false;
  };
  if (scheme == "env" && trust_.shown_variables.contains(name)) return true;
  if (!place.hidden) {
    return refuse(fmt::format(
        "`${{…}}` stands only in fields that are never shown, such as keys: elsewhere its value would be in what this "
        "run prints. Write the value out{}.",
        scheme == "env" ? fmt::format(", or, if {} is no secret, allow it with --show-env", Shown(name)) : ""));
  }
  if (scheme == "env") {
    if (trust_.allowed_variables.contains(name)) return true;
    return refuse(fmt::format("{} is no variable that it may use. If it may, name it with --allow-env.", Shown(name)));
  }
  const std::string folder = std::filesystem::path(files_[place.scalar.file()]).parent_path().string();
  const std::string problem = ProblemOfUntrustedFile(folder, path, /*must_exist=*/false);
  if (problem.empty()) return true;
  return refuse(fmt::format("{} cannot be read for it: {}. Put the file beside the configuration, or use `${{env:…}}`.",
                            Shown(path), problem));
}

const Sources::Content& Sources::ReadIncluded(const std::string& path) {
  const auto [entry, fresh] = contents_.try_emplace(path);
  Content& content = entry->second;
  if (!fresh) return content;
  StatusOr<std::string> text = ReadRegularFile(path, kMaxIncludedBytes + 2);  // a line's end is none of it
  if (!text.ok()) {
    const StatusCode code = text.status().code();
    content.problem = code == StatusCode::kNotFound            ? "no such file"
                      : code == StatusCode::kResourceExhausted ? std::string(kTooLarge)
                                                               : text.status().message();
    return content;
  }
  content.text = *std::move(text);
  if (content.text.ends_with('\n')) content.text.pop_back();
  if (content.text.ends_with('\r')) content.text.pop_back();
  if (content.text.size() > kMaxIncludedBytes) {
    content = {"", std::string(kTooLarge)};
  } else if (!IsValidUtf8(content.text)) {
    content = {"", "it is not UTF-8 text"};
  }
  return content;
}

}  // namespace ic::cli
