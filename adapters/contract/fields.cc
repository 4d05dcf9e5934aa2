#include "adapters/contract/fields.h"

#include <algorithm>
#include <utility>

#include "adapters/contract/asn.h"
#include "adapters/contract/bandwidth.h"
#include "adapters/contract/duration.h"
#include "base/ip.h"

namespace ic {
namespace {

// The canonical spelling of one string; text that does not parse stays as it is.
std::string CanonicalText(Meaning meaning, const std::string& text) {
  switch (meaning) {
    case Meaning::kPlain:
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
    const bool text = element.kind() == Value::Kind::kString;
    result.push_back(text ? Value::String(CanonicalText(meaning, element.AsString())) : element);
  }
  return result;
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

Value Canonical(const Field& field, const Value& value) {
  switch (value.kind()) {
    case Value::Kind::kString:
      return Value::String(CanonicalText(field.meaning, value.AsString()));
    case Value::Kind::kList:
      return Value::List(CanonicalElements(field.meaning, value.elements()));
    case Value::Kind::kSet:
      return Value::Set(CanonicalElements(field.meaning, value.elements()));
    case Value::Kind::kObject: {
      Value::Fields fields = value.fields();
      for (auto& [name, inner] : fields) {
        if (const Field* inner_field = FindField(field.fields, name)) inner = Canonical(*inner_field, inner);
      }
      return Value::Object(std::move(fields));
    }
    default:
      return value;
  }
}

bool Equivalent(const Field& field, const Value& a, const Value& b) {
  if (!a.IsWhollyKnown() || !b.IsWhollyKnown()) return false;
  if (a == b) return true;
  if (field.meaning == Meaning::kPlain && field.type != FieldType::kObject) return false;
  return Canonical(field, a) == Canonical(field, b);
}

}  // namespace ic
