#include "adapters/contract/limits/probes.h"

#include <limits>
#include <string>

#include <fmt/format.h>

#include "adapters/contract/limits/limit_checks.h"
#include "adapters/contract/path.h"

namespace ic {
namespace {

constexpr std::int64_t kLargestAsn = 4294967295;

Value WithPath(Value object, std::string_view path, const Value& value) {
  const std::size_t dot = path.find('.');
  if (dot == std::string_view::npos) {
    object.Put(path, value);
    return object;
  }
  const std::string_view head = path.substr(0, dot);
  object.Put(head, WithPath(object.Get(head), path.substr(dot + 1), value));
  return object;
}

// `size` different strings that are well-formed by `meaning`.
std::vector<std::string> Texts(Meaning meaning, std::int64_t size) {
  std::vector<std::string> texts;
  for (std::int64_t i = 0; i < size; ++i) {
    texts.push_back(meaning == Meaning::kPrefix ? fmt::format("198.{}.{}.{}/32", 51 + i / 65536, i / 256 % 256, i % 256)
                                                : fmt::format("k{}", i));
  }
  return texts;
}

class Maker {
 public:
  Maker(const Limit& limit, const Field& field) : field_(field), keys_(FieldOf(limit).keys) {}

  Probes Make(const Allowed& allowed) {
    std::visit([this](const auto& row) { Add(row); }, allowed);
    return std::move(probes_);
  }

 private:
  // A value of the field's type that holds `text`.
  Value Hold(const std::string& text) const {
    switch (field_.type) {
      case FieldType::kInteger:
        return Value::Of(*Number::Parse(text));
      case FieldType::kBool:
        return Value::Bool(text == "true");
      case FieldType::kStringList:
        return Value::Strings({text});
      case FieldType::kStringSet:
        return Value::StringSet({text});
      case FieldType::kStringMap:
        return keys_ ? Value::Map({{text, Value::String("v")}}) : Value::Map({{"k", Value::String(text)}});
      case FieldType::kString:
      case FieldType::kObject:
        break;
    }
    return Value::String(text);
  }
  Value Collection(std::int64_t size) const {
    const std::vector<std::string> texts = Texts(field_.meaning, size);
    if (field_.type == FieldType::kStringList) return Value::Strings(texts);
    if (field_.type == FieldType::kStringSet) return Value::StringSet(texts);
    Value::Fields entries;
    for (const std::string& text : texts) entries.emplace_back(text, Value::String("v"));
    return Value::Map(std::move(entries));
  }
  void Good(Value value) { probes_.good.push_back(std::move(value)); }
  void Bad(Value value) { probes_.bad.push_back(std::move(value)); }
  void Ends(std::int64_t min, std::int64_t max, std::int64_t least, std::int64_t most) {
    for (const std::int64_t end : {min, max}) Good(Hold(std::to_string(end)));
    if (min > least) Bad(Hold(std::to_string(min - 1)));
    if (max < most) Bad(Hold(std::to_string(max + 1)));
  }

  void Add(const Range& row) {
    Ends(row.min, row.max, std::numeric_limits<std::int64_t>::min(), std::numeric_limits<std::int64_t>::max());
  }
  void Add(const AsnRange& row) { Ends(row.min, row.max, 0, kLargestAsn); }
  void Add(const OneOf& row) {
    for (const std::string& value : row.values) Good(Hold(value));
    switch (field_.type) {
      case FieldType::kInteger:
        Bad(Hold("-1"));
        break;
      case FieldType::kBool:
        Bad(Hold(row.values.front() == "true" ? "false" : "true"));
        break;
      default:
        // Well-formed where the meaning asks for it, but no value any cloud has.
        Bad(Hold(field_.meaning == Meaning::kBandwidth ? "7Kbps" : "no-such-value"));
        break;
    }
  }
  void Add(const Length& row) {
    for (const std::int64_t size : {row.min, row.max}) Good(Hold(std::string(static_cast<std::size_t>(size), 'a')));
    if (row.min > 0) Bad(Hold(std::string(static_cast<std::size_t>(row.min - 1), 'a')));
    Bad(Hold(std::string(static_cast<std::size_t>(row.max + 1), 'a')));
  }
  void Add(const Count& row) {
    for (const std::int64_t size : {row.min, row.max}) Good(Collection(size));
    if (row.min > 0) Bad(Collection(row.min - 1));
    Bad(Collection(row.max + 1));
  }
  void Add(const Pattern& row) {
    Good(Hold(std::string(row.example)));
    Bad(Hold(std::string(row.wrong)));
  }
  void Add(const Unsupported& /*row*/) {
    if (field_.type == FieldType::kObject) {
      Bad(Value::Object({{field_.fields.front().name, Value::Bool(true)}}));
    } else if (field_.type == FieldType::kStringMap || field_.type == FieldType::kStringSet ||
               field_.type == FieldType::kStringList) {
      Bad(Collection(1));
    } else {
      Bad(Hold("1"));
    }
  }

  const Field& field_;
  bool keys_;
  Probes probes_;
};

}  // namespace

Probes MakeProbes(const Limit& limit, const std::vector<Field>& fields) {
  const std::string_view path = FieldOf(limit).path;
  const Field* field = FindFieldAt(fields, path);
  if (field == nullptr) return {};
  Probes probes = Maker(limit, *field).Make(limit.allowed);
  Value base = Value::Object({});
  if (!limit.when_field.empty() && !limit.when_values.empty()) {
    base = WithPath(base, limit.when_field, Value::String(limit.when_values.front()));
  }
  for (std::vector<Value>* values : {&probes.good, &probes.bad}) {
    for (Value& value : *values) value = WithPath(base, path, value);
  }
  return probes;
}

}  // namespace ic
