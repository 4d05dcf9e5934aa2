#include "cli/config/read/values.h"

#include <algorithm>
#include <array>
#include <cstdint>

#include <fmt/format.h>

#include "adapters/contract/limits/pattern_match.h"
#include "base/text.h"
#include "cli/config/vocabulary/vocabulary.h"

namespace ic::cli {
namespace {

constexpr std::string_view kWrongType = "Wrong type";

template <std::size_t N>
bool IsOneOf(std::string_view text, const std::array<std::string_view, N>& words) {
  return std::find(words.begin(), words.end(), text) != words.end();
}

bool IsTruth(const Yaml& node) {
  constexpr std::array<std::string_view, 6> kWords = {"true", "True", "TRUE", "false", "False", "FALSE"};
  return node.plain() && IsOneOf(node.text(), kWords);
}

// What a value of the type looks like.
std::string_view Wanted(FieldType type) {
  switch (type) {
    case FieldType::kString:
      return "text";
    case FieldType::kBool:
      return "true or false";
    case FieldType::kInteger:
      return "a whole number";
    case FieldType::kStringList:
    case FieldType::kStringSet:
      return "a list, such as `[one, two]`";
    case FieldType::kStringMap:
      return "a map, such as `{name: value}`";
    case FieldType::kObject:
      return "a map of its fields";
  }
  return "";  // not reached: the switch is complete
}

class Reader {
 public:
  Reader(const Field& field, const Yaml& node, const AttributePath& path, ValueContext& context)
      : field_(field), node_(node), path_(path), name_(path.ToString()), context_(context) {}

  std::optional<Value> Read() {
    if (node_.type() == YamlType::kNull) {
      Error(
          "Missing value",
          fmt::format("`{}` has no value. Write one, or leave the field out{}.", name_,
                      field_.type == FieldType::kString ? "; if the word null itself is meant, put it in quotes" : ""));
      return std::nullopt;
    }
    if (field_.touches != Touch::kNothing && context_.sources.trust().untrusted) return Touching();
    switch (field_.type) {
      case FieldType::kString:
        return ReadString(node_);
      case FieldType::kBool:
        return ReadBool();
      case FieldType::kInteger:
        return ReadInteger();
      case FieldType::kStringList:
      case FieldType::kStringSet:
        return ReadList();
      case FieldType::kStringMap:
        return ReadMap();
      case FieldType::kObject:
        return ReadObject();
    }
    return std::nullopt;  // not reached: the switch is complete
  }

 private:
  Subject About() const { return {context_.address, path_}; }
  void Error(std::string_view summary, std::string detail) {
    context_.report.Error(node_, summary, std::move(detail), About());
  }
  std::optional<Value> Mismatch() {
    Error(kWrongType, fmt::format("`{}` takes {}, and this is {}.", name_, Wanted(field_.type), TypeWords(node_)));
    return std::nullopt;
  }
  std::optional<Value> ReadString(const Yaml& node) {
    const std::optional<Text> text = ReadText(name_, node, About(), context_, field_.sensitive);
    if (!text) return std::nullopt;
    return text->known ? Value::String(text->value) : Value::Unknown();
  }
  std::optional<Value> Touching();
  std::optional<Value> ReadBool();
  std::optional<Value> ReadInteger();
  std::optional<Value> ReadList();
  std::optional<Value> ReadMap();
  std::optional<Value> ReadObject();
  void RefuseKey(const Yaml& key);
  void Note(std::string_view key, const Yaml& at) {
    if (context_.positions != nullptr)
      context_.positions->emplace_back(fmt::format("{}.{}", name_, key), PositionOf(at));
  }
  // What was written, if it may be shown.
  std::string Written() const { return field_.sensitive ? "this" : Shown(node_.text()); }

  const Field& field_;
  const Yaml& node_;
  const AttributePath& path_;
  std::string name_;
  ValueContext& context_;
};

// Nothing, and says why, where an untrusted configuration would reach what is not its.
std::optional<Value> Reader::Touching() {
  if (field_.touches == Touch::kFile) {
    Error(kNotUntrusted,
          fmt::format("`{}` names a file of this machine, whose settings, programs and certificates would hold. Leave "
                      "it out: the files and variables of whoever runs this are used.",
                      name_));
    return std::nullopt;
  }
  if (field_.touches == Touch::kRail) {
    std::optional<Value> flag = ReadBool();
    if (!flag || *flag == Value::Bool(false)) return flag;
    Error(kNotUntrusted, fmt::format("`{}` lets pass what is refused otherwise: leave it out, or write false.", name_));
    return std::nullopt;
  }
  std::optional<Value> value = ReadString(node_);
  if (!value || !value->is_known()) return value;
  const Trust& trust = context_.sources.trust();
  const std::string host = ComparableHost(value->AsString());
  const auto is_own = [&host](std::string_view regex) { return Matches(Pattern{.regex = regex}, host); };
  if (trust.endpoints.contains(host)) return value;
  if (context_.traits != nullptr && std::ranges::any_of(context_.traits->own_hosts, is_own)) return value;
  Error(kNotUntrusted,
        fmt::format("`{}` sends calls, and what signs them, to {}, which is no API of {} over HTTPS. If it may, name "
                    "it with --allow-endpoint; else leave it out.",
                    name_, Shown(node_.text()), context_.traits == nullptr ? "a cloud" : context_.traits->title));
  return std::nullopt;
}

std::optional<Value> Reader::ReadBool() {
  if (node_.type() != YamlType::kScalar) return Mismatch();
  const std::optional<Text> text = context_.sources.Expand(node_, field_.sensitive, context_.report, About());
  if (!text) return std::nullopt;
  if (!text->known) return Value::Unknown();
  if ((node_.plain() || text->from_source) && (text->value == "true" || text->value == "false")) {
    return Value::Bool(text->value == "true");
  }
  const std::string word = text->from_source ? "" : ToLowerAscii(node_.text());
  constexpr std::array<std::string_view, 6> kOld = {"yes", "no", "on", "off", "y", "n"};
  if (IsOneOf(word, kOld)) {
    Error(kWrongType,
          fmt::format("`{}` takes true or false. The words yes, no, on and off are plain text here: write {}.", name_,
                      word.starts_with("y") || word == "on" ? "true" : "false"));
  } else if (word == "true" || word == "false") {
    Error(kWrongType,
          fmt::format("`{}` takes true or false: write {}, in small letters and without quotes.", name_, word));
  } else {
    Error(kWrongType, fmt::format("`{}` takes true or false, and {} is neither.", name_, Written()));
  }
  return std::nullopt;
}

std::optional<Value> Reader::ReadInteger() {
  if (node_.type() != YamlType::kScalar) return Mismatch();
  const std::optional<Text> text = context_.sources.Expand(node_, field_.sensitive, context_.report, About());
  if (!text) return std::nullopt;
  if (!text->known) return Value::Unknown();
  std::string_view digits = text->value;
  if (digits.starts_with('-')) digits.remove_prefix(1);
  const bool number = !digits.empty() && digits.size() <= 18 && (digits.size() == 1 || digits[0] != '0') &&
                      std::all_of(digits.begin(), digits.end(), [](char c) { return c >= '0' && c <= '9'; });
  if (!number) {
    Error(kWrongType, fmt::format("`{}` takes a whole number in decimal digits, and {} is none.", name_, Written()));
    return std::nullopt;
  }
  if (!node_.plain() && !text->from_source) {
    Error(kWrongType, fmt::format("`{}` takes a whole number: write {} without quotes.", name_, node_.text()));
    return std::nullopt;
  }
  return Value::Of(*Number::Parse(text->value));
}

std::optional<Value> Reader::ReadList() {
  if (node_.type() != YamlType::kSequence) return Mismatch();
  Value::Elements elements;
  bool good = true;
  for (const Yaml& element : node_.Elements()) {
    std::optional<Value> value = ReadString(element);
    good = good && value.has_value();
    if (value) elements.push_back(*std::move(value));
  }
  if (!good) return std::nullopt;
  return field_.type == FieldType::kStringSet ? Value::Set(std::move(elements)) : Value::List(std::move(elements));
}

std::optional<Value> Reader::ReadMap() {
  if (node_.type() != YamlType::kMap) return Mismatch();
  Value::Fields fields;
  bool good = true;
  for (const Yaml::Entry& entry : node_.Entries()) {
    const Subject subject{context_.address, path_.Element(entry.key.text())};
    const std::optional<Text> text =
        ReadText(subject.path.ToString(), entry.value, subject, context_, field_.sensitive);
    good = good && text.has_value();
    if (!text) continue;
    Note(entry.key.text(), entry.key);
    fields.emplace_back(entry.key.text(), text->known ? Value::String(text->value) : Value::Unknown());
  }
  if (!good) return std::nullopt;
  return Value::Map(std::move(fields));
}

std::optional<Value> Reader::ReadObject() {
  if (node_.type() != YamlType::kMap) return Mismatch();
  Value::Fields fields;
  for (const Yaml::Entry& entry : node_.Entries()) {
    if (context_.vocabulary != nullptr && context_.vocabulary->ReferenceNamed(name_, entry.key.text()) != nullptr) {
      continue;
    }
    const Field* inner = FindField(field_.fields, entry.key.text());
    if (inner == nullptr || inner->presence == Presence::kComputed) {
      RefuseKey(entry.key);
      continue;
    }
    Note(inner->name, entry.key);
    std::optional<Value> value = ReadValue(*inner, entry.value, path_.Attribute(inner->name), context_);
    if (value) fields.emplace_back(inner->name, *std::move(value));
  }
  return Value::Object(std::move(fields));
}

void Reader::RefuseKey(const Yaml& key) {
  const Subject subject{context_.address, path_.Attribute(key.text())};
  if (FindField(field_.fields, key.text()) != nullptr) {
    context_.report.Error(key, "Computed field",
                          fmt::format("`{}.{}` is told by the cloud and cannot be set. Remove it.", name_, key.text()),
                          subject);
    return;
  }
  std::vector<std::string> names;
  for (const Field& field : field_.fields) {
    if (field.presence != Presence::kComputed) names.push_back(field.name);
  }
  if (context_.vocabulary != nullptr) {
    for (const ReferenceField& reference : context_.vocabulary->references()) {
      if (reference.in == name_) names.push_back(reference.name);
    }
  }
  std::string hint = NearestHint(key.text(), names);
  if (hint.empty()) hint = fmt::format(" It has: {}.", JoinWords(names, "and"));
  context_.report.Error(key, "Unknown field", fmt::format("`{}` has no field {}.{}", name_, Shown(key.text()), hint),
                        subject);
}

}  // namespace

std::string_view TypeWords(const Yaml& node) {
  switch (node.type()) {
    case YamlType::kNull:
      return "nothing";
    case YamlType::kSequence:
      return "a list";
    case YamlType::kMap:
      return "a map";
    case YamlType::kScalar:
    case YamlType::kAlias:
      break;
  }
  return "text";
}

std::optional<Text> ReadText(std::string_view name, const Yaml& node, const Subject& subject, ValueContext& context,
                             bool hidden) {
  if (node.type() == YamlType::kNull) {
    context.report.Error(node, "Missing value",
                         fmt::format("`{}` holds a null where text is meant. If the word itself is meant, put it in "
                                     "quotes.",
                                     name),
                         subject);
    return std::nullopt;
  }
  if (node.type() != YamlType::kScalar) {
    context.report.Error(node, kWrongType, fmt::format("`{}` takes text, and this is {}.", name, TypeWords(node)),
                         subject);
    return std::nullopt;
  }
  if (IsTruth(node)) {
    context.report.Error(
        node, kWrongType,
        fmt::format("`{}` takes text, and YAML reads this word as a truth value. If the word is meant, "
                    "put it in quotes.",
                    name),
        subject);
    return std::nullopt;
  }
  return context.sources.Expand(node, hidden, context.report, subject, context.later);
}

std::optional<Value> ReadValue(const Field& field, const Yaml& node, const AttributePath& path, ValueContext& context) {
  return Reader(field, node, path, context).Read();
}

}  // namespace ic::cli
