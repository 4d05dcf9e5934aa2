#include "reconcile/read/lookup_words.h"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <set>

#include <fmt/format.h>

#include "base/text.h"
#include "reconcile/object/object.h"

namespace ic::reconcile {
namespace {

// More than that nobody reads; the rest is counted.
constexpr std::size_t kMostShown = 10;

std::string Joined(std::vector<std::string> words, std::string_view conjunction) {
  const std::size_t more = words.size() > kMostShown ? words.size() - kMostShown : 0;
  if (more == 0) return JoinWords(words, conjunction);
  words.resize(kMostShown);
  words.push_back(fmt::format("{} more", more));
  return JoinWords(words, "and");
}

// `dxcon-1 ("dc1")`.
std::string Named(const Value& object) {
  const std::string name = Text(object, field::kName);
  return name.empty() ? Text(object, field::kId) : fmt::format("{} (\"{}\")", Text(object, field::kId), name);
}

std::vector<std::string> NamedAll(const std::vector<Value>& objects) {
  std::vector<std::string> names;
  for (const Value& object : objects) names.push_back(Named(object));
  return names;
}

bool HasTags(const Value& object, const Value& wanted) {
  const Value& tags = object.Get(field::kTags);
  return std::ranges::all_of(wanted.fields(), [&tags](const Value::Field& tag) {
    return tag.second.is_null() || tags.Get(tag.first) == tag.second;
  });
}

std::string Several(std::size_t number, std::string_view noun) {
  return fmt::format("{} {}{}", number, noun, number == 1 ? "" : "s");
}

// `name = "dc1" and tags["team"] = "net"`; empty: nothing was asked for.
std::string WantedWords(const LookupQuestion& question) {
  std::vector<std::string> words;
  for (const std::string_view name : SoughtBy(question.request->what)) {
    const Value& wanted = question.request->wanted.Get(name);
    if (wanted.is_null()) continue;
    if (name != field::kTags) {
      words.push_back(fmt::format("{} = {}", name, wanted.ToString()));
      continue;
    }
    for (const auto& [key, value] : wanted.fields()) {
      if (!value.is_null()) words.push_back(fmt::format("tags[\"{}\"] = {}", key, value.ToString()));
    }
  }
  return words.empty() ? std::string() : JoinWords(words, "and");
}

std::string PlaceWords(const LookupQuestion& question) {
  return fmt::format("{} {}", question.place->title, question.place->region);
}

// How many have each part of what was asked for: which part is in the way.
std::string PartsWords(const LookupQuestion& question, const std::vector<Value>& all) {
  std::vector<std::string> parts;
  for (const std::string_view name : SoughtBy(question.request->what)) {
    const Value& wanted = question.request->wanted.Get(name);
    if (wanted.is_null()) continue;
    const auto have = std::ranges::count_if(
        all, [&](const Value& object) { return HasWanted(*question.fields, name, object, wanted); });
    parts.push_back(fmt::format("{} with that `{}`", have, name));
  }
  return parts.size() < 2 ? std::string() : fmt::format(" Among them are {}.", JoinWords(parts, "and"));
}

std::string NearestWords(const LookupQuestion& question, const std::vector<Value>& all) {
  const std::string name = Text(question.request->wanted, field::kName);
  std::set<std::string> names;
  for (const Value& object : all) {
    if (std::string one = Text(object, field::kName); !one.empty()) names.insert(std::move(one));
  }
  if (name.empty() || names.contains(name)) return "";
  const std::vector<std::string> candidates(names.begin(), names.end());
  const std::optional<std::string> nearest = NearestName(name, candidates);
  return nearest ? fmt::format(" Did you mean \"{}\"?", *nearest) : std::string();
}

}  // namespace

std::string Capitalized(std::string_view text) {
  std::string out(text);
  if (!out.empty() && out.front() >= 'a' && out.front() <= 'z')
    out.front() = static_cast<char>(out.front() - 'a' + 'A');
  return out;
}

bool HasWanted(const std::vector<Field>& fields, std::string_view name, const Value& object, const Value& wanted) {
  if (wanted.is_null()) return true;
  if (name == field::kTags) return HasTags(object, wanted);
  const Field* field = FindField(fields, name);
  return field != nullptr && Equivalent(*field, object.Get(name), wanted);
}

void SayNone(const LookupQuestion& question, const std::vector<Value>& all, Diagnostics& diagnostics) {
  const std::string_view title = SoughtTitle(question.request->what);
  const std::string wanted = WantedWords(question);
  std::string detail = fmt::format("There is no {}{} in {}.", title, wanted.empty() ? std::string() : " with " + wanted,
                                   PlaceWords(question));
  if (all.empty()) {
    detail += fmt::format(" There is no {} at all there, or this account sees none. Check the region and the account.",
                          title);
  } else {
    detail += fmt::format(" {} {} there: {}.{}{}", Several(all.size(), title), all.size() == 1 ? "is" : "are",
                          Joined(NamedAll(all), "and"), PartsWords(question, all), NearestWords(question, all));
  }
  diagnostics.AddError({}, fmt::format("No {} found", title), detail);
}

void SaySeveral(const LookupQuestion& question, const std::vector<Value>& found, Diagnostics& diagnostics) {
  const std::string_view title = SoughtTitle(question.request->what);
  const std::string wanted = WantedWords(question);
  std::vector<std::string> differ;
  for (const std::string_view name : SoughtBy(question.request->what)) {
    const bool said = name != field::kTags && !question.request->wanted.Get(name).is_null();
    if (name == field::kId || said) continue;
    std::set<std::string> values;
    for (const Value& object : found) values.insert(object.Get(name).ToString());
    if (values.size() < 2) continue;
    differ.push_back(name == field::kTags
                         ? "`tags`"
                         : fmt::format("`{}` ({})", name, Joined({values.begin(), values.end()}, "and")));
  }
  const std::string apart =
      differ.empty() ? "Only `id` tells them apart."
                     : fmt::format("They differ in {}: say one of these too, or `id`.", JoinWords(differ, "and"));
  const bool alike = !question.request->wanted.Get(field::kName).is_null() && found.size() == 2;
  const std::string_view successor =
      alike ? " While one of them takes the other's place (create_before_destroy), both are there: refer to the "
              "resource's id then, in place of looking it up by a name."
            : "";
  diagnostics.AddError({}, fmt::format("Several {}s found", title),
                       fmt::format("{} in {}{}: {}. {}{}", Several(found.size(), title), PlaceWords(question),
                                   wanted.empty() ? " are there" : fmt::format(" have {}", wanted),
                                   Joined(NamedAll(found), "and"), apart, successor));
}

}  // namespace ic::reconcile
