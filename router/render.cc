#include "router/render.h"

#include <algorithm>
#include <map>
#include <set>
#include <vector>

#include <fmt/format.h>
#include <kainjow/mustache.hpp>

#include "base/text.h"
#include "router/fields.h"
#include "router/platforms.h"
#include "router/values.h"

namespace ic::router {
namespace {

using kainjow::mustache::data;

// What names of clouds and people may say in a configuration. Everything else is one character, so that no text ends a
// comment, a line or a quoted word.
std::string Harmless(std::string_view text) {
  constexpr std::string_view kFine = " ._:/@+,()=-";
  std::string harmless(text);
  for (char& c : harmless) {
    const bool letter = IsDigit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    if (!letter && kFine.find(c) == std::string_view::npos) c = '-';
  }
  return harmless;
}

data DataOf(const std::vector<ModelField>& fields, const Value& object);

// What is not there is false: an absent field would be looked for in what is around the object.
data FieldData(const ModelField& field, const Value& value) {
  if (!value.is_known()) return {data::type::bool_false};
  switch (field.type) {
    case ModelType::kText:
      if (value.kind() != Value::Kind::kString) break;
      return {field.name == "secret" ? value.AsString() : Harmless(value.AsString())};
    case ModelType::kNumber:
      if (value.kind() != Value::Kind::kNumber) break;
      return {std::to_string(value.AsNumber().ToInt64().value_or(0))};
    case ModelType::kFlag:
      return {value.kind() == Value::Kind::kBool && value.AsBool() ? data::type::bool_true : data::type::bool_false};
    case ModelType::kObject:
      if (value.kind() != Value::Kind::kObject) break;
      return DataOf(field.fields, value);
    case ModelType::kTexts:
    case ModelType::kObjects: {
      if (value.kind() != Value::Kind::kList && value.kind() != Value::Kind::kSet) break;
      data list{data::type::list};
      for (const Value& element : value.elements()) {
        if (field.type == ModelType::kObjects) {
          list << DataOf(field.fields, element);
        } else if (element.kind() == Value::Kind::kString) {
          list << data(Harmless(element.AsString()));
        }
      }
      return list;
    }
  }
  return {data::type::bool_false};
}

data DataOf(const std::vector<ModelField>& fields, const Value& object) {
  data made{data::type::object};
  for (const ModelField& field : fields) {
    made.set(std::string(field.name), FieldData(field, object.Get(field.name)));
  }
  return made;
}

void AddNames(const std::vector<ModelField>& fields, std::set<std::string, std::less<>>& names) {
  for (const ModelField& field : fields) {
    names.emplace(field.name);
    AddNames(field.fields, names);
  }
}

const std::set<std::string, std::less<>>& KnownNames() {
  static const std::set<std::string, std::less<>> kNames = [] {
    std::set<std::string, std::less<>> names = {"."};
    AddNames(RouterFields(), names);
    return names;
  }();
  return kNames;
}

// Stands for a line break while a template is rendered: the library tells lines that hold nothing but the tag of a
// section by rules of its own, which leave empty lines where a section is left out.
constexpr char kBreak = '\x01';

bool IsSectionAlone(std::string_view line) {
  if (!line.starts_with("{{") || !line.ends_with("}}") || line.find("{{", 2) != std::string_view::npos) return false;
  return line.size() > 4 && std::string_view("#^/!").find(line[2]) != std::string_view::npos;
}

// With such lines as Mustache's specification wants them: the tag alone is left of them.
std::string Prepared(std::string_view text) {
  std::string prepared;
  const bool ends = text.ends_with('\n');
  if (ends) text.remove_suffix(1);
  const std::vector<std::string> lines = Split(text, '\n');
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const std::string_view trimmed = Trim(lines[i]);
    if (IsSectionAlone(trimmed)) {
      prepared += trimmed;
      continue;
    }
    prepared += lines[i];
    if (ends || i + 1 < lines.size()) prepared += kBreak;
  }
  return prepared;
}

// Each name between {{ and }}: `#name`, `a.b`. Comments and other delimiters are no names.
Status CheckTemplateNames(std::string_view text) {
  for (std::size_t at = text.find("{{"); at != std::string_view::npos; at = text.find("{{", at)) {
    const std::size_t end = text.find("}}", at);
    if (end == std::string_view::npos) return OkStatus();  // the parser says it
    std::string_view tag = text.substr(at + 2, end - at - 2);
    const auto line = 1 + std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(at), '\n');
    at = end + 2;
    if (tag.starts_with('!')) continue;
    if (tag.starts_with('=') || tag.starts_with('>')) {
      return InvalidArgumentError(fmt::format("line {}: partials and other delimiters are not read here", line));
    }
    while (!tag.empty() && std::string_view("#^/&{ ").find(tag.front()) != std::string_view::npos) tag.remove_prefix(1);
    while (!tag.empty() && (tag.back() == ' ' || tag.back() == '}')) tag.remove_suffix(1);
    if (tag == ".") continue;
    for (const std::string& name : Split(tag, '.')) {
      if (KnownNames().contains(name)) continue;
      const std::vector<std::string> all(KnownNames().begin(), KnownNames().end());
      const auto nearest = NearestName(name, all);
      return InvalidArgumentError(fmt::format("line {}: the model has no field '{}'{}", line, Harmless(name),
                                              nearest ? fmt::format(", did you mean {}?", *nearest) : std::string()));
    }
  }
  return OkStatus();
}

Status CheckKey(const Platform* platform, const std::string& object, std::string_view key) {
  if (key.size() > kLongestKey) {
    return FailedPreconditionError(
        fmt::format("the key of {} has {} characters, and routers take {} at most: shorten it in the cloud", object,
                    key.size(), kLongestKey));
  }
  for (const char c : key) {
    const bool printable = c > ' ' && c <= '~';
    const bool fine = platform == nullptr || platform->no_key_has.find(c) == std::string_view::npos;
    if (printable && fine) continue;
    return FailedPreconditionError(fmt::format(
        "the key of {} has a character that {} cannot be given in a configuration{}: leave the placeholder, "
        "and set the key on the router",
        object, platform == nullptr ? "a router" : platform->title,
        printable ? fmt::format(" ({})", c) : std::string()));
  }
  return OkStatus();
}

// A session as messages call it.
std::string SessionTitle(const Value& link, const Value& session) {
  const std::string object = TextAt(session, "object");
  const std::string name = !object.empty() ? object : TextAt(session, "name");
  return fmt::format("{} (link {}, {})", name, TextAt(link, "name"), TextAt(session, "local_address"));
}

struct SeenSession {
  const Value* link;
  const Value* session;
};

Status TwiceError(const Platform& platform, const SeenSession& first, const SeenSession& second) {
  const bool apart = first.link != second.link;
  std::vector<std::string> able;
  if (!platform.shares_neighbors && TextAt(*first.session, "local") != TextAt(*second.session, "local")) {
    for (const Platform& other : Platforms()) {
      if (other.shares_neighbors) able.emplace_back(other.name);
    }
  }
  return FailedPreconditionError(fmt::format(
      "{} and {} both have the neighbor {}, and in one configuration of {} the second would overwrite the first: set "
      "them up on a router each{}{}",
      SessionTitle(*first.link, *first.session), SessionTitle(*second.link, *second.session),
      TextAt(*second.session, "remote_address"), platform.title,
      apart ? ", with a file a link (--out with --per link)"
            : ", each with a template of your own that leaves the other out",
      able.empty() ? std::string() : fmt::format("; one router of platform {} can have both", JoinWords(able, "or"))));
}

// What a session is told apart by on the platform; a template of the user's for another one is the user's to judge.
Status CheckNeighbors(const Platform* platform, const Value& router) {
  if (platform == nullptr) return OkStatus();
  std::map<std::string, SeenSession> seen;
  for (const Value& link : router.Get("links").elements()) {
    for (const Value& session : link.Get("sessions").elements()) {
      if (!FlagAt(session, "bgp")) continue;
      std::string key = TextAt(session, "remote_address");
      if (platform->shares_neighbors) key += " " + TextAt(session, "local_address");
      const auto [at, fresh] = seen.try_emplace(key, SeenSession{&link, &session});
      if (!fresh) return TwiceError(*platform, at->second, {&link, &session});
    }
  }
  return OkStatus();
}

// The router with the keys in the places of their placeholders.
StatusOr<Value> WithKeys(const RenderInput& input) {
  Value router = *input.router;
  if (input.keys.empty()) return router;
  const Platform* platform = FindPlatform(input.platform);
  Value::Elements links = router.Get("links").elements();
  for (Value& link : links) {
    Value::Elements sessions = link.Get("sessions").elements();
    for (Value& session : sessions) {
      const auto key = input.keys.find(TextAt(session, "object"));
      if (key == input.keys.end() || !FlagAt(session, "has_key")) continue;
      IC_RETURN_IF_ERROR(CheckKey(platform, key->first, key->second));
      session.Put("secret", Value::String(key->second));
    }
    link.Put("sessions", Value::List(std::move(sessions)));
  }
  router.Put("links", Value::List(std::move(links)));
  return router;
}

}  // namespace

Status CheckTemplate(std::string_view text) {
  const kainjow::mustache::mustache parsed{std::string(text)};
  if (!parsed.is_valid()) return InvalidArgumentError(parsed.error_message());
  return CheckTemplateNames(text);
}

StatusOr<std::string> Render(const RenderInput& input) {
  IC_RETURN_IF_ERROR(CheckTemplate(input.text));
  IC_RETURN_IF_ERROR(CheckNeighbors(FindPlatform(input.platform), *input.router));
  IC_ASSIGN_OR_RETURN(const Value router, WithKeys(input));
  kainjow::mustache::mustache parsed{Prepared(input.text)};
  parsed.set_custom_escape([](const std::string& text) { return text; });
  std::string text = parsed.render(DataOf(RouterFields(), router));
  std::ranges::replace(text, kBreak, '\n');
  return text;
}

}  // namespace ic::router
