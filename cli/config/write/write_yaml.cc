#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "cli/config/vocabulary/section_names.h"
#include "cli/config/vocabulary/vocabulary.h"
#include "cli/config/write/write.h"
#include "cli/config/write/yaml_text.h"

namespace ic::cli {
namespace {

constexpr std::size_t kYamlWidth = 100;  // a list that is longer goes one element a line
constexpr std::size_t kLongKey = 500;    // YAML wants longer keys announced (from 1024 on)

class YamlWriter {
 public:
  YamlWriter(const AdapterFactory& factory, const DesiredSet& set) : vocabulary_(factory), set_(set) {}

  std::string Write(bool with_accounts) {
    if (with_accounts) WriteAccounts();
    WriteSections();
    WriteIgnores();
    for (const Kind kind : kAllKinds) WriteKind(kind);
    return std::move(text_);
  }

 private:
  void Line(int level, std::string_view key, std::string_view value) {
    text_.append(static_cast<std::size_t>(level) * 2, ' ');
    const std::string name = YamlScalar(key);
    if (name.size() > kLongKey) {
      text_ += fmt::format("? {}\n{:{}}:", name, "", level * 2);
    } else {
      text_ += fmt::format("{}:", name);
    }
    if (!value.empty()) text_ += fmt::format(" {}", value);
    text_ += '\n';
  }
  // A blank line before it, but for the first.
  void Section(std::string_view name, std::string_view value = "") {
    if (!text_.empty()) text_ += '\n';
    Line(0, name, value);
  }

  void WriteAccounts();
  void WriteSections();
  void WriteTagSettings();
  void WriteIgnores();
  void WriteKind(Kind kind);
  void WriteObject(const DesiredObject& object);
  void WriteValue(int level, const Field& field, std::string_view key, const Value& value);
  void WriteList(int level, const Field& field, std::string_view key, const Value& value);
  void WriteMap(int level, std::string_view key, const Value& value);
  void WriteObjectField(const DesiredObject& object, const KindVocabulary& vocabulary, const Field& field);
  static bool NameIsDefault(const DesiredObject& object, const Field& field);
  bool AccountIsOfParents(const DesiredObject& object) const;
  Value RegionOfParents(const DesiredObject& object) const;
  static std::string Scalar(const Field& field, const std::string& text, bool in_flow);

  Vocabulary vocabulary_;
  const DesiredSet& set_;
  std::string text_;
};

void YamlWriter::WriteAccounts() {
  if (set_.accounts.empty()) return;
  Section(section::kClouds);
  for (const Account& account : set_.accounts) {
    const std::size_t before = text_.size();
    Line(1, account.name, "");
    const std::size_t head = text_.size();
    if (account.cloud != account.name) Line(2, field::kCloud, account.cloud);
    const VendorTraits* traits = vocabulary_.FindVendor(account.cloud);
    for (const Field& field : traits == nullptr ? std::vector<Field>() : traits->provider_fields) {
      if (field.sensitive) continue;
      WriteValue(2, field, AccountKey(*traits, field), account.settings.Get(field.name));
    }
    if (text_.size() > head) continue;
    text_.resize(before);
    Line(1, account.name, "{}");
  }
}

void YamlWriter::WriteSections() {
  if (!set_.owner.empty()) Section(section::kOwner, YamlScalar(EscapeSources(set_.owner)));
  if (!set_.limits.empty()) Section(section::kLimits);
  for (const auto& [id, max] : set_.limits) Line(1, id, fmt::to_string(max));
  if (!set_.allow_disruption.empty()) {
    Section(section::kAllowDisruption);
    for (const std::string& name : set_.allow_disruption)
      text_ += fmt::format("  - {}\n", YamlScalar(EscapeSources(name)));
  }
  WriteTagSettings();
  if (set_.moved.empty()) return;
  Section(section::kMoved);
  std::optional<Kind> last;
  for (const auto& [from, to] : set_.moved) {
    if (last != from.kind) Line(1, KindName(from.kind), "");
    last = from.kind;
    Line(2, from.name, YamlScalar(to.name));
  }
}

void YamlWriter::WriteTagSettings() {
  for (const Field& field : TagSettingFields()) {
    const auto setting = set_.tag_settings.find(field.name);
    if (setting == set_.tag_settings.end()) continue;
    if (!text_.empty()) text_ += '\n';
    WriteValue(0, field, field.name, setting->second);
  }
}

void YamlWriter::WriteIgnores() {
  if (set_.ignores.empty()) return;
  Section(section::kDrift);
  Line(1, section::kIgnore, "");
  for (const DriftIgnore& ignore : set_.ignores) {
    text_ += fmt::format("    - address: {}\n", YamlScalar(EscapeSources(ignore.address)));
    if (!ignore.field.empty()) Line(3, "field", YamlScalar(EscapeSources(ignore.field)));
    Line(3, "reason", YamlScalar(EscapeSources(ignore.reason)));
    if (!ignore.until.empty()) Line(3, "until", YamlScalar(ignore.until));
  }
}

void YamlWriter::WriteKind(Kind kind) {
  bool first = true;
  for (const DesiredObject& object : set_.objects) {
    if (object.address.kind != kind) continue;
    if (first) Section(KindName(kind));
    first = false;
    WriteObject(object);
  }
}

// What the reader would give an object that names no region.
Value YamlWriter::RegionOfParents(const DesiredObject& object) const {
  for (const Reference& reference : object.references) {
    const DesiredObject* parent = reference.stands ? set_.Find(reference.target) : nullptr;
    if (parent != nullptr && !parent->config.Get(field::kRegion).is_null()) return parent->config.Get(field::kRegion);
  }
  return {};
}

// What the reader would give an object that names no cloud. Without a parent that is here it says it itself.
bool YamlWriter::AccountIsOfParents(const DesiredObject& object) const {
  bool stands = false;
  for (const Reference& reference : object.references) {
    if (!reference.stands) continue;
    const DesiredObject* parent = set_.Find(reference.target);
    if (parent != nullptr && parent->account != object.account) return false;
    stands = true;
  }
  return stands;
}

// The reader names it so by itself.
bool YamlWriter::NameIsDefault(const DesiredObject& object, const Field& field) {
  const bool adopts = !object.config.Get(field::kAdopt).is_null() ||
                      std::ranges::find(object.references, field::kAdopt, &Reference::field) != object.references.end();
  const bool named =
      field.presence == Presence::kRequired || (field.presence == Presence::kOptionalComputed && !adopts);
  return named && object.config.Get(field.name) == Value::String(object.address.name);
}

void YamlWriter::WriteObject(const DesiredObject& object) {
  const std::size_t before = text_.size();
  Line(1, object.address.name, "");
  const std::size_t head = text_.size();
  const VendorTraits* traits = vocabulary_.FindVendor(object.config.Get(field::kCloud).kind() == Value::Kind::kString
                                                          ? object.config.Get(field::kCloud).AsString()
                                                          : "");
  const KindVocabulary& vocabulary = vocabulary_.Of(object.address.kind, traits);
  if (!AccountIsOfParents(object)) Line(2, field::kCloud, YamlScalar(object.account));
  for (const Field& field : vocabulary.fields()) {
    const auto reference = std::ranges::find(object.references, field.name, &Reference::field);
    if (reference != object.references.end()) {
      Line(2, vocabulary.ReferenceOf(field.name)->name, YamlScalar(reference->target.name));
      continue;
    }
    const Value& value = object.config.Get(field.name);
    if (field.name == field::kName && NameIsDefault(object, field)) continue;
    if (field.name == field::kCloud || (field.name == field::kRegion && value == RegionOfParents(object))) continue;
    WriteObjectField(object, vocabulary, field);
  }
  if (text_.size() > head) return;
  text_.resize(before);
  Line(1, object.address.name, "{}");
}

// With what is named inside it.
void YamlWriter::WriteObjectField(const DesiredObject& object, const KindVocabulary& vocabulary, const Field& field) {
  std::vector<std::pair<std::string_view, std::string_view>> named;
  for (const Reference& reference : object.references) {
    const ReferenceField* one = vocabulary.ReferenceOf(reference.field);
    if (one != nullptr && !one->in.empty() && one->in == field.name)
      named.emplace_back(one->name, reference.target.name);
  }
  const Value& value = object.config.Get(field.name);
  if (named.empty()) return WriteValue(2, field, field.name, value);
  Line(2, field.name, "");
  for (const Field& inner : field.fields) WriteValue(3, inner, inner.name, value.Get(inner.name));
  for (const auto& [name, target] : named) Line(3, name, YamlScalar(target));
}

std::string YamlWriter::Scalar(const Field& field, const std::string& text, bool in_flow) {
  // Unquoted, `1.10` is a number to most readers.
  if (field.meaning == Meaning::kAsn) return YamlQuoted(EscapeSources(text));
  return YamlScalar(EscapeSources(text), in_flow);
}

void YamlWriter::WriteValue(int level, const Field& field, std::string_view key, const Value& value) {
  if (!value.is_known() || field.presence == Presence::kComputed) return;
  if (field.sensitive) {
    text_ += fmt::format("{:{}}# {} is a secret and is not written here.\n", "", level * 2, key);
    return;
  }
  switch (value.kind()) {
    case Value::Kind::kBool:
      Line(level, key, value.AsBool() ? "true" : "false");
      return;
    case Value::Kind::kNumber:
      Line(level, key, value.AsNumber().ToString());
      return;
    case Value::Kind::kString:
      Line(level, key, Scalar(field, value.AsString(), false));
      return;
    case Value::Kind::kList:
    case Value::Kind::kSet:
      WriteList(level, field, key, value);
      return;
    case Value::Kind::kMap:
      WriteMap(level, key, value);
      return;
    case Value::Kind::kObject:
    case Value::Kind::kNull:
    case Value::Kind::kUnknown:
      break;
  }
  const std::size_t before = text_.size();
  Line(level, key, "");
  const std::size_t head = text_.size();
  for (const Field& inner : field.fields) WriteValue(level + 1, inner, inner.name, value.Get(inner.name));
  if (text_.size() > head) return;
  text_.resize(before);
  Line(level, key, "{}");
}

void YamlWriter::WriteList(int level, const Field& field, std::string_view key, const Value& value) {
  std::vector<std::string> elements;
  for (const Value& element : value.elements()) {
    if (element.is_known()) elements.push_back(Scalar(field, element.AsString(), true));
  }
  const std::string line = fmt::format("[{}]", fmt::join(elements, ", "));
  if (line.size() + key.size() + static_cast<std::size_t>(level) * 2 + 2 <= kYamlWidth) {
    Line(level, key, line);
    return;
  }
  Line(level, key, "");
  for (const std::string& element : elements) text_ += fmt::format("{:{}}- {}\n", "", level * 2 + 2, element);
}

void YamlWriter::WriteMap(int level, std::string_view key, const Value& value) {
  const std::size_t before = text_.size();
  Line(level, key, "");
  const std::size_t head = text_.size();
  for (const auto& [name, inner] : value.fields()) {
    if (inner.is_known()) Line(level + 1, name, YamlScalar(EscapeSources(inner.AsString())));
  }
  if (text_.size() > head) return;
  text_.resize(before);
  Line(level, key, "{}");
}

}  // namespace

std::string WriteYaml(const AdapterFactory& factory, const DesiredSet& set, bool with_accounts) {
  return YamlWriter(factory, set).Write(with_accounts);
}

}  // namespace ic::cli
