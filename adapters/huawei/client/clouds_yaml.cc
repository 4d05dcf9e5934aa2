#include "adapters/huawei/client/clouds_yaml.h"

#include <array>
#include <cstddef>
#include <optional>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "base/text.h"

namespace ic::huawei {
namespace {

constexpr std::string_view kWhitespace = " \t\r";
// Before the name of a key whose text is not understood; the value is its line.
constexpr char kNotUnderstood = '?';
// Where what is read may stand all the same, in a style that is not understood: the entry, its `auth`, what they merge.
constexpr std::array<std::string_view, 4> kWhole = {"", "<<", "auth", "auth.<<"};
// What is read of an entry.
constexpr std::array<std::string_view, 18> kWanted = {"region_name",
                                                      "regions",
                                                      "cacert",
                                                      "profile",
                                                      "cloud",
                                                      "auth.auth_url",
                                                      "auth.username",
                                                      "auth.password",
                                                      "auth.user_domain_name",
                                                      "auth.domain_name",
                                                      "auth.ak",
                                                      "auth.sk",
                                                      "auth.security_token",
                                                      "auth.project_name",
                                                      "auth.token",
                                                      "auth.project_id",
                                                      "auth.tenant_name",
                                                      "auth.tenant_id"};

struct Level {
  std::size_t indent;
  std::string key;
};

std::string_view Stripped(std::string_view text) {
  const std::size_t first = text.find_first_not_of(kWhitespace);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(kWhitespace) - first + 1);
}

// A quoted text from its quote on, and what follows it. nullopt: it does not end, or has an escape that no setting
// needs.
std::optional<std::pair<std::string, std::string_view>> Quoted(std::string_view text) {
  const char quote = text.front();
  std::string value;
  for (std::size_t at = 1; at < text.size(); ++at) {
    const char c = text[at];
    const char next = at + 1 < text.size() ? text[at + 1] : '\0';
    if (quote == '\'' && c == quote && next == quote) {
      value += c;
      ++at;
    } else if (quote == '"' && c == '\\') {
      if (next != '"' && next != '\\' && next != '/') return std::nullopt;
      value += next;
      ++at;
    } else if (c == quote) {
      return std::pair(std::move(value), text.substr(at + 1));
    } else {
      value += c;
    }
  }
  return std::nullopt;
}

// A text as a value; nullopt: something that is not understood here.
std::optional<std::string> Scalar(std::string_view text) {
  const bool anchor = text.starts_with('&') && text.find_first_of(kWhitespace) == std::string_view::npos;
  if (text.empty() || text.front() == '#' || text == "~" || text == "null" || anchor) return std::string();
  if (text.front() == '"' || text.front() == '\'') {
    auto quoted = Quoted(text);
    if (!quoted) return std::nullopt;
    const std::string_view rest = Stripped(quoted->second);
    if (!rest.empty() && rest.front() != '#') return std::nullopt;
    return std::move(quoted->first);
  }
  if (std::string_view("{[&*!|>%@`").find(text.front()) != std::string_view::npos) return std::nullopt;
  return std::string(Stripped(text.substr(0, text.find(" #"))));
}

struct KeyLine {
  std::string key;
  std::string_view value;
};

// nullopt: no "key: value".
std::optional<KeyLine> ReadKey(std::string_view line) {
  std::string key;
  std::string_view rest;
  if (line.front() == '"' || line.front() == '\'') {
    auto quoted = Quoted(line);
    if (!quoted) return std::nullopt;
    key = std::move(quoted->first);
    rest = Stripped(quoted->second);
    if (!rest.starts_with(':')) return std::nullopt;
    rest.remove_prefix(1);
  } else {
    std::size_t colon = line.find(':');
    while (colon != std::string_view::npos && colon + 1 < line.size() && line[colon + 1] != ' ') {
      colon = line.find(':', colon + 1);
    }
    if (colon == std::string_view::npos) return std::nullopt;
    key = Stripped(line.substr(0, colon));
    rest = line.substr(colon + 1);
  }
  return KeyLine{std::move(key), Stripped(rest)};
}

// Reads line by line; what the wanted entry has is kept.
class Reader {
 public:
  Reader(std::string_view path, std::string_view name) : path_(path), name_(name) {}

  Status Line(std::string_view line, std::size_t number) {
    const std::string_view text = Stripped(line);
    if (text.empty() || text.front() == '#' || text == "---") return OkStatus();
    const std::size_t indent = line.find_first_not_of(' ');
    if (line[indent] == '\t') return Flaw(number, "is indented with a tab");
    if (block_ && indent > *block_) return OkStatus();  // of a text over several lines
    block_.reset();
    if (text == "-" || text.starts_with("- ")) {
      while (!levels_.empty() && levels_.back().indent > indent) levels_.pop_back();
      Keep(text.substr(1), number);
      return OkStatus();
    }
    while (!levels_.empty() && levels_.back().indent >= indent) levels_.pop_back();
    const std::optional<KeyLine> key = ReadKey(text);
    if (!key) return IsWanted() ? Flaw(number, "is no `key: value`") : OkStatus();
    if (levels_.size() == 1 && levels_[0].key == "clouds") names_.push_back(key->key);
    levels_.push_back({indent, key->key});
    if (key->value.starts_with('|') || key->value.starts_with('>')) block_ = indent;
    Keep(key->value, number);
    return OkStatus();
  }

  StatusOr<EntryKeys> Entry() && {
    for (const std::string& name : names_) {
      if (name == name_) return std::move(keys_);
    }
    const auto nearest = NearestName(std::string(name_), names_);
    return NotFoundError(fmt::format("{} has no entry \"{}\" in `clouds`{}", path_, ToValidUtf8(name_),
                                     nearest ? fmt::format(". Did you mean \"{}\"?", *nearest) : ""));
  }

 private:
  bool IsWanted() const { return levels_.size() > 1 && levels_[0].key == "clouds" && levels_[1].key == name_; }

  // The first of a list counts. What is not understood is kept as its place, under a name that says so.
  void Keep(std::string_view text, std::size_t number) {
    if (levels_.size() < 2 || !IsWanted()) return;
    std::string name;
    for (std::size_t i = 2; i < levels_.size(); ++i) name += (i == 2 ? "" : ".") + levels_[i].key;
    std::optional<std::string> value = Scalar(Stripped(text));
    if (!value || (name.empty() && !value->empty())) {
      keys_.emplace(kNotUnderstood + name, fmt::format("{}: line {}", path_, number));
    } else if (!value->empty()) {
      keys_.emplace(std::move(name), *std::move(value));
    }
  }

  Status Flaw(std::size_t number, std::string_view what) const {
    return InvalidArgumentError(fmt::format(
        "{}: line {} {}. Of YAML, maps in block style, texts and lists are read here", path_, number, what));
  }

  const std::string_view path_;
  const std::string_view name_;
  std::vector<Level> levels_;
  std::vector<std::string> names_;
  std::optional<std::size_t> block_;  // the indent of a key whose text goes on in deeper lines
  EntryKeys keys_;
};

// What the entry says of what is read; an error if that is not understood.
StatusOr<EntryKeys> Understood(const EntryKeys& entry) {
  for (const std::string_view name : kWhole) {
    const auto flaw = entry.find(kNotUnderstood + std::string(name));
    if (flaw == entry.end()) continue;
    return InvalidArgumentError(
        fmt::format("{}: an entry in braces, or that merges another map, is not understood. Write each `key: value` of "
                    "it on a line "
                    "of its own",
                    flaw->second));
  }
  EntryKeys keys;
  for (const std::string_view name : kWanted) {
    const auto told = entry.find(std::string(name));
    const auto flaw = entry.find(kNotUnderstood + std::string(name));
    if (told != entry.end()) {
      keys.insert(*told);
    } else if (flaw != entry.end()) {
      return InvalidArgumentError(
          fmt::format("{}: the text of `{}` is not understood. Write it on the line of its key, plain or in quotes",
                      flaw->second, name));
    }
  }
  return keys;
}

// The first file that is there, with its path; an empty path: none.
StatusOr<std::pair<std::string, std::string>> FirstFile(const Environment& environment, std::string_view variable,
                                                        const std::vector<std::string>& usual) {
  std::vector<std::string> paths = usual;
  const std::string named = environment.Get(variable);
  if (!named.empty()) paths = {named};
  for (const std::string& path : paths) {
    std::string expanded = environment.ExpandPath(path);
    StatusOr<std::string> text = environment.read_file(expanded);
    if (text.ok()) return std::pair(std::move(expanded), *std::move(text));
    if (!named.empty() || text.status().code() != StatusCode::kNotFound) return text.status().Annotate(variable);
  }
  return std::pair<std::string, std::string>();
}

std::vector<std::string> Beside(const std::string& file, std::string_view name) {
  const std::string folder = file.substr(0, file.rfind('/') + 1);
  return {fmt::format("{}{}.yaml", folder, name), fmt::format("{}{}.yml", folder, name)};
}

}  // namespace

StatusOr<EntryKeys> ReadCloudEntry(std::string_view text, std::string_view path, std::string_view name) {
  Reader reader(path, name);
  std::size_t number = 0;
  for (std::string_view rest = text; !rest.empty();) {
    const std::size_t end = rest.find('\n');
    const std::string_view line = rest.substr(0, end);
    rest = end == std::string_view::npos ? std::string_view() : rest.substr(end + 1);
    if (Stripped(line) == "...") break;
    IC_RETURN_IF_ERROR(reader.Line(line, ++number));
  }
  return std::move(reader).Entry();
}

StatusOr<EntryKeys> FindCloudEntry(const Environment& environment, std::string& words) {
  const std::string name = environment.Get("OS_CLOUD");
  std::vector<std::string> usual;
  for (const std::string folder : {"~/.config/openstack/", "/etc/openstack/"}) {
    for (std::string& path : Beside(folder, "clouds")) usual.push_back(std::move(path));
  }
  IC_ASSIGN_OR_RETURN(const auto clouds, FirstFile(environment, "OS_CLIENT_CONFIG_FILE", usual));
  const auto& [path, text] = clouds;
  if (path.empty()) {
    return InvalidArgumentError(fmt::format(
        "OS_CLOUD names \"{}\", and there is neither {} nor a file that OS_CLIENT_CONFIG_FILE names. A clouds.yaml of "
        "the working directory is read only if OS_CLIENT_CONFIG_FILE names it",
        ToValidUtf8(name), JoinWords(usual, "nor")));
  }
  words = fmt::format("entry {} of {}", ToValidUtf8(name), path);
  StatusOr<EntryKeys> entry = ReadCloudEntry(text, path, name);
  if (!entry.ok()) return InvalidArgumentError(std::string(entry.status().message())).Annotate("OS_CLOUD");
  IC_ASSIGN_OR_RETURN(const auto secure, FirstFile(environment, "OS_CLIENT_SECURE_FILE", Beside(path, "secure")));
  if (secure.first.empty()) return Understood(*entry);
  StatusOr<EntryKeys> secrets = ReadCloudEntry(secure.second, secure.first, name);
  // It need not say anything of each entry.
  if (!secrets.ok() && secrets.status().code() != StatusCode::kNotFound) return secrets.status();
  if (secrets.ok()) {
    for (auto& [key, value] : *secrets) entry->insert_or_assign(key, std::move(value));
  }
  return Understood(*entry);
}

}  // namespace ic::huawei
