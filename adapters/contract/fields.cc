#include "adapters/contract/fields.h"

#include <algorithm>
#include <utility>

#include "adapters/contract/asn.h"
#include "adapters/contract/bandwidth.h"
#include "adapters/contract/duration.h"
#include "base/ip.h"
#include "base/text.h"

namespace ic {
namespace {

// The canonical spelling of one string; text that does not parse stays as it is.
std::string CanonicalText(Meaning meaning, const std::string& text) {
  switch (meaning) {
    case Meaning::kPlain:
    case Meaning::kCode:  // marks on objects are made of it as it is
      return text;
    case Meaning::kAsn: {
      const StatusOr<std::uint32_t> asn = ParseAsn(text);
      return asn.ok() ? FormatAsn(*asn) : text;
    }
    case Meaning::kBandwidth: {
      const StatusOr<std::int64_t> bandwidth = ParseBandwidth(text);
      return bandwidth.ok() ? FormatBandwidth(*bandwidth) : text;
    }
    case Meaning::kInterface: {
      const StatusOr<Cidr> cidr = Cidr::Parse(text);
      return cidr.ok() ? cidr->ToString() : text;
    }
    case Meaning::kEnd: {
      const StatusOr<Cidr> end = Cidr::ParseHost(text);
      return end.ok() ? end->address().ToString() : text;
    }
    case Meaning::kPrefix: {
      const StatusOr<Cidr> cidr = Cidr::Parse(text);
      return cidr.ok() ? cidr->Prefix().ToString() : text;
    }
    case Meaning::kDuration: {
      const StatusOr<Duration> duration = ParseDuration(text);
      return duration.ok() ? FormatDuration(*duration) : text;
    }
  }
  return text;
}

Value::Elements CanonicalElements(Meaning meaning, const Value::Elements& elements) {
  Value::Elements result;
  result.reserve(elements.size());
  for (const Value& element : elements) {
    if (element.is_null()) continue;
    const bool text = element.kind() == Value::Kind::kString;
    result.push_back(text ? Value::String(CanonicalText(meaning, element.AsString())) : element);
  }
  return result;
}

bool AllNull(const Value::Elements& elements) {
  return std::ranges::all_of(elements, [](const Value& element) { return element.is_null(); });
}

// One end of a link, written twice. An address alone says nothing of the length.
bool SameEnd(const std::string& a, const std::string& b) {
  if (CanonicalText(Meaning::kEnd, a) != CanonicalText(Meaning::kEnd, b)) return false;
  const StatusOr<Cidr> one = Cidr::Parse(a);
  const StatusOr<Cidr> other = Cidr::Parse(b);
  return !one.ok() || !other.ok() || one->length() == other->length();
}

// None, where an empty text says that.
bool IsNone(const Field& field, const Value& value) {
  return field.empty_is_value && (value.is_null() || value == Value::String(""));
}

// The entries that are something, each as `spelled` has it.
template <typename Spelled>
Value::Fields Something(const Value& value, Spelled&& spelled) {
  Value::Fields fields;
  fields.reserve(value.fields().size());
  for (const auto& [name, inner] : value.fields()) {
    Value one = spelled(name, inner);
    if (!one.is_null()) fields.emplace_back(name, std::move(one));
  }
  return fields;
}

}  // namespace

const Field* FindField(const std::vector<Field>& fields, std::string_view name) {
  const auto found = std::ranges::find(fields, name, &Field::name);
  return found == fields.end() ? nullptr : &*found;
}

Type FieldValueType(const Field& field) {
  switch (field.type) {
    case FieldType::kString:
      return Type::String();
    case FieldType::kBool:
      return Type::Bool();
    case FieldType::kInteger:
      return Type::Number();
    case FieldType::kStringList:
      return Type::List(Type::String());
    case FieldType::kStringSet:
      return Type::Set(Type::String());
    case FieldType::kStringMap:
      return Type::Map(Type::String());
    case FieldType::kObject:
      break;
  }
  Type::Attributes attributes;
  attributes.reserve(field.fields.size());
  for (const Field& inner : field.fields) attributes.emplace_back(inner.name, FieldValueType(inner));
  return Type::Object(std::move(attributes));
}

bool IsNothing(const Field& field, const Value& value) {
  const bool cleared = field.presence == Presence::kOptional;
  switch (value.kind()) {
    case Value::Kind::kNull:
      return true;
    case Value::Kind::kString:
      return cleared && value.AsString().empty();
    case Value::Kind::kBool:
      return cleared && !value.AsBool();
    case Value::Kind::kList:
    case Value::Kind::kSet:
      return AllNull(value.elements());
    case Value::Kind::kMap:
    case Value::Kind::kObject:
      return std::ranges::all_of(value.fields(), [&field](const Value::Field& inner) {
        const Field* its = FindField(field.fields, inner.first);
        return its == nullptr ? inner.second.is_null() : IsNothing(*its, inner.second);
      });
    default:
      return false;
  }
}

Value WithoutNothing(const Field& field, Value value) {
  if (value.is_null() || IsNothing(field, value)) return Value::Null();
  const auto elements = [&value] {
    Value::Elements some = value.elements();
    std::erase_if(some, [](const Value& element) { return element.is_null(); });
    return some;
  };
  switch (value.kind()) {
    case Value::Kind::kList:
      return Value::List(elements());
    case Value::Kind::kSet:
      return Value::Set(elements());
    case Value::Kind::kMap:
      return Value::Map(Something(value, [](const std::string&, const Value& inner) { return inner; }));
    case Value::Kind::kObject:
      return Value::Object(Something(value, [&field](const std::string& name, const Value& inner) {
        const Field* its = FindField(field.fields, name);
        return its == nullptr ? inner : WithoutNothing(*its, inner);
      }));
    default:
      return value;
  }
}

Value Canonical(const Field& field, const Value& value) {
  if (IsNothing(field, value) || IsNone(field, value)) return Value::Null();
  switch (value.kind()) {
    case Value::Kind::kString:
      return Value::String(CanonicalText(field.meaning, value.AsString()));
    case Value::Kind::kList:
      return Value::List(CanonicalElements(field.meaning, value.elements()));
    case Value::Kind::kSet:
      return Value::Set(CanonicalElements(field.meaning, value.elements()));
    case Value::Kind::kMap:
      return WithoutNothing(field, value);
    case Value::Kind::kObject:
      return Value::Object(Something(value, [&field](const std::string& name, const Value& inner) {
        const Field* its = FindField(field.fields, name);
        return its == nullptr ? inner : Canonical(*its, inner);
      }));
    default:
      return value;
  }
}

bool Equivalent(const Field& field, const Value& a, const Value& b) {
  if (!a.IsWhollyKnown() || !b.IsWhollyKnown()) return false;
  if (a == b || (IsNone(field, a) && IsNone(field, b))) return true;
  if (IsNothing(field, a) || IsNothing(field, b)) return IsNothing(field, a) && IsNothing(field, b);
  const bool scalar =
      a.kind() == Value::Kind::kString || a.kind() == Value::Kind::kNumber || a.kind() == Value::Kind::kBool;
  if (field.meaning == Meaning::kPlain && scalar) return false;
  if (a.kind() == Value::Kind::kString && b.kind() == Value::Kind::kString) {
    if (field.meaning == Meaning::kCode) return ToLowerAscii(a.AsString()) == ToLowerAscii(b.AsString());
    if (field.meaning == Meaning::kEnd) return SameEnd(a.AsString(), b.AsString());
  }
  return Canonical(field, a) == Canonical(field, b);
}

}  // namespace ic
